/** Start states by the hour: found, dropped with their frames, and passed over where they were changed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import {
  checkpointHours,
  dropCheckpoints,
  readCheckpoint,
  writeCheckpoint,
} from '../../../server/record/checkpoints.ts';

const HOUR_MS = 3_600_000;
const FIRST_MS = Date.UTC(2026, 4, 12, 9);

it('the last of the time is read, whole or not at all', () => {
  const record = mkdtempSync(path.join(tmpdir(), 'watchfloor-checkpoints-'));
  onTestFinished(() => rmSync(record, { recursive: true, force: true }));
  expect(checkpointHours(record)).toEqual([]);
  expect(readCheckpoint(record, FIRST_MS)).toBeUndefined();
  for (let hour = 0; hour < 3; hour += 1) writeCheckpoint(record, FIRST_MS + hour * HOUR_MS, { hour });
  expect(checkpointHours(record)).toEqual([FIRST_MS, FIRST_MS + HOUR_MS, FIRST_MS + 2 * HOUR_MS]);
  expect(readCheckpoint(record, FIRST_MS - 1)).toBeUndefined();
  expect(readCheckpoint(record, FIRST_MS + 2 * HOUR_MS - 1)).toMatchObject({ state: { hour: 1 } });
  expect(readCheckpoint(record, FIRST_MS + 9 * HOUR_MS)).toMatchObject({ state: { hour: 2 } });

  const file = path.join(record, 'checkpoints/2026-05-12T11/state.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('hour\\":2', 'hour\\":3'));
  expect(readCheckpoint(record, FIRST_MS + 9 * HOUR_MS)).toMatchObject({ state: { hour: 1 } });

  dropCheckpoints(record, FIRST_MS + HOUR_MS);
  expect(checkpointHours(record)).toEqual([FIRST_MS + HOUR_MS, FIRST_MS + 2 * HOUR_MS]);
});
