/** Zones from a table: a row a corner, columns by name. */
import Papa from 'papaparse';
import type { LatLon, Shape } from '../../../proto/domain/operations/area.ts';
import { readPosition } from '../../../proto/domain/position.ts';
import { type CsvColumn, unguarded } from './csvcolumns.ts';
import {
  broughtIn,
  type FeatureRead,
  type FileRead,
  featureName,
  featureRead,
  lineOf,
  MAX_FEATURES,
  noFeature,
  noFile,
  pointOrLine,
  ringOf,
  tooManyFeatures,
} from './feature.ts';

/** Other words for our columns; `position` is one text with both. */
const COLUMNS: Readonly<Record<string, CsvColumn | 'position'>> = {
  id: 'zone',
  latitude: 'lat',
  longitude: 'lon',
  lng: 'lon',
  order: 'corner',
  position: 'position',
  radiusm: 'radiusM',
  widthm: 'widthM',
  floorm: 'floorM',
  ceilingm: 'ceilingM',
};
/** Faults of one table that are told; it is mended from the top. */
const MAX_ROWS = 1_000_000;

type Row = Partial<Record<CsvColumn | 'position', string>> & { readonly line: number };

export function readCsv(text: string): FileRead {
  const { data, errors, meta } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    skipEmptyLines: 'greedy',
    delimitersToGuess: [',', ';', '\t'],
    preview: MAX_ROWS,
  });
  const quotes = errors.find(({ type }) => type === 'Quotes');
  if (quotes) return noFile(quotes.message, `row ${(quotes.row ?? 0) + 1}`, 'correct the quotes');
  const [head, ...body] = data;
  const names = (head ?? []).map((name) => {
    const lower = name.trim().toLowerCase();
    return COLUMNS[lower] ?? lower;
  });
  const has = (name: string): boolean => names.includes(name);
  if (!(has('lat') && has('lon')) && !has('position'))
    return noFile('no columns lat and lon, nor position', 'row 1', 'name the columns in the first row');
  const zones = new Map<string, Row[]>();
  for (const [i, cells] of body.entries()) {
    const row: Record<string, string> = {};
    for (const [c, name] of names.entries()) row[name] = unguarded((cells[c] ?? '').trim());
    const key = row.zone || row.name || '';
    const rows = zones.get(key);
    const entry = { ...row, line: i + 2 } as Row;
    if (rows === undefined) zones.set(key, [entry]);
    else rows.push(entry);
    if (zones.size > MAX_FEATURES) return tooManyFeatures();
  }
  const decimalComma = meta.delimiter !== ',';
  return { ok: true, features: [...zones.values()].map((rows, i) => readZone(rows, i, decimalComma)) };
}

function readZone(rows: readonly Row[], index: number, decimalComma: boolean): FeatureRead {
  const said = (column: CsvColumn): string | undefined => rows.find((row) => row[column])?.[column];
  const label = featureName(index, said('name') ?? said('zone'));
  const rings = new Map<number, { order: number; place: LatLon }[]>();
  for (const [i, row] of rows.entries()) {
    const place = placeOf(row, decimalComma);
    if ('what' in place) return noFeature(label, place.what, `row ${row.line}`, place.remedy);
    const ring = Number(row.ring || 1);
    const order = Number(row.corner || i + 1);
    if (!Number.isInteger(ring) || !Number.isFinite(order))
      return noFeature(label, 'ring or corner is not a number', `row ${row.line}`, 'number them from 1');
    const corners = rings.get(ring) ?? [];
    rings.set(ring, corners);
    corners.push({ order, place });
  }
  const lines = [...rings]
    .sort(([a], [b]) => a - b)
    .map(([, corners]) => corners.sort((a, b) => a.order - b.order).map(({ place }) => place));
  const figure = (column: CsvColumn): string | undefined => {
    const text = said(column);
    return text === undefined ? undefined : String(numberOf(text, decimalComma));
  };
  const shape = shapeOf(lines, said('kind'), {
    radiusM: figure('radiusM'),
    widthM: figure('widthM'),
    crossing: said('crossing'),
  });
  if (shape === undefined)
    return noFeature(
      label,
      'a single corner is no zone',
      `row ${rows[0]!.line}`,
      'give a radius in metres as radiusM',
    );
  return featureRead(label, shape, {
    name: said('name') ?? said('zone'),
    purpose: said('purpose'),
    floorM: figure('floorM'),
    ceilingM: figure('ceilingM'),
    source: said('source'),
    note: said('note'),
  });
}

function shapeOf(
  lines: readonly (readonly LatLon[])[],
  kind: string | undefined,
  measures: Readonly<Record<string, string | undefined>>,
): Shape | undefined {
  const first = lines[0] ?? [];
  if (kind === 'circle' || measures.radiusM !== undefined || first.length === 1)
    return pointOrLine('point', first, measures);
  if (kind === 'line' || kind === 'corridor' || measures.widthM !== undefined)
    return pointOrLine('line', lineOf(first), measures);
  return { kind: 'polygon', rings: lines.map(ringOf) };
}

function placeOf(
  row: Row,
  decimalComma: boolean,
): LatLon | { readonly what: string; readonly remedy: string } {
  if (row.lat && row.lon) {
    const [lat, lon] = [numberOf(row.lat, decimalComma), numberOf(row.lon, decimalComma)];
    if (Number.isFinite(lat) && Number.isFinite(lon)) return { lat, lon: broughtIn(lon) };
  }
  // Degrees and minutes, in one column or two.
  const read = readPosition(row.position || `${row.lat ?? ''}, ${row.lon ?? ''}`);
  return read.ok ? read.value : read.fault;
}

/** `41,5` too, where commas do not part columns. */
const numberOf = (text: string, decimalComma: boolean): number =>
  Number(decimalComma ? text.replace(/^([+-]?\d+),(\d+)$/, '$1.$2') : text);
