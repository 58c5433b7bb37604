import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisFromWire, axisToWire, ellipseFromWire, ellipseToWire } from '../../../proto/codec/quantise.ts';

const byte = fc.integer({ min: 1, max: 255 });

describe('an ellipse in three bytes', () => {
  it('has the lengths that the schema promises', () => {
    // 10^((n-1)·5/254): 1 m, 10^2.5 m and 100 km.
    expect([1, 128, 255].map(axisFromWire)).toEqual([1, 10 ** 2.5, 100_000]);
    expect([1, 316.2278, 100_000, 0.2, 3e6].map(axisToWire)).toEqual([1, 128, 255, 1, 255]);
    expect(ellipseToWire(100_000, 1, 90)).toEqual([255, 1, 128]);
  });

  it('stays what it is when it is read and written again', () => {
    fc.assert(
      fc.property(byte, byte, fc.nat(255), (major, minor, direction) => {
        const one = ellipseFromWire(major, minor, direction)!;
        expect(ellipseToWire(one.semiMajorM, one.semiMinorM, one.orientationDeg)).toEqual([
          major,
          minor,
          direction,
        ]);
      }),
    );
  });

  it('lies in the same direction after half a turn, either way', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.integer({ min: -3, max: 3 }), (direction, turns) => {
        const orientationDeg = (direction * 180) / 256 + turns * 180;
        expect(ellipseToWire(50, 20, orientationDeg)[2]).toBe(direction);
      }),
    );
    expect(ellipseToWire(50, 20, 179.99)[2]).toBe(0);
    expect(Object.is(ellipseToWire(50, 20, -0.001)[2], 0)).toBe(true);
  });

  it('is absent where an axis is not a positive number', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0, -1, Number.NaN),
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        fc.boolean(),
        (bad, good, swapped) => {
          expect(swapped ? ellipseToWire(good, bad, 10) : ellipseToWire(bad, good, 10)).toEqual([0, 0, 0]);
        },
      ),
    );
    expect(ellipseFromWire(0, 0, 0)).toBeUndefined();
    expect(ellipseFromWire(5, 0, 0)).toBeUndefined();
    expect(ellipseToWire(50, 20, Number.NaN)[2]).toBe(0);
  });

  it('keeps the order of lengths', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 2e5, noNaN: true }),
        fc.double({ min: 0.1, max: 2e5, noNaN: true }),
        (a, b) => {
          expect(Math.sign(axisToWire(a) - axisToWire(b)) * Math.sign(a - b)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
