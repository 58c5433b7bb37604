/** Answers taken away over REST: by those who may, with a purpose, in the log, and nobody else's. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exporting } from '../../../../server/exports/exporting.ts';
import type { ArchiveRoom } from '../../../../server/publish/archive/archiveroom.ts';
import { faultOf } from '../../../../server/record/query/fault.ts';
import { type Browser, GUARD, type SettledRoom } from '../decisionsroom.ts';
import { START_MS } from '../testserver.ts';
import { type AskedRoom, askedRoom, ended, VESSEL } from './askedroom.ts';

let room: SettledRoom;
let close: AskedRoom['close'];
let folder: string;

/** Files are made in this process in place of the query process. */
const making =
  (past: AskedRoom['past']): ArchiveRoom['ask'] =>
  async (kind, params, how) => {
    if (kind !== 'export') return past.answer(kind, params, how);
    const { engine, sources } = await past.opened();
    const asked = { line: engine.lines[1]!, past: await sources.past(), tell: () => {} };
    try {
      return { ok: true, value: await exporting({ record: past.record, folder })(asked, params) };
    } catch (error) {
      return { ok: false, fault: faultOf(error) };
    }
  };

beforeEach(async () => {
  const begun = await askedRoom(making);
  ({ room, close } = begun);
  folder = path.join(begun.past.record, 'query', 'test', 'made');
}, 60_000);
afterEach(() => close());

async function answered(who: Browser, question: object = VESSEL): Promise<string> {
  const { json } = await who.post('/api/archive/questions', { question, purpose: 'case 12' });
  await ended(who, json.id);
  return `/api/archive/questions/${json.id}/file`;
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
