import { expect, it } from 'vitest';
import { TrackStore } from '../../../client/store/tracks.ts';
import { MAX_POINTS, MAX_TRAILS, TrailStore } from '../../../client/store/trails.ts';
import { TrackRows } from '../../../proto/codec/columns.ts';
import { HeardRows } from '../../../proto/codec/heard.ts';
import { DEGREE_STEPS } from '../../../proto/codec/quantise.ts';
import type { TrackId } from '../../../proto/domain/ids.ts';

const TILE = 1 << 20;

/** A table with ships 0…n-1 called `1-0`…, all heard at `observedMs` at latitude `lat`. */
function hear(table: TrackStore, ships: number, observedMs: number, lat = 0): void {
  const rows = new TrackRows();
  rows.resize(ships);
  rows.baseMs = observedMs;
  for (let i = 0; i < ships; i += 1) {
    rows.slot[i] = i;
    rows.lat[i] = lat * DEGREE_STEPS;
  }
  table.update(TILE, rows);
  table.describe(Array.from({ length: ships }, (_, slot) => ({ slot, generation: 0, id: `1-${slot}` })));
  table.commit();
}

const FIRST = '1-0' as TrackId;

function points(store: TrailStore, id: TrackId): { at: number[]; lat: number[] } {
  const found = { at: [] as number[], lat: [] as number[] };
  store.forEach((one, lonLat, observedMs, count) => {
    if (one !== id) return;
    found.at = [...observedMs.subarray(0, count)];
    found.lat = found.at.map((_, i) => lonLat[i * 2 + 1]!);
  });
  return found;
}

it('follows a track, points under ten seconds apart, its end where the ship is', () => {
  const table = new TrackStore();
  const store = new TrailStore(table);
  hear(table, 1, 0);
  store.begin(FIRST, false);
  for (let s = 0; s <= 34; s += 2) {
    hear(table, 1, s * 1000, s);
    store.follow();
  }
  // Heard every 2 s: the last that is less than 10 s from the one before stays.
  expect(points(store, FIRST).at).toEqual([0, 8000, 16_000, 24_000, 32_000, 34_000]);
  expect(points(store, FIRST).lat).toEqual([0, 8, 16, 24, 32, 34]);
});

it('goes on with a ship of which nothing new is said but that she is heard, on a straight way', () => {
  const table = new TrackStore();
  const store = new TrailStore(table);
  const rows = new TrackRows();
  rows.resize(1);
  rows.cog[0] = 0;
  rows.sog[0] = 120;
  const tell = (atMs: number, lat: number): void => {
    rows.baseMs = atMs;
    rows.lat[0] = lat * DEGREE_STEPS;
    table.update(TILE, rows);
    table.describe([{ slot: 0, generation: 0, id: FIRST }]);
    table.commit();
    store.follow();
  };
  const heard = new HeardRows();
  heard.count = 1;
  const hear = (atMs: number): void => {
    heard.baseMs = atMs;
    table.hear(TILE, heard);
    table.commit();
    store.follow();
  };
  tell(0, 0);
  store.begin(FIRST, false);
  store.follow();
  for (let s = 10; s < 1800; s += 10) hear(s * 1000);
  // Twelve knots are a fifth of a minute of arc a minute.
  tell(1_800_000, 0.1);
  const { at, lat } = points(store, FIRST);
  // A point in fifty seconds: the one before the sixtieth stays.
  expect(at.slice(0, 4)).toEqual([0, 50_000, 100_000, 150_000]);
  expect(at.slice(-2)).toEqual([1_790_000, 1_800_000]);
  for (const [i, each] of lat.entries()) expect(Math.abs(each - at[i]! / 18_000_000)).toBeLessThan(1e-4);
  // At anchor she is heard every three minutes, and the way there stays as it was.
  rows.sog[0] = 0;
  tell(1_830_000, 0.1);
  for (let s = 2010; s < 3600; s += 180) hear(s * 1000);
  const after = points(store, FIRST);
  expect(after.at.slice(0, at.length + 1)).toEqual([...at, 1_830_000]);
  for (const [i, each] of after.at.entries()) expect(each - (after.at[i - 1] ?? each)).toBeLessThan(600_000);
  expect(after.at.at(-1)).toBe(3_450_000);
});

it('puts the past before what was seen, without doubles', () => {
  const table = new TrackStore();
  const store = new TrailStore(table);
  hear(table, 1, 50_000, 5);
  store.begin(FIRST, false);
  store.follow();
  const observedMs = Float64Array.of(10_000, 30_000, 50_000);
  store.prepend({ id: FIRST, count: 3, lonLat: Float64Array.of(0, 1, 0, 3, 0, 5), observedMs });
  expect(points(store, FIRST)).toEqual({ at: [10_000, 30_000, 50_000], lat: [1, 3, 5] });
});

it('keeps at most so many points, the newest whole', () => {
  const table = new TrackStore();
  const store = new TrailStore(table);
  hear(table, 1, 0);
  store.begin(FIRST, false);
  for (let i = 0; i < 3 * MAX_POINTS; i += 1) {
    hear(table, 1, i * 10_000, i / 100);
    store.follow();
    expect(points(store, FIRST).at.length).toBeLessThanOrEqual(MAX_POINTS);
  }
  const { at } = points(store, FIRST);
  expect(at.slice(-3)).toEqual([765, 766, 767].map((i) => i * 10_000));
  expect(at).toEqual([...at].sort((a, b) => a - b));
  expect(at[0]).toBe(0);
});

it('keeps at most so many trails, and always those asked for by name', () => {
  const table = new TrackStore();
  const store = new TrailStore(table);
  hear(table, MAX_TRAILS + 1, 0);
  for (let i = 0; i < MAX_TRAILS; i += 1) expect(store.begin(`1-${i}` as TrackId, false)).toBe(true);
  const late = `1-${MAX_TRAILS}` as TrackId;
  expect(store.begin(late, false)).toBe(false);
  expect(store.begin(late, true)).toBe(true);
  expect(store.size).toBe(MAX_TRAILS);
});

it('drops the trail of a track that is gone', () => {
  const table = new TrackStore();
  const store = new TrailStore(table);
  hear(table, 1, 0);
  store.begin(FIRST, false);
  table.release(new Set([TILE]));
  table.commit();
  store.follow();
  expect(store.size).toBe(0);
});
