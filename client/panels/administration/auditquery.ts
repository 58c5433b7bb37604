/** What is asked of the log, as it is typed, and the address that asks it. Pure. */
import type { AuditRecord } from '../../../proto/domain/operations/audit.ts';
import { typedMs } from './time.ts';

export interface AuditFilter {
  readonly from: string;
  readonly until: string;
  readonly actor: string;
  readonly agency: string;
  readonly action: string;
  readonly kind: string;
  readonly id: string;
  readonly outcome: '' | 'yes' | 'no' | 'reduced';
}

export const NO_FILTER: AuditFilter = {
  from: '',
  until: '',
  actor: '',
  agency: '',
  action: '',
  kind: '',
  id: '',
  outcome: '',
};

/** Rows of one page. */
export const PAGE = 100;

export type AuditFaults = { readonly [F in 'from' | 'until']?: 'admin.time.wrong' };

export function auditFaults({ from, until }: AuditFilter, nowMs: number): AuditFaults {
  const wrong = (text: string): boolean => text.trim() !== '' && typedMs(text, nowMs) === undefined;
  return {
    ...(wrong(from) && { from: 'admin.time.wrong' as const }),
    ...(wrong(until) && { until: 'admin.time.wrong' as const }),
  };
}

/** Only what is said; `?` not included. */
export function auditParams(filter: AuditFilter, nowMs: number): URLSearchParams {
  const params = new URLSearchParams();
  const times = { fromMs: typedMs(filter.from, nowMs), untilMs: typedMs(filter.until, nowMs) };
  for (const [name, ms] of Object.entries(times)) if (ms !== undefined) params.set(name, String(ms));
  for (const name of ['actor', 'agency', 'action', 'kind', 'id', 'outcome'] as const) {
    const text = filter[name].trim();
    if (text !== '') params.set(name, text);
  }
  return params;
}

export function auditPath(filter: AuditFilter, nowMs: number, beforeSeq: number | undefined): string {
  const params = auditParams(filter, nowMs);
  if (beforeSeq !== undefined) params.set('beforeSeq', String(beforeSeq));
  params.set('limit', String(PAGE));
  return `/api/audit?${params}`;
}

export function exportPath(filter: AuditFilter, nowMs: number, reason: string): string {
  const params = auditParams(filter, nowMs);
  params.set('reason', reason.trim());
  return `/api/audit/export?${params}`;
}

/** What stands in a row's details, a line each; as it was written where it is no object. */
export function detailLines({
  details,
}: Pick<AuditRecord, 'details'>): readonly (readonly [string, string])[] {
  if (details === null) return [];
  try {
    const read: unknown = JSON.parse(details);
    if (typeof read !== 'object' || read === null) return [['', details]];
    return Object.entries(read).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
  } catch {
    return [['', details]];
  }
}
