/** The rows of the queue, and how they stay steady while alerts arrive. Pure. */
import type { Alert } from '../../../proto/domain/alert/alert.ts';
import type { AlertKind } from '../../../proto/domain/alert/kinds.table.ts';
import { isEmergency } from '../../store/alertview.ts';
import { compareAlerts, isUnanswered } from './standing.ts';

/** One row: an alert with those that belong to it, or in a flood all cautions of one kind. */
export type QueueRow =
  | { readonly id: string; readonly type: 'alert'; readonly alert: Alert; readonly parts: number }
  | {
      readonly id: string;
      readonly type: 'kind';
      readonly kind: AlertKind;
      /** The newest. */
      readonly alert: Alert;
      readonly ids: readonly string[];
      readonly unanswered: number;
    };

/** From so many cautions of a kind on they are one row of a flood. */
const GROUPED_FROM = 2;

export interface RowsAsked {
  /** Too much comes for one person: cautions of one kind share a row. */
  readonly flood: boolean;
  /** Kinds whose row is open: their cautions are shown one by one below it. */
  readonly opened: ReadonlySet<AlertKind>;
}

/** @param shown those that the filter shows, in any order */
export function rowsOf(shown: readonly Alert[], { flood, opened }: RowsAsked): readonly QueueRow[] {
  const listed = new Set(shown.map(({ id }) => id));
  const parts = new Map<string, number>();
  const leads: Alert[] = [];
  for (const alert of shown) {
    // Under an alert that is not shown it stands for itself.
    if (alert.partOf !== undefined && listed.has(alert.partOf) && !isEmergency(alert))
      parts.set(alert.partOf, (parts.get(alert.partOf) ?? 0) + 1);
    else leads.push(alert);
  }
  leads.sort(compareAlerts);
  const single = (alert: Alert): QueueRow => ({
    id: alert.id,
    type: 'alert',
    alert,
    parts: (parts.get(alert.id) ?? 0) + alert.parts.length,
  });
  if (!flood) return leads.map(single);
  const ofKind = new Map<AlertKind, Alert[]>();
  for (const alert of leads) {
    if (alert.priority !== 'caution') continue;
    const { kind } = alert.lead;
    const same = ofKind.get(kind);
    if (same === undefined) ofKind.set(kind, [alert]);
    else same.push(alert);
  }
  const rows: QueueRow[] = [];
  const done = new Set<AlertKind>();
  for (const alert of leads) {
    const { kind } = alert.lead;
    const same = alert.priority === 'caution' ? (ofKind.get(kind) ?? []) : [];
    if (same.length < GROUPED_FROM) rows.push(single(alert));
    else if (!done.has(kind)) {
      done.add(kind);
      const ids = same.map(({ id }) => id);
      rows.push({
        id: `kind:${kind}`,
        type: 'kind',
        kind,
        alert,
        ids,
        unanswered: same.filter(isUnanswered).length,
      });
      if (opened.has(kind)) rows.push(...same.map(single));
    }
  }
  return rows;
}

/**
 * The order on the screen while it is held: rows that are there keep their order, new ones take the place before the
 * first that comes after them, and what is gone goes.
 *
 * @param before ids as they stand on the screen
 * @param now the rows in their true order
 */
export function heldOrder(before: readonly string[], now: readonly QueueRow[]): readonly QueueRow[] {
  if (before.length === 0) return now;
  const place = new Map(now.map((row, at) => [row.id, at]));
  const kept = before.filter((id) => place.has(id));
  const keptIds = new Set(kept);
  const rows: QueueRow[] = [];
  let next = 0;
  const takeKept = (): void => {
    rows.push(now[place.get(kept[next]!)!]!);
    next += 1;
  };
  for (const [at, row] of now.entries()) {
    if (keptIds.has(row.id)) continue;
    while (next < kept.length && place.get(kept[next]!)! < at) takeKept();
    rows.push(row);
  }
  while (next < kept.length) takeKept();
  return rows;
}

/** How many rows above the first in sight have not been seen yet. */
export const newAbove = (
  rows: readonly QueueRow[],
  firstInSight: number,
  unseen: ReadonlySet<string>,
): number => (unseen.size === 0 ? 0 : rows.slice(0, firstInSight).filter(({ id }) => unseen.has(id)).length);

/** The alert before or after one, past rows that stand for several; the first or last where it is not listed. */
export function rowBeside(
  rows: readonly QueueRow[],
  of: string | undefined,
  by: 1 | -1,
): QueueRow | undefined {
  const at = rows.findIndex(({ id }) => id === of);
  const from = at >= 0 ? at + by : by === 1 ? 0 : rows.length - 1;
  for (let i = from; i >= 0 && i < rows.length; i += by) if (rows[i]?.type === 'alert') return rows[i];
  return rows[at];
}

/** The next that waits for an answer, round the end of the list; undefined where none does. */
export function unansweredBeside(
  rows: readonly QueueRow[],
  of: string | undefined,
  by: 1 | -1,
): QueueRow | undefined {
  const at = rows.findIndex(({ id }) => id === of);
  const from = at < 0 ? (by === 1 ? -1 : 0) : at;
  for (let step = 1; step <= rows.length; step += 1) {
    const row = rows[(((from + step * by) % rows.length) + rows.length) % rows.length];
    if (row?.type === 'alert' && row.id !== of && isUnanswered(row.alert)) return row;
  }
  return undefined;
}
