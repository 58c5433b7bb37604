/** Troubles of the system itself, for the detector that tells of them: what cannot be written, clocks, a picture that stood. */
import { statfs } from 'node:fs/promises';
import type { Clue, Measure, Priority } from '../proto/domain/alert/alert.ts';
import type { Clock } from '../proto/domain/clock.ts';
import type { Trouble } from '../proto/domain/detecting.ts';
import type { FeedId } from '../proto/domain/ids.ts';
import type { Observation } from '../proto/domain/observations.ts';
import type { EpochMs } from '../proto/domain/units.ts';
import type { FeedSnapshot } from './feeds/health.ts';
import { AHEAD_MS, type FeedTiming, LATE_MS } from './feeds/timing.ts';

/** Ours: a day of traffic fits into a gigabyte, and SQLite needs room to tidy up. */
export const FREE_SPACE = { warnBytes: 1 << 30, warnShare: 0.05, alarmBytes: 256 << 20 } as const;
const SPACE_EVERY_MS = 30_000;
/** The machine's clock against its own steady one, from one tick to the next; NTP slews by less. */
export const CLOCK_STEP_MS = 2_000;
/** Between two ticks: half a minute and longer is an alarm. */
export const STOOD = { warnMs: 10_000, alarmMs: 30_000 } as const;
/** What a feed says of the future, beyond what a clock is usually out by, in so many of its messages in a minute. */
export const AHEAD = { byMs: AHEAD_MS, messages: 10, windowMs: 60_000 } as const;
/** What happened in one moment is told for so long. */
const TOLD_FOR_MS = 10 * 60_000;
/** Feeds at once. */
const MAX_FEEDS = 256;

interface Momentary extends Trouble {
  /** By the steady clock. */
  readonly untilMs: number;
}

/** What is late is as old as it says it is; a clock that is wrong says what is not so. */
const TIMINGS: Readonly<Record<FeedTiming, { what: string; limitMs: number; priority: Priority }>> = {
  late: { what: 'timesLate', limitMs: LATE_MS, priority: 'caution' },
  behind: { what: 'timesBehind', limitMs: LATE_MS, priority: 'warning' },
  ahead: { what: 'timesAhead', limitMs: AHEAD_MS, priority: 'warning' },
};

interface Ahead {
  sinceMs: EpochMs;
  beganMs: number;
  count: number;
  aheadS: number;
  isTold: boolean;
}

export interface TroublesOptions {
  /** The picture's. */
  readonly clock: Clock;
  /** The machine's. */
  readonly machine: Clock;
  readonly dataDir: string;
  /** What their states say of their times; absent: nothing. */
  readonly feeds?: () => readonly Pick<FeedSnapshot, 'id' | 'timing' | 'lagMs'>[];
  /** Free and all bytes of a folder's disk; the system's where absent. */
  readonly spaceOf?: (folder: string) => Promise<{ readonly free: number; readonly all: number }>;
}

const s = (ms: number): Measure => ({ value: ms / 1000, unit: 's' });
const count = (value: number): Measure => ({ value, unit: 'count' });

export class Troubles {
  readonly #options: TroublesOptions;
  readonly #momentary = new Map<string, Momentary>();
  readonly #lasting = new Map<string, Trouble>();
  readonly #ahead = new Map<FeedId, Ahead>();
  #offsetMs: number | undefined;
  #tickedMs: number | undefined;
  #spaceAskedMs = Number.NEGATIVE_INFINITY;

  constructor(options: TroublesOptions) {
    this.#options = options;
  }

