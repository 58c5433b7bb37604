import { describe, expect, it } from 'vitest';
import { TrackStore } from '../../../client/store/tracks.ts';
import { RemovedRows, TrackRows } from '../../../proto/codec/columns.ts';
import { HeardRows } from '../../../proto/codec/heard.ts';
import { CHOSEN_TILE, tileAt } from '../../../proto/domain/tiles.ts';
import { tableOf } from './trackrows.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
const TILE = tileAt(1, 41, 18);

const at = (
  observedMs: number,
  values: { ellipse?: readonly number[]; generation?: number } = {},
): TrackRows => {
  const rows = new TrackRows();
  rows.resize(1);
  rows.generation[0] = values.generation ?? 0;
  rows.baseMs = observedMs;
  rows.ellipse.set(values.ellipse ?? []);
  return rows;
};

describe('the records of what moves', () => {
  it('give back what the wire said, to its steps', () => {
    const { motion } = tableOf([
      {
        ...{ id: '1-0', lon: -179.98765432, lat: -78.1234567, sogKn: 12.3, cogDeg: 359.9, headingDeg: 0 },
        ...{ observedMs: NOW, heardMs: NOW + 4000, state: 0x45 },
      },
      { id: '1-1', observedMs: NOW - 100 },
    ]);
    expect([motion.lon(0), motion.lat(0)]).toEqual([-179.9876543, -78.1234567]);
    expect([motion.sogKn(0), motion.cogDeg(0), motion.headingDeg(0)]).toEqual([12.3, 359.9, 0]);
    expect([motion.observedMs(0), motion.heardMs(0), motion.state(0)]).toEqual([NOW, NOW + 4000, 0x45]);
    expect([motion.sogKn(1), motion.cogDeg(1), motion.headingDeg(1)]).toEqual([NaN, NaN, NaN]);
    expect([motion.observedMs(1), motion.heardMs(1)]).toEqual([NOW - 100, NOW - 100]);
    expect([motion.semiMajorM(1), motion.semiMinorM(1), motion.orientationDeg(1)]).toEqual([NaN, NaN, NaN]);
    expect([motion.lon(-1), motion.state(-1)]).toEqual([NaN, 0]);
  });

  it('know no ellipse of which half is missing', () => {
    const store = new TrackStore();
    store.update(TILE, at(NOW, { ellipse: [128, 0, 64] }));
    expect([store.motion.semiMajorM(0), store.motion.widestEllipseM]).toEqual([NaN, 0]);
    store.update(TILE, at(NOW + 1000, { ellipse: [128, 1, 64] }));
    expect(store.motion.semiMajorM(0)).toBeCloseTo(316.23, 1);
    expect([store.motion.semiMinorM(0), store.motion.orientationDeg(0)]).toEqual([1, 45]);
    expect(store.motion.widestEllipseM).toBeCloseTo(316.23, 1);
  });

  it('keep their times when the picture goes to another decade', () => {
    const store = new TrackStore();
    store.update(TILE, at(NOW));
    const later = new TrackRows();
    later.resize(1);
    later.slot[0] = 1;
    later.baseMs = Date.UTC(2031, 0, 1);
    store.update(TILE, later);
    expect([store.motion.observedMs(0), store.motion.observedMs(1)]).toEqual([NOW, Date.UTC(2031, 0, 1)]);
    later.baseMs = Date.UTC(2050, 0, 1);
    store.update(TILE, later);
    expect(store.motion.observedMs(1)).toBe(Date.UTC(2050, 0, 1));
    expect(store.motion.observedMs(0)).toBeLessThan(Date.UTC(2044, 0, 1));
  });

  it('say which thousand rows changed, also when one is heard without moving', () => {
    const store = new TrackStore();
    store.update(TILE, at(NOW));
    store.commit();
    const { generation } = store.motion;
    store.commit();
    expect(store.motion.changedIn(0)).toBeLessThanOrEqual(generation);
    const heard = new HeardRows();
    heard.count = 1;
    heard.baseMs = NOW + 1000;
    store.hear(TILE, heard);
    store.commit();
    expect(store.motion.changedIn(0)).toBe(store.motion.generation);
  });
});

describe('a tile that spoke of a row last', () => {
  const gone = (generation: number): RemovedRows => {
    const removed = new RemovedRows();
    removed.count = 1;
    removed.generation[0] = generation;
    return removed;
  };

  it('holds it again after it has let go of it', () => {
    const store = new TrackStore();
    store.update(TILE, at(NOW));
    store.remove(TILE, gone(0));
    store.update(TILE, at(NOW + 1000));
    store.commit();
    expect(store.count).toBe(1);
    store.release(new Set([TILE]));
    store.update(TILE, at(NOW + 2000));
    store.commit();
    expect(store.count).toBe(1);
    store.release(new Set([TILE]));
    store.commit();
    expect(store.count).toBe(0);
  });

  it('holds it beside another, until both have let go', () => {
    const store = new TrackStore();
    for (const tile of [TILE, CHOSEN_TILE, TILE]) store.update(tile, at(NOW));
    store.remove(TILE, gone(0));
    store.commit();
    expect(store.count).toBe(1);
    store.update(CHOSEN_TILE, at(NOW + 1000));
    store.remove(CHOSEN_TILE, gone(0));
    store.commit();
    expect(store.count).toBe(0);
  });

  it('holds the track that got the slot afterwards', () => {
    const store = new TrackStore();
    store.update(TILE, at(NOW));
    store.update(TILE, at(NOW - 5000, { generation: 1 }));
    store.commit();
    expect([store.count, store.motion.observedMs(0)]).toEqual([1, NOW - 5000]);
    store.remove(TILE, gone(0));
    store.commit();
    expect(store.count).toBe(1);
  });
});
