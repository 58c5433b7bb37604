import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destination } from '../../../../proto/domain/geo.ts';
import { degrees, knotsToMetresPerSecond } from '../../../../proto/domain/units.ts';
import { closest } from '../../../../server/detect/collision/cpa.ts';

const at = (lat: number, lon: number, sogKn: number, cogDeg: number, ms = 0) => ({
  lat,
  lon,
  sogKn,
  cogDeg,
  ms,
});

describe('closest point of approach', () => {
  it('of two that meet head on is nothing, in the time that both take for the half', () => {
    // 0.2° of latitude is 22,239 m; 20 kn towards each other: 2161 s.
    const { cpaM, tcpaS, rangeM } = closest(at(40, 19, 10, 0), at(40.2, 19, 10, 180));
    expect(cpaM).toBeLessThan(1);
    expect(tcpaS).toBeCloseTo(22_239 / (20 * 0.514444), 0);
    expect(rangeM).toBeCloseTo(22_239, -1);
  });

  it('of two on crossing courses is where the triangle says', () => {
    // One 3000 m south, going north; the other 3000 m east, going west, at the same speed: they meet at once.
    const [south, east] = [
      destination({ lat: degrees(40), lon: degrees(19) }, 180, 3000),
      destination({ lat: degrees(40), lon: degrees(19) }, 90, 3000),
    ];
    expect(closest(at(south.lat, south.lon, 12, 0), at(east.lat, east.lon, 12, 270)).cpaM).toBeLessThan(5);
    // Twice as fast from the east: they pass 3000/√5 m from each other (1342 m).
    expect(closest(at(south.lat, south.lon, 12, 0), at(east.lat, east.lon, 24, 270)).cpaM).toBeCloseTo(
      1342,
      -1,
    );
  });

  it('is behind those who part, and the distance now of those who go alike', () => {
    expect(closest(at(40, 19, 10, 180), at(40.1, 19, 10, 0)).tcpaS).toBeLessThan(0);
    const abreast = closest(at(40, 19, 10, 0), at(40, 19.01, 10, 0));
    expect(abreast.cpaM).toBeCloseTo(abreast.rangeM, 6);
  });

  it('carries the older report on', () => {
    const now = closest(at(40, 19, 10, 0), at(40.2, 19, 10, 180));
    const moved = 60 * knotsToMetresPerSecond(10);
    const old = closest(at(40, 19, 10, 0, 60_000), at(40.2 + moved / 111_195, 19, 10, 180));
    expect(old.rangeM).toBeCloseTo(now.rangeM, 0);
  });

  it('is never farther than they are now, where it lies ahead; and the same both ways, over the antimeridian too', () => {
    const motion = fc.record({
      lat: fc.double({ min: 50, max: 50.2, noNaN: true }),
      lon: fc.double({ min: 179.8, max: 180.2, noNaN: true }),
      sogKn: fc.double({ min: 0, max: 40, noNaN: true }),
      cogDeg: fc.double({ min: 0, max: 359, noNaN: true }),
      ms: fc.constant(0),
    });
    fc.assert(
      fc.property(motion, motion, (a, b) => {
        const wrapped = { ...b, lon: b.lon > 180 ? b.lon - 360 : b.lon };
        const [one, other] = [
          closest(a, b),
          closest(wrapped, { ...a, lon: a.lon > 180 ? a.lon - 360 : a.lon }),
        ];
        if (one.tcpaS >= 0) expect(one.cpaM).toBeLessThanOrEqual(one.rangeM + 1e-6);
        expect(other.cpaM).toBeCloseTo(one.cpaM, 3);
      }),
    );
  });
});
