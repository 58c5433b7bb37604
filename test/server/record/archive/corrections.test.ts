import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkArchive } from '../../../../server/record/archive/check.ts';
import {
  addCorrections,
  CORRECTIONS,
  readCorrections,
  uncorrected,
} from '../../../../server/record/archive/corrections.ts';
import { openDuck, quoted, rowsOf } from '../../../../server/record/archive/duck.ts';
import { absolute } from '../../../../server/record/archive/places.ts';
import { writeTable } from '../../../../server/record/archive/writetable.ts';

const T0 = Date.UTC(2026, 6, 1);

test('readers leave out what was corrected; the file and its hash stay', async () => {
  const record = mkdtempSync(path.join(tmpdir(), 'correct-'));
  const rows = [0, 1, 2, 3].map((i) => ({
    epoch: 7,
    track: 1,
    known_ms: T0 + i,
    lat_e6: i,
    lon_e6: i,
    cell: 1,
  }));
  const [file] = await writeTable(record, { table: 'points', class: 'sea', atMs: T0, rows });
  const wrong = { table: 'points', epoch: 7, track: 1, fromMs: T0 + 1, untilMs: T0 + 3 } as const;
  addCorrections(record, [{ wrong, why: 'a receiver with a wrong clock', by: 'Anna' }], T0);
  addCorrections(record, [{ wrong: { table: 'told', seq: 12 }, why: 'entered twice', by: 'Anna' }], T0 + 1);
  const all = readCorrections(record);
  expect(all.map(({ why, atMs }) => [why, atMs])).toEqual([
    ['a receiver with a wrong clock', T0],
    ['entered twice', T0 + 1],
  ]);
  expect(uncorrected('told', all)).toBe('NOT ((seq IN (12)))');
  expect(uncorrected('ends', all)).toBeUndefined();
  expect(uncorrected('points', all, { fromMs: T0 + 3, untilMs: T0 + 9 })).toBeUndefined();
  expect(uncorrected('points', all, { fromMs: T0 + 2, untilMs: T0 + 3 })).toBeDefined();
  const duck = await openDuck(path.join(record, 'scratch'));
  const left = await rowsOf(
    duck.connection,
    `SELECT lat_e6 FROM ${quoted(absolute(record, file!.path))} WHERE ${uncorrected('points', all)}`,
  );
  duck.close();
  expect(left).toEqual([[0], [3]]);
  expect((await checkArchive(record, path.join(record, 'scratch'))).damages).toEqual([]);
  const chain = path.join(record, CORRECTIONS);
  writeFileSync(chain, readFileSync(chain, 'utf8').replace('wrong clock', 'good clock'));
  const { damages } = await checkArchive(record, path.join(record, 'scratch'));
  expect(damages.map((damage) => damage.what)).toEqual(['line 1: it was changed']);
  rmSync(record, { recursive: true });
});
