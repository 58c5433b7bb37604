/** What a replay asks of the archive; the query process answers it, in main through a pipe. */
import type { watchfloor } from '../../../proto/generated/record.js';

export type Step = watchfloor.record.v1.IReplayStep;

/** `what`: why it cannot be read, in words. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly what: string };

/** An alert as it was told once. */
export interface ToldRow {
  readonly knownMs: number;
  readonly id: string;
  readonly json: string;
}

/** Times are UTC epoch milliseconds of the picture. Nothing here throws. */
export interface ReplayReader {
  /** The picture at a time: one step, whole. */
  pictureAt(atMs: number): Promise<Read<readonly Step[]>>;
  /** What changed after `fromMs` until `untilMs`, by steps of `stepMs` after `fromMs`; empty steps are left out. */
  changes(fromMs: number, untilMs: number, stepMs: number): Promise<Read<readonly Step[]>>;
  /** Alerts as last told at a time, and each time one was told after it until `untilMs`, in the order of being told. */
  told(atMs: number, untilMs: number): Promise<Read<readonly ToldRow[]>>;
}
