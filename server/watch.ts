/** The picture with its detectors: observations in, happenings out, time from the data; live, offline and in tests alike. */
import type { Happening } from '../proto/domain/alert/alert.ts';
import type { Shore, WatchedRecords, WatchedSystem } from '../proto/domain/detecting.ts';
import type { Observation } from '../proto/domain/observations.ts';
import { type EpochMs, epochMs } from '../proto/domain/units.ts';
import { Detection } from './detect/detection.ts';
import type { OpenDetector } from './detect/detector.ts';
import { DETECTORS } from './detect/detectors.ts';
import type { Learned } from './detect/learned/learned.ts';
import { openLearned } from './detect/learned/maps.ts';
import { Picture } from './tracks/picture.ts';
import type { PictureOptions } from './tracks/pictureoptions.ts';

export interface WatchOptions extends Omit<PictureOptions, 'onReport'> {
  readonly shore: Shore;
  readonly learned?: Learned;
  readonly records?: WatchedRecords;
  readonly system?: (picture: Picture) => WatchedSystem;
  /** Absent: all. */
  readonly detectors?: readonly OpenDetector[];
  /** Told of a defect of a detector, which then ends nothing but its turn; absent: it is thrown. */
  readonly onBug?: (error: unknown) => void;
}

const TICK_MS = 1000;
/** Nothing for longer, and the ticks between are made by this step. */
const GAP_MS = 60_000;
const GAP_TICK_MS = 10_000;
/** Nothing for longer is a new recording: the picture ages, and what is between is not ticked through. */
const BREAK_MS = 6 * 3_600_000;

export class WatchedPictureRun {
  readonly picture: Picture;
  readonly detection: Detection;
  readonly #onBug: ((error: unknown) => void) | undefined;
  #tickedMs: number | undefined;

  constructor({ shore, learned, records, system, detectors, onBug, ...options }: WatchOptions) {
    this.#onBug = onBug;
    this.picture = new Picture({
      ...options,
      onReport: (slot, report, isLate) => this.#guarded(() => this.detection.reported(slot, report, isLate)),
    });
    this.detection = new Detection({
      picture: this.picture,
      detectors: detectors ?? DETECTORS,
      shore,
      learned: learned ?? openLearned(),
      ...(records && { records }),
      ...(system && { system: system(this.picture) }),
      ...(onBug && { onBug }),
    });
  }

  apply(said: Observation): void {
    this.picture.apply(said);
    this.#guarded(() => this.detection.heard(said));
  }

  /** Answers the picture's tick. */
  tick(nowMs: EpochMs): number {
    const pictureTick = this.picture.tick(nowMs);
    this.#guarded(() => this.detection.tick(pictureTick));
    return pictureTick;
  }

  /**
   * For recordings: ticks, a second of the data's time at a time, up to what is about to be applied; `ticked` is told
   * after each.
   */
  advance(toMs: EpochMs, ticked?: (nowMs: EpochMs, tick: number) => void): void {
    const from = this.#tickedMs;
    if (from === undefined || toMs - from > BREAK_MS || toMs < from) {
      this.#tickedMs = toMs;
      const tick = this.tick(toMs);
      ticked?.(toMs, tick);
      return;
    }
    let atMs = from;
    while (atMs + TICK_MS <= toMs) {
      atMs += toMs - atMs > GAP_MS ? GAP_TICK_MS : TICK_MS;
      const tick = this.tick(epochMs(atMs));
      ticked?.(epochMs(atMs), tick);
    }
    this.#tickedMs = atMs;
  }

  drain(): readonly Happening[] {
    return this.detection.drain();
  }

  /** The picture goes on whatever a detector does. */
  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!this.#onBug) throw error;
      this.#onBug(error);
    }
  }
}
