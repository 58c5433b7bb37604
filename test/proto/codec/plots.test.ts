import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePlots, encodePlots, MAX_PLOTS } from '../../../proto/codec/plots.ts';
import { watchfloor } from '../../../proto/generated/watchfloor.js';

const BASE_MS = 1_760_000_000_000;
const plot = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
  observedMs: fc.integer({ min: BASE_MS - 7_000_000, max: BASE_MS + 5000 }),
  sensorId: fc.constantFrom('north', 'south/1', 'south/2'),
});

describe('plots', () => {
  it('come back as they went, to 1e-7 degree and a tenth of a second', () => {
    fc.assert(
      fc.property(fc.array(plot, { maxLength: 30 }), (all) => {
        const bytes = watchfloor.v1.PlotsFrame.encode(encodePlots(all, BASE_MS)).finish();
        const read = decodePlots(watchfloor.v1.PlotsFrame.decode(bytes), BASE_MS)!;
        expect(read.count).toBe(all.length);
        for (const [i, one] of all.entries()) {
          expect(Math.abs(read.lonLat[i * 2]! - one.lon)).toBeLessThan(0.51e-7);
          expect(Math.abs(read.lonLat[i * 2 + 1]! - one.lat)).toBeLessThan(0.51e-7);
          const ageMs = Math.max(0, Math.min(6_553_500, BASE_MS - one.observedMs));
          expect(Math.abs(read.observedMs[i]! - (BASE_MS - ageMs))).toBeLessThanOrEqual(50);
          expect(read.sensorIds[read.sensor[i]!]).toBe(one.sensorId);
        }
      }),
    );
  });

  it('are the bytes that the schema promises', () => {
    const frame = encodePlots(
      [
        { lat: 41.1234567, lon: -1e-7, observedMs: BASE_MS - 1200, sensorId: 'b' },
        { lat: 0, lon: 0, observedMs: BASE_MS + 400, sensorId: 'a' },
      ],
      BASE_MS,
    );
    // 411234567 = 0x1882f107
    expect([...frame.lat!]).toEqual([0x07, 0xf1, 0x82, 0x18, 0, 0, 0, 0]);
    expect([...frame.lon!]).toEqual([255, 255, 255, 255, 0, 0, 0, 0]);
    expect([...frame.age!]).toEqual([12, 0, 0, 0]);
    expect([...frame.sensor!]).toEqual([0, 1]);
    expect(frame.sensorIds).toEqual(['b', 'a']);
  });

  it('are cut at their limits: 4096, and 256 sensors', () => {
    const many = Array.from({ length: MAX_PLOTS + 5 }, (_, i) => ({
      lat: 1,
      lon: 2,
      observedMs: BASE_MS,
      sensorId: `s${i % 300}`,
    }));
    const frame = encodePlots(many, BASE_MS);
    expect(frame.sensorIds).toHaveLength(256);
    expect(frame.count).toBe(many.filter((_, i) => i % 300 < 256).length);
    const same = many.map((one) => ({ ...one, sensorId: 's' }));
    expect(encodePlots(same, BASE_MS).count).toBe(MAX_PLOTS);
  });

  it('that do not fit together are refused, whatever they are', () => {
    const bytes = fc.uint8Array({ maxLength: 12 });
    const frame = fc.record({
      count: fc.oneof(fc.nat(3), fc.constant(0xffffffff)),
      lat: bytes,
      lon: bytes,
      age: bytes,
      sensor: bytes,
      sensorIds: fc.array(fc.string(), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(frame, (one) => {
        const read = decodePlots(one, BASE_MS);
        if (read) expect(read.lonLat.length).toBe(one.count * 2);
      }),
      { numRuns: 500 },
    );
    const two = encodePlots([{ lat: 1, lon: 2, observedMs: BASE_MS, sensorId: 'a' }], BASE_MS);
    expect(decodePlots({ ...two, sensor: Uint8Array.of(1) }, BASE_MS)).toBeUndefined();
  });
});
