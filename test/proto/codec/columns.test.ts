import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeColumns,
  decodeRemoved,
  encodeColumns,
  encodeRemoved,
  RemovedRows,
  SLOT_LIMIT,
  TrackRows,
} from '../../../proto/codec/columns.ts';
import {
  ageFromWire,
  ageToWire,
  DEGREE_STEPS,
  directionToWire,
  ELLIPSE_BYTES,
  ellipseFromWire,
  ellipseToWire,
  fromWire,
  latToStep,
  lonToStep,
  positionBytes,
  positionSteps,
  speedToWire,
} from '../../../proto/codec/quantise.ts';
import { ALWAYS_TILE, packTile, tileBounds } from '../../../proto/domain/tiles.ts';
import type { Ellipse } from '../../../proto/domain/track.ts';
import { watchfloor } from '../../../proto/generated/watchfloor.js';

const BASE_MS = 1_760_000_000_000;
const tile = fc.constantFrom(packTile(0, 3, 0), packTile(1, 70, 47), packTile(2, 1023, 1023), ALWAYS_TILE);
const maybe = (max: number) => fc.oneof(fc.constant(Number.NaN), fc.double({ min: 0, max, noNaN: true }));
const row = fc.record({
  slot: fc.nat(SLOT_LIMIT - 1),
  generation: fc.nat(255),
  north: fc.double({ min: 0, max: 1, noNaN: true }),
  east: fc.double({ min: 0, max: 1, noNaN: true }),
  sogKn: maybe(102.2),
  cogDeg: maybe(359.94),
  headingDeg: maybe(359.94),
  ageDs: fc.oneof(fc.nat(600), fc.nat(40_000), fc.nat(4_000_000)),
  state: fc.nat(255),
  ellipse: fc.option(
    fc.record({
      semiMajorM: fc.double({ min: 1, max: 100_000, noNaN: true }),
      semiMinorM: fc.double({ min: 1, max: 100_000, noNaN: true }),
      orientationDeg: fc.double({ min: 0, max: 179, noNaN: true }),
    }),
    { nil: undefined },
  ),
});

type Sized = { readonly [K in keyof Ellipse]: number };

/** Three bytes by slot. */
function ellipsesOf(all: readonly { slot: number; ellipse: Sized | undefined }[]): Uint8Array {
  const bytes = new Uint8Array(SLOT_LIMIT * ELLIPSE_BYTES);
  for (const { slot, ellipse } of all)
    if (ellipse)
      bytes.set(
        ellipseToWire(ellipse.semiMajorM, ellipse.semiMinorM, ellipse.orientationDeg),
        slot * ELLIPSE_BYTES,
      );
  return bytes;
}

/** To half a step: 2.3 % of an axis, 0.36 degree. */
function expectEllipse(rows: TrackRows, i: number, one: Sized | undefined): void {
  const [major, minor, direction] = rows.ellipse.subarray(i * ELLIPSE_BYTES);
  const ellipse = ellipseFromWire(major!, minor!, direction!);
  if (!one) {
    expect(ellipse).toBeUndefined();
    return;
  }
  for (const name of ['semiMajorM', 'semiMinorM'] as const)
    expect(Math.abs(Math.log(ellipse![name] / one[name]))).toBeLessThan(0.0228);
  expect(Math.abs(ellipse!.orientationDeg - one.orientationDeg)).toBeLessThan(0.352);
}

