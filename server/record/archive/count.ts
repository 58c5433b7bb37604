/**
 * Statistics of finished days, which outlive what they count: where, when, of what class and how fast. Whose they are is
 * a keyed hash, and the key is thrown away with its month: within it vessels can be counted once, afterwards nobody can
 * be found again.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { SCHEMA_VERSION } from '../../../proto/domain/record/tables.table.ts';
import type { ArchiveFile } from './archivefile.ts';
import { openDuck, quoted, rowsOf } from './duck.ts';
import { hashFile, makeFolder, putInPlace, writeDurably } from './durable.ts';
import type { ManifestWriter } from './manifestwriter.ts';
import { absolute, DAY_MS, dayName, dayOf, HOUR_MS, MANIFEST, monthName, WORK } from './places.ts';

/** Knots: up to, and above the last. */
export const SPEED_BANDS_KN = [1, 5, 10, 15, 20, 30] as const;
const KEY_BYTES = 32;
const KEY = /^pseudonyms-(\d{4,}-\d\d)\.key$/;
/** Days of a month come until then. */
const KEY_KEPT_MS = 3 * DAY_MS;

/** Counts every day's file of points that was not counted as it is. Answers how many days of a class. */
export async function count(writer: ManifestWriter, nowMs: number): Promise<number> {
  const all = writer.manifest.all();
  const counted = new Map(all.filter(({ table }) => table === 'statistics').map((file) => [file.path, file]));
  let days = 0;
  for (const file of all) {
    if (file.table !== 'points' || file.span !== 'day') continue;
    const place = `archive/${file.class}/statistics/${dayName(file.minKnownMs)}/of-${numberOf(file)}.parquet`;
    if (counted.has(place)) continue;
    const before = [...counted.values()].filter(
      (one) => one.class === file.class && dayOf(one.minKnownMs) === dayOf(file.minKnownMs),
    );
    const duck = await openDuck(path.join(absolute(writer.record, WORK), 'count'));
    try {
      const made = await countDay(duck.connection, writer.record, file, place, nowMs);
      writer.commit({ what: 'counted', atMs: nowMs, add: [made], remove: before });
      days += 1;
    } finally {
      duck.close();
    }
  }
  dropKeys(writer.record, nowMs);
  return days;
}

/** Of the file that is counted: another file of the same day is counted anew. */
const numberOf = ({ sha256 }: ArchiveFile): string => sha256.slice(0, 16);

async function countDay(
  connection: DuckDBConnection,
  record: string,
  file: ArchiveFile,
  place: string,
  nowMs: number,
): Promise<ArchiveFile> {
  const target = absolute(record, place);
  makeFolder(path.dirname(target));
  const key = keyOf(record, monthName(file.minKnownMs), nowMs);
  const band = SPEED_BANDS_KN.map((kn, i) => `WHEN sog_dkn <= ${kn * 10} THEN ${i}`).join(' ');
  const whose = `CASE WHEN mmsi IS NULL THEN concat(epoch, '-', track) ELSE mmsi::VARCHAR END`;
  // Twice with the key, so that what is hashed cannot be lengthened (RFC 2104's reason).
  const pseudonym = `('0x' || left(sha256(${quoted(key ?? '')} || sha256(${quoted(key ?? '')} || whose)), 16))::UBIGINT`;
  const ofDay = `list(DISTINCT ${key === undefined ? 'NULL::UBIGINT' : pseudonym}) FILTER (${key !== undefined})`;
  await connection.run(`COPY (
    SELECT ${dayOf(file.minKnownMs)}::BIGINT AS day_ms, ${quoted(file.class)} AS class, cell, hour, speed_band,
      count(*)::BIGINT AS points, count(DISTINCT whose)::UINTEGER AS vessels,
      CASE WHEN grouping(hour) = 1 THEN ${ofDay} END AS pseudonyms
    FROM (SELECT cell, ((known_ms // ${HOUR_MS}) % 24)::UTINYINT AS hour, ${whose} AS whose,
        CASE WHEN sog_dkn IS NULL THEN NULL ${band} ELSE ${SPEED_BANDS_KN.length} END::UTINYINT AS speed_band
      FROM ${quoted(absolute(record, file.path))} WHERE NOT restated)
    GROUP BY GROUPING SETS ((cell, hour, speed_band), (cell))
    ORDER BY cell, hour, speed_band
  ) TO ${quoted(`${target}.new`)} (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION V2)`);
  putInPlace(target);
  const [rows] = await rowsOf(connection, `SELECT count(*) FROM ${quoted(target)}`);
  const { class: of, minKnownMs, maxKnownMs, epochs } = file;
  return {
    ...{ path: place, table: 'statistics', class: of, schema: SCHEMA_VERSION, span: 'day' },
    ...{ rows: Number(rows?.[0]), minKnownMs, maxKnownMs, epochs, writtenMs: nowMs },
    ...hashFile(target),
  };
}

/** Undefined: its month is over, and nobody has it any more. */
function keyOf(record: string, month: string, nowMs: number): string | undefined {
  const file = path.join(record, MANIFEST, `pseudonyms-${month}.key`);
  if (existsSync(file)) return createHash('sha256').update(readFileSync(file)).digest('hex');
  if (monthName(nowMs - KEY_KEPT_MS) > month) return undefined;
  writeDurably(file, randomBytes(KEY_BYTES));
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function dropKeys(record: string, nowMs: number): void {
  const folder = path.join(record, MANIFEST);
  for (const name of readdirSync(folder)) {
    const month = KEY.exec(name)?.[1];
    if (month !== undefined && monthName(nowMs - KEY_KEPT_MS) > month) rmSync(path.join(folder, name));
  }
}
