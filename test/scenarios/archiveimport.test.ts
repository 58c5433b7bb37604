/** Real data imported, asked and replayed: three days of a bay, an hour of a harbour, five minutes of a country’s log. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { feedId } from '../../proto/domain/ids.ts';
import type { Answer } from '../../proto/domain/record/questions.ts';
import { watchfloor } from '../../proto/generated/record.js';
import { importRecording } from '../../server/imports/importrecording.ts';
import { noConfig } from '../../server/offline/config.ts';
import { checkArchive } from '../../server/record/archive/check.ts';
import { openCsv } from '../../server/record/import/csvtable.ts';
import { type Imported, importCsv } from '../../server/record/import/importcsv.ts';
import { importTracks } from '../../server/record/import/importtracks.ts';
import { ANSWERS } from '../../server/record/query/answers.ts';
import { Engine } from '../../server/record/query/engine.ts';
import { Sources } from '../../server/record/query/sources.ts';
import { corpus } from '../server/decode/corpus.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'archiveimport-'));
const record = path.join(folder, 'record');
afterAll(() => rmSync(folder, { recursive: true }));
const NOW_MS = Date.UTC(2026, 0, 1);

const BAY = corpus('traffic/tracktable/VirginiaBeach_2020_06_04_to_06_filtered.traj');
const HARBOUR = corpus('traffic/tracktable/NYHarbor_2020_06_30_first_hour.csv');
const COUNTRY = corpus('traffic/dma/ais-sample.txt.gz');

const common = { record, nowMs: NOW_MS, feed: 'import', onReject: () => {} };
const recording = (file: string): Promise<Imported> =>
  importRecording({
    ...common,
    file,
    feed: feedId('import'),
    config: noConfig(),
    detect: false,
    isSynthetic: false,
  });

async function asked<T>(kind: string, params: object): Promise<{ json: T; columns: readonly Uint8Array[] }> {
  const engine = await Engine.open({ record, name: 'test', lines: 2 });
  try {
    const past = await new Sources(record, engine.lines[0]!).past();
    const { json, columns = [] } = await ANSWERS[kind]!(
      { line: engine.lines[1]!, past, tell: () => {} },
      params,
    );
    return { json: JSON.parse(json) as T, columns };
  } finally {
    engine.close();
  }
}

/** The tracks of the picture at a time. */
async function pictureAt(atMs: number): Promise<number> {
  const { columns } = await asked('replayPicture', { atMs });
  const [step] = watchfloor.record.v1.ReplaySteps.decode(columns[0]!).steps;
  return (step?.entries ?? []).reduce((sum, { points }) => sum + (points?.count ?? 0), 0);
}

const question = (of: object) => ({ question: of, sights: 'whole' });
const tree = (): string =>
  execFileSync('sh', ['-c', 'find . -type f -not -path "./query/*" | sort | xargs sha256sum'], {
    cwd: record,
  }).toString();

describe('real data', () => {
  test.skipIf(BAY === undefined)(
    'a bay’s three days are found and replayed',
    async () => {
      const bay = await importTracks({ ...common, file: BAY!, format: 'traj' });
      expect(bay).toMatchObject({ isNew: true, rejected: 0, tracks: 84 });
      expect(bay.rows).toBe(39_822);
      expect((await checkArchive(record, path.join(folder, 'check'))).damages).toEqual([]);
      const range = { fromMs: bay.fromMs!, untilMs: bay.untilMs! + 1 };
      const { json } = await asked<Answer>(
        'question',
        question({ ask: 'vessel', words: '369990276', ...range }),
      );
      expect(json.rows.length).toBeGreaterThan(0);
      expect(json.rows[0]).toMatchObject({ mmsi: 369_990_276 });
      expect(await pictureAt(json.rows[0]!.fromMs + 600_000)).toBeGreaterThan(0);
    },
    60_000,
  );

  test.skipIf(HARBOUR === undefined)(
    'a harbour’s hour is, every vessel of it',
    async () => {
      const opened = await openCsv(HARBOUR!);
      if (!opened.ok) throw new Error(opened.fault);
      const harbour = await importCsv({ ...common, table: opened.table });
      expect(harbour).toMatchObject({ isNew: true, tracks: 295 });
      const area = [
        [40, -75],
        [41.5, -75],
        [41.5, -73],
        [40, -73],
      ];
      const range = { fromMs: harbour.fromMs!, untilMs: harbour.untilMs! + 1 };
      const { json } = await asked<Answer>('question', question({ ask: 'area', area, ...range }));
      expect(json.rows).toHaveLength(295);
      expect(await pictureAt(harbour.untilMs!)).toBeGreaterThan(200);
    },
    60_000,
  );

  test.skipIf(COUNTRY === undefined)(
    'a country’s log is, through decoders and tracks; what is torn leaves all as it was',
    async () => {
      const country = await recording(COUNTRY!);
      // 24,686 positions of 1,437 numbers, stations among them.
      expect(country.tracks).toBeGreaterThan(1400);
      expect(country.rows).toBeGreaterThan(20_000);
      expect(await pictureAt(country.untilMs!)).toBeGreaterThan(1300);
      const before = tree();
      expect(await recording(COUNTRY!)).toMatchObject({ isNew: false, rows: country.rows });
      const torn = path.join(folder, 'torn.txt.gz');
      const whole = gzipSync(Buffer.concat([gunzipSync(readFileSync(COUNTRY!)), Buffer.from('\r\n')]));
      writeFileSync(torn, whole.subarray(0, whole.length - 1000));
      await expect(recording(torn)).rejects.toThrow();
      expect(tree()).toBe(before);
      expect((await checkArchive(record, path.join(folder, 'check'))).damages).toEqual([]);
    },
    120_000,
  );
});
