import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seeded } from '../../../../proto/domain/random.ts';
import { SCHEMA_VERSION } from '../../../../proto/domain/record/tables.table.ts';
import { checkArchive } from '../../../../server/record/archive/check.ts';
import { Manifest } from '../../../../server/record/archive/manifest.ts';
import { MANIFEST_FORMAT, writeHead } from '../../../../server/record/archive/manifesthead.ts';
import { ManifestWriter } from '../../../../server/record/archive/manifestwriter.ts';
import { absolute } from '../../../../server/record/archive/places.ts';
import { rollHours } from '../../../../server/record/archive/rollhours.ts';
import { scrub } from '../../../../server/record/archive/scrub.ts';
import { filesLyingThere } from '../../../../server/record/archive/sweep.ts';
import { writeTable } from '../../../../server/record/archive/writetable.ts';

const FLIPS = process.env.WATCHFLOOR_LONG === undefined ? 40 : 1_000;
const T0 = Date.UTC(2026, 5, 29);
const HOUR = 3_600_000;
/** Two months, a file an hour. */
const HOURS = 60;

let folder: string;
let record: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'damaged-'));
  record = path.join(folder, 'record');
  const random = seeded(1);
  const rows = Array.from({ length: HOURS * 40 }, (_, i) => ({
    ...{ cell: 750_662, epoch: 7, track: i % 7, known_ms: T0 + Math.floor(i / 40) * HOUR + (i % 40) },
    ...{ lat_e6: Math.floor(random() * 9e7), lon_e6: Math.floor(random() * 9e7), restated: false },
  }));
  await writeTable(record, { table: 'points', class: 'sea', atMs: T0, rows });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const whole = (): Promise<ReturnType<typeof checkArchive> extends Promise<infer T> ? T : never> =>
  checkArchive(record, path.join(folder, 'scratch'));

/** Runs `test` while one bit of a file is another. */
async function flipped<T>(file: string, at: number, bit: number, run: () => Promise<T>): Promise<T> {
  const bytes = readFileSync(file);
  const changed = Buffer.from(bytes);
  changed[at]! ^= 1 << bit;
  writeFileSync(file, changed);
  try {
    return await run();
  } finally {
    writeFileSync(file, bytes);
  }
}

