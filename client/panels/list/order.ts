/** Which tracks the list shows and in which order. Pure; `useOrder` decides when it is made anew. */
import { formatMmsi, type TrackId } from '../../../proto/domain/ids.ts';
import { TrackStateBits } from '../../../proto/domain/track.ts';
import { passes } from '../../store/filter.ts';
import { courseDeg } from '../../store/motionrecord.ts';
import { foldText } from '../../store/text.ts';
import type { TrackStatic, TrackTable } from '../../store/tracks.ts';
import { vesselClass } from '../../store/vesselclass.ts';
import { type TrackFilter, VESSEL_CLASSES } from '../../store/view.ts';
import { shortNumber } from '../../ui/title.ts';

export type SortColumn = 'class' | 'name' | 'flag' | 'sog' | 'cog' | 'age';

export interface Sort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** By name is the usual order: it is the one that does not change by itself. */
export const USUAL_SORT: Sort = { column: 'name', descending: false };

/** Clicking a column sorts by it, clicking again turns it round; speed and age start with what matters most. */
export function sortBy(now: Sort, column: SortColumn): Sort {
  if (now.column === column) return { column, descending: !now.descending };
  return { column, descending: column === 'sog' };
}

/** Folded name for sorting; kept as long as the static data. */
const sortNames = new WeakMap<TrackStatic, string>();

function sortName(statics: TrackStatic | undefined): string {
  if (statics === undefined) return '￿';
  let name = sortNames.get(statics);
  if (name === undefined) {
    // Unnamed tracks follow the named ones, by MMSI; then those without one, by what they are and their number.
    if (statics.name) name = foldText(statics.name);
    else if (statics.mmsi != null) name = `￿${formatMmsi(statics.mmsi)}`;
    else name = `￿￿${kindAndNumber(statics)}`;
    sortNames.set(statics, name);
  }
  return name;
}

const kindAndNumber = ({ kind, id }: TrackStatic): string =>
  `${String(kind ?? 0).padStart(3, '0')} ${shortNumber((id ?? '') as TrackId).padStart(12, '0')}`;

/**
 * The ids of the rows that pass, distress first, then by the column; equal values by name and id, absent values last
 * either way round.
 *
 * @param flagOf country of an MMSI, for sorting by flag
 */
export function orderTracks(
  table: TrackTable,
  filter: TrackFilter,
  sort: Sort,
  flagOf: (mmsi: number) => string | undefined,
): readonly TrackId[] {
  const rows: { id: string; distress: boolean; key: number | string | undefined; name: string }[] = [];
  for (let row = 0; row < table.count; row += 1) {
    const statics = table.statics[row];
    const id = statics?.id;
    if (id === undefined || id === null || id === '' || !passes(filter, table, row)) continue;
    rows.push({
      id,
      distress: (table.motion.state(row) & TrackStateBits.distress) !== 0,
      key: sortKey(table, row, sort.column, flagOf),
      name: sortName(statics),
    });
  }
  const turn = sort.descending ? -1 : 1;
  rows.sort((a, b) => {
    if (a.distress !== b.distress) return a.distress ? -1 : 1;
    return compareKeys(a.key, b.key, turn) || compare(a.name, b.name) || compare(a.id, b.id);
  });
  return rows.map((row) => row.id as TrackId);
}

function sortKey(
  table: TrackTable,
  row: number,
  column: SortColumn,
  flagOf: (mmsi: number) => string | undefined,
): number | string | undefined {
  const present = (value: number | undefined): number | undefined =>
    value === undefined || Number.isNaN(value) ? undefined : value;
  switch (column) {
    case 'name':
      return sortName(table.statics[row]);
    case 'class':
      return VESSEL_CLASSES.indexOf(vesselClass(table.kind[row] ?? 0, table.shipType[row] ?? 0));
    case 'flag': {
      const mmsi = table.statics[row]?.mmsi;
      return mmsi == null ? undefined : flagOf(mmsi);
    }
    case 'sog':
      return present(table.motion.sogKn(row));
    case 'cog':
      return present(courseDeg(table.motion, row));
    case 'age': {
      // The youngest report has the largest time: turned round, so that ascending means the smallest age first.
      const heard = present(table.motion.heardMs(row));
      return heard === undefined ? undefined : -heard;
    }
  }
}

const compare = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

function compareKeys(a: number | string | undefined, b: number | string | undefined, turn: 1 | -1): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  return compare(a, b) * turn;
}

/** How many tracks came or went since an order was made. */
export function changesSince(shown: ReadonlySet<TrackId>, table: TrackTable, filter: TrackFilter): number {
  let same = 0;
  let come = 0;
  for (let row = 0; row < table.count; row += 1) {
    const id = table.statics[row]?.id;
    if (!id || !passes(filter, table, row)) continue;
    if (shown.has(id as TrackId)) same += 1;
    else come += 1;
  }
  return shown.size - same + come;
}

/** The track before or after one in the list; the first or last where none is chosen or it is not listed. */
export function neighbour(
  ids: readonly TrackId[],
  of: TrackId | undefined,
  step: 1 | -1,
): TrackId | undefined {
  const at = of === undefined ? -1 : ids.indexOf(of);
  if (at < 0) return step === 1 ? ids[0] : ids.at(-1);
  return ids[Math.max(0, Math.min(ids.length - 1, at + step))];
}

/** The part of a long list that a window shows, with a few rows to spare on either side. */
export function windowOf(
  count: number,
  rowHeight: number,
  scrollTop: number,
  height: number,
): { readonly first: number; readonly last: number } {
  const spare = 6;
  if (rowHeight <= 0) return { first: 0, last: 0 };
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - spare);
  return { first, last: Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + spare) };
}
