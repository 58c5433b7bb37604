/** A real picture with detectors, told what tests say, and the happenings that came of it, as they stand. */
import type { Condition, Happening } from '../../../proto/domain/alert/alert.ts';
import type { AlertKind } from '../../../proto/domain/alert/kinds.table.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { OpenDetector } from '../../../server/detect/detector.ts';
import { WatchedPictureRun, type WatchOptions } from '../../../server/watch.ts';
import { T0 } from '../tracks/observations.ts';

/** Far from any shore and port. */
export const OPEN_SEA = { distanceM: () => undefined, portM: () => undefined };

export class Watched {
  readonly run: WatchedPictureRun;
  /** By id, as last told. */
  readonly happenings = new Map<string, Happening>();

  constructor(detectors: readonly OpenDetector[], options: Partial<WatchOptions> = {}) {
    this.run = new WatchedPictureRun({ epoch: 7, shore: OPEN_SEA, ...options, detectors });
  }

  /** In the order of reception; the time goes on with them. */
  say(...said: readonly Observation[]): this {
    for (const one of said) {
      this.run.advance(one.receivedMs);
      this.run.apply(one);
      this.#drain();
    }
    return this;
  }

  /** Only what the data bring, and no tick. */
  sayAtOnce(...said: readonly Observation[]): this {
    for (const one of said) this.run.apply(one);
    return this.#drain();
  }

  /** Until so many seconds after T0. */
  until(s: number): this {
    this.run.advance(epochMs(T0 + s * 1000));
    return this.#drain();
  }

  /** All that were ever raised of a kind, the first to be raised first. */
  of(kind: AlertKind): readonly Happening[] {
    return [...this.happenings.values()].filter(({ lead }) => lead.kind === kind);
  }

  /** Those that are not over. */
  open(kind: AlertKind): readonly Happening[] {
    return this.of(kind).filter(({ endedMs }) => endedMs === undefined);
  }

  get all(): readonly Happening[] {
    return [...this.happenings.values()];
  }

  #drain(): this {
    for (const happening of this.run.drain()) this.happenings.set(happening.id, happening);
    return this;
  }
}

/** What its evidence says under a word. */
export const clue = (condition: Condition | undefined, what: string) =>
  condition?.evidence.find((one) => one.what === what);
