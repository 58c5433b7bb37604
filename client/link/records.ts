/** What people decide, asked of the server and told to it. A conflict's answer carries what stands now. */
import {
  type AnyVersion,
  type Finding,
  RECORD_PATHS,
  type RecordKind,
  type RecordValues,
  type Version,
} from '../../proto/domain/operations/record.ts';
import type { OperationsAnswer } from '../../proto/domain/operations/session.ts';

export type Change<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly status?: number;
      readonly what: string;
      readonly where?: string;
      readonly remedy?: string;
      /** Somebody else changed it meanwhile: their version. */
      readonly current?: AnyVersion;
      /** What a plan's checks forbid. */
      readonly findings?: readonly Finding[];
    };

/** A change that was made, and what its checks found all the same. */
export interface Made<K extends RecordKind> {
  readonly record: Version<K>;
  readonly findings: readonly Finding[];
}

const TIMEOUT_MS = 15_000;

/** Asks; `body` makes it a change. `base`: the server's origin, the page's own when empty. */
export async function exchange<T>(
  method: string,
  path: string,
  body?: unknown,
  base = '',
): Promise<Change<T>> {
  try {
    const reads = method === 'GET';
    const response = await fetch(`${base}${path}`, {
      method,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(!reads && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body ?? {}) }),
    });
    const answer: unknown = response.status === 204 ? undefined : await response.json();
    if (response.ok) return { ok: true, value: answer as T };
    const { error } = answer as { error: Omit<Extract<Change<T>, { ok: false }>, 'ok' | 'status'> };
    return { ok: false, status: response.status, ...error };
  } catch (error) {
    return { ok: false, what: error instanceof Error ? error.message : String(error) };
  }
}

const pathOf = (kind: RecordKind, ...rest: readonly string[]): string =>
  ['/api', RECORD_PATHS[kind], ...rest.map(encodeURIComponent)].join('/');

export const fetchOperations = (since: number, access: string, base = '') =>
  exchange<OperationsAnswer>(
    'GET',
    `/api/operations?since=${since}&access=${encodeURIComponent(access)}`,
    undefined,
    base,
  );

/** `id`: of kinds whose ids people choose. */
export const createRecord = <K extends RecordKind>(
  kind: K,
  value: RecordValues[K],
  reason?: string,
  id?: string,
) => exchange<Made<K>>('POST', pathOf(kind), { value, reason, id });

/** `version`: the one that the change was made upon. */
export const changeRecord = <K extends RecordKind>(
  kind: K,
  id: string,
  version: number,
  value: RecordValues[K],
  reason?: string,
) => exchange<Made<K>>('PUT', pathOf(kind, id), { version, value, reason });

export const removeRecord = <K extends RecordKind>(kind: K, id: string, version: number, reason?: string) =>
  exchange<Made<K>>('DELETE', pathOf(kind, id), { version, reason });

/** An event of the kind's table of states: `validate`, `propose`, `accept`… */
export const tellEvent = <K extends RecordKind>(
  kind: K,
  id: string,
  event: string,
  version: number,
  reason?: string,
  details?: unknown,
) => exchange<Made<K>>('POST', pathOf(kind, id, event), { version, reason, details });

export const fetchVersions = <K extends RecordKind>(kind: K, id: string) =>
  exchange<{ readonly versions: readonly Version<K>[] }>('GET', pathOf(kind, id, 'versions'));

/** What would be found of a plan, before it is saved. `id`: of the one that is changed. */
export const checkRecord = <K extends RecordKind>(kind: K, value: RecordValues[K], id?: string) =>
  exchange<{ readonly findings: readonly Finding[] }>('POST', `${pathOf(kind)}/check`, { value, id });
