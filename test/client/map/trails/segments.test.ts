import { expect, it } from 'vitest';
import { TrackRows } from '../../../../client/map/tracklayer/rows.ts';
import { SEGMENT_WORDS, TrailSegments } from '../../../../client/map/trails/segments.ts';
import type { TrailView } from '../../../../client/map/trails/trailview.ts';
import type { TrackId } from '../../../../proto/domain/ids.ts';
import { tableOf } from '../table.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
const minutesAgo = (minutes: number): number => NOW - minutes * 60_000;

function segmentsOf(minutes: readonly number[], oldestMin: number, visible = true): TrailSegments {
  const table = tableOf([{ lon: 19, lat: 41 }]);
  const rows = new TrackRows();
  rows.fill(table, 'night', () => visible);
  const lonLat = Float64Array.from(minutes.flatMap((_, i) => [19 + i / 100, 41.123456789]));
  const trails: TrailView = {
    version: 1,
    forEach: (visit) => {
      visit('1-0' as TrackId, lonLat, Float64Array.from(minutes, minutesAgo), minutes.length);
      visit('1-9' as TrackId, lonLat, Float64Array.from(minutes, minutesAgo), minutes.length);
    },
  };
  const segments = new TrailSegments();
  segments.fill(trails, rows, (id) => table.rowOf(id), minutesAgo(oldestMin), NOW);
  return segments;
}

it('joins the places of tracks that are there, from end to end', () => {
  const segments = segmentsOf([3, 2, 1], 10);
  expect(segments.count).toBe(2);
  const words = segments.words.subarray(SEGMENT_WORDS);
  expect(words[0]! + words[2]!).toBeCloseTo(19.01, 9);
  expect(words[4]! + words[6]!).toBeCloseTo(19.02, 9);
  expect(words[5]! + words[7]!).toBeCloseTo(41.123456789, 9);
  expect([words[8], words[9], words[10]]).toEqual([-120, -60, 0]);
});

it('leaves out what is older than asked for, and what is hidden', () => {
  // The leg that leads across the limit is drawn, and fades there.
  expect(segmentsOf([12, 11, 9, 8], 10).count).toBe(2);
  expect(segmentsOf([3, 2, 1], 10, false).count).toBe(0);
});

it('draws no line across a time without reports', () => {
  expect(segmentsOf([29, 28, 5, 4], 60).count).toBe(2);
});
