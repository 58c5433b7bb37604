import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { midOf } from '../../../proto/domain/flag.ts';
import { COUNTRY_BY_MID } from '../../../proto/domain/mid.table.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { decodeToJson, emptySummary, isFault } from '../../../server/decode/ais/lines.ts';
import { withReception } from '../../../server/simulate/reception.ts';
import type { Scenario } from '../../../server/simulate/scenario.ts';
import { createSimulation } from '../../../server/simulate/simulation.ts';
import { southernAdriatic } from './demonstrationscenario.ts';

const NOON = epochMs(Date.UTC(2026, 5, 21, 10, 0, 0));
const scenario = southernAdriatic();

/** Feeds of shore stations, whose lines are tagged with the time of reception. */
const isAis = ({ feed }: { feed: string }) => feed.startsWith('ais-');

/** Everything sent in `seconds`, by feed, advanced in the given steps. */
function sent(
  of: Scenario,
  seed: number,
  seconds: number,
  stepMs: number,
): { feed: string; text: string; atMs: number }[] {
  const simulation = createSimulation(of, seed, NOON);
  const all: { feed: string; text: string; atMs: number }[] = [];
  const text = new TextDecoder('latin1');
  for (let atMs = NOON + stepMs; ; atMs += stepMs) {
    const untilMs = Math.min(atMs, NOON + seconds * 1000);
    simulation.advance(epochMs(untilMs), (feed, bytes, at) => {
      all.push({ feed, text: text.decode(bytes), atMs: at });
    });
    if (untilMs === NOON + seconds * 1000) return all;
  }
}

const hash = (all: readonly object[]) => createHash('sha256').update(JSON.stringify(all)).digest('hex');

describe('a simulation', () => {
  test('sends the same bytes for the same seed and start, however it is advanced', () => {
    const once = sent(scenario, 7, 60, 60_000);
    expect(once.length).toBeGreaterThan(500);
    expect(hash(sent(scenario, 7, 60, 60_000))).toBe(hash(once));
    expect(hash(sent(scenario, 7, 60, 230))).toBe(hash(once));
    expect(hash(sent(scenario, 8, 60, 60_000))).not.toBe(hash(once));
  });

  test('hands bytes over in order of time and not before they have arrived', () => {
    const all = sent(scenario, 3, 20, 777);
    expect(all.every(({ atMs }, i) => i === 0 || atMs >= all[i - 1]!.atMs)).toBe(true);
    expect(all.at(-1)!.atMs).toBeLessThanOrEqual(NOON + 20_000);
    for (const { text, atMs } of all.filter(isAis).slice(0, 200))
      expect(Number(/c:(\d{13})/.exec(text)![1])).toBeLessThan(atMs);
  });

  test('everybody within range is known by name and place in the first five seconds', async () => {
    const lossless = withReception(scenario, { lossRatio: 0, delayMs: 50, delaySpreadMs: 50 });
    const bytes = new TextEncoder().encode(
      sent(lossless, 1, 5, 5000)
        .filter(isAis)
        .map((s) => s.text)
        .join(''),
    );
    const summary = emptySummary();
    const named = new Set<unknown>();
    const placed = new Set<unknown>();
    async function* chunks() {
      yield bytes;
    }
    for await (const line of decodeToJson(chunks(), summary)) {
      expect(isFault(line)).toBe(false);
      const { mmsi, type } = line as unknown as { mmsi: string; type: number };
      if (type === 5 || type === 24) named.add(mmsi);
      if (type <= 3 || type === 18) placed.add(mmsi);
    }
    expect(placed.size).toBeGreaterThanOrEqual(300);
    expect([...placed].filter((mmsi) => !named.has(mmsi)).length).toBeLessThan(15);
  });

  test('a station that loses everything is silent', () => {
    const deaf = withReception(scenario, { lossRatio: 1 });
    expect(sent(deaf, 1, 10, 10_000).filter(isAis)).toEqual([]);
  });

  test('delay is the time from the air to the feed', () => {
    const late = withReception(scenario, { delayMs: 3000, delaySpreadMs: 0 });
    for (const { text, atMs } of sent(late, 1, 6, 6000).filter(isAis))
      expect(atMs - Number(/c:(\d{13})/.exec(text)![1])).toBe(3000);
  });

  test('for any seed: enough vessels, MMSIs of nobody, no name twice, all on the chart', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.integer({ min: 0, max: 86_399 }),
        (seed, second) => {
          const startMs = epochMs(NOON + second * 1000);
          const simulation = createSimulation(scenario, seed, startMs);
          simulation.advance(epochMs(startMs + 2000), () => undefined);
          const truth = simulation.truth(epochMs(startMs + 2000));
          expect(truth.length).toBeGreaterThanOrEqual(320);
          const mmsis = truth.flatMap((v) => v.mmsi ?? []);
          expect(new Set(mmsis).size).toBe(mmsis.length);
          expect(new Set(truth.map((v) => v.name)).size).toBe(truth.length);
          for (const v of truth) {
            const mid = v.mmsi === undefined ? scenario.flags[0]!.mid : midOf(v.mmsi)!;
            expect(scenario.flags.some((flag) => flag.mid === mid)).toBe(true);
            expect(COUNTRY_BY_MID[mid]).toBeUndefined();
            expect(v.lat).toBeGreaterThan(38.8);
            expect(v.lat).toBeLessThan(43);
            expect(v.lon).toBeGreaterThan(15.5);
            expect(v.lon).toBeLessThan(20.5);
          }
        },
      ),
      { numRuns: 6 },
    );
  });
});
