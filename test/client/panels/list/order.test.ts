import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changesSince,
  neighbour,
  orderTracks,
  type SortColumn,
  sortBy,
  USUAL_SORT,
  windowOf,
} from '../../../../client/panels/list/order.ts';
import { ALL_TRACKS } from '../../../../client/store/view.ts';
import { flagOf } from '../../../../proto/domain/flag.ts';
import type { TrackId } from '../../../../proto/domain/ids.ts';
import { TrackStateBits } from '../../../../proto/domain/track.ts';
import { type Row, tableOf } from '../../store/trackrows.ts';

const order = (rows: readonly Row[], column: SortColumn = 'name', descending = false): readonly string[] =>
  orderTracks(tableOf(rows), ALL_TRACKS, { column, descending }, flagOf);

const ids = (...names: string[]): TrackId[] => names as TrackId[];

describe('the order', () => {
  test('by name folds accents and puts the unnamed last, by MMSI', () => {
    const rows = [
      { id: '1-1', name: 'ŽUTA' },
      { id: '1-2', mmsi: 247_000_002 },
      { id: '1-3', name: 'Anna' },
      { id: '1-4', mmsi: 201_000_001 },
      { id: '1-5', name: 'ÇIPRO' },
    ];
    expect(order(rows)).toEqual(['1-3', '1-5', '1-1', '1-4', '1-2']);
  });

  test('puts what is not known last, either way round', () => {
    const rows = [{ id: '1-1' }, { id: '1-2', sogKn: 3 }, { id: '1-3', sogKn: 12 }];
    expect(order(rows, 'sog')).toEqual(['1-2', '1-3', '1-1']);
    expect(order(rows, 'sog', true)).toEqual(['1-3', '1-2', '1-1']);
  });

  test('by age begins with the newest report', () => {
    const rows = [
      { id: '1-1', observedMs: 1000 },
      { id: '1-2', observedMs: 9000 },
    ];
    expect(order(rows, 'age')).toEqual(['1-2', '1-1']);
  });

  test('by flag goes by country', () => {
    const rows = [
      { id: '1-1', mmsi: 247_000_000 }, // Italy
      { id: '1-2', mmsi: 201_000_000 }, // Albania
      { id: '1-3', mmsi: 970_012_345 }, // a locating device has no country
    ];
    expect(order(rows, 'flag')).toEqual(['1-2', '1-1', '1-3']);
  });

  test('begins with distress, whatever it is sorted by', () => {
    const rows = [
      { id: '1-1', name: 'A', sogKn: 30 },
      { id: '1-2', name: 'Z', sogKn: 1, state: TrackStateBits.distress },
    ];
    for (const column of ['name', 'sog', 'class', 'flag', 'cog', 'age'] as const) {
      expect(order(rows, column)[0]).toBe('1-2');
      expect(order(rows, column, true)[0]).toBe('1-2');
    }
  });

  test('is the same for the same tracks in any row order', () => {
    const rows = Array.from({ length: 20 }, (_, i) => ({
      id: `1-${i}`,
      name: `SHIP ${i % 4}`,
      sogKn: i % 3,
    }));
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: 20 }), (shuffled) => {
        expect(order(shuffled, 'sog')).toEqual(order(rows, 'sog'));
      }),
    );
  });
});

test('a column clicked again turns round; speed starts with the fastest', () => {
  expect(sortBy(USUAL_SORT, 'sog')).toEqual({ column: 'sog', descending: true });
  expect(sortBy(USUAL_SORT, 'name')).toEqual({ column: 'name', descending: true });
  expect(sortBy({ column: 'sog', descending: true }, 'flag')).toEqual({ column: 'flag', descending: false });
});

test('comings and goings are counted, moves are not', () => {
  const table = tableOf([{ id: 'b', sogKn: 1 }, { id: 'd', sogKn: 9 }, { id: 'e' }]);
  const since = (...shown: string[]): number => changesSince(new Set(ids(...shown)), table, ALL_TRACKS);
  expect(since('e', 'd', 'b')).toBe(0);
  expect(since('a', 'b', 'c')).toBe(4);
  expect(since()).toBe(3);
  // What the filter hides has gone from the list.
  expect(changesSince(new Set(ids('b', 'd', 'e')), table, { ...ALL_TRACKS, movingOnly: true })).toBe(1);
});

test('the next and previous track stop at the ends', () => {
  const list = ids('a', 'b', 'c');
  expect(neighbour(list, ids('b')[0], 1)).toBe('c');
  expect(neighbour(list, ids('c')[0], 1)).toBe('c');
  expect(neighbour(list, undefined, 1)).toBe('a');
  expect(neighbour(list, ids('gone')[0], -1)).toBe('c');
  expect(neighbour([], undefined, 1)).toBeUndefined();
});

test('the window holds every row in sight and few others', () => {
  fc.assert(
    fc.property(fc.nat(20_000), fc.nat(500_000), fc.integer({ min: 1, max: 3000 }), (count, top, height) => {
      const { first, last } = windowOf(count, 28, top, height);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(last).toBeLessThanOrEqual(count);
      expect(last - first).toBeLessThanOrEqual(height / 28 + 14);
      for (const y of [top, top + height - 1]) {
        const row = Math.floor(y / 28);
        if (row < count) expect(row >= first && row < last).toBe(true);
      }
    }),
  );
});
