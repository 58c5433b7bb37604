/** What was recorded runs again to the same tracks and alerts, byte for byte. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runAgain } from '../../../server/offline/again.ts';
import { AlertLines, trackLines } from '../../../server/offline/againlines.ts';
import { MINUTE_MS, recordedSea, SEA_MS } from './recordedsea.ts';

const RANGE = { fromMs: SEA_MS + 3 * MINUTE_MS, untilMs: SEA_MS + 6 * MINUTE_MS };

async function again(record: string) {
  const work = mkdtempSync(path.join(tmpdir(), 'watchfloor-again-work-'));
  onTestFinished(() => rmSync(work, { recursive: true, force: true }));
  const alerts = new AlertLines();
  let text = '';
  const summary = await runAgain({
    ...{ record, work, ...RANGE },
    kept(_of, what, knownMs) {
      for (const line of trackLines(what, knownMs)) text += line;
    },
    happened: (happening) => alerts.take(happening),
  });
  return { text: text + alerts.lines().join(''), summary };
}

it('twice the same, from the state that was kept, and nothing of before or after the range', async () => {
  const record = await recordedSea(7);
  const first = await again(record);
  const second = await again(record);
  expect(second.text).toBe(first.text);
  expect(second.summary).toEqual(first.summary);
  expect(first.summary).toMatchObject({ startMs: SEA_MS, unread: 0 });
  expect(first.summary.frames).toBeGreaterThan(500);
  const lines = first.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const tracks = new Set(lines.filter(({ track }) => track !== undefined).map(({ track }) => track));
  expect(tracks.size).toBeGreaterThan(50);
  for (const { knownMs } of lines.filter((line) => line.knownMs !== undefined)) {
    expect(knownMs).toBeGreaterThanOrEqual(RANGE.fromMs);
    expect(knownMs).toBeLessThanOrEqual(RANGE.untilMs);
  }
}, 120_000);
