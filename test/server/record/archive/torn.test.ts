import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { dropTorn } from '../../../../server/record/archive/torn.ts';

const NOW_S = Date.UTC(2026, 6, 1) / 1000;

test('tails that were set aside go with their class, and nothing else does', () => {
  const record = mkdtempSync(path.join(tmpdir(), 'torn-'));
  for (const of of ['land', 'sea']) {
    const folder = path.join(record, 'log', of);
    mkdirSync(folder, { recursive: true });
    for (const [name, days] of [
      ['1.log', 9],
      ['1.log.torn-80', 8],
      ['2.log.torn-90', 6],
    ] as const) {
      writeFileSync(path.join(folder, name), 'x');
      utimesSync(path.join(folder, name), NOW_S, NOW_S - days * 86_400);
    }
  }
  expect(dropTorn(record, NOW_S * 1000, (of) => (of === 'land' ? 7 : 180))).toBe(1);
  expect(readdirSync(path.join(record, 'log/land'))).toEqual(['1.log', '2.log.torn-90']);
  expect(readdirSync(path.join(record, 'log/sea'))).toHaveLength(3);
  rmSync(record, { recursive: true });
});