  list(): readonly Trouble[] {
    return [...this.#lasting.values(), ...this.#momentary.values()];
  }

  /** Of what is heard, whether its time can be. */
  heard({ feedId, observedMs, receivedMs }: Observation): void {
    if (observedMs - receivedMs <= AHEAD.byMs) return;
    const nowMs = this.#options.machine.monotonicMs();
    let ahead = this.#ahead.get(feedId);
    if (!ahead || nowMs - ahead.beganMs > AHEAD.windowMs) {
      if (!ahead && this.#ahead.size >= MAX_FEEDS) return;
      const isTold = (ahead?.count ?? 0) >= AHEAD.messages;
      ahead = {
        sinceMs: ahead && isTold ? ahead.sinceMs : this.#options.clock.nowMs(),
        ...{ beganMs: nowMs, count: 0, aheadS: 0, isTold },
      };
      this.#ahead.set(feedId, ahead);
    }
    ahead.count += 1;
    ahead.aheadS = Math.max(ahead.aheadS, (observedMs - receivedMs) / 1000);
  }

  /** With every tick of the picture, before the detectors. @param unsaved alerts that are told and not kept */
  tick(unsaved: number): void {
    const nowMs = this.#options.machine.monotonicMs();
    for (const [name, { untilMs }] of this.#momentary) if (nowMs >= untilMs) this.#momentary.delete(name);
    this.#lookAtClock(nowMs);
    this.#lookAtPace(nowMs);
    this.#lookAtFeeds(nowMs);
    this.#lookAtTimings();
    this.#lasts('storage', 'alerts', unsaved > 0, count(unsaved), count(0), [
      { what: 'notKept', measure: count(unsaved) },
    ]);
    if (nowMs - this.#spaceAskedMs >= SPACE_EVERY_MS) {
      this.#spaceAskedMs = nowMs;
      void this.lookAtSpace();
    }
  }

  /** How much room the data folder's disk has; a disk that does not say is no trouble of its own. */
  async lookAtSpace(): Promise<void> {
    const { dataDir, spaceOf = diskSpace } = this.#options;
    const { free, all } = await spaceOf(dataDir).catch(() => ({ free: Number.POSITIVE_INFINITY, all: 1 }));
    const limit = Math.max(FREE_SPACE.alarmBytes, Math.min(FREE_SPACE.warnBytes, all * FREE_SPACE.warnShare));
    const share = (bytes: number): Measure => ({ value: bytes / all, unit: 'ratio' });
    const clues: Clue[] = [{ what: 'freeSpace', measure: share(free) }];
    const priority = free < FREE_SPACE.alarmBytes ? 'alarm' : 'warning';
    this.#lasts('storage', 'disk', free < limit, share(free), share(limit), clues, priority);
  }

  #lookAtClock(nowMs: number): void {
    const offsetMs = this.#options.machine.nowMs() - nowMs;
    const steppedMs = Math.abs(offsetMs - (this.#offsetMs ?? offsetMs));
    this.#offsetMs = offsetMs;
    if (steppedMs < CLOCK_STEP_MS) return;
    this.#moment('clock', 'machine', s(steppedMs), s(CLOCK_STEP_MS), 'clockStep', 'warning');
  }

  #lookAtPace(nowMs: number): void {
    const stoodMs = nowMs - (this.#tickedMs ?? nowMs);
    this.#tickedMs = nowMs;
    if (stoodMs < STOOD.warnMs) return;
    const priority = stoodMs < STOOD.alarmMs ? 'warning' : 'alarm';
    this.#moment('pictureStale', 'picture', s(stoodMs), s(STOOD.warnMs), 'tickLate', priority);
  }

  #lookAtFeeds(nowMs: number): void {
    for (const [feed, { count: messages, beganMs, aheadS, sinceMs, isTold }] of this.#ahead) {
      const isOver = nowMs - beganMs > AHEAD.windowMs;
      if (isOver) this.#ahead.delete(feed);
      const is = !isOver && (isTold || messages >= AHEAD.messages);
      const measured: Measure = { value: aheadS, unit: 's' };
      const clues: Clue[] = [
        { what: 'timesAhead', measure: measured },
        { what: 'feed', text: feed },
      ];
      this.#lasts('clock', `feed/${feed}`, is, measured, s(AHEAD.byMs), clues, 'warning', sinceMs);
    }
  }

  /** What a feed's messages say of when they were, believed or not. */
  #lookAtTimings(): void {
    for (const { id, timing, lagMs = 0 } of this.#options.feeds?.() ?? []) {
      for (const each of ['late', 'behind', 'ahead'] as const) {
        const { what, limitMs, priority } = TIMINGS[each];
        const measured = s(Math.abs(lagMs));
        const clues: Clue[] = [
          { what, measure: measured },
          { what: 'feed', text: id },
        ];
        const name = `feed/${id}/${each}`;
        this.#lasts('clock', name, timing === each, measured, s(limitMs), clues, priority);
      }
    }
  }

  #moment(
    kind: Trouble['kind'],
    name: string,
    measured: Measure,
    threshold: Measure,
    clue: string,
    priority: Priority,
  ): void {
    const { clock, machine } = this.#options;
    this.#momentary.set(`${kind}/${name}`, {
      ...{ kind, name, measured, threshold, priority, sinceMs: clock.nowMs() },
      evidence: [{ what: clue, measure: measured }],
      untilMs: machine.monotonicMs() + TOLD_FOR_MS,
    });
  }

  #lasts(
    kind: Trouble['kind'],
    name: string,
    is: boolean,
    measured: Measure,
    threshold: Measure,
    evidence: readonly Clue[],
    priority: Priority = 'alarm',
    sinceMs = this.#options.clock.nowMs(),
  ): void {
    const at = `${kind}/${name}`;
    if (!is) {
      this.#lasting.delete(at);
      return;
    }
    const begun = this.#lasting.get(at)?.sinceMs ?? sinceMs;
    this.#lasting.set(at, { kind, name, measured, threshold, evidence, priority, sinceMs: begun });
  }
}

async function diskSpace(folder: string): Promise<{ free: number; all: number }> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { free: bavail * bsize, all: blocks * bsize };
}
