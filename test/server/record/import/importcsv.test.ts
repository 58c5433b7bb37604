/** Tables of AIS reports into the archive: what they say, what is refused and where, once each, all or nothing. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cellOf } from '../../../../proto/domain/record/tables.table.ts';
import { watchfloor } from '../../../../proto/generated/watchfloor.js';
import { openDuck, quoted, rowsOf } from '../../../../server/record/archive/duck.ts';
import { Manifest } from '../../../../server/record/archive/manifest.ts';
import { orderOf } from '../../../../server/record/archive/parquet.ts';
import { openCsv } from '../../../../server/record/import/csvtable.ts';
import { type Imported, importCsv, type Reject } from '../../../../server/record/import/importcsv.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-import-'));
afterAll(() => rmSync(folder, { recursive: true }));
const NOW_MS = Date.UTC(2026, 0, 1);

let files = 0;
async function imported(text: string, record = path.join(folder, `record${files}`), feed = 'import') {
  const file = path.join(folder, `${files++}.csv`);
  writeFileSync(file, text);
  const opened = await openCsv(file);
  if (!opened.ok) throw new Error(opened.fault);
  const rejects: Reject[] = [];
  const result = await importCsv({
    ...{ record, table: opened.table, nowMs: NOW_MS, feed },
    onReject: (reject) => rejects.push(reject),
  });
  return { record, result, rejects };
}

async function rowsIn(record: string, table: string, columns: string): Promise<unknown[][]> {
  const duck = await openDuck(path.join(folder, `work${files++}`));
  try {
    const paths = Manifest.read(record)
      .all()
      .filter((one) => one.table === table)
      .map((one) => quoted(path.join(record, one.path)));
    const list = await rowsOf(
      duck.connection,
      `SELECT ${columns} FROM read_parquet([${paths.join(', ')}]) ORDER BY known_ms`,
    );
    return list.map((row) => row.map((value) => (typeof value === 'bigint' ? Number(value) : value)));
  } finally {
    duck.close();
  }
}

const DANISH = `# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,Name,Ship type,Width,Length,Destination
01/02/2024 00:00:00,Class A,219000001,55.5,12.25,Under way using engine,0.0,12.3,359.9,1,9074729,OXAB,EVER GIVEN@@,Cargo,32,200,AARHUS
01/02/2024 00:00:10,Class A,219000001,55.501,12.25,Moored,0.0,0.1,,511,Unknown,Unknown,Unknown,Undefined,,,Unknown
`;

describe('a table of the Danish Maritime Authority', () => {
  it('is points, with what is not available left out', async () => {
    const { record, result, rejects } = await imported(DANISH);
    expect(rejects).toEqual([]);
    expect(result).toMatchObject({ isNew: true, rows: 2, rejected: 0, tracks: 1 });
    const at = Date.UTC(2024, 1, 1);
    const columns =
      'known_ms, mmsi, lat_e6, lon_e6, sog_dkn, cog_ddeg, heading_ddeg, nav_status, kind, nature';
    expect(await rowsIn(record, 'points', columns)).toEqual([
      [at, 219000001, 55_500_000, 12_250_000, 123, 3599, 10, 0, 1, 2],
      [at + 10_000, 219000001, 55_501_000, 12_250_000, 1, null, null, 5, 1, 2],
    ]);
    // Thirty minutes after the last word of it.
    expect(await rowsIn(record, 'ends', 'known_ms')).toEqual([[at + 10_000 + 1_800_000]]);
  });

  it('is identities as they were claimed', async () => {
    const { record } = await imported(DANISH);
    const columns = 'imo, name, call_sign, ship_type, length_m, beam_m, destination';
    expect(await rowsIn(record, 'identities', columns)).toEqual([
      [9074729, 'EVER GIVEN', 'OXAB', 70, 200, 32, 'AARHUS'],
      [null, null, null, null, null, null, null],
    ]);
    const [first] = await rowsIn(record, 'identities', 'static');
    const { bytes } = first![0] as { bytes: Uint8Array };
    const said = watchfloor.v1.TrackStatic.decode(bytes);
    expect(said).toMatchObject({ mmsi: 219000001, name: 'EVER GIVEN', imo: 9074729, shipType: 70 });
    expect(said.toBowM).toBeFalsy();
  });
});

it('MarineCadastre’s angles below zero are the upper half of twelve bits', async () => {
  const { record } = await imported(`MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,Status
366999618,2020-06-30T00:00:00,40.5,-74.02,19.0,-61.8,349.0,CG SHRIKE,0.0
`);
  // 409.6 − 61.8 = 347.8°: she headed 349°.
  expect(await rowsIn(record, 'points', 'cog_ddeg, heading_ddeg, lon_e6, cell')).toEqual([
    [3478, 3490, -74_020_000, cellOf(40.5, -74.02)],
  ]);
});

it('says of each row that is refused its line and why, and takes the others', async () => {
  const { result, rejects } = await imported(`time,lon,lat,mmsi,sog
2020-06-30T00:00:00,-74,40.6,367000140,1
2020-06-30T00:00:10,-74,91,367000140,1
nonsense,1,2,3,4
2020-06-30T00:00:20,abc,40,367000140,1
2020-06-30T00:00:30,-74,40.6,36700014000,1
2020-06-30T00:00:40,-74,95,367000140,1
2030-06-30T00:00:40,-74,40,367000140,1
2020-06-30T00:00:50,-74,40.6,367000140,102.3
`);
  expect(result).toMatchObject({ rows: 2, rejected: 6 });
  const byLine = [...rejects].sort((a, b) => a.line - b.line);
  expect(byLine.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8]);
  expect(byLine.map(({ why }) => why)).toEqual([
    'it has no position',
    expect.stringContaining('time'),
    expect.stringContaining('lon'),
    expect.stringContaining('mmsi'),
    'its position cannot be',
    'its time cannot be',
  ]);
});

it('counts lines as they stand in the file, whatever is known of the words in them', async () => {
  const { rejects } = await imported(`time,lon,lat,mmsi,status
2020-06-30T00:00:00,-74,40.6,367000140,Unknown value
2020-06-30T00:00:10,-74,91,367000140,Moored
2020-06-30T00:00:20,-74,40.6,367000140,5
2020-06-30T00:00:30,-74,95,367000140,Nobody knows
2020-06-30T00:00:40,-74,40.6,367000140,At anchor
`);
  expect(rejects).toEqual([
    { line: 3, why: 'it has no position' },
    { line: 5, why: 'its position cannot be' },
  ]);
});

it('is of the feed that it is said to be of, blanks in its name and all', async () => {
  const { record } = await imported(DANISH, undefined, 'coast of 2024');
  expect(await rowsIn(record, 'points', 'DISTINCT feeds, 0 AS known_ms')).toEqual([['coast%20of%202024', 0]]);
});

it('comes in once, whatever it is called', async () => {
  const { record, result } = await imported(DANISH);
  const { version } = Manifest.read(record);
  const again = await imported(DANISH, record);
  expect(again.result).toMatchObject({
    isNew: false,
    epoch: result.epoch,
    rows: 2,
  } satisfies Partial<Imported>);
  expect(Manifest.read(record).version).toBe(version);
});

it('that nothing can be read of leaves the archive as it was', async () => {
  const { record } = await imported(DANISH);
  const before = Manifest.read(record);
  const file = path.join(folder, 'broken.csv.gz');
  writeFileSync(file, Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8]));
  const opened = await openCsv(file);
  expect(opened.ok).toBe(false);
  const text = path.join(folder, 'text.csv');
  writeFileSync(text, DANISH);
  const whole = await openCsv(text);
  if (!whole.ok) throw new Error(whole.fault);
  const lost = { ...whole.table, columns: ['one'], at: whole.table.at };
  await expect(
    importCsv({ record, table: lost, nowMs: NOW_MS + 1, feed: 'import', onReject: () => {} }),
  ).resolves.toMatchObject({ isNew: false });
  writeFileSync(text, `${DANISH}\n`);
  await expect(
    importCsv({ record, table: lost, nowMs: NOW_MS + 1, feed: 'import', onReject: () => {} }),
  ).rejects.toThrow();
  expect(Manifest.read(record).version).toBe(before.version);
  expect(existsSync(path.join(record, 'archive/work'))).toBe(false);
});

it('without the columns that it needs is refused with the words that would do', async () => {
  const file = path.join(folder, 'other.csv');
  writeFileSync(file, 'name,size\na,1\n');
  expect(await openCsv(file)).toEqual({ ok: false, fault: expect.stringContaining('mmsi') });
});

it('lies in the order in which it is looked up', async () => {
  const rows = Array.from({ length: 5000 }, (_, i) => {
    const at = new Date(Date.UTC(2024, 1, 1) + i * 17_000).toISOString().slice(0, 19);
    return `${at},${219_000_000 + (i % 7)},${(54 + ((i * 7919) % 4000) / 1000).toFixed(3)},${(-3 + ((i * 104729) % 6000) / 1000).toFixed(3)}`;
  });
  const { record } = await imported(`time,mmsi,lat,lon\n${rows.join('\n')}\n`);
  const duck = await openDuck(path.join(folder, `work${files++}`));
  const [file] = Manifest.read(record).files({ table: 'points' });
  const from = quoted(path.join(record, file!.path));
  const [[out] = []] = await rowsOf(
    duck.connection,
    `SELECT count(*) FROM (SELECT row_number() OVER () AS lies, row_number() OVER (ORDER BY ${orderOf('points')}) AS due
     FROM read_parquet(${from})) WHERE lies <> due`,
  );
  duck.close();
  expect({ rows: file!.rows, out: Number(out) }).toEqual({ rows: 5000, out: 0 });
});
