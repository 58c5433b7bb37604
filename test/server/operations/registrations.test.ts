import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type SensorId, sensorId } from '../../../proto/domain/ids.ts';
import { JournalError } from '../../../server/operations/journal.ts';
import { Registrations } from '../../../server/operations/registrations.ts';
import { manualClock } from '../../manualclock.ts';

const RADAR = sensorId('coast/8-41');
const OTHER = sensorId('harbour');
let folder: string;
let file: string;
const all: Registrations[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-registrations-'));
  file = path.join(folder, 'registrations.jsonl');
});
afterEach(async () => {
  for (const one of all.splice(0)) await one.close();
  rmSync(folder, { recursive: true });
});

async function opened() {
  const told: [SensorId, boolean][] = [];
  const registrations = await Registrations.open({
    file,
    clock: manualClock(1_760_000_000_000),
    tell: (id, allowed) => told.push([id, allowed]),
  });
  all.push(registrations);
  return { registrations, told };
}

it('an operator’s last word on each sensor stands after a restart', async () => {
  const before = await opened();
  expect(await before.registrations.allow(RADAR, true)).toMatchObject({ ok: true });
  await Promise.all([before.registrations.allow(OTHER, true), before.registrations.allow(OTHER, false)]);
  expect(before.told).toEqual([
    [RADAR, true],
    [OTHER, true],
    [OTHER, false],
  ]);
  const after = await opened();
  after.registrations.tick();
  expect(after.told).toEqual([
    [RADAR, true],
    [OTHER, false],
  ]);
});

it('a word that cannot be kept does not hold', async () => {
  const { registrations, told } = await opened();
  await registrations.close();
  all.splice(0);
  expect(await registrations.allow(RADAR, true)).toMatchObject({ ok: false, fault: { kind: 'storage' } });
  expect(told).toEqual([]);
});

it('a line that cannot be read is passed over; one of a newer version ends the start', async () => {
  appendFileSync(file, 'garbage\n{"v":1,"sensorId":"coast/8-41","allowed":true,"atMs":1}\n{"v":1}\n');
  const { registrations, told } = await opened();
  registrations.tick();
  expect(told).toEqual([[RADAR, true]]);
  appendFileSync(file, '{"v":2}\n');
  await expect(opened()).rejects.toThrow(JournalError);
});
