/** A simulated day in an archive: 24 hours’ files as a roll leaves them, then whatever compaction makes of them. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { TABLES } from '../../../proto/domain/record/tables.table.ts';
import { openDuck } from '../../../server/record/archive/duck.ts';
import { takeLock } from '../../../server/record/archive/lock.ts';
import { Manifest } from '../../../server/record/archive/manifest.ts';
import { ManifestWriter } from '../../../server/record/archive/manifestwriter.ts';
import { writeParquet } from '../../../server/record/archive/parquet.ts';
import { rollHours } from '../../../server/record/archive/rollhours.ts';

export const HOUR_MS = 3_600_000;
/** Over, and not so old that anything of it goes. */
export const DAY_MS = Math.floor(Date.now() / (24 * HOUR_MS) - 3) * 24 * HOUR_MS;
/** Each track is told of every so many seconds: of 5,000, with the hours' beginnings, 10.9 million rows. */
const EVERY_S = 40;

/** One hour's points, said anew at its beginning. */
const pointsOf = (tracks: number, hourMs: number): string => `
  WITH said AS (
    SELECT t AS track, ${hourMs} + (s * ${EVERY_S} + t % ${EVERY_S}) * 1000 AS known_ms, false AS restated
    FROM range(1, ${tracks + 1}) r(t), range(0, ${3600 / EVERY_S}) q(s)
    UNION ALL SELECT t, ${hourMs}, true FROM range(1, ${tracks + 1}) r(t)),
  placed AS (SELECT *, 40 + (track % 100) * 0.02 + (known_ms - ${DAY_MS}) / 86400000.0 * (track % 7 - 3) * 0.5 AS lat,
      17 + (track // 100) * 0.05 + (known_ms - ${DAY_MS}) / 86400000.0 * (track % 11 - 5) * 0.5 AS lon FROM said)
  SELECT (floor(lat * 4 + 360) * 1440 + floor(lon * 4 + 720))::INTEGER AS cell, 1::INTEGER AS epoch,
    track::UINTEGER AS track, known_ms::BIGINT AS known_ms, (known_ms - 700)::BIGINT AS observed_ms,
    (200000000 + track)::UINTEGER AS mmsi, round(lat * 1e6)::INTEGER AS lat_e6, round(lon * 1e6)::INTEGER AS lon_e6,
    (100 + track % 80)::SMALLINT AS sog_dkn, ((track * 7 + known_ms // 100000) % 3600)::SMALLINT AS cog_ddeg,
    (track * 7 % 3600)::SMALLINT AS heading_ddeg, 0::UTINYINT AS nav_status, 64::UTINYINT AS state,
    1::UTINYINT AS kind, 0::UTINYINT AS nature, 0::UTINYINT AS contact, 1::USMALLINT AS sources,
    NULL::UINTEGER AS ellipse, CASE WHEN track % 3 = 0 THEN 'ais-a ais-b' ELSE 'ais-a' END AS feeds, restated FROM placed`;

const namesOf = (tracks: number, atMs: number): string => {
  const given: Record<string, string> = {
    ...{ epoch: '1', track: 't', known_ms: String(atMs), kind: '1', nature: '0', mmsi: '200000000 + t' },
    ...{ name: `'SHIP ' || t`, restated: 'true' },
  };
  const columns = Object.entries(TABLES.identities.columns).map(([name, { type }]) =>
    name === 'static' ? `encode('')::BLOB AS static` : `${given[name] ?? 'NULL'}::${type} AS ${name}`,
  );
  return `SELECT ${columns.join(', ')} FROM range(1, ${tracks + 1}) r(t)`;
};

const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 500));

/** Adds the day to an archive, in hours’ files; how many points it has. A server’s roller is waited for. */
export async function makeDay(record: string, tracks: number): Promise<number> {
  for (;;) {
    const lock = takeLock(record, Date.now);
    if (lock === undefined) await wait();
    else return writeDay(record, tracks).finally(() => lock.release());
  }
}

async function writeDay(record: string, tracks: number): Promise<number> {
  const work = path.join(record, 'archive/work/bench');
  mkdirSync(work, { recursive: true });
  const duck = await openDuck(work);
  const writer = ManifestWriter.open(record);
  let rows = 0;
  for (let hour = 0; hour < 24; hour += 1) {
    const atMs = DAY_MS + hour * HOUR_MS;
    const of = { record, class: 'sea', span: 'hour', atMs, writtenMs: atMs, number: 1 } as const;
    const from = pointsOf(tracks, atMs);
    const points = await writeParquet(duck.connection, { ...of, table: 'points', from });
    const names = { ...of, table: 'identities', from: namesOf(tracks, atMs) } as const;
    const identities = await writeParquet(duck.connection, names);
    writer.commit({ what: 'imported', atMs, add: [points!, identities!] });
    rows += points!.rows;
  }
  duck.close();
  return rows;
}

/** What the roller makes of it once it is over; how many files of points there are then. */
export async function compactDay(record: string): Promise<number> {
  const files = (): number => Manifest.read(record).files({ table: 'points' }).length;
  const before = files();
  for (;;) {
    const { faults, isBusy } = await rollHours({ record, scrubBytes: 0 }, { nowMs: Date.now });
    if (faults.length > 0) throw new Error(`not compacted: ${faults.join('; ')}`);
    if (!isBusy) break;
    await wait();
  }
  if (files() >= before) throw new Error('not compacted');
  return files();
}
