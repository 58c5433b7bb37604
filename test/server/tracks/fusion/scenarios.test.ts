/** The recorded scenarios, with bounds that leave room: the figures themselves are in docs/fusion.md. */
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import { radarsOf } from '../../../../server/tracks/fusion/offline/recording.ts';
import { type EpochLine, OfflineTracker } from '../../../../server/tracks/fusion/offline/track.ts';

const ROOT = path.resolve(
  import.meta.dirname,
  '../../../..',
  process.env.WATCHFLOOR_CORPORA ?? '../shared/corpora',
  'fusion',
);

/** A scenario's folder, or undefined, said loudly, where there is none. */
function scenario(name: string): string | undefined {
  const folder = path.join(ROOT, name);
  if (existsSync(folder)) return folder;
  console.warn(`SKIPPED: no scenario ${folder}; set WATCHFLOOR_CORPORA to the folder that has it`);
  return undefined;
}

async function follow(folder: string): Promise<{ epochs: EpochLine[]; tracker: OfflineTracker }> {
  const tracker = new OfflineTracker(
    radarsOf(JSON.parse(readFileSync(path.join(folder, 'meta.json'), 'utf8'))) ?? [],
  );
  const epochs: EpochLine[] = [];
  const input = createReadStream(path.join(folder, 'meas.jsonl'));
  for await (const line of createInterface({ input })) {
    const taken = tracker.take(line);
    if (taken !== undefined && 'tr' in taken) epochs.push(taken);
  }
  return { epochs, tracker };
}

type Truth = readonly { readonly t: number; readonly o: readonly (readonly number[])[] }[];

/** Mean missed and false tracks an epoch within 200 m, each truth to its nearest free track. */
function compared(folder: string, epochs: readonly EpochLine[]): { missed: number; extra: number } {
  const truth: Truth = readFileSync(path.join(folder, 'truth.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const byTime = new Map(epochs.map((epoch) => [epoch.t, epoch.tr]));
  let missed = 0;
  let extra = 0;
  for (const { t, o } of truth) {
    const free = (byTime.get(t) ?? []).filter((entry) => entry[9] !== 'unverified');
    for (const [, x, y] of o) {
      const distances = free.map((entry) => Math.hypot(Number(entry[1]) - x!, Number(entry[2]) - y!));
      const nearest = Math.min(...distances);
      if (nearest < 200) free.splice(distances.indexOf(nearest), 1);
      else missed++;
    }
    extra += free.length;
  }
  return { missed: missed / truth.length, extra: extra / truth.length };
}

describe('recorded scenarios', () => {
  test('A1: twenty crossing vessels, four without AIS', async () => {
    const folder = scenario('A1');
    if (!folder) return;
    const { epochs, tracker } = await follow(folder);
    const { missed, extra } = compared(folder, epochs);
    expect(missed).toBeLessThan(0.15);
    expect(extra).toBeLessThan(0.15);
    expect(tracker.summary.faults).toBe(0);
  });

  test('C1: two go-fasts in heavy clutter', async () => {
    const folder = scenario('C1');
    if (!folder) return;
    const { missed, extra } = compared(folder, (await follow(folder)).epochs);
    expect(missed).toBeLessThan(0.15);
    expect(extra).toBeLessThan(0.15);
  });

  test('D1: a misaligned radar, two silences and a false position; the same line by line twice', async () => {
    const folder = scenario('D1');
    if (!folder) return;
    const { epochs } = await follow(folder);
    const again = await follow(folder);
    expect(JSON.stringify(again.epochs)).toBe(JSON.stringify(epochs));
    const meta = JSON.parse(readFileSync(path.join(folder, 'meta.json'), 'utf8'));
    for (const { t, bias } of epochs.filter((epoch) => epoch.t > 180)) {
      expect(Math.abs(bias!.R1![0] - meta.hidden.R1_bias_r_m), `range at ${t}`).toBeLessThan(5);
      expect(Math.abs(bias!.R1![1] - meta.hidden.R1_bias_az_deg), `azimuth at ${t}`).toBeLessThan(0.03);
    }
    const told = epochs.flatMap(({ t, events = [] }) => events.map((event) => ({ t, ...event })));
    for (const { mmsi, silent = [], spoof = [] } of meta.vessels) {
      for (const [from] of silent)
        expect(
          told.some((e) => e.kind === 'silent' && e.mmsi === mmsi && e.t > from && e.t <= from + 90),
        ).toBe(true);
      for (const [from] of spoof)
        expect(
          told.some((e) => e.kind === 'unverified' && e.mmsi === mmsi && e.t > from && e.t <= from + 60),
        ).toBe(true);
    }
    const { missed, extra } = compared(folder, epochs);
    expect(missed).toBeLessThan(0.2);
    expect(extra).toBeLessThan(0.2);
  });
});
