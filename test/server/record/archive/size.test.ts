import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cellOf } from '../../../../proto/domain/record/tables.table.ts';
import { Manifest } from '../../../../server/record/archive/manifest.ts';
import { DAY_MS } from '../../../../server/record/archive/places.ts';
import { rollHours } from '../../../../server/record/archive/rollhours.ts';
import { writeTable } from '../../../../server/record/archive/writetable.ts';
import { newYork, virginiaBeach } from '../../../bench/corpora/tracktable.ts';
import { corpusFile, inOrder, readTraffic, type Said } from '../../../bench/corpora/traffic.ts';

/** Bytes an observation, and that of the CSV of the same columns. */
const FLOOR_BYTES = 14;
const FLOOR_SHARE = 1 / 8;
const SECOND = 1000;

const CORPORA: readonly (readonly [string, (file: string) => Said[] | Promise<Said[]>])[] = [
  ['traffic/tracktable/NYHarbor_2020_06_30_first_hour.csv', (file) => newYork(readFileSync(file, 'utf8'))],
  [
    'traffic/tracktable/VirginiaBeach_2020_06_04_to_06_filtered.traj',
    (file) => virginiaBeach(readFileSync(file, 'utf8')),
  ],
  ['traffic/dma/ais-sample.txt.gz', readTraffic],
];

/** As the picture shows them: at the next tick of a second, a track a vessel. */
function rowsOf(said: readonly Said[]): Record<string, number | string | boolean | undefined>[] {
  const tracks = new Map<number, number>();
  return inOrder(said).flatMap(({ atMs, message }) => {
    const { mmsi, lat, lon, sogKn, cogDeg, headingDeg, navStatus } = message as unknown as {
      [name: string]: number | undefined;
    };
    if (lat === undefined || lon === undefined || mmsi === undefined) return [];
    const track = tracks.get(mmsi) ?? tracks.size + 1;
    tracks.set(mmsi, track);
    const tenth = (value: number | undefined) => (value === undefined ? undefined : Math.round(value * 10));
    return [
      {
        ...{ cell: cellOf(lat, lon), epoch: 7, track, mmsi, observed_ms: atMs },
        known_ms: (Math.floor(atMs / SECOND) + 1) * SECOND,
        ...{ lat_e6: Math.round(lat * 1e6), lon_e6: Math.round(lon * 1e6), sog_dkn: tenth(sogKn) },
        ...{ cog_ddeg: tenth(cogDeg), heading_ddeg: tenth(headingDeg), nav_status: navStatus },
        ...{ state: 0, kind: 0, nature: 2, contact: 0, sources: 1, feeds: 'ais', restated: false },
      },
    ];
  });
}

test.each(CORPORA)('%s takes few bytes', { timeout: 120_000 }, async (name, read) => {
  const file = corpusFile(name);
  if (file === undefined) return;
  const rows = rowsOf(await read(file));
  expect(rows.length).toBeGreaterThan(1000);
  const csv = rows.reduce((sum, row) => sum + Object.values(row).join(',').length + 1, 0);
  const record = mkdtempSync(path.join(tmpdir(), 'size-'));
  try {
    await writeTable(record, { table: 'points', class: 'sea', rows, atMs: 0 });
    const sizeNow = (): number =>
      Manifest.read(record)
        .files({ table: 'points' })
        .reduce((sum, { bytes }) => sum + bytes, 0) / rows.length;
    const asHours = sizeNow();
    const nowMs = () => Math.max(...rows.map((row) => Number(row.known_ms))) + 2 * DAY_MS;
    await rollHours({ record, scrubBytes: 0, keepDays: { sea: 36_500 } }, { nowMs });
    const asDays = sizeNow();
    const each = (bytes: number): string => bytes.toFixed(2);
    console.error(
      `${name}: ${rows.length} observations, ${each(asHours)} bytes by hour, ${each(asDays)} by day, CSV ${each(csv / rows.length)}`,
    );
    expect(asDays).toBeLessThanOrEqual(FLOOR_BYTES);
    expect(asDays).toBeLessThanOrEqual((csv / rows.length) * FLOOR_SHARE);
  } finally {
    rmSync(record, { recursive: true });
  }
});
