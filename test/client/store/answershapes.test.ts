import { describe, expect, test } from 'vitest';
import {
  cellAt,
  cellsOf,
  FASTEST_SHOWN_KN,
  partsOf,
  speedKn,
  waysOf,
} from '../../../client/store/answershapes.ts';
import type { FoundRow } from '../../../proto/domain/record/questions.ts';
import { epochMs } from '../../../proto/domain/units.ts';

const HOUR_MS = 3_600_000;
const row = (path: FoundRow['path']): FoundRow => ({
  fromMs: epochMs(path?.[0]?.[2] ?? 0),
  untilMs: epochMs(path?.at(-1)?.[2] ?? 0),
  values: {},
  ...(path && { path }),
});

describe('a way', () => {
  test('is as fast as the leg that leads to each of its places', () => {
    // A minute of latitude is a nautical mile, near enough: 15 of them in an hour.
    expect(speedKn([40, 19, 0], [40.25, 19, HOUR_MS])).toBeCloseTo(15, 1);
    expect(speedKn([40, 19, 5], [41, 19, 5])).toBe(0);
    const [way] = waysOf({
      rows: [
        row([
          [40, 19, 0],
          [40.25, 19, HOUR_MS / 4],
          [40.25, 19, HOUR_MS / 2],
        ]),
      ],
    });
    expect(way?.path).toEqual([
      [19, 40],
      [19, 40.25],
      [19, 40.25],
    ]);
    const [first, second, third] = way?.speed ?? [];
    // 60 kn, twice as fast as the scale shows; the first place has the colour of the leg after it.
    expect(second).toBeCloseTo(60 / FASTEST_SHOWN_KN, 1);
    expect(first).toBe(second);
    expect(third).toBe(0);
    expect(way?.time).toEqual([0, 0.5, 1]);
  });

  test('is interrupted where nothing was heard for half an hour, and needs two places', () => {
    const ways = waysOf({
      rows: [
        row([
          [40, 19, 0],
          [40, 19.1, 60_000],
          [40, 19.2, HOUR_MS],
          [40, 19.3, HOUR_MS + 60_000],
          [40, 19.4, 3 * HOUR_MS],
        ]),
        row(undefined),
      ],
    });
    expect(ways.map(({ at, path }) => [at, path.length])).toEqual([
      [0, 2],
      [0, 2],
    ]);
  });
});

describe('cells of a density', () => {
  const cells = [
    { south: 40, west: 19, of: '02', points: 9, tracks: 2 },
    { south: 40, west: 19, of: '10', points: 90, tracks: 5 },
    { south: 40.5, west: 19, of: '10', points: 9, tracks: 1 },
  ];

  test('are counted together, or by part', () => {
    expect(partsOf(cells)).toEqual(['02', '10']);
    expect(cellsOf(cells, '02')).toEqual([{ south: 40, west: 19, points: 9, tracks: 2, share: 1 }]);
    const [first, second] = cellsOf(cells, undefined);
    expect(first).toEqual({ south: 40, west: 19, points: 99, tracks: 5, share: 1 });
    // log 10 of log 100.
    expect(second?.share).toBeCloseTo(0.5, 6);
    expect(cellsOf([], undefined)).toEqual([]);
  });

  test('are found by the place in them: the south-west edge is theirs', () => {
    const shown = cellsOf(cells, undefined);
    expect(cellAt(shown, 0.5, 40, 19)?.points).toBe(99);
    expect(cellAt(shown, 0.5, 40.6, 19.49)?.points).toBe(9);
    expect(cellAt(shown, 0.5, 41, 19)).toBeUndefined();
  });
});
