/** One replay: a picture with a clock of its own, published to those who look at it. */
import type { Clock } from '../../../proto/domain/clock.ts';
import type { Replay, ReplayMode, ReplayMoved, ReplayRange } from '../../../proto/domain/record/replay.ts';
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import type { Access } from '../../access/access.ts';
import type { Asker } from '../../access/asker.ts';
import { AlarmMarks } from '../alarmmarks.ts';
import type { AlertRecords } from '../alertviews.ts';
import { type ClientHandle, type ClientLink, Publisher, type PublisherOptions } from '../publisher.ts';
import { currentOf } from './currentaccess.ts';
import type { FoundDifference } from './difference.ts';
import { PastAlerts } from './pastalerts.ts';
import { ReplayPicture } from './picture.ts';
import { Player } from './player.ts';
import type { Read, ReplayReader } from './reader.ts';
import { Timeline } from './timeline.ts';
import { type Period, WatchedPeriods } from './watchedperiods.ts';

/** Between two frames: while it plays, backwards (each is a whole picture), and while it stands. */
export const TICK_MS = { forward: 500, backward: 1000, paused: 1000 } as const;

/** What is shown later than this after it was known is not shown before a replay has played so long. */
const LONGEST_LEAD_MS = 3_600_000;

/** What may be seen at a time of the past: `Access` as it decides then. */
export interface AccessThen {
  /** The same object as long as the same holds. */
  at(atMs: number): Access;
  /** How late anybody may be shown anything of a time: a replay begins to read so much earlier. */
  longestDelayMs(atMs: number): number;
}

/** What is worked out before it can be replayed. */
export interface Preparing {
  /** Of it. */
  readonly reader: ReplayReader;
  /** Resolves when it can be replayed, with where it differs from what was shown; or says why it cannot. */
  prepare(progress: (share: number) => void): Promise<Read<readonly FoundDifference[]>>;
  /** Nobody looks at it any more, whether it is ready or not. */
  dispose(): void;
}

export interface SessionOptions {
  readonly id: string;
  readonly mode: ReplayMode;
  readonly by: Asker;
  readonly atMs: number;
  readonly range: () => ReplayRange;
  readonly reader: ReplayReader;
  /** Of what is run again; absent: the record is replayed as it is. */
  readonly again?: Preparing;
  readonly past: AccessThen;
  readonly machine: Pick<Clock, 'monotonicMs'>;
  /** Runs `task` once after so many machine milliseconds; the answer cancels it. */
  readonly after: (delayMs: number, task: () => void) => () => void;
  /** The run's number on the wire: no other picture has it. */
  readonly epoch: number;
  readonly published: Pick<PublisherOptions, 'serverVersion' | 'site' | 'demonstration'>;
  /** What people had decided at a time. */
  readonly records: (atMs: number) => AlertRecords;
  /** Told what of the past was shown: for the log. */
  readonly watched?: (period: Period) => void;
}

/** Somebody's place before a replay. */
export interface ReplaySeat {
  readonly handle: ClientHandle;
  /** Who sits there was decided anew; undefined: nobody who may. */
  regard(asker: Asker | undefined, reason: string): void;
  leave(): void;
}

interface Seat {
  asker: Asker;
  readonly handle: ClientHandle;
  readonly over: () => void;
}