describe('track columns', () => {
  it('come back as they went, to half a step', () => {
    fc.assert(
      fc.property(
        tile,
        fc.uniqueArray(row, { selector: (one) => one.slot, maxLength: 40 }),
        (id, unsorted) => {
          const all = [...unsorted].sort((a, b) => a.slot - b.slot);
          const bounds = tileBounds(id);
          const steps = positionSteps(id);
          const lats = all.map((one) => bounds.south + one.north * (bounds.north - bounds.south));
          const lons = all.map((one) => bounds.west + one.east * (bounds.east - bounds.west));
          const bySlot = <T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(
            column: T,
            value: (one: (typeof all)[number], i: number) => number,
          ): T => {
            for (const [i, one] of all.entries()) column[one.slot] = value(one, i);
            return column;
          };
          const columns = encodeColumns(
            {
              generation: bySlot(new Uint8Array(SLOT_LIMIT), (one) => one.generation),
              lat: bySlot(new Uint32Array(SLOT_LIMIT), (_, i) => latToStep(lats[i]!, bounds, steps)),
              lon: bySlot(new Uint32Array(SLOT_LIMIT), (_, i) => lonToStep(lons[i]!, bounds, steps)),
              sog: bySlot(new Uint16Array(SLOT_LIMIT), (one) => speedToWire(one.sogKn)),
              cog: bySlot(new Uint16Array(SLOT_LIMIT), (one) => directionToWire(one.cogDeg)),
              heading: bySlot(new Uint16Array(SLOT_LIMIT), (one) => directionToWire(one.headingDeg)),
              observed: bySlot(new Float64Array(SLOT_LIMIT), (one) => BASE_MS / 100 - one.ageDs),
              state: bySlot(new Uint8Array(SLOT_LIMIT), (one) => one.state),
              ellipse: ellipsesOf(all),
            },
            all.map((one) => one.slot),
            all.length,
            positionBytes(id),
            BASE_MS / 100,
          );
          const wire = watchfloor.v1.TrackColumns.decode(watchfloor.v1.TrackColumns.encode(columns).finish());
          const rows = new TrackRows();
          expect(wire.ellipse).toHaveLength(all.some((one) => one.ellipse) ? 3 * all.length : 0);
          expect(decodeColumns(wire, id, BASE_MS, rows)).toBe(true);
          expect(rows.count).toBe(all.length);
          for (const [i, one] of all.entries()) {
            expect(rows.slot[i]).toBe(one.slot);
            expect(rows.generation[i]).toBe(one.generation);
            expect(rows.state[i]).toBe(one.state);
            expect(Math.abs(rows.lat[i]! / DEGREE_STEPS - lats[i]!)).toBeLessThanOrEqual(
              (0.51 * (bounds.north - bounds.south)) / steps + 0.51 / DEGREE_STEPS,
            );
            expect(Math.abs(rows.lon[i]! / DEGREE_STEPS - lons[i]!)).toBeLessThanOrEqual(
              (0.51 * (bounds.east - bounds.west)) / steps + 0.51 / DEGREE_STEPS,
            );
            expect([rows.baseMs, rows.age[i]]).toEqual([BASE_MS, ageFromWire(ageToWire(one.ageDs))]);
            expectEllipse(rows, i, one.ellipse);
            const back = [rows.sog, rows.cog, rows.heading].map((column) => fromWire(column[i]!));
            for (const [k, value] of [one.sogKn, one.cogDeg, one.headingDeg].entries()) {
              if (Number.isNaN(value)) expect(back[k]).toBeNaN();
              else expect(Math.abs(back[k]! - value)).toBeLessThan(0.0501);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are the bytes that the schema promises', () => {
    const columns = encodeColumns(
      {
        generation: Uint8Array.of(9, 7, 8),
        lat: Uint32Array.of(0, 0x01_02_03, 0xff_ff_ff),
        lon: Uint32Array.of(0, 0x0a_0b_0c, 1),
        sog: Uint16Array.of(0, 123, 65_535),
        cog: Uint16Array.of(0, 3599, 0),
        heading: Uint16Array.of(0, 65_535, 900),
        observed: Float64Array.of(0, 1000, 999.0),
        state: Uint8Array.of(0, 1, 0x48),
        ellipse: Uint8Array.of(9, 9, 9, 0, 0, 0, 100, 90, 128),
      },
      [1, 2],
      2,
      3,
      1001,
    );
    expect(
      Object.fromEntries(
        Object.entries(columns).map(([name, bytes]) => [
          name,
          bytes instanceof Uint8Array ? [...bytes] : bytes,
        ]),
      ),
    ).toEqual({
      count: 2,
      slot: [1, 1],
      generation: [7, 8],
      lat: [3, 2, 1, 255, 255, 255],
      lon: [12, 11, 10, 1, 0, 0],
      sog: [123, 0, 255, 255],
      cog: [0x0f, 0x0e, 0, 0],
      heading: [255, 255, 0x84, 3],
      observed: [1, 0, 2, 0],
      state: [1, 0x48],
      ellipse: [0, 0, 0, 100, 90, 128],
    });
  });

  it('that do not fit together are refused, whatever they are', () => {
    const bytes = fc.uint8Array({ maxLength: 12 });
    const columns = fc.record({
      count: fc.oneof(fc.nat(4), fc.constant(0xffffffff)),
      slot: bytes,
      generation: bytes,
      lat: bytes,
      lon: bytes,
      sog: bytes,
      cog: bytes,
      heading: bytes,
      observed: bytes,
      state: bytes,
      ellipse: fc.oneof(fc.constant(new Uint8Array(0)), bytes),
    });
    fc.assert(
      fc.property(columns, tile, (one, id) => {
        const rows = new TrackRows();
        const isRead = decodeColumns(one, id, BASE_MS, rows);
        expect(rows.count).toBe(isRead ? one.count : 0);
      }),
      { numRuns: 500 },
    );
  });

  it('name no slot beyond the limit', () => {
    const rows = new TrackRows();
    const two = Uint8Array.of(0, 0);
    const three = Uint8Array.of(0, 0, 0);
    const over = {
      count: 1,
      slot: Uint8Array.of(0x80, 0x80, 0x40),
      generation: Uint8Array.of(1),
      lat: three,
      lon: three,
    };
    const columns = { ...over, sog: two, cog: two, heading: two, observed: two, state: Uint8Array.of(0) };
    expect(decodeColumns(columns, packTile(1, 0, 0), BASE_MS, rows)).toBe(false);
    expect(
      decodeColumns({ ...columns, slot: Uint8Array.of(0xff, 0xff, 0x3f) }, packTile(1, 0, 0), BASE_MS, rows),
    ).toBe(true);
    expect(rows.slot[0]).toBe(SLOT_LIMIT - 1);
  });
});

it('removed tracks come back as they went', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(SLOT_LIMIT - 1), fc.nat(255)), { maxLength: 200 }), (unsorted) => {
      const all = unsorted.sort((a, b) => a[0] - b[0]);
      const removed = encodeRemoved(
        all.map(([slot]) => slot),
        all.map(([, generation]) => generation),
      );
      const rows = new RemovedRows();
      expect(
        decodeRemoved(
          watchfloor.v1.RemovedTracks.decode(watchfloor.v1.RemovedTracks.encode(removed).finish()),
          rows,
        ),
      ).toBe(true);
      expect([...rows.slot.subarray(0, rows.count)].map((slot, i) => [slot, rows.generation[i]])).toEqual(
        all,
      );
    }),
  );
});

it('an age is a tenth of a second for nearly an hour, then three seconds, and never less than it was', () => {
  const there = (tenths: number): number => ageFromWire(ageToWire(tenths));
  expect([-1, 0, 599, 32_767].map(there)).toEqual([0, 0, 599, 32_767]);
  expect([32_768, 32_790, 864_000, 864_001].map(there)).toEqual([32_790, 32_790, 864_000, 864_030]);
  expect([983_010, 9_999_999].map(there)).toEqual([983_010, 983_010]);
  expect(ageToWire(9_999_999)).toBe(65_535);
});

it('tenths of knots and degrees have one form for absent', () => {
  expect([Number.NaN, 0, 12.34, 102.2].map(speedToWire)).toEqual([65_535, 0, 123, 1022]);
  expect([Number.NaN, 0, 359.96, 360, -0.1].map(directionToWire)).toEqual([65_535, 0, 0, 0, 3599]);
  expect(fromWire(65_535)).toBeNaN();
  expect(fromWire(3599)).toBeCloseTo(359.9, 9);
});
