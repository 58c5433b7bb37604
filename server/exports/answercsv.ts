/** An answer as a table: a row for what was found, or for a cell of a density. */
import Papa from 'papaparse';
import { formatMmsi } from '../../proto/domain/ids.ts';
import type { Answer, DensityCell, FoundRow } from '../../proto/domain/record/questions.ts';
import { guarded } from '../operations/exchange/csvcolumns.ts';
import { type ExportHead, SYNTHETIC } from './exported.ts';
import type { FileSink } from './filesink.ts';
import { isoOf } from './words.ts';

type Cell = string | number;

const ROW_COLUMNS = [
  'from',
  'until',
  'track',
  'mmsi',
  'name',
  'otherTrack',
  'otherMmsi',
  'otherName',
  'lat',
  'lon',
];
const CELL_COLUMNS = ['south', 'west', 'of', 'points', 'tracks'];
const TOGETHER = 1000;

/** Answers how many rows it wrote. */
export function writeAnswerCsv(sink: FileSink, { columns, rows, cells }: Answer, head: ExportHead): number {
  const marking = head.isSynthetic ? ['marking'] : [];
  const mark: Cell[] = head.isSynthetic ? [SYNTHETIC] : [];
  if (cells) {
    table(sink, [...CELL_COLUMNS, ...marking], cells, (cell) => [...cellOf(cell), ...mark]);
    return cells.length;
  }
  table(sink, [...ROW_COLUMNS, ...columns, ...marking], rows, (row) => [...rowOf(row, columns), ...mark]);
  return rows.length;
}

function table<T>(
  sink: FileSink,
  fields: readonly string[],
  all: readonly T[],
  of: (one: T) => Cell[],
): void {
  const csv = (data: Cell[][]): string => `${Papa.unparse(data, { newline: '\r\n' })}\r\n`;
  sink.text(csv([[...fields]]));
  for (let i = 0; i < all.length; i += TOGETHER) sink.text(csv(all.slice(i, i + TOGETHER).map(of)));
}

/** A text that no spreadsheet runs; numbers stay numbers. */
const safe = (value: Cell | undefined): Cell =>
  value === undefined ? '' : typeof value === 'string' ? guarded(value) : value;
const numberOf = (mmsi: number | undefined): Cell => (mmsi === undefined ? '' : formatMmsi(mmsi));

const rowOf = (row: FoundRow, columns: readonly string[]): Cell[] => [
  isoOf(row.fromMs),
  isoOf(row.untilMs),
  ...[row.track ?? '', numberOf(row.mmsi), safe(row.name)],
  ...[row.other?.track ?? '', numberOf(row.other?.mmsi), safe(row.other?.name)],
  ...[row.lat ?? '', row.lon ?? ''],
  ...columns.map((column) => safe(row.values[column])),
];

const cellOf = ({ south, west, of, points, tracks }: DensityCell): Cell[] => [
  south,
  west,
  safe(of),
  points,
  tracks,
];
