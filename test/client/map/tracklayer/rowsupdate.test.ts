import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_ROWS, RECORD_WORDS, TrackRows } from '../../../../client/map/tracklayer/rows.ts';
import { TrackStore } from '../../../../client/store/tracks.ts';
import { RemovedRows, TrackRows as WireRows } from '../../../../proto/codec/columns.ts';
import { tileAt } from '../../../../proto/domain/tiles.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
const TILE = tileAt(1, 41, 18);
const OTHER = tileAt(1, 41, 24);
const all = (): boolean => true;

/** What the wire says of ships in a second. */
function wire(slots: readonly number[], second: number): WireRows {
  const rows = new WireRows();
  rows.resize(slots.length);
  for (const [i, slot] of slots.entries()) {
    rows.slot[i] = slot;
    rows.generation[i] = 1;
    rows.lat[i] = 41 + slot / 1000;
    rows.lon[i] = 18 + second / 1000;
    rows.sogKn[i] = 10 + (slot % 7);
    rows.cogDeg[i] = (slot * 10 + second) % 360;
    rows.headingDeg[i] = Number.NaN;
    rows.observedMs[i] = NOW + second * 1000;
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

const words = (rows: TrackRows): number[] => [...new Uint32Array(rows.words.slice().buffer)];

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
        kept.fill(store, 'night', all, NOW);
        for (const [second, { heard, left, tile, named, isCleared }] of steps.entries()) {
          if (isCleared && second === 4) store.clear();
          store.remove(tile, gone(left));
          store.update(tile, wire(heard, second));
          store.describe([{ slot: named, generation: 1, kind: 1, shipType: 70, toBowM: named }]);
          store.commit();
          kept.update(store, 'night', all, NOW + second * 1000);
          const whole = new TrackRows();
          whole.fill(store, 'night', all, kept.baseMs);
          expect(words(kept)).toEqual(words(whole));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('say which blocks changed, and all after a commit that was missed', () => {
    const store = new TrackStore();
    const rows = new TrackRows();
    const slots = Array.from({ length: BLOCK_ROWS * 3 }, (_, i) => i);
    store.update(TILE, wire(slots, 0));
    store.commit();
    rows.fill(store, 'night', all, NOW);
    const { generation } = rows;
    store.update(TILE, wire([BLOCK_ROWS + 1], 1));
    store.commit();
    rows.update(store, 'night', all, NOW);
    expect([0, 1, 2].map((block) => rows.changedIn(block) > generation)).toEqual([false, true, false]);
    store.update(TILE, wire([1], 2));
    store.commit();
    store.update(TILE, wire([2], 2));
    store.commit();
    rows.update(store, 'night', all, NOW);
    expect(rows.changedIn(2)).toBe(rows.generation);
    expect(rows.words.length).toBe(slots.length * RECORD_WORDS);
  });
});
