/** Which alert is chosen and which are shown: one filter for the queue and the map. */
import { create } from 'zustand';
import type { Alert, AlertState, Priority } from '../../proto/domain/alert/alert.ts';
import { type AlertFamily, type AlertKind, kindRow } from '../../proto/domain/alert/kinds.table.ts';

/** An empty set means all. Nothing here hides somebody in distress. */
export interface AlertFilter {
  readonly priorities: ReadonlySet<Priority>;
  /** Empty: all that is not over. */
  readonly states: ReadonlySet<AlertState>;
  readonly families: ReadonlySet<AlertFamily>;
  readonly kinds: ReadonlySet<AlertKind>;
  /** Only what I answer for. */
  readonly mine: boolean;
  /** Sectors' ids. */
  readonly sectors: ReadonlySet<string>;
  readonly shelved: 'without' | 'with' | 'only';
}

export const ALL_ALERTS: AlertFilter = {
  priorities: new Set(),
  states: new Set(),
  families: new Set(),
  kinds: new Set(),
  mine: false,
  sectors: new Set(),
  shelved: 'without',
};

export interface AlertView {
  /** The one whose card is shown. */
  readonly chosen: string | undefined;
  /** Marked for one act upon several, in the order in which they were marked. */
  readonly marked: ReadonlySet<string>;
  readonly filter: AlertFilter;
  readonly part: 'queue' | 'load';
  /** The alert whose moment the map shows: the way of its tracks before it, and where it began. */
  readonly moment: string | undefined;
  /** A part of the card that a key asked for; taken by the card. */
  readonly asked: 'shelve' | 'comment' | 'escalate' | 'join' | undefined;
}

export const useAlertView = create<AlertView>()(() => ({
  chosen: undefined,
  marked: new Set(),
  filter: ALL_ALERTS,
  part: 'queue',
  moment: undefined,
  asked: undefined,
}));

/** Alerts that may be marked at once. */
export const MAX_MARKED = 500;

export function chooseAlert(chosen: string | undefined): void {
  useAlertView.setState((view) => ({
    chosen,
    asked: undefined,
    moment: view.moment === chosen ? view.moment : undefined,
  }));
}

export function toggleMarked(id: string): void {
  useAlertView.setState(({ marked }) => {
    const next = new Set(marked);
    if (!next.delete(id) && next.size < MAX_MARKED) next.add(id);
    return { marked: next };
  });
}

export const clearMarked = (): void => useAlertView.setState({ marked: new Set() });

export function setAlertFilter(change: Partial<AlertFilter>): void {
  useAlertView.setState(({ filter }) => ({ filter: { ...filter, ...change } }));
}

export const clearAlertFilter = (): void => useAlertView.setState({ filter: ALL_ALERTS });

/** How many parts of the filter leave something out. */
export const activeAlertFilters = (filter: AlertFilter): number =>
  [filter.priorities, filter.states, filter.families, filter.kinds, filter.sectors].filter(
    (set) => set.size > 0,
  ).length +
  Number(filter.mine) +
  Number(filter.shelved !== 'without');

/** In distress now: nothing hides it. */
export const isEmergency = (alert: Pick<Alert, 'priority' | 'state'>): boolean =>
  alert.priority === 'emergency' && alert.state !== 'closed';

/**
 * Whether the filter shows an alert.
 *
 * @param sectorsOf the sectors in which it is
 */
export function passesAlert(
  filter: AlertFilter,
  alert: Alert,
  me: string | undefined,
  sectorsOf: (alert: Alert) => readonly string[],
): boolean {
  if (isEmergency(alert)) return true;
  const { priorities, states, families, kinds, mine, sectors, shelved } = filter;
  if (states.size === 0 ? alert.state === 'closed' : !states.has(alert.state)) return false;
  if (shelved === 'without' ? alert.shelf !== undefined : shelved === 'only' && alert.shelf === undefined)
    return false;
  const { kind } = alert.lead;
  return (
    (priorities.size === 0 || priorities.has(alert.priority)) &&
    (kinds.size === 0 || kinds.has(kind)) &&
    (families.size === 0 || families.has(kindRow(kind).family)) &&
    (!mine || (me !== undefined && alert.owner?.id === me)) &&
    (sectors.size === 0 || sectorsOf(alert).some((id) => sectors.has(id)))
  );
}

/** A set without a member that it has, or with one that it has not, in the order of the table. */
export const toggled = <T extends string>(
  all: readonly T[],
  set: ReadonlySet<T>,
  member: T,
): ReadonlySet<T> => new Set(all.filter((each) => (each === member ? !set.has(each) : set.has(each))));
