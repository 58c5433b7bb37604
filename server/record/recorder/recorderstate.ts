/** How the recorder is, as it tells it once a second at most. */
import type { Damage } from '../log/cutter.ts';

/** `full`: no room is left, or less than is kept free; `failing`: writing or syncing failed otherwise. */
export type DiskState = 'ok' | 'full' | 'failing';

export interface RecorderState {
  readonly disk: DiskState;
  /** Of a disk that is not well, in words. */
  readonly why?: string;
  /** Since the recorder started: of entries, with their framing. */
  readonly writtenBytes: number;
  readonly entries: number;
  readonly syncs: number;
  /** On the record's disk; absent: it does not say. */
  readonly freeBytes?: number;
  readonly allBytes?: number;
  /** Until no room is left, by how the free space shrank; absent: it does not, or that is not known yet. */
  readonly hoursUntilFull?: number;
  /** Over how long the forecast looks back. */
  readonly forecastOverMs: number;
  /** Of the log, as they lie there: what is rolled into the archive is dropped. */
  readonly segments: number;
  readonly logBytes: number;
  /** Found when the log was opened: the first 20, and how many there were. */
  readonly damages: readonly (Damage & { readonly file: string })[];
  readonly damageCount: number;
  /** Bytes that are not on the disk yet. */
  readonly waitingBytes: number;
}
