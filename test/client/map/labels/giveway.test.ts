import { expect, test } from 'vitest';
import { lyingStill } from '../../../../client/map/labels/giveway.ts';
import { TrackRows } from '../../../../client/map/tracklayer/rows.ts';
import { type Ship, tableOf } from '../table.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
const BOX = { west: 18, south: 40, east: 20, north: 42 };

function still(ships: readonly Ship[], visible = (_row: number) => true) {
  const rows = new TrackRows();
  rows.fill(tableOf(ships), 'night', (_table, row) => visible(row));
  return lyingStill(rows, NOW, BOX, 0.01);
}

const moored = (lon: number, lat: number): Ship => ({ lon, lat, sogKn: 0, observedMs: NOW });

test('names give way to what lies still in sight, not to what is under way', () => {
  const passing: Ship = { lon: 19.5, lat: 41, sogKn: 12, cogDeg: 90, observedMs: NOW };
  const [place, ...others] = still([moored(19.45, 41.31), passing, moored(25, 41)]);
  expect(others).toEqual([]);
  expect(place?.[0]).toBeCloseTo(19.45, 6);
  expect(place?.[1]).toBeCloseTo(41.31, 6);
});

test('nor to what a filter hides', () => {
  expect(still([moored(19.45, 41.31)], () => false)).toEqual([]);
});

test('ships at one berth are one place, and swinging there they stay it', () => {
  const berth = still([moored(19.4501, 41.3101), moored(19.4502, 41.3099)]);
  expect(berth).toHaveLength(1);
  expect(still([moored(19.4499, 41.3102)])).toEqual(berth);
});

test('more than a few hundred are not asked for', () => {
  const many = Array.from({ length: 900 }, (_, i) =>
    moored(18.2 + (i % 30) * 0.05, 40.2 + Math.floor(i / 30) * 0.05),
  );
  expect(still(many)).toHaveLength(400);
});
