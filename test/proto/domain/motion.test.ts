import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destination, distanceM } from '../../../proto/domain/geo.ts';
import { deadReckon, MAX_EXTRAPOLATION_S, velocityDegPerS } from '../../../proto/domain/motion.ts';
import { degrees } from '../../../proto/domain/units.ts';

const at = (lat: number, lon: number) => ({ lat: degrees(lat), lon: degrees(lon) });

describe('dead reckoning', () => {
  it('moves a ship of 36 kn by 18.52 m a second', () => {
    expect(distanceM(at(40, 19), deadReckon(at(40, 19), 36, 0, 100))).toBeCloseTo(1852, 3);
    expect(velocityDegPerS(0, 36, 90).lon).toBeCloseTo(18.52 / 111_195.08, 9);
    expect(velocityDegPerS(60, 36, 90).lon).toBeCloseTo((2 * 18.52) / 111_195.08, 9);
    expect(velocityDegPerS(60, 36, 180).lat).toBeCloseTo(-18.52 / 111_195.08, 9);
  });

  it('does not move what has no speed or no course', () => {
    expect(deadReckon(at(40, 19), undefined, 90, 60)).toEqual(at(40, 19));
    expect(deadReckon(at(40, 19), 12, undefined, 60)).toEqual(at(40, 19));
    expect(deadReckon(at(40, 19), 0, 90, 60)).toEqual(at(40, 19));
  });

  it('neither goes back in time nor on for ever', () => {
    expect(deadReckon(at(40, 19), 12, 90, -60)).toEqual(at(40, 19));
    const longest = deadReckon(at(40, 19), 12, 90, MAX_EXTRAPOLATION_S);
    expect(deadReckon(at(40, 19), 12, 90, 86_400)).toEqual(longest);
  });

  it('crosses the antimeridian and stops at the pole', () => {
    expect(deadReckon(at(0, 179.999), 36, 90, 60).lon).toBeLessThan(-179.9);
    expect(deadReckon(at(89.999, 0), 100, 0, 180).lat).toBe(90);
  });

  it('agrees with the great circle within 10 m over three minutes', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -70, max: 70, noNaN: true }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        fc.double({ min: 0, max: 359.9, noNaN: true }),
        fc.double({ min: 0, max: 180, noNaN: true }),
        (lat, sogKn, cogDeg, seconds) => {
          const straight = deadReckon(at(lat, 10), sogKn, cogDeg, seconds);
          const circle = destination(at(lat, 10), cogDeg, ((sogKn * 1852) / 3600) * seconds);
          expect(distanceM(straight, circle)).toBeLessThan(10);
        },
      ),
    );
  });
});
