import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { counts, lineCrossings } from '../../../../proto/domain/shapes/linecrossing.ts';

const NORTHWARD = [
  { lat: 40, lon: 19 },
  { lat: 41, lon: 19 },
  { lat: 42, lon: 19 },
];

describe('a motion over a line', () => {
  test('east over a line that goes north is from its left to its right', () => {
    const [crossing, ...more] = lineCrossings(NORTHWARD, { lat: 41.5, lon: 18.9 }, { lat: 41.5, lon: 19.1 });
    expect(more).toEqual([]);
    expect(crossing).toMatchObject({ direction: 'leftToRight', edge: 1 });
    expect(crossing?.lon).toBeCloseTo(19, 9);
    expect(crossing?.part).toBeCloseTo(0.5, 9);
    expect(counts('leftToRight', crossing!.direction)).toBe(true);
    expect(counts('rightToLeft', crossing!.direction)).toBe(false);
    expect(counts('both', crossing!.direction)).toBe(true);
  });

  test('and back the other way; past its end not at all', () => {
    const [back] = lineCrossings(NORTHWARD, { lat: 41.5, lon: 19.1 }, { lat: 41.5, lon: 18.9 });
    expect(back?.direction).toBe('rightToLeft');
    expect(lineCrossings(NORTHWARD, { lat: 42.5, lon: 18.9 }, { lat: 42.5, lon: 19.1 })).toEqual([]);
  });

  test('at a corner it is one crossing', () => {
    expect(lineCrossings(NORTHWARD, { lat: 41, lon: 18.9 }, { lat: 41, lon: 19.1 })).toHaveLength(1);
  });

  test('over the antimeridian', () => {
    const line = [
      { lat: 0, lon: 180 },
      { lat: 1, lon: -180 },
    ];
    expect(lineCrossings(line, { lat: 0.5, lon: 179.9 }, { lat: 0.5, lon: -179.9 })).toMatchObject([
      { direction: 'leftToRight', part: expect.closeTo(0.5, 9) },
    ]);
  });

  test('a zigzag is crossed as often as it is crossed, in order', () => {
    const line = [
      { lat: 0, lon: 0 },
      { lat: 1, lon: 1 },
      { lat: 0, lon: 2 },
      { lat: 1, lon: 3 },
    ];
    const found = lineCrossings(line, { lat: 0.5, lon: 3.5 }, { lat: 0.5, lon: -0.5 });
    expect(found.map(({ edge }) => edge)).toEqual([2, 1, 0]);
    expect(found.map(({ direction }) => direction)).toEqual(['rightToLeft', 'leftToRight', 'rightToLeft']);
  });

  test('a motion in two parts crosses as often as in one', () => {
    const deg = fc.double({ min: 18.5, max: 19.5, noNaN: true });
    const far = fc.double({ min: 40.2, max: 41.8, noNaN: true });
    fc.assert(
      fc.property(deg, far, deg, far, fc.constantFrom(19, 18.75, 19.25), far, (a, b, c, d, e, f) => {
        const net = (list: ReturnType<typeof lineCrossings>) =>
          list.reduce((sum, { direction }) => sum + (direction === 'leftToRight' ? 1 : -1), 0);
        const [from, via, to] = [
          { lat: b, lon: a },
          { lat: f, lon: e },
          { lat: d, lon: c },
        ];
        const parts = net(lineCrossings(NORTHWARD, from, via)) + net(lineCrossings(NORTHWARD, via, to));
        expect(parts).toBe(net(lineCrossings(NORTHWARD, from, to)));
      }),
    );
  });
});
