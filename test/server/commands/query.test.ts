import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { query } from '../../../server/commands/query.ts';
import { identityRow, MIN, pastRoom, pointRow, sailed, T0 } from '../record/query/pastroom.ts';

let room: Awaited<ReturnType<typeof pastRoom>>;
beforeEach(async () => {
  room = await pastRoom();
  await room.write(
    'points',
    sailed(1, [
      [0, 41, 19],
      [10, 41.1, 19],
    ]).map(pointRow),
  );
  await room.write('identities', [identityRow({ track: 1, atMs: T0, name: 'ADRIA STAR' })]);
});
afterEach(() => {
  vi.restoreAllMocks();
  room.close();
});

async function run(...args: string[]): Promise<{ exit: number; lines: unknown[]; words: string }> {
  let out = '';
  let words = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    words += String(text);
    return true;
  });
  const exit = await query.run(args);
  vi.restoreAllMocks();
  return {
    exit,
    lines: out
      .split('\n')
      .filter(Boolean)
      .map((line): unknown => JSON.parse(line)),
    words,
  };
}
const times = `"fromMs":${T0},"untilMs":${T0 + 60 * MIN}`;

test('answers a question with a line a row', async () => {
  const asked = await run('--record', room.record, `{"ask":"vessel","words":"adria",${times}}`);
  expect(asked).toMatchObject({
    exit: 0,
    lines: [{ track: '1-1', name: 'ADRIA STAR', values: { points: 11 } }],
  });
  expect(asked.words).toMatch(/^1 rows in \d+ ms/);
  const cells = await run('--record', room.record, `{"ask":"density","stepDeg":1,${times}}`);
  expect(cells.lines).toEqual([{ south: 41, west: 19, points: 11, tracks: 1 }]);
});

test('answers a SELECT, and nothing that changes something', async () => {
  const asked = await run(
    '--record',
    room.record,
    '--sql',
    'SELECT count(*) AS n, min(known_ms) AS t FROM points',
  );
  expect(asked).toMatchObject({ exit: 0, lines: [{ n: 11, t: T0 + 1000 }] });
  for (const sql of ["COPY points TO 'x.csv'", 'DROP TABLE points', 'SELECT nothing FROM points'])
    expect(await run('--record', room.record, '--sql', sql)).toMatchObject({ exit: 1, lines: [] });
});

test('says how it is used wrongly', async () => {
  for (const args of [
    [],
    ['{}', '--sql', 'SELECT 1'],
    ['{'],
    [`{"ask":"vessel","words":"x",${times}}`],
    ['--what'],
  ])
    expect((await run('--record', room.record, ...args)).exit).toBe(2);
  expect(await run('--data', `${room.record}/nothing`, '--sql', 'SELECT 1')).toMatchObject({ exit: 1 });
});
