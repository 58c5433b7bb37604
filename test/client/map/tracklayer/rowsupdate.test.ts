import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TrackRows } from '../../../../client/map/tracklayer/rows.ts';
import { CHUNK_ROWS } from '../../../../client/store/motionrecord.ts';
import { TrackStore } from '../../../../client/store/tracks.ts';
import { RemovedRows, TrackRows as WireRows } from '../../../../proto/codec/columns.ts';
import { DEGREE_STEPS, U16_ABSENT } from '../../../../proto/codec/quantise.ts';
import { tileAt } from '../../../../proto/domain/tiles.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
const TILE = tileAt(1, 41, 18);
const OTHER = tileAt(1, 41, 24);
const all = (): boolean => true;

/** What the wire says of ships in a second. */
function wire(slots: readonly number[], second: number): WireRows {
  const rows = new WireRows();
  rows.resize(slots.length);
  rows.baseMs = NOW + second * 1000;
  for (const [i, slot] of slots.entries()) {
    rows.slot[i] = slot;
    rows.generation[i] = 1;
    rows.lat[i] = (41 + slot / 1000) * DEGREE_STEPS;
    rows.lon[i] = (18 + second / 1000) * DEGREE_STEPS;
    rows.sog[i] = (slot % 7) * second;
    rows.cog[i] = (slot * 100 + second * 10) % 3600;
    rows.heading[i] = second % 2 === 0 ? U16_ABSENT : slot;
  }
  return rows;
}

function gone(slots: readonly number[]): RemovedRows {
  const removed = new RemovedRows();
  removed.count = slots.length;
  for (const [i, slot] of slots.entries()) {
    removed.slot[i] = slot;
    removed.generation[i] = 1;
  }
  return removed;
}

const looks = (rows: TrackRows): number[] => [...rows.bytes(rows.count)];

describe('rows that take over what changed', () => {
  it('hold the same as rows that took over all, whatever appears, moves and goes', () => {
    const step = fc.record({
      heard: fc.uniqueArray(fc.nat(40), { maxLength: 12 }),
      left: fc.uniqueArray(fc.nat(40), { maxLength: 6 }),
      tile: fc.constantFrom(TILE, OTHER),
      named: fc.nat(40),
      isCleared: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const store = new TrackStore();
        const kept = new TrackRows();
        kept.fill(store, 'night', all);
        for (const [second, { heard, left, tile, named, isCleared }] of steps.entries()) {
          if (isCleared && second === 4) store.clear();
          store.remove(tile, gone(left));
          store.update(tile, wire(heard, second));
          store.describe([{ slot: named, generation: 1, kind: 1, shipType: 70, toBowM: named }]);
          store.commit();
          kept.update(store, 'night', all);
          const whole = new TrackRows();
          whole.fill(store, 'night', all);
          expect(looks(kept)).toEqual(looks(whole));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('say which chunks look otherwise, and all after a commit that was missed', () => {
    const store = new TrackStore();
    const rows = new TrackRows();
    const slots = Array.from({ length: CHUNK_ROWS * 3 }, (_, i) => i);
    store.update(TILE, wire(slots, 0));
    store.commit();
    rows.fill(store, 'night', all);
    const { generation } = rows;
    // A heading is known now.
    store.update(TILE, wire([CHUNK_ROWS + 1], 1));
    store.commit();
    rows.update(store, 'night', all);
    expect([0, 1, 2].map((chunk) => rows.changedIn(chunk) > generation)).toEqual([false, true, false]);
    store.update(TILE, wire([1], 2));
    store.commit();
    store.update(TILE, wire([2], 2));
    store.commit();
    rows.update(store, 'night', all);
    expect(rows.changedIn(2)).toBe(rows.generation);
  });

  it('leave the looks as they are while ships only go on', () => {
    const store = new TrackStore();
    const rows = new TrackRows();
    store.update(TILE, wire([6], 1));
    store.commit();
    rows.fill(store, 'night', all);
    const [looked, moved] = [rows.generation, store.motion.generation];
    store.update(TILE, wire([6], 3));
    store.commit();
    rows.update(store, 'night', all);
    expect(rows.generation).toBe(looked);
    expect(store.motion.changedIn(0)).toBeGreaterThan(moved);
    expect(rows.whereabouts(0, NOW + 3000, [0, 0])[0]).toBeCloseTo(18.003, 6);
  });
});
