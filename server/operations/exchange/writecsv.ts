/** Zones as a table: a row a corner, so that it can be read and typed in a spreadsheet. */
import Papa from 'papaparse';
import type { LatLon, Shape } from '../../../proto/domain/operations/area.ts';
import { CSV_COLUMNS, type CsvColumn, guarded } from './csvcolumns.ts';
import type { ExportedZone } from './feature.ts';
import { extra } from './writegeojson.ts';

type Row = Partial<Record<CsvColumn, string | number>>;

/** Times are not in it: a table of corners has no place for them. */
export const writeCsv = (zones: readonly ExportedZone[]): string =>
  Papa.unparse(
    {
      fields: [...CSV_COLUMNS],
      data: zones.flatMap(rowsOf).map((row) => CSV_COLUMNS.map((column) => row[column] ?? '')),
    },
    { newline: '\r\n' },
  );

function rowsOf({ id, value }: ExportedZone): Row[] {
  const { name, shape, purpose, floorM, ceilingM, source, note } = value;
  const zone = guarded(id);
  const first: Row = {
    name: guarded(name),
    kind: shape.kind,
    purpose,
    ...extra(shape),
    ...(floorM !== undefined && { floorM }),
    ...(ceilingM !== undefined && { ceilingM }),
    ...(source !== undefined && { source: guarded(source) }),
    ...(note !== undefined && { note: guarded(note) }),
  };
  return cornersOf(shape).map(({ ring, corner, lat, lon }, i) => ({
    zone,
    ...(i === 0 ? first : { name: guarded(name) }),
    ring,
    corner,
    lat,
    lon,
  }));
}

function cornersOf(shape: Shape): (LatLon & { readonly ring: number; readonly corner: number })[] {
  const lines =
    shape.kind === 'polygon' ? shape.rings : shape.kind === 'circle' ? [[shape.centre]] : [shape.line];
  return lines.flatMap((line, r) => line.map((place, c) => ({ ...place, ring: r + 1, corner: c + 1 })));
}
