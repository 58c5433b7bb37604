import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, declutter, labelBox, Side } from '../../../../client/map/labels/declutter.ts';
import { rank } from '../../../../client/map/labels/rank.ts';

const label = (key: string, x: number, y: number, always = false): Candidate => ({
  key,
  x,
  y,
  reach: 8,
  width: 80,
  height: 15,
  always,
});
const nothing = { never: [], rather: [] };
const none: ReadonlyMap<string, Side> = new Map();

describe('labels', () => {
  it('stand on the right of their symbol while there is room', () => {
    expect(declutter([label('a', 100, 100)], nothing, none, 10)[0]?.side).toBe(Side.right);
  });

  it('go to another side of their symbol, or away, where they would cover a better one', () => {
    const placed = declutter([label('a', 100, 100), label('b', 104, 100)], nothing, none, 10);
    expect(placed.map(({ side }) => side)).toEqual([Side.right, Side.left]);
    // Five at one place: a side each for four of them.
    const five = ['a', 'b', 'c', 'd', 'e'].map((key) => label(key, 100, 100));
    expect(declutter(five, nothing, none, 10)).toHaveLength(4);
  });

  it('keep off symbols', () => {
    const symbol = { left: 115, top: 92, right: 131, bottom: 108 };
    expect(declutter([label('a', 100, 100)], { never: [symbol], rather: [] }, none, 10)[0]?.side).toBe(
      Side.left,
    );
  });

  it('would rather not stand on a name of the map, but do where no other side is free', () => {
    const name = { left: 115, top: 92, right: 300, bottom: 108 };
    const a = label('a', 100, 100);
    expect(declutter([a], { never: [], rather: [name] }, none, 10)[0]?.side).toBe(Side.left);
    const others = [Side.left, Side.above, Side.below].map((side) => labelBox(a, side));
    expect(declutter([a], { never: others, rather: [name] }, none, 10)[0]?.side).toBe(Side.right);
  });

  it('keep the side they had while it is free', () => {
    const before = new Map([['a', Side.below]]);
    expect(declutter([label('a', 100, 100)], nothing, before, 10)[0]?.side).toBe(Side.below);
  });

  it('are written in any case where they must be', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((key) => label(key, 100, 100, true));
    expect(declutter(five, nothing, none, 10)).toHaveLength(5);
  });

  it('never cover one another nor a symbol, and never are more than the limit', () => {
    const place = fc.record({ x: fc.integer({ min: -50, max: 600 }), y: fc.integer({ min: -50, max: 400 }) });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 80 }), (places) => {
        const symbols = places.map(({ x, y }) => ({ left: x - 8, top: y - 8, right: x + 8, bottom: y + 8 }));
        const placed = declutter(
          places.map(({ x, y }, i) => label(String(i), x, y)),
          { never: symbols, rather: [] },
          none,
          30,
        );
        expect(placed.length).toBeLessThanOrEqual(30);
        const boxes = placed.map(({ candidate, side }) => labelBox(candidate, side));
        for (const [i, box] of boxes.entries()) {
          for (const other of [...boxes.slice(i + 1), ...symbols]) {
            const apart =
              box.right <= other.left ||
              other.right <= box.left ||
              box.bottom <= other.top ||
              other.bottom <= box.top;
            expect(apart).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the rank of a label', () => {
  const ship = {
    selected: false,
    hovered: false,
    pinned: false,
    urgent: false,
    underway: true,
    lost: false,
    watched: false,
    lengthM: 120,
  };
  it('is selected, hovered, urgent, pinned, then long ships under way, then the rest', () => {
    const order = [
      { ...ship, selected: true },
      { ...ship, hovered: true },
      { ...ship, urgent: true },
      { ...ship, pinned: true },
      { ...ship, watched: true, underway: false },
      { ...ship, lengthM: 300 },
      ship,
      { ...ship, lengthM: 20 },
      { ...ship, underway: false },
    ].map((track) => rank(track, 12));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(new Set(order).size).toBe(order.length);
  });
  it('leaves out small and resting ships over a wide area, never distress', () => {
    expect(rank({ ...ship, lengthM: 20 }, 8)).toBe(Number.POSITIVE_INFINITY);
    expect(rank({ ...ship, underway: false }, 9)).toBe(Number.POSITIVE_INFINITY);
    expect(rank({ ...ship, urgent: true }, 3)).toBeLessThan(4);
    expect(rank({ ...ship, watched: true, underway: false }, 8)).toBeLessThan(5);
  });
});
