import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { geodesicDirect, geodesicInverse } from '../../../../proto/domain/geodesic.ts';
import { degrees } from '../../../../proto/domain/units.ts';
import { LocalPlane } from '../../../../server/tracks/region/plane.ts';

const anchor = { lat: degrees(41.5), lon: degrees(19) };
const plane = new LocalPlane(anchor);

const somewhere = fc.record({
  azimuth: fc.double({ min: 0, max: 359.999, noNaN: true }),
  range: fc.double({ min: 10, max: 250_000, noNaN: true }),
});

describe('a local plane', () => {
  it('has its anchor at nought and is true there', () => {
    expect(plane.toPlane(anchor)).toEqual({ x: 0, y: 0 });
    const near = plane.toPlane(geodesicDirect(anchor, 30, 1000));
    expect(near.x).toBeCloseTo(500, 2);
    expect(near.y).toBeCloseTo(866.03, 1);
  });

  it('gives every position back', () => {
    fc.assert(
      fc.property(somewhere, ({ azimuth, range }) => {
        const there = geodesicDirect(anchor, azimuth, range);
        const back = plane.toPosition(plane.toPlane(there));
        expect(geodesicInverse(there, back)!.distanceM).toBeLessThan(1e-3);
      }),
    );
  });

  it('stretches by 0.06 % at most within 250 km, and turns directions by its convergence alone', () => {
    fc.assert(
      fc.property(somewhere, fc.double({ min: 0, max: 359.9, noNaN: true }), ({ azimuth, range }, course) => {
        const there = geodesicDirect(anchor, azimuth, range);
        const from = plane.toPlane(there);
        const to = plane.toPlane(geodesicDirect(there, course, 200));
        const scale = Math.hypot(to.x - from.x, to.y - from.y) / 200;
        expect(scale).toBeGreaterThan(0.99999);
        expect(scale).toBeLessThan(1.0006);
        const gridDeg = (Math.atan2(to.x - from.x, to.y - from.y) * 180) / Math.PI;
        const expected = course - plane.convergenceDeg(there);
        const apart = ((((gridDeg - expected) % 360) + 540) % 360) - 180;
        expect(Math.abs(apart)).toBeLessThan(0.005);
      }),
    );
  });
});
