/** What the audit log keeps of one act, and the bytes that its hash is made of. */
import { createHash } from 'node:crypto';
import type { AuditRecord } from '../../../proto/domain/operations/audit.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import type { Actor } from '../actor.ts';

/** As it was decided: whole, not at all, or a part. */
export const AUDIT_OUTCOMES = ['yes', 'no', 'reduced'] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** What somebody did, tried, or looked at. Texts that are too long are cut; nothing secret belongs in it. */
export interface AuditEntry {
  readonly by: Actor;
  /** An event (`created`, `propose`), an action of the access policy (`see`, `search`), or `signIn`, `signOut`… */
  readonly action: string;
  /** A kind of record, `track`, `session`, `audit`…, and which one. */
  readonly object?: { readonly kind: string; readonly id: string };
  readonly outcome: AuditOutcome;
  readonly reason?: string;
  /** Small and flat in spirit: what was searched for, the rule that decided. At most 4,096 bytes as JSON. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export type Unhashed = Omit<AuditRecord, 'hash'>;

/** The hash that stands before the first record. */
export const NO_HASH = '0'.repeat(64);

const LONGEST = { id: 200, name: 200, word: 64, reason: 1000, details: 4096 } as const;

/** SQLite ends a text at a NUL, and half a surrogate pair is not UTF-8: neither can be read back as it was written. */
const kept = (text: string, longest: number): string =>
  Buffer.from(text.slice(0, longest).replaceAll('\0', ' '), 'utf8').toString('utf8');

const keptDetails = (details: AuditEntry['details']): string | null => {
  if (details === undefined) return null;
  const text = JSON.stringify(details);
  if (Buffer.byteLength(text) <= LONGEST.details) return kept(text, text.length);
  return JSON.stringify({ cut: kept(text, LONGEST.reason) });
};

export const unhashed = (entry: AuditEntry, seq: number, atMs: EpochMs): Unhashed => ({
  seq,
  atMs,
  actor: kept(entry.by.id, LONGEST.id),
  actorName: kept(entry.by.name, LONGEST.name),
  agency: entry.by.agency === undefined ? null : kept(entry.by.agency, LONGEST.id),
  how: entry.by.how,
  action: kept(entry.action, LONGEST.word),
  kind: entry.object ? kept(entry.object.kind, LONGEST.word) : null,
  id: entry.object ? kept(entry.object.id, LONGEST.id) : null,
  outcome: entry.outcome,
  reason: entry.reason === undefined ? null : kept(entry.reason, LONGEST.reason),
  details: keptDetails(entry.details),
});

/** The members in this order as a JSON array (ECMA-262 JSON.stringify, no spaces), in UTF-8. */
export const canonicalBytes = (r: Unhashed): Buffer =>
  Buffer.from(
    JSON.stringify([
      r.seq,
      r.atMs,
      r.actor,
      r.actorName,
      r.agency,
      r.how,
      r.action,
      r.kind,
      r.id,
      r.outcome,
      r.reason,
      r.details,
    ]),
  );

/** @param previous the hash of the record before, in hexadecimal; {@link NO_HASH} before the first */
export const hashOf = (previous: string, record: Unhashed): string =>
  createHash('sha256').update(Buffer.from(previous, 'hex')).update(canonicalBytes(record)).digest('hex');
