/** The answer as a table: its columns, what stands in each, and the order of rows. Pure. */
import { formatMmsi } from '../../../../proto/domain/ids.ts';
import type { Answer, DensityCell, FoundRow } from '../../../../proto/domain/record/questions.ts';
import { type Words, wordFor } from '../../../messages/words.ts';
import {
  formatAge,
  formatBearing,
  formatCount,
  formatDecimal,
  formatFullMomentUtc,
  formatMomentUtc,
  formatPercent,
  formatRange,
  formatSpeed,
} from '../../../ui/format.ts';
import { shortNumber } from '../../../ui/title.ts';

export interface Sort {
  readonly column: string;
  readonly way: 1 | -1;
}

export type Cell = string | number | undefined;

/** Columns of every answer that fit it, then its own. */
export function columnsOf({ rows, columns, cells }: Answer): readonly string[] {
  if (cells !== undefined)
    return [...(cells.some(({ of }) => of !== undefined) ? ['of'] : []), 'south', 'west', 'points', 'tracks'];
  return [
    'who',
    ...(rows.some(({ other }) => other !== undefined) ? ['other'] : []),
    'from',
    ...(rows.some(({ fromMs, untilMs }) => untilMs > fromMs) ? ['lasted'] : []),
    ...columns,
  ];
}

/** Name, else MMSI, else the track's number. */
export const whoOf = ({
  name,
  mmsi,
  track,
}: {
  readonly name?: string | undefined;
  readonly mmsi?: number | undefined;
  readonly track?: FoundRow['track'];
}): string =>
  name ?? (mmsi === undefined ? (track === undefined ? '' : shortNumber(track)) : formatMmsi(mmsi));

/** What a row is compared and written by; undefined: nothing is known. */
export function rowValue(row: FoundRow, column: string): Cell {
  switch (column) {
    case 'who':
      return whoOf(row);
    case 'other':
      return row.other && whoOf(row.other);
    case 'from':
      return row.fromMs;
    case 'lasted':
      return row.untilMs - row.fromMs;
    default:
      return row.values[column];
  }
}

export const cellValue = (cell: DensityCell, column: string): Cell => cell[column as keyof DensityCell];

/** A value by its column's name: `…M` metres, `…Kn` knots, `…Ms` a time or, where it is short, how long; `…Min` minutes. */
export function writeCell(t: Words, column: string, value: Cell): string {
  if (value === undefined) return '';
  if (typeof value === 'string')
    return (
      wordFor(t, `found.${column}.${value}`) ??
      wordFor(t, `alerts.${column}.${value}`) ??
      wordFor(t, `alerts.kind.${value}`) ??
      wordFor(t, `class.${value}`) ??
      value
    );
  if (column === 'cameBack') return t(`found.cameBack.${value === 0 ? 'no' : 'yes'}`);
  if (column === 'from') return formatMomentUtc(value);
  if (column === 'lasted') return formatAge(value);
  if (column === 'south' || column === 'west') return formatDecimal4(value);
  if (column.endsWith('Km')) return formatRange(value * 1000);
  if (column.endsWith('Percent')) return formatPercent(value / 100);
  if (/\dS$|[a-z]S$/.test(column)) return formatAge(value * 1000);
  if (column.endsWith('Ms')) return value > LONG_AGO_MS ? formatFullMomentUtc(value) : formatAge(value);
  if (/(^m|M)in(utes)?$/.test(column)) return formatAge(value * 60_000);
  if (/(^m|M)$/.test(column)) return formatRange(value);
  if (column.endsWith('Kn')) return formatSpeed(value);
  if (column.endsWith('Deg')) return formatBearing(value);
  return Number.isInteger(value) ? formatCount(value) : formatDecimal(value);
}

/** Beyond any length of time that is measured: a moment. */
const LONG_AGO_MS = 1e11;
const formatDecimal4 = (value: number): string => String(Math.round(value * 10_000) / 10_000);

/** Places in the list, in order; what is not known comes last, either way. */
export function sorted<T>(
  items: readonly T[],
  { column, way }: Sort,
  of: (item: T, column: string) => Cell,
): readonly number[] {
  const values = items.map((item) => of(item, column));
  return [...items.keys()].sort((a, b) => {
    const [one, other] = [values[a], values[b]];
    if (one === undefined || other === undefined)
      return Number(one === undefined) - Number(other === undefined) || a - b;
    const order =
      typeof one === 'number' && typeof other === 'number'
        ? one - other
        : String(one).localeCompare(String(other));
    return order * way || a - b;
  });
}

/** The neighbour in the order shown; the first where none is chosen. */
export function besideChosen(
  order: readonly number[],
  chosen: number | undefined,
  by: number,
): number | undefined {
  const at = chosen === undefined ? -1 : order.indexOf(chosen);
  return at < 0 ? order[0] : order[Math.max(0, Math.min(order.length - 1, at + by))];
}
