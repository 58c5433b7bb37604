/** What people decided, as far as this person may see; written by `client/link`, read by everyone. */
import { create } from 'zustand';
import {
  type AnyVersion,
  RECORD_KINDS,
  type RecordKind,
  type Version,
} from '../../proto/domain/operations/record.ts';
import type { OperationsAnswer } from '../../proto/domain/operations/session.ts';

type Table<K extends RecordKind> = ReadonlyMap<string, Version<K>>;
export type Tables = { readonly [K in RecordKind]: Table<K> };

export interface RecordsState {
  readonly tables: Tables;
  readonly revision: number;
  /** Of the answer that it stands on; empty before the first. */
  readonly access: string;
}

const noTables = (): Tables =>
  Object.fromEntries(RECORD_KINDS.map((kind) => [kind, new Map()])) as unknown as Tables;

export const useRecords = create<RecordsState>()(() => ({ tables: noTables(), revision: 0, access: '' }));

/** Records as tables of their own. */
export function tablesOf(records: readonly AnyVersion[]): Tables {
  const tables = noTables() as unknown as Record<RecordKind, Map<string, AnyVersion>>;
  for (const record of records) tables[record.kind]?.set(record.id, record);
  return tables as unknown as Tables;
}

/** Takes what the server told. Tables that did not change keep their identity. */
export function takeRecords({ revision, access, whole, records, gone }: OperationsAnswer): void {
  const before = whole ? noTables() : useRecords.getState().tables;
  const changed = new Map<RecordKind, Map<string, AnyVersion>>();
  const table = (kind: RecordKind): Map<string, AnyVersion> => {
    const known =
      changed.get(kind) ?? new Map<string, AnyVersion>(before[kind] as ReadonlyMap<string, AnyVersion>);
    changed.set(kind, known);
    return known;
  };
  for (const record of records) table(record.kind).set(record.id, record);
  for (const name of gone) {
    const kind = name.slice(0, name.indexOf('/')) as RecordKind;
    if (RECORD_KINDS.includes(kind)) table(kind).delete(name.slice(kind.length + 1));
  }
  const tables = { ...before, ...Object.fromEntries(changed) } as Tables;
  useRecords.setState({ tables, revision, access });
}

/** One's own change, before the server's news of it arrive; an older version never replaces a newer one. */
export function takeRecord(record: AnyVersion): void {
  const { tables, revision, access } = useRecords.getState();
  const known = tables[record.kind].get(record.id);
  if (known !== undefined && known.version > record.version) return;
  const name = `${record.kind}/${record.id}`;
  const parts = record.removed ? { records: [], gone: [name] } : { records: [record], gone: [] };
  takeRecords({ revision, access, whole: false, ...parts });
}

/** Forgets everything: another person sits down. */
export const forgetRecords = (): void => useRecords.setState({ tables: noTables(), revision: 0, access: '' });
