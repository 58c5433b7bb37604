/** What the log says, as it is read. */
import type { EpochMs } from '../units.ts';

/** A row of the log; what is not there is null, so that it is in the hash all the same. */
export interface AuditRecord {
  /** 1, 2, 3… without a gap. */
  readonly seq: number;
  readonly atMs: EpochMs;
  readonly actor: string;
  readonly actorName: string;
  readonly agency: string | null;
  readonly how: string;
  readonly action: string;
  readonly kind: string | null;
  readonly id: string | null;
  readonly outcome: string;
  readonly reason: string | null;
  /** JSON, as it was written. */
  readonly details: string | null;
  /** SHA-256 of the previous record's hash and this one's members, in hexadecimal. */
  readonly hash: string;
}
