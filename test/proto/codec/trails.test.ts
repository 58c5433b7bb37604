import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeTrail, encodeTrail } from '../../../proto/codec/trails.ts';
import { watchfloor } from '../../../proto/generated/watchfloor.js';

const point = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
  afterMs: fc.nat(600_000),
});

it('trails come back as they went', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 50 }), (points) => {
      let at = 1_760_000_000_000;
      const timesMs = points.map(({ afterMs }) => {
        at += afterMs;
        return at;
      });
      const trail = encodeTrail(
        '7-1',
        timesMs,
        points.map((one) => one.lat),
        points.map((one) => one.lon),
      );
      const back = decodeTrail(watchfloor.v1.Trail.decode(watchfloor.v1.Trail.encode(trail).finish()))!;
      expect(back.id).toBe('7-1');
      expect(back.count).toBe(points.length);
      for (const [i, { lat, lon }] of points.entries()) {
        expect(Math.abs(back.lonLat[i * 2]! - lon)).toBeLessThan(0.6e-7);
        expect(Math.abs(back.lonLat[i * 2 + 1]! - lat)).toBeLessThan(0.6e-7);
        expect(Math.abs(back.observedMs[i]! - timesMs[i]!)).toBeLessThanOrEqual(50);
      }
    }),
  );
});

it('a trail whose columns do not fit together is none', () => {
  const trail = encodeTrail('7-1', [0, 1000], [1, 2], [3, 4]);
  expect(decodeTrail({ ...trail, lat: new Uint8Array(7) })).toBeUndefined();
  expect(decodeTrail({ ...trail, count: 3 })).toBeUndefined();
});
