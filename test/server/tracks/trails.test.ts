import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TrailPool } from '../../../server/tracks/trailpool.ts';
import { TRAIL_AGE_MS, TRAIL_POINTS, Trails } from '../../../server/tracks/trails.ts';

/** A point on a northward course, `seconds` after the start; 12 kn are 6.17 m/s. */
const sailing = (seconds: number, metresPerS = 6.17) => ({
  timeMs: seconds * 1000,
  lat: 40 + (seconds * metresPerS) / 111_195,
  lon: 19,
});
const seconds = (trails: Trails, slot = 0) => trails.read(slot).timesMs.map((time) => time / 1000);

describe('a trail', () => {
  it('takes points 10 s and 30 m apart', () => {
    const trails = new Trails();
    for (const at of [0, 5, 9, 10, 12, 20]) trails.add(0, sailing(at));
    expect(seconds(trails)).toEqual([0, 10, 20]);
    for (const at of [30, 40]) trails.add(0, { ...sailing(20), timeMs: at * 1000 });
    expect(seconds(trails)).toEqual([0, 10, 20]);
  });

  it('of what lies still has a point every five minutes', () => {
    const trails = new Trails();
    for (let at = 0; at <= 900; at += 10) trails.add(0, sailing(at, 0));
    expect(seconds(trails)).toEqual([0, 300, 600, 900]);
  });

  it('covers the hour of a ship under way with at most 120 points', () => {
    const trails = new Trails();
    for (let at = 0; at <= 4 * 3600; at += 10) {
      trails.add(0, sailing(at));
      expect(trails.read(0).timesMs.length).toBeLessThanOrEqual(TRAIL_POINTS);
    }
    const times = seconds(trails);
    expect(times.at(-1)! - times[0]!).toBeGreaterThan(3500);
    expect(times.at(-1)! - times[0]!).toBeLessThanOrEqual(3600);
    expect(Math.max(...times.slice(1).map((time, n) => time - times[n]!))).toBeLessThanOrEqual(60);
  });

  it('keeps positions to a centimetre', () => {
    const trails = new Trails();
    trails.add(0, { timeMs: 1, lat: -41.123_456_78, lon: 179.999_999_94 });
    expect(trails.read(0).lats[0]).toBeCloseTo(-41.123_456_78, 7);
    expect(trails.read(0).lons[0]).toBeCloseTo(179.999_999_94, 7);
  });

  it('takes a late point where it fits, and not where it does not', () => {
    const trails = new Trails();
    for (const at of [0, 60, 120]) trails.add(0, sailing(at));
    for (const at of [30, 61, 115, -5]) trails.add(0, sailing(at));
    expect(seconds(trails)).toEqual([0, 30, 60, 120]);
  });

  it('is empty for a new owner of the slot', () => {
    const trails = new Trails();
    trails.add(3, sailing(0));
    trails.clear(3);
    trails.clear(9);
    expect(seconds(trails, 3)).toEqual([]);
    trails.add(3, sailing(50));
    expect(seconds(trails, 3)).toEqual([50]);
  });
});

describe('a full pool', () => {
  it('cuts the beginning of the trails that were begun first, and spaces new points further', () => {
    const pool = new TrailPool(TRAIL_AGE_MS, 4);
    const trails = new Trails(pool);
    for (let at = 0; at < 240; at += 10) for (const slot of [0, 1]) trails.add(slot, sailing(at));
    expect(seconds(trails, 0)).toHaveLength(24);
    trails.add(0, sailing(240)); // a fifth chunk: the first of slot 0 goes
    expect(seconds(trails, 0)).toEqual(Array.from({ length: 13 }, (_, n) => 120 + n * 10));
    expect(seconds(trails, 1)).toHaveLength(24);
    expect(pool.shortage).toBeCloseTo(TRAIL_AGE_MS / 130_000, 6);
    trails.add(0, sailing(310));
    expect(seconds(trails, 0).at(-1)).toBe(240);
    trails.add(0, sailing(320));
    expect(seconds(trails, 0).at(-1)).toBe(320);
  });
});

type Step = { slot: number; forward: number; what: 'add' | 'clear' };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    slot: fc.integer({ min: 0, max: 5 }),
    forward: fc.integer({ min: -300, max: 1200 }),
    what: fc.constantFrom('add', 'add', 'add', 'add', 'add', 'add', 'clear'),
  }),
  { maxLength: 400 },
);

describe('any trails in a small pool', () => {
  it('are in order, within their bounds, and made of what was put in', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const pool = new TrailPool(TRAIL_AGE_MS, 7);
        const trails = new Trails(pool);
        const given = new Map<number, Set<number>>();
        let now = 1000;
        for (const { slot, forward, what } of taken) {
          if (what === 'clear') {
            trails.clear(slot);
            given.delete(slot);
            continue;
          }
          const at = Math.max(0, now + forward);
          now = Math.max(now, at);
          trails.add(slot, sailing(at));
          given.set(slot, (given.get(slot) ?? new Set()).add(at));
        }
        let points = 0;
        for (let slot = 0; slot <= 5; slot++) {
          const times = seconds(trails, slot);
          points += pool.count(slot);
          expect(pool.read(slot)).toHaveLength(pool.count(slot));
          expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
          for (const time of times) expect(given.get(slot)?.has(time)).toBe(true);
        }
        expect(points).toBeLessThanOrEqual(7 * 12);
      }),
      { numRuns: 200 },
    );
  });
});
