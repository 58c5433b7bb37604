/**
 * The rules of one kind of record, a table a lawyer can read: what it must say, where its life begins and how it goes on.
 * One file a kind under `kinds/`; `Plans` applies them, `docs/patrols.md` is made of them.
 */
import type { z } from 'zod';
import type { RecordKind, RecordValues, Version } from '../../proto/domain/operations/record.ts';
import type { EpochMs } from '../../proto/domain/units.ts';
import type { OperationFault } from './outcome.ts';

/** One row of a table of states. */
export interface Transition<V = never> {
  readonly event: string;
  readonly from: readonly string[];
  readonly to: string;
  /** Who may: `server/access` says which roles that are. */
  readonly who: 'owner' | 'lead' | 'party' | 'unit' | 'system';
  /** A reason must be given. */
  readonly needsReason?: true;
  /** What it means, in a sentence. */
  readonly text: string;
  /** Of several rows with one event and state the first whose condition holds is taken; asked of the value after `after`. */
  when?(value: V): boolean;
  /** `when` in words. */
  readonly condition?: string;
}

/** What changing the thing itself does to its state; `KindRules.settle` does it. */
export interface ChangeRow {
  readonly from: readonly string[];
  /** `refused`: it cannot be changed any more. */
  readonly to: string;
  readonly text: string;
}

export interface StateTable<V = never> {
  /** The value's member that holds the state. Absent: `stateOf` reads it off the value and `after` writes it. */
  readonly member?: string;
  stateOf?(value: V): string;
  readonly first: string;
  readonly rows: readonly Transition<V>[];
  readonly onChange?: readonly ChangeRow[];
}

/** The other records, to read. */
export interface RecordsView {
  get<K extends RecordKind>(kind: K, id: string): Version<K> | undefined;
  /** Those that were not removed, in the order in which they were entered. */
  list<K extends RecordKind>(kind: K): readonly Version<K>[];
}

export interface KindRules<K extends RecordKind> {
  readonly kind: K;
  /** Every bound is in it: lengths of names, numbers of corners. */
  readonly schema: z.ZodType<RecordValues[K]>;
  readonly states?: StateTable<RecordValues[K]>;
  /** Of ids that people choose; absent: `Plans` makes one. */
  readonly idForm?: RegExp;
  /**
   * What is kept of a value as somebody entered or changed it, before `check`: nobody answers for others, a change of
   * what was agreed asks again. A fault where it cannot be changed at all.
   */
  settle?(
    value: RecordValues[K],
    before: Version<K> | undefined,
    nowMs: EpochMs,
  ): RecordValues[K] | OperationFault;
  /** What the schema cannot see: other records, geometry. `before`: the version that is changed. */
  check?(
    value: RecordValues[K],
    others: RecordsView,
    nowMs: EpochMs,
    before: Version<K> | undefined,
  ): OperationFault | undefined;
  /** The value after an event, where more than the state changes (an answer, a status); the state is set afterwards. */
  after?(value: RecordValues[K], event: EventGiven, others: RecordsView): RecordValues[K] | OperationFault;
  /** Why it cannot be removed: what uses it still, by name. */
  inUse?(version: Version<K>, others: RecordsView, nowMs: EpochMs): OperationFault | undefined;
  /** The event that is due by time alone. */
  due?(version: Version<K>, nowMs: EpochMs): string | undefined;
}

/** An event as it was asked for. */
export interface EventGiven {
  readonly event: string;
  readonly by: { readonly id: string; readonly name: string; readonly agency?: string };
  readonly atMs: EpochMs;
  readonly reason?: string;
  /** What the event says besides: a status, a hand-over's next patrol. Checked by `after`. */
  readonly details?: unknown;
}

export type AnyKindRules = { [K in RecordKind]: KindRules<K> }[RecordKind];
