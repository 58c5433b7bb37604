/** Points as GeoParquet 1.1: a row each, with a geometry (WKB) and what says so in the file’s metadata. */

import { quoted } from '../../record/archive/duck.ts';
import type { Line } from '../../record/query/line.ts';
import { type ExportHead, headFields, kindName, natureName } from '../exported.ts';
import type { StagedPoints } from '../stagedpoints.ts';

const GROUP_ROWS = 61_440;
const TOGETHER = 500;
const KINDS = 21;
const NATURES = 3;

/** ISO 13249-3 WKB of a point, big-endian, which DuckDB turns into what everybody reads. */
const GEOMETRY = `ST_AsWKB(ST_GeomFromWKB('\\x00\\x00\\x00\\x00\\x01'::BLOB
  || (lon_e6 / 1e6)::DOUBLE::BIT::BLOB || (lat_e6 / 1e6)::DOUBLE::BIT::BLOB))`;

const caseOf = (column: string, count: number, name: (value: number) => string): string =>
  `CASE ${column} ${Array.from({ length: count }, (_, i) => `WHEN ${i} THEN ${quoted(name(i))}`).join(' ')} END`;

/** `file`: within the folder that DuckDB may write to. Throws as it does. */
export async function writeGeoParquet(
  line: Line,
  file: string,
  staged: StagedPoints,
  head: ExportHead,
): Promise<void> {
  const named = `${staged.table}_named`;
  await line.run(
    `CREATE TEMP TABLE ${named} (epoch INTEGER, track UINTEGER, id VARCHAR, mmsi UINTEGER, name VARCHAR,
       call_sign VARCHAR, imo UINTEGER, ship_type UTINYINT)`,
  );
  try {
    const values = staged.tracks.map(
      ({ epoch, track, id, mmsi, name, callSign, imo, shipType }) =>
        `(${[epoch, track, quoted(id), mmsi ?? 'NULL', text(name), text(callSign), imo ?? 'NULL', shipType ?? 'NULL'].join(', ')})`,
    );
    for (let i = 0; i < values.length; i += TOGETHER)
      await line.run(`INSERT INTO ${named} VALUES ${values.slice(i, i + TOGETHER).join(', ')}`);
    const [box] = await line.rows<Record<'west' | 'south' | 'east' | 'north', number | null>>(
      `SELECT min(lon_e6) / 1e6 AS west, min(lat_e6) / 1e6 AS south, max(lon_e6) / 1e6 AS east, max(lat_e6) / 1e6 AS north
       FROM ${staged.table}`,
    );
    const metadata = [
      `geo: ${quoted(JSON.stringify(geoOf(box)))}`,
      `watchfloor: ${quoted(JSON.stringify({ schema: PARQUET_SCHEMA, ...headFields(head) }))}`,
    ].join(', ');
    await line.run(
      `COPY (
         SELECT n.id AS track, n.mmsi, n.name, n.call_sign, n.imo, n.ship_type, make_timestamp_ms(p.ms)::TIMESTAMPTZ AS time,
           lat_e6 / 1e6 AS lat, lon_e6 / 1e6 AS lon, sog_dkn / 10 AS sog_kn, cog_ddeg / 10 AS cog_deg,
           heading_ddeg / 10 AS heading_deg, nav_status, ${caseOf('p.kind', KINDS, kindName)} AS kind,
           ${caseOf('p.nature', NATURES, natureName)} AS nature, ${GEOMETRY} AS geometry
         FROM ${staged.table} p JOIN ${named} n ON n.epoch = p.epoch AND n.track = p.track
         ORDER BY p.epoch, p.track, p.ms
       ) TO ${quoted(file)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${GROUP_ROWS}, KV_METADATA {${metadata}})`,
    );
  } finally {
    await line.run(`DROP TABLE IF EXISTS ${named}`);
  }
}

/** Of the columns above: another, and older programs refuse it. */
export const PARQUET_SCHEMA = 1;

const text = (value: string | undefined): string => (value === undefined ? 'NULL' : quoted(value));

/** GeoParquet 1.1.0; without a `crs` it is OGC:CRS84. */
const geoOf = (box: Record<'west' | 'south' | 'east' | 'north', number | null> | undefined): object => ({
  version: '1.1.0',
  primary_column: 'geometry',
  columns: {
    geometry: {
      encoding: 'WKB',
      geometry_types: ['Point'],
      ...(box?.west != null && { bbox: [box.west, box.south, box.east, box.north] }),
    },
  },
});
