import { describe, expect, it } from 'vitest';
import { QUARANTINE_MS, SlotPool } from '../../../server/tracks/slots.ts';

const removal = (slot: number, tick: number, removedMs: number) => ({ slot, generation: 1, tick, removedMs });

describe('slots', () => {
  it('are reused in the order of their removal, after the quarantine', () => {
    const pool = new SlotPool(100);
    expect([pool.take(0), pool.take(0), pool.take(0)]).toEqual([0, 1, 2]);
    pool.release(removal(1, 1, 0));
    pool.release(removal(0, 2, 1000));
    expect(pool.take(QUARANTINE_MS - 1)).toBe(3);
    expect(pool.take(QUARANTINE_MS)).toBe(1);
    expect(pool.take(QUARANTINE_MS)).toBe(4);
    expect(pool.take(QUARANTINE_MS + 1000)).toBe(0);
    expect(pool.count).toBe(5);
  });

  it('tell which were removed since a tick, and since when they can', () => {
    const pool = new SlotPool(100);
    for (let n = 0; n < 3; n++) pool.take(0);
    pool.release(removal(1, 1, 0));
    pool.release(removal(0, 2, 10));
    pool.release(removal(2, 4, 20));
    expect(pool.removedSince(0).map(({ slot }) => slot)).toEqual([1, 0, 2]);
    expect(pool.removedSince(2).map(({ slot }) => slot)).toEqual([2]);
    expect(pool.completeSinceTick).toBe(0);
    pool.take(QUARANTINE_MS);
    expect(pool.completeSinceTick).toBe(1);
  });

  it('never exceed capacity, spare and the reserve that is for distress alone', () => {
    const pool = new SlotPool(100);
    const takeAll = (distress: boolean) => {
      let taken = 0;
      for (; pool.canTake(0, distress); taken++) pool.take(0);
      return taken;
    };
    expect(takeAll(false)).toBe(125);
    expect(takeAll(true)).toBe(64);
    expect(pool.count).toBe(pool.limit);
  });

  it('stay right over many turns', () => {
    const pool = new SlotPool(10);
    const held: number[] = [pool.take(0), pool.take(0)];
    for (let turn = 1; turn < 5000; turn++) {
      pool.release(removal(held.shift()!, turn, turn * QUARANTINE_MS));
      held.push(pool.take(turn * QUARANTINE_MS));
      expect(held[0]).not.toBe(held[1]);
    }
    expect(pool.count).toBeLessThanOrEqual(4);
  });
});
