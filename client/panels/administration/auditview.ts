import type { AuditRecord } from '../../../proto/domain/operations/audit.ts';

/** What the server answers of the log. */
export interface AuditPage {
  /** The last row of the log. */
  readonly seq: number;
  readonly fingerprint: string;
  readonly checkpoint?: { readonly number: number; readonly seq: number; readonly atMs: number };
  readonly rows: readonly AuditRecord[];
  /** Where the next page begins; absent: this is the last. */
  readonly beforeSeq?: number;
}

/** Those that people look for most; any other can be typed. */
export const AUDIT_ACTIONS: readonly string[] = [
  'signIn',
  'signOut',
  'sessionEnded',
  'passwordChanged',
  'tokenMade',
  'tokenUsed',
  'tokenEnded',
  'see',
  'search',
  'export',
  'seeAs',
  'readAudit',
  'created',
  'changed',
  'removed',
  'end',
  'expire',
  'hold',
  'releaseHold',
  'correct',
  'auditDamaged',
];

export const AUDIT_KINDS: readonly string[] = [
  'person',
  'agency',
  'agreement',
  'release',
  'track',
  'zone',
  'sector',
  'patrol',
  'unit',
  'task',
  'crossingPoint',
  'archive',
  'audit',
];
