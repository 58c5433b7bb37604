import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, gaussian, pick, seeded, subSeed } from '../../../proto/domain/random.ts';

describe('seeded numbers', () => {
  test('are mulberry32, and come again', () => {
    const random = seeded(1);
    expect(random()).toBeCloseTo(0.6270739405881613, 15);
    const [a, b] = [seeded(42), seeded(42)];
    expect(Array.from({ length: 100 }, a)).toEqual(Array.from({ length: 100 }, b));
  });

  test('stay in their range and spread over it', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seeded(seed);
        const values = Array.from({ length: 400 }, random);
        expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        expect(Math.abs(mean - 0.5)).toBeLessThan(0.12);
        const lengths = Array.from({ length: 50 }, () => between(random, 70, 300));
        expect(lengths.every((length) => length >= 70 && length < 300)).toBe(true);
      }),
    );
  });

  test('parts of one seed are unlike, also for neighbours', () => {
    const firsts = new Set(Array.from({ length: 2000 }, (_, part) => seeded(subSeed(7, part))()));
    expect(firsts.size).toBe(2000);
    expect(subSeed(7, 3)).not.toBe(subSeed(8, 3));
  });

  test('the normal ones have mean 0 and variance 1', () => {
    const random = seeded(5);
    const values = Array.from({ length: 20_000 }, () => gaussian(random));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
  });

  test('picks every one of a list, and refuses an empty one', () => {
    const random = seeded(9);
    expect(new Set(Array.from({ length: 200 }, () => pick(random, ['a', 'b', 'c']))).size).toBe(3);
    expect(() => pick(random, [])).toThrow(RangeError);
  });
});
