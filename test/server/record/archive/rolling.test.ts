import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Manifest } from '../../../../server/record/archive/manifest.ts';
import type { RollerReport } from '../../../../server/record/archive/rollhours.ts';
import { Rolling, type RollingOptions } from '../../../../server/record/archive/rolling.ts';
import { followAll, pointsEntry, writeSegment } from './writtenlog.ts';

const ROLLER = fileURLToPath(new URL('../../../../server/processes/roller.ts', import.meta.url));
const T0 = Date.UTC(2026, 6, 1, 5, 20);

let record: string;
/** What is due, and in how many milliseconds. */
let due: { delayMs: number; task: () => void } | undefined;

beforeEach(() => {
  record = mkdtempSync(path.join(tmpdir(), 'rolling-'));
  due = undefined;
});
afterEach(() => rmSync(record, { recursive: true }));

function open(said: Partial<RollingOptions> = {}) {
  const faults: string[] = [];
  let told: (report: RollerReport | string) => void = () => {};
  const next = () =>
    new Promise<RollerReport | string>((resolve) => {
      told = resolve;
    });
  const rolling = new Rolling({
    entry: ROLLER,
    settings: { record, scrubBytes: 0 },
    nowMs: () => T0,
    after(delayMs, task) {
      const mine = { delayMs, task };
      due = mine;
      return () => {
        if (due === mine) due = undefined;
      };
    },
    onReport: (report) => told(report),
    onFault(why) {
      faults.push(why);
      told(why);
    },
    ...said,
  });
  return { rolling, faults, next };
}

test('rolls soon after the start, and again after the next hour', { timeout: 60_000 }, async () => {
  writeSegment(record, 'sea', [pointsEntry(1, T0, [{ track: 1, lat: 40, lon: 18 }])]);
  followAll(record, 2);
  const { rolling, next } = open();
  rolling.start();
  expect(due?.delayMs).toBe(20_000);
  const report = next();
  due?.task();
  expect(rolling.isRunning).toBe(true);
  expect(await report).toMatchObject({ segments: 1, rows: 1, faults: [] });
  expect(due?.delayMs).toBe(40 * 60_000 + 15_000);
  expect(Manifest.read(record).rolled.sea).toBe(1);
  rolling.runSoon();
  expect(due?.delayMs).toBe(0);
  await rolling.stop();
  expect(due).toBeUndefined();
});

test('a run that fails is told and tried again', { timeout: 60_000 }, async () => {
  const { rolling, next } = open({ settings: { record: '' } });
  rolling.start();
  const why = next();
  due?.task();
  expect(await why).toBe('it ended with 1');
  expect(due?.delayMs).toBe(5 * 60_000);
  await rolling.stop();
});