describe('an archive', () => {
  test('as it was written has no damages', async () => {
    expect(await whole()).toMatchObject({ files: HOURS, rows: HOURS * 40, versions: 1, damages: [] });
  });

  test(`of ${FLIPS} flipped bytes in its files each is found, and nothing else is said to be wrong`, {
    timeout: 60_000 + FLIPS * 3_000,
  }, async () => {
    const random = seeded(2);
    const files = filesLyingThere(record);
    expect(files.length).toBe(HOURS);
    for (let i = 0; i < FLIPS; i += 1) {
      const name = files[Math.floor(random() * files.length)]!;
      const file = absolute(record, name);
      const at = Math.floor(random() * readFileSync(file).length);
      const { damages } = await flipped(file, at, Math.floor(random() * 8), () =>
        checkArchive(record, path.join(folder, 'scratch'), (one) => one.path === name),
      );
      expect(damages).toEqual([{ path: name, what: 'it was changed since it was written' }]);
    }
  });

  test('of flipped bytes in its lists each is found, and hides two files at most', {
    timeout: 300_000,
  }, async () => {
    const random = seeded(3);
    const lists = ['2026-06.1.part', '2026-07.1.part', 'head.json', 'head-copy.json', 'history.jsonl'];
    for (let i = 0; i < FLIPS; i += 1) {
      const name = lists[i % lists.length]!;
      const file = path.join(record, 'archive/manifest', name);
      const length = readFileSync(file).length;
      // The last byte of a chain is its line's end: without it the line is not yet said.
      const at = Math.floor(random() * (length - 1));
      const found = await flipped(file, at, Math.floor(random() * 8), async () => {
        const manifest = Manifest.read(record);
        const seen = manifest.files({ table: 'points' }).length;
        const { damages } = await checkArchive(record, path.join(folder, 'scratch'), () => false);
        return { seen, damages };
      });
      expect(found.damages.map((one) => one.path)).toContain(`archive/manifest/${name}`);
      expect(found.seen).toBeGreaterThanOrEqual(HOURS - 2);
      if (!name.endsWith('.part')) expect(found.seen).toBe(HOURS);
    }
  });

  test('whose heads are both damaged is read by its lists, and mended by the next change', async () => {
    const copy = path.join(folder, 'headless');
    cpSync(record, copy, { recursive: true });
    for (const name of ['head.json', 'head-copy.json'])
      writeFileSync(path.join(copy, 'archive/manifest', name), '{');
    expect(Manifest.read(copy).files({ table: 'points' }).length).toBe(HOURS);
    await rollHours({ record: copy, scrubBytes: 0 }, { nowMs: () => T0 + HOUR });
    await writeTable(copy, {
      ...{ table: 'ends', class: 'sea', atMs: T0 },
      rows: [{ epoch: 7, track: 1, known_ms: T0 }],
    });
    const manifest = Manifest.read(copy);
    expect(manifest.files({ table: 'points' }).length).toBe(HOURS);
    expect(manifest.damages).toEqual([]);
    expect((await checkArchive(copy, path.join(folder, 'scratch'))).damages).toEqual([]);
  });

  test('with a damaged line in a list loses no file: the roller lists it again, and says so', async () => {
    const copy = path.join(folder, 'mended');
    cpSync(record, copy, { recursive: true });
    const list = path.join(copy, 'archive/manifest/2026-06.1.part');
    const bytes = readFileSync(list);
    bytes[100]! ^= 4;
    writeFileSync(list, bytes);
    const ends = {
      table: 'ends',
      class: 'sea',
      atMs: T0,
      rows: [{ epoch: 7, track: 1, known_ms: T0 }],
    } as const;
    await expect(writeTable(copy, ends)).rejects.toThrow(/damaged/);
    const report = await rollHours({ record: copy, scrubBytes: 0 }, { nowMs: () => T0 + HOUR });
    expect(report.faults).toEqual([]);
    expect(report.damages.map(({ what }) => what)).toEqual([
      'the list of files was changed (mended)',
      'line 1 was changed: its file is not seen (mended)',
      'its line was lost: it is listed again as it is now',
    ]);
    expect(Manifest.read(copy).files({ table: 'points' })).toEqual(
      Manifest.read(record).files({ table: 'points' }),
    );
    expect((await checkArchive(copy, path.join(folder, 'scratch'))).damages).toEqual([]);
    await writeTable(copy, ends);
  });

  test('of a newer schema is left out and named, and a manifest of a newer format refused', async () => {
    const copy = path.join(folder, 'newer');
    cpSync(record, copy, { recursive: true });
    const writer = ManifestWriter.open(copy);
    const [first, ...others] = writer.manifest.files({ table: 'points' });
    const newer = { ...first!, schema: SCHEMA_VERSION + 1 };
    writer.commit({
      what: 'rebuilt',
      atMs: T0,
      remove: [first!],
      add: [{ ...newer, path: `${first!.path}` }],
    });
    const manifest = Manifest.read(copy);
    expect(manifest.files({ table: 'points' }).length).toBeGreaterThanOrEqual(others.length);
    expect(manifest.damages.map((damage) => damage.what)).toEqual([
      `it has schema ${SCHEMA_VERSION + 1}, this program reads up to ${SCHEMA_VERSION}`,
    ]);
    const { head } = manifest;
    writeHead(copy, { ...head!, format: MANIFEST_FORMAT + 1 });
    expect(() => Manifest.read(copy)).toThrow(/newer program/);
  });

  test('is scrubbed bit by bit, and what was found stays told until it is mended', async () => {
    const [first] = filesLyingThere(record).sort();
    const most = Manifest.read(record).all()[0]!.bytes;
    const fast = { bytesPerS: 1e12 };
    await flipped(absolute(record, first!), 100, 1, async () => {
      const { damages, files } = await scrub(Manifest.read(record), { ...fast, bytes: most });
      expect(files).toBeLessThan(HOURS);
      expect(damages.map((one) => one.path)).toEqual([first]);
      expect((await scrub(Manifest.read(record), { ...fast, bytes: most })).damages.length).toBe(1);
    });
    expect((await scrub(Manifest.read(record), fast)).damages).toEqual([]);
  });

  test('names a file that is not there', async () => {
    const [name] = filesLyingThere(record);
    const bytes = readFileSync(absolute(record, name!));
    rmSync(absolute(record, name!));
    const { damages } = await whole();
    writeFileSync(absolute(record, name!), bytes);
    expect(damages).toEqual([{ path: name, what: 'it is not there' }]);
  });
});
