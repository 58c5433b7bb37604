import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeHeard, encodeHeard, HeardRows } from '../../../proto/codec/heard.ts';
import { watchfloor } from '../../../proto/generated/watchfloor.js';

it('tracks heard again come back as they went, to a tenth of a second', () => {
  const age = fc.oneof(fc.nat(30), fc.nat(2047), fc.nat(2_000_000));
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.nat(2000), age), { maxLength: 200, selector: ([slot]) => slot }),
      (unsorted) => {
        const all = unsorted.sort((a, b) => a[0] - b[0]);
        const base = 17_000_000_000;
        const observed = new Float64Array(2001);
        for (const [slot, age] of all) observed[slot] = base - age;
        const slots = all.map(([slot]) => slot);
        const bytes = watchfloor.v1.HeardTracks.encode(
          encodeHeard(observed, slots, slots.length, base),
        ).finish();
        const rows = new HeardRows();
        expect(decodeHeard(watchfloor.v1.HeardTracks.decode(bytes), base * 100, rows)).toBe(true);
        expect([...rows.slot.subarray(0, rows.count)]).toEqual(slots);
        expect(rows.baseMs).toBe(base * 100);
        expect([...rows.age.subarray(0, rows.count)]).toEqual(
          all.map(([, age]) => (age < 32_768 ? age : Math.min(Math.ceil(age / 30), 32_767) * 30)),
        );
      },
    ),
  );
});

it('tracks heard again have their age in their own number where all are young', () => {
  const observed = Float64Array.of(17_000, 16_993, 14_953, 14_952);
  // Slots 0 and 1, 0 and 7 tenths old: three bits of age.
  expect(encodeHeard(observed, [0, 1], 2, 17_000)).toEqual({ slot: Uint8Array.of(0, 0b1111), ageBits: 3 });
  // 204.7 s are eleven bits; a tenth more, and all ages are a column.
  expect(encodeHeard(observed, [0, 1, 2], 3, 17_000).ageBits).toBe(11);
  expect(encodeHeard(observed, [0, 1, 2, 3], 4, 17_000)).toMatchObject({ count: 4, observed: { length: 8 } });
});

it('tracks heard again whose columns do not fit together are refused', () => {
  const rows = new HeardRows();
  expect(decodeHeard({ count: 2, slot: Uint8Array.of(1, 1), observed: new Uint8Array(3) }, 0, rows)).toBe(
    false,
  );
  expect(decodeHeard({ count: 2, slot: Uint8Array.of(1), observed: new Uint8Array(4) }, 0, rows)).toBe(false);
  // A number that is cut off, one beyond the last slot, and more bits than there may be.
  expect(decodeHeard({ slot: Uint8Array.of(128), ageBits: 0 }, 0, rows)).toBe(false);
  expect(decodeHeard({ slot: Uint8Array.of(255, 255, 127), ageBits: 0 }, 0, rows)).toBe(false);
  expect(decodeHeard({ slot: Uint8Array.of(1), ageBits: 12 }, 0, rows)).toBe(false);
  expect(rows.count).toBe(0);
  expect(decodeHeard(undefined, 0, rows)).toBe(true);
});
