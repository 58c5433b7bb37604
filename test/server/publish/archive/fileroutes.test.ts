/** Answers taken away over REST: by those who may, with a purpose, in the log, and nobody else's. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exporting } from '../../../../server/exports/exporting.ts';
import type { ArchiveRoom } from '../../../../server/publish/archive/archiveroom.ts';
import { faultOf } from '../../../../server/record/query/fault.ts';
import { identityRow, MIN, pastRoom, pointRow, sailed, T0 } from '../../record/query/pastroom.ts';
import { type Browser, GUARD, type SettledRoom, settledRoom } from '../decisionsroom.ts';
import { START_MS } from '../testserver.ts';

let past: Awaited<ReturnType<typeof pastRoom>>;
let room: SettledRoom;
let folder: string;
beforeEach(async () => {
  past = await pastRoom();
  folder = path.join(past.record, 'query', 'test', 'made');
  const files: ArchiveRoom['ask'] = async (kind, params, how) => {
    if (kind !== 'export') return past.answer(kind, params, how);
    const { engine, sources } = await past.opened();
    const asked = { line: engine.lines[1]!, past: await sources.past(), tell: () => {} };
    try {
      return { ok: true, value: await exporting({ record: past.record, folder })(asked, params) };
    } catch (error) {
      return { ok: false, fault: faultOf(error) };
    }
  };
  room = await settledRoom(files);
  const way = (track: number, feeds: string) =>
    sailed(
      track,
      [
        [0, 41, 19],
        [30, 41.1, 19],
      ],
      { feeds },
    ).map((said) => ({ ...said, atMs: said.atMs - T0 + START_MS }));
  await past.write('points', [...way(1, 'mast'), ...way(2, 'north')].map(pointRow));
  await past.write(
    'identities',
    [1, 2].map((track) => identityRow({ track, atMs: START_MS, name: `SHIP ${track}` })),
  );
}, 60_000);
afterEach(async () => {
  expect(room.bugs).toEqual([]);
  await room.close();
  past.close();
});

const VESSEL = { ask: 'vessel', words: 'ship', fromMs: START_MS, untilMs: START_MS + 60 * MIN };

async function answered(who: Browser, question: object = VESSEL): Promise<string> {
  const { json } = await who.post('/api/archive/questions', { question, purpose: 'case 12' });
  const where = `/api/archive/questions/${json.id}`;
  for (;;) {
    const state = (await who.get(where)).json.state;
    if (state === 'done') return `${where}/file`;
    if (state !== 'running') throw new Error(state);
  }
}

test('an answer is taken away with a purpose, and the log knows what went', async () => {
  const file = await answered(room.coordinator);
  expect((await room.coordinator.get(`${file}?format=csv`)).status).toBe(400);
  expect((await room.coordinator.get(`${file}?format=xls&purpose=court`)).status).toBe(400);
  const taken = await room.coordinator.get(`${file}?format=geojson&purpose=court`);
  expect(taken.status).toBe(200);
  expect(JSON.parse(taken.text).features).toHaveLength(1);
  const [entry] = room.audit.find({ action: 'export', limit: 5 });
  expect(entry).toMatchObject({ reason: 'court', outcome: 'yes', kind: 'answer' });
  expect(JSON.parse(entry!.details ?? '{}')).toMatchObject({
    ...{ format: 'geojson', rows: 31, question: VESSEL },
    sha256: createHash('sha256').update(taken.text).digest('hex'),
  });
  // Nothing is left of it here.
  expect(readdirSync(folder)).toEqual([]);
});

test('what another agency has is in no file', async () => {
  const file = await answered(room.north);
  for (const format of ['csv', 'geojson', 'kml', 'mfjson', 'nmea']) {
    const { status, text } = await room.north.get(`${file}?format=${format}&purpose=court&content=points`);
    expect(status).toBe(200);
    expect(text, format).not.toMatch(/SHIP 1|200000001|\b1-1\b/);
  }
});

test('nobody takes what is not theirs, may not be taken, or was never answered', async () => {
  const file = await answered(room.coordinator);
  const query = '?format=csv&purpose=court';
  expect((await room.north.get(file + query)).status).toBe(404);
  expect((await room.browser().get(file + query)).status).toBe(401);
  expect((await room.coordinator.get(`/api/archive/questions/none/file${query}`)).status).toBe(404);
  const operator = await room.person('besa', GUARD, ['operator']);
  expect((await operator.get(file + query)).status).toBe(403);
  expect(room.audit.find({ action: 'export', outcome: 'yes', limit: 5 })).toEqual([]);
  expect(existsSync(folder)).toBe(false);
});

test('pictures go into an evidence pack; what is no picture is refused', async () => {
  const file = `${await answered(room.coordinator)}?format=evidence&purpose=court`;
  const png =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
  for (const wrong of [
    { pictures: [{ name: 'x', png: 'PHN2Zz4=' }] },
    { pictures: Array(5).fill({ name: 'x', png }) },
  ])
    expect((await room.coordinator.post(file, wrong)).status).toBe(400);
  const { status, text } = await room.coordinator.post(file, { pictures: [{ name: 'map', png }] });
  expect(status).toBe(200);
  expect(text).toContain('pictures/1-map.png');
});

test('a density has no tracks to take away', async () => {
  const file = await answered(room.coordinator, {
    ask: 'density',
    stepDeg: 1,
    fromMs: START_MS,
    untilMs: VESSEL.untilMs,
  });
  expect((await room.coordinator.get(`${file}?format=kml&purpose=court`)).status).toBe(400);
  expect((await room.coordinator.get(`${file}?format=csv&purpose=court`)).text).toContain('south,west');
});
