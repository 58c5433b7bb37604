/** The simulation as a living source: advances with a clock and delivers frames marked synthetic. */
import type { Clock } from '../../proto/domain/clock.ts';
import type { Frame } from '../../proto/domain/frame.ts';
import { type FeedId, feedId } from '../../proto/domain/ids.ts';
import { Nature } from '../../proto/domain/observation.ts';
import type { EpochMs } from '../../proto/domain/units.ts';
import type { Scenario } from './scenario.ts';
import { createSimulation, type Simulation, type VesselTruth } from './simulation.ts';

export interface SimulationFeedSettings {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly clock: Clock;
  /** Runs a task once after so many machine milliseconds; the answer cancels it. */
  readonly after: (delayMs: number, task: () => void) => () => void;
  readonly deliver: (frame: Frame) => void;
}

/** How often frames come, machine milliseconds. */
const TICK_MS = 200;
/** Behind or ahead of the clock by more than this the world begins anew in the middle of the new time's day. */
const RESTART_AFTER_MS = 60_000;

export class SimulationFeed {
  /** The scenario's shore stations' feeds: frames carry one of these. */
  readonly feedIds: readonly FeedId[];
  private readonly settings: SimulationFeedSettings;
  private simulation: Simulation | undefined;
  private reachedMs: EpochMs | undefined;
  private cancel: (() => void) | undefined;

  constructor(settings: SimulationFeedSettings) {
    this.settings = settings;
    this.feedIds = [...new Set(settings.scenario.stations.map((s) => s.feed))].map(feedId);
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
    const simulation = jumped || this.simulation === undefined ? this.begin(nowMs) : this.simulation;
    if (!jumped && aheadMs <= 0) return;
    this.reachedMs = nowMs;
    // Bounded by what a minute of the scenario sends.
    const arrived = new Map<string, Uint8Array[]>();
    simulation.advance(nowMs, (feed, bytes) => {
      const list = arrived.get(feed) ?? [];
      arrived.set(feed, list);
      list.push(bytes);
    });
    for (const [feed, pieces] of arrived)
      this.settings.deliver({
        feedId: feedId(feed),
        nature: Nature.synthetic,
        connection: 1,
        receivedMs: nowMs,
        timeShiftMs: 0,
        bytes: Buffer.concat(pieces),
      });
  }
}