export class ReplaySession {
  readonly id: string;
  readonly by: Asker;
  readonly picture = new ReplayPicture();
  readonly clock: Clock;
  /** As they stood at the replay's time. */
  readonly alerts: PastAlerts;
  readonly #marks: AlarmMarks;
  /** As it decides at the replay's time, whatever that is when it is asked. */
  readonly access: Access;
  readonly #options: SessionOptions;
  readonly #timeline: Timeline;
  readonly #player: Player;
  readonly #publisher: Publisher;
  readonly #seats = new Set<Seat>();
  readonly #periods: WatchedPeriods;
  #access: Access;
  #cancel: () => void = () => {};
  #tickedMs: number;
  #isOver = false;
  #life: Pick<Replay, 'state' | 'progress' | 'what'> = { state: 'ready' };
  #differences: readonly FoundDifference[] = [];
  /** Machine time since when nobody has sat here; undefined while somebody does. */
  emptySinceMs: number | undefined;
  hasBeenJoined = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.id = options.id;
    this.by = options.by;
    const { machine, epoch, published, past, again } = options;
    const { reader } = again ?? options;
    const timeline = new Timeline(options.atMs, options.range);
    this.#timeline = timeline;
    this.clock = {
      kind: 'replay',
      get rate() {
        return timeline.isPlaying ? timeline.rate : 0;
      },
      nowMs: (): EpochMs => epochMs(timeline.atMs),
      monotonicMs: () => machine.monotonicMs(),
    };
    this.#access = past.at(timeline.atMs);
    this.access = currentOf(() => this.#access);
    this.alerts = new PastAlerts(reader);
    const decided: Pick<AlertRecords, 'get'> = { get: (kind, id) => this.records.get(kind, id) };
    this.#marks = new AlarmMarks(this.alerts, decided, this.picture);
    this.#publisher = new Publisher({
      ...{ source: this.picture, clock: this.clock, epoch, tickMs: TICK_MS.forward, ...published },
      ...{ session: this.id, feeds: () => [], suppressing: false },
      alarms: this.#marks,
    });
    this.#player = new Player({
      ...{ reader, picture: this.picture, timeline },
      stepMs: () => (timeline.rate > 0 ? TICK_MS.forward : TICK_MS.backward),
      monotonicMs: () => machine.monotonicMs(),
      leadMs: (atMs) => Math.min(LONGEST_LEAD_MS, past.longestDelayMs(atMs)),
    });
    this.#periods = new WatchedPeriods((period) => options.watched?.(period), machine.monotonicMs());
    this.emptySinceMs = machine.monotonicMs();
    this.#tickedMs = machine.monotonicMs();
  }

  /** What people had decided at the replay's time. */
  get records(): AlertRecords {
    return this.#options.records(this.#timeline.atMs);
  }

  /** Where what was run again is otherwise than what was shown. */
  get differences(): readonly FoundDifference[] {
    return this.#differences;
  }

  get atMs(): number {
    return this.#timeline.atMs;
  }

  /** What was known at its time was read by somebody who need not sit here: for the log. */
  wasRead(): void {
    this.#periods.shown(this.#timeline.atMs, this.#options.machine.monotonicMs());
  }

  /**
   * Reads the first picture; resolves when it is there, or cannot be had. What has to be worked out first is begun, and
   * told by {@link state}.
   */
  async begin(): Promise<void> {
    const { again } = this.#options;
    if (again) void this.#prepare(again);
    else await this.#beginReady();
  }

  async #prepare(again: Preparing): Promise<void> {
    this.#life = { state: 'preparing', progress: 0 };
    const prepared = await again.prepare((progress) => {
      this.#life = { state: 'preparing', progress };
    });
    if (this.#isOver) return;
    if (!prepared.ok) {
      this.#life = { state: 'failed', what: prepared.what };
      return;
    }
    this.#differences = prepared.value;
    await this.#beginReady();
    this.#life = { state: 'ready' };
  }

  async #beginReady(): Promise<void> {
    await this.#player.seek(this.#timeline.atMs, this.#show);
    this.#wait();
  }

  state(): Replay {
    const { range, atMs, rate, isPlaying, loop } = this.#timeline;
    const fault = this.#player.fault ?? this.alerts.fault;
    return {
      ...{ id: this.id, mode: this.#options.mode, range, atMs: epochMs(atMs), rate, isPlaying },
      ...(loop && { loop }),
      ...(fault !== undefined && { what: fault }),
      ...this.#life,
    };
  }

  /** Resolves when what was asked is shown. */
  async move(moved: ReplayMoved): Promise<void> {
    if (this.#life.state !== 'ready') return;
    const timeline = this.#timeline;
    const { isPlaying, rate } = timeline;
    const toMs = timeline.move(moved);
    this.#cancel();
    this.#tickedMs = this.#options.machine.monotonicMs();
    // Between two steps something may have changed already: where it stands it shows what stood.
    const isStopped = isPlaying && !timeline.isPlaying;
    if (toMs !== undefined || isStopped) await this.#player.seek(toMs ?? timeline.atMs, this.#show);
    else if (timeline.rate !== rate) this.#player.turn();
    if (this.#isOver) return;
    void this.#player.readAhead();
    this.#publisher.tick();
    this.#wait();
  }

  /** Undefined: they may see nothing, or there is no room, and were told so. `over`: called when the replay ends. */
  enter(asker: Asker, link: ClientLink, over: () => void): ReplaySeat | undefined {
    const audience = this.#access.audience(asker);
    if (this.#isOver || !audience || this.#life.state !== 'ready') return undefined;
    const handle = this.#publisher.connect(link, audience);
    if (!handle) return undefined;
    const seat: Seat = { asker, handle, over };
    this.#seats.add(seat);
    this.hasBeenJoined = true;
    this.#periods.shown(this.#timeline.atMs, this.#options.machine.monotonicMs());
    this.emptySinceMs = undefined;
    return {
      handle,
      regard: (now, reason) => {
        if (now) seat.asker = now;
        handle.regard(now && this.#access.audience(now), reason);
      },
      leave: () => {
        handle.close();
        if (this.#seats.delete(seat) && this.#seats.size === 0)
          this.emptySinceMs = this.#options.machine.monotonicMs();
      },
    };
  }

  /** Everybody is sent away. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#cancel();
    this.#periods.end();
    for (const { over } of [...this.#seats]) over();
    this.#publisher.stop();
    this.#options.again?.dispose();
  }

  readonly #show = (): void => {
    if (this.#isOver) return;
    // Before anything of another time is told: what may be seen of it is what counted then.
    const access = this.#options.past.at(this.#timeline.atMs);
    if (access !== this.#access) {
      this.#access = access;
      for (const { handle, asker } of this.#seats)
        handle.regard(access.audience(asker), 'this was not yours to see then');
    }
    this.#tell();
    this.#publisher.tick();
    if (this.#seats.size > 0) this.#periods.shown(this.#timeline.atMs, this.#options.machine.monotonicMs());
  };

  /** Alerts follow: at once where they were read already. Until then nobody is shown that a track has one. */
  #tell(): void {
    const told = this.alerts.to(this.#timeline.atMs);
    this.#marks.tick();
    void told.then(() => {
      if (!this.#isOver) this.#marks.tick();
    });
  }

  #wait(): void {
    this.#cancel();
    const { isPlaying, rate } = this.#timeline;
    const pace = !isPlaying ? 'paused' : rate > 0 ? 'forward' : 'backward';
    if (!this.#isOver) this.#cancel = this.#options.after(TICK_MS[pace], this.#tick);
  }

  readonly #tick = (): void => {
    const nowMs = this.#options.machine.monotonicMs();
    const afterMs = nowMs - this.#tickedMs;
    this.#tickedMs = nowMs;
    const { isPlaying } = this.#timeline;
    const isMoved = this.#player.play(afterMs, this.#show);
    if (isMoved) this.#show();
    // A frame a second says that the line is good.
    else this.#publisher.tick();
    if (isPlaying && !this.#timeline.isPlaying) void this.#player.seek(this.#timeline.atMs, this.#show);
    this.#wait();
  };
}
