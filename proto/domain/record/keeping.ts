/** What people say of the archive: what must stay, and what was wrong. `/api/archive/holds`, `/api/archive/corrections`. */
import type { TrackId } from '../ids.ts';
import type { EpochMs } from '../units.ts';
import type { RetentionClass } from './retention.table.ts';

/** What is kept whatever its age, over all of this that is said at once. */
export interface ArchiveHold {
  /** Says which one it is. */
  readonly name: string;
  readonly reason: string;
  /** Who ordered it. */
  readonly by: string;
  readonly sinceMs: EpochMs;
  /** It ends by itself then; absent: when it is released. */
  readonly endsMs?: EpochMs;
  /** Absent: all. */
  readonly classes?: readonly RetentionClass[];
  /** Known from then on, and before. */
  readonly fromMs?: EpochMs;
  readonly untilMs?: EpochMs;
  readonly track?: TrackId;
  readonly mmsi?: number;
}

export interface ArchiveHolds {
  readonly holds: readonly ArchiveHold[];
  /** The list was changed by somebody else: until a person looked, nothing is deleted. */
  readonly isDamaged: boolean;
}

/** Tables with entries that have numbers, and what a track was said to do (`points`) and be (`identities`). */
export const ENTRY_TABLES = ['frames', 'told', 'happened'] as const;
export const TRACK_TABLES = ['points', 'identities'] as const;

/** Rows that no answer has any more; the files stay as they are. */
export interface ArchiveCorrection {
  readonly atMs: EpochMs;
  readonly by: string;
  readonly why: string;
  readonly wrong:
    | { readonly table: (typeof ENTRY_TABLES)[number]; readonly seq: number }
    | {
        readonly table: (typeof TRACK_TABLES)[number];
        readonly track: TrackId;
        /** Known from then on, and before. */
        readonly fromMs: EpochMs;
        readonly untilMs: EpochMs;
      };
}

export interface ArchiveCorrections {
  /** The newest first, 500 at most. */
  readonly corrections: readonly ArchiveCorrection[];
  readonly count: number;
}
