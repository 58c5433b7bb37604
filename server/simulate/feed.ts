/** The simulation as a living source: advances with a clock and delivers frames marked synthetic. */
import type { Clock } from '../../proto/domain/clock.ts';
import type { Frame } from '../../proto/domain/frame.ts';
import { type FeedId, feedId } from '../../proto/domain/ids.ts';
import { Nature } from '../../proto/domain/observation.ts';
import type { EpochMs } from '../../proto/domain/units.ts';
import type { Scenario } from './scenario.ts';
import { feedsOf, type SimulatedFeed } from './simulatedfeed.ts';
import { createSimulation, type Simulation } from './simulation.ts';
import type { ActorTruth, VesselTruth } from './truth.ts';

export interface SimulationFeedSettings {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly clock: Clock;
  /** Runs a task once after so many machine milliseconds; the answer cancels it. */
  readonly after: (delayMs: number, task: () => void) => () => void;
  readonly deliver: (frame: Frame) => void;
  /** The far side of a connection ended it. */
  readonly hungUp?: (feed: FeedId, connection: number) => void;
}

/** How often frames come, machine milliseconds. */
const TICK_MS = 200;
/** Behind or ahead of the clock by more than this the world begins anew in the middle of the new time's day. */
const RESTART_AFTER_MS = 60_000;

export class SimulationFeed {
  /** The scenario's feeds: frames carry the name of one of these. */
  readonly feeds: readonly SimulatedFeed[];
  private readonly settings: SimulationFeedSettings;
  /** Feeds whose bytes are datagrams. */
  private readonly datagrams: ReadonlySet<string>;
  /** The connections that have been heard and not ended: one a feed, and one a node. */
  private readonly open = new Map<string, End>();
  private simulation: Simulation | undefined;
  private reachedMs: EpochMs | undefined;
  private cancel: (() => void) | undefined;

  constructor(settings: SimulationFeedSettings) {
    this.settings = settings;
    this.feeds = feedsOf(settings.scenario);
    this.datagrams = new Set(this.feeds.filter((f) => f.format === 'asterix').map((f) => f.name));
  }

  /** Begins at the clock's time; nothing is delivered before the first tick. */
  start(): void {
    if (this.cancel !== undefined) return;
    this.begin(this.settings.clock.nowMs());
    this.wait();
  }

  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
    this.simulation = undefined;
  }

  state(): 'live' | 'ended' {
    return this.cancel === undefined ? 'ended' : 'live';
  }

  /** What the vessels really do now; none before the start. */
  truth(): VesselTruth[] {
    return this.simulation?.truth(this.settings.clock.nowMs()) ?? [];
  }

  /** Who is about on land and in the air now; none before the start. */
  actors(): ActorTruth[] {
    return this.simulation?.actors(this.settings.clock.nowMs()) ?? [];
  }

  /** Bytes to the far side of a connection: acknowledgements and tasks. False when nobody is there. */
  receive(feed: FeedId, connection: number, bytes: Uint8Array): boolean {
    return this.simulation?.receive(feed, connection, bytes) ?? false;
  }

  private begin(nowMs: EpochMs): Simulation {
    this.simulation = createSimulation(this.settings.scenario, this.settings.seed, nowMs);
    this.reachedMs = nowMs;
    return this.simulation;
  }

  private wait(): void {
    this.cancel = this.settings.after(TICK_MS, () => {
      this.wait();
      this.tick();
    });
  }

  private tick(): void {
    const nowMs = this.settings.clock.nowMs();
    const aheadMs = nowMs - (this.reachedMs ?? nowMs);
    const jumped = Math.abs(aheadMs) > RESTART_AFTER_MS;
    if (jumped) for (const end of [...this.open.values()]) this.hangUp(end.feed, end.connection);
    const simulation = jumped || this.simulation === undefined ? this.begin(nowMs) : this.simulation;
    if (!jumped && aheadMs <= 0) return;
    this.reachedMs = nowMs;
    // Bounded by what a minute of the scenario sends.
    const streams = new Map<string, Uint8Array[]>();
    const flush = (key: string): void => {
      const pieces = streams.get(key);
      const end = this.open.get(key);
      streams.delete(key);
      if (pieces !== undefined && end !== undefined) this.hand(end, nowMs, Buffer.concat(pieces));
    };
    simulation.advance(
      nowMs,
      (feed, bytes, _, connection) => {
        const end = this.endOf(feed, connection);
        if (this.datagrams.has(feed)) return this.hand(end, nowMs, bytes);
        const pieces = streams.get(end.key) ?? [];
        streams.set(end.key, pieces);
        pieces.push(bytes);
      },
      (feed, _, connection) => {
        flush(this.endOf(feed, connection).key);
        this.hangUp(feed, connection);
      },
    );
    for (const key of [...streams.keys()]) flush(key);
  }

  private endOf(feed: string, connection: number): End {
    const key = `${feed} ${connection}`;
    const end = this.open.get(key) ?? { key, feed, connection };
    this.open.set(key, end);
    return end;
  }

  private hangUp(feed: string, connection: number): void {
    this.open.delete(`${feed} ${connection}`);
    this.settings.hungUp?.(feedId(feed), connection);
  }

  private hand({ feed, connection }: End, receivedMs: EpochMs, bytes: Uint8Array): void {
    this.settings.deliver({
      feedId: feedId(feed),
      nature: Nature.synthetic,
      connection,
      receivedMs,
      timeShiftMs: 0,
      ...(this.datagrams.has(feed) ? { datagram: true as const } : {}),
      bytes,
    });
  }
}

/** One connection of a feed. */
interface End {
  readonly key: string;
  readonly feed: string;
  readonly connection: number;
}
