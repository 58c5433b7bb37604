import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  knotsToMetresPerSecond,
  metresPerSecondToKnots,
  metresToNauticalMiles,
  nauticalMilesToMetres,
  toDegrees,
  toRadians,
} from '../../../proto/domain/units.ts';

describe('units', () => {
  it('know the nautical mile and the knot', () => {
    expect(nauticalMilesToMetres(12)).toBe(22_224);
    expect(metresToNauticalMiles(926)).toBe(0.5);
    expect(knotsToMetresPerSecond(36)).toBeCloseTo(18.52, 12);
    expect(metresPerSecondToKnots(10)).toBeCloseTo(19.438_445, 6);
  });

  it('know the radian', () => {
    expect(toRadians(180)).toBe(Math.PI);
    expect(toDegrees(Math.PI / 6)).toBeCloseTo(30, 12);
  });

  it('lead back to where they came from', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
        expect(metresPerSecondToKnots(knotsToMetresPerSecond(value))).toBeCloseTo(value, 6);
        expect(nauticalMilesToMetres(metresToNauticalMiles(value))).toBeCloseTo(value, 6);
        expect(toDegrees(toRadians(value))).toBeCloseTo(value, 6);
      }),
    );
  });
});
