/** One step of a table of states, without keeping it. */
import type { RecordKind, RecordValues } from '../../proto/domain/operations/record.ts';
import type { EventGiven, KindRules, RecordsView, StateTable, Transition } from './kind.ts';
import { isFault, type OperationFault } from './outcome.ts';

export interface Transited<K extends RecordKind> {
  readonly value: RecordValues[K];
  readonly row: Transition<RecordValues[K]>;
}

/** The state that a value is in. */
export const stateOf = <V extends object>(states: StateTable<V>, value: V): string =>
  states.member === undefined
    ? (states.stateOf?.(value) ?? states.first)
    : String((value as Readonly<Record<string, unknown>>)[states.member]);

/** The rows of an event that may be taken from where the value is: who may is decided upon them. */
export const rowsOf = <V extends object>(
  states: StateTable<V>,
  value: V,
  event: string,
): readonly Transition<V>[] => {
  const state = stateOf(states, value);
  return states.rows.filter((row) => row.event === event && row.from.includes(state));
};

/** The value after an event, or why it cannot happen: not in the table, without its reason, or refused by the kind. */
export function transit<K extends RecordKind>(
  { kind, states, after }: KindRules<K>,
  value: RecordValues[K],
  given: EventGiven,
  others: RecordsView,
): Transited<K> | OperationFault {
  const { event } = given;
  const where = `${kind}.${event}`;
  if (states === undefined) {
    return { kind: 'refused', what: 'it has no states', where, remedy: 'change it instead' };
  }
  const rows = rowsOf(states, value, event);
  if (rows.length === 0) {
    const state = stateOf(states, value);
    const possible = [
      ...new Set(states.rows.filter(({ from }) => from.includes(state)).map((row) => row.event)),
    ];
    const remedy =
      possible.length > 0 ? `possible now: ${possible.join(', ')}` : 'nothing follows this state';
    return { kind: 'refused', what: `"${event}" cannot follow the state "${state}"`, where, remedy };
  }
  if (rows.every(({ needsReason }) => needsReason) && (given.reason ?? '').trim() === '') {
    return { kind: 'invalid', what: 'a reason is needed', where: 'reason', remedy: 'say why' };
  }
  const next = after?.(value, given, others) ?? value;
  if (isFault(next)) return next;
  const row = rows.find(({ when }) => when?.(next) ?? true);
  if (row === undefined) {
    const remedy = rows.map(({ condition }) => condition).join('; ');
    return { kind: 'refused', what: `"${event}" cannot happen as things are`, where, remedy };
  }
  return { value: states.member === undefined ? next : { ...next, [states.member]: row.to }, row };
}
