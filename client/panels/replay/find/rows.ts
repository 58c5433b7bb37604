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
  formatLatitude,
  formatLongitude,
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
    // `minutes` is the same, as it was measured.
    ...(rows.some(({ fromMs, untilMs }) => untilMs > fromMs) && !columns.includes('minutes')
      ? ['lasted']
      : []),
    ...columns,
  ];
}

/** Of columns that need more or less than others, rem; each row is a grid of its own, so all are as wide as is said here. */
const WIDTHS_REM: Readonly<Record<string, number>> = {
  who: 9,
  other: 9,
  from: 8.5,
  lasted: 4.5,
  points: 4.25,
  way: 6.5,
  names: 16,
  kind: 13,
  of: 6,
  state: 8,
  south: 6,
  west: 6.5,
};
const USUAL_REM = 5;

/** `grid-template-columns`: what is left goes to the first. */
export const templateOf = (columns: readonly string[]): string =>
  columns
    .map((column, at) => {
      const rem = WIDTHS_REM[column] ?? USUAL_REM;
      return at === 0 ? `minmax(${rem}rem, 1fr)` : `${rem}rem`;
    })
    .join(' ');

const GAP_REM = 0.75;
const PADDING_REM = 0.875;

/** How long a row is at least, rem. */
export const rowRem = (columns: readonly string[]): number =>
  columns.reduce(
    (sum, column) => sum + (WIDTHS_REM[column] ?? USUAL_REM) + GAP_REM,
    2 * PADDING_REM - GAP_REM,
  );

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
  if (column === 'from') return formatFullMomentUtc(value);
  if (column === 'lasted') return formatAge(value);
  if (column === 'south') return formatLatitude(value);
  if (column === 'west') return formatLongitude(value);
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
