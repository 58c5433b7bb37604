/**
 * Twenty-four hours of the demonstration at ten times its pace: everything on, and nothing grows.
 * WATCHFLOOR_SOAK_HOURS and WATCHFLOOR_SOAK_RATE shorten it; WATCHFLOOR_SOAK_LOG names a file for a line an hour.
 */
import { appendFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { slopeAnHour, soak } from './soaking.ts';

const pace = Number(process.env.WATCHFLOOR_SOAK_RATE ?? 10);
const hours = Number(process.env.WATCHFLOOR_SOAK_HOURS ?? 24);
const log = process.env.WATCHFLOOR_SOAK_LOG;
const isBuilt = existsSync(path.resolve(import.meta.dirname, '../../../dist/server/cli.js'));
const isLong = process.env.WATCHFLOOR_LONG !== undefined;
const FLOOR_MIB_AN_HOUR = 1;
/** Less than five in a day. */
const MOST_DESCRIPTORS_AN_HOUR = 0.2;
/** A machine that is busy elsewhere gets there later. */
const TIMEOUT_MS = 4 * (hours / pace) * 3_600_000 + 300_000;

it.skipIf(!isLong || !isBuilt)(
  'a day at ten times its pace leaves nothing behind',
  { timeout: TIMEOUT_MS },
  async () => {
    const say = (what: object): void => {
      const line = JSON.stringify(what);
      if (log === undefined) console.info(line);
      else appendFileSync(log, `${line}\n`);
    };
    say({ soak: { pace, hours } });
    const { samples, warm, clients, output } = await soak({ pace, hours, onSample: say });
    const heap = slopeAnHour(warm, ({ heapMiB }) => heapMiB);
    const outside = slopeAnHour(warm, ({ externalMiB }) => externalMiB);
    const rss = slopeAnHour(warm, ({ rssMiB }) => rssMiB);
    say({ slopesMiBAnHour: { heap, outside, rss }, hoursOfTheFit: warm.length, output });
    expect(heap).toBeLessThan(FLOOR_MIB_AN_HOUR);
    expect(outside).toBeLessThan(FLOOR_MIB_AN_HOUR);
    // One more or fewer at the moment of the look is no growth.
    expect(slopeAnHour(warm, ({ descriptors }) => descriptors)).toBeLessThan(MOST_DESCRIPTORS_AN_HOUR);
    for (const name of ['recorder', 'query']) {
      // one that was not found is no number, and fails
      const of = ({ children }: (typeof warm)[number]): number => children[name]?.descriptors ?? Number.NaN;
      expect(slopeAnHour(warm, of)).toBeLessThan(MOST_DESCRIPTORS_AN_HOUR);
    }
    const last = samples.at(-1)!;
    expect(last.defects).toBe(0);
    expect(last.recordLost).toBe(0);
    expect(last.rolls).toBeGreaterThanOrEqual(hours - 1);
    // Each was told something every minute of its time.
    for (const { frames } of clients) expect(frames).toBeGreaterThan(hours * 60);
    expect(clients.map(({ faults }) => faults)).toEqual(clients.map(() => 0));
  },
);
