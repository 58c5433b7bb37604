import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { destination, distanceM } from '../../../../proto/domain/geo.ts';
import { degrees, knotsToMetresPerSecond } from '../../../../proto/domain/units.ts';
import { meeting } from '../../../../server/operations/assist/intercept.ts';

const at = (lat: number, lon: number) => ({ lat: degrees(lat), lon: degrees(lon) });
const NM = 1852;

describe('a meeting', () => {
  test('with something that stays: the way over the speed', () => {
    const target = destination(at(41, 19), 90, 10 * NM);
    const met = meeting(at(41, 19), 20, target);
    expect(met?.timeS).toBeCloseTo(1800, 0);
    expect(met?.courseDeg).toBeCloseTo(90, 1);
    expect(met?.wayM).toBeCloseTo(10 * NM, -1);
  });

  test('head on: the way over the sum of the speeds', () => {
    const target = { ...destination(at(41, 19), 0, 30 * NM), sogKn: 10, cogDeg: 180 };
    expect(meeting(at(41, 19), 20, target)?.timeS).toBeCloseTo(3600, -1);
  });

  test('from astern: the way over the difference', () => {
    const target = { ...destination(at(41, 19), 0, 10 * NM), sogKn: 10, cogDeg: 0 };
    expect(meeting(at(41, 19), 20, target)?.timeS).toBeCloseTo(3600, -1);
  });

  test('across: a triangle of 3, 4 and 5', () => {
    // The target is 4 nm east and runs north at 3 kn; the unit makes 5 kn: they meet after an hour, 3 nm further north.
    const target = { ...destination(at(0, 19), 90, 4 * NM), sogKn: 3, cogDeg: 0 };
    const met = meeting(at(0, 19), 5, target);
    expect(met?.timeS).toBeCloseTo(3600, -1);
    expect(met?.courseDeg).toBeCloseTo((Math.atan2(4, 3) * 180) / Math.PI, 1);
  });

  test('with a faster one that runs away there is none, with one that comes there is', () => {
    const away = { ...destination(at(41, 19), 0, 5 * NM), sogKn: 38, cogDeg: 0 };
    expect(meeting(at(41, 19), 25, away)).toBeUndefined();
    expect(meeting(at(41, 19), 25, { ...away, cogDeg: 190 })?.timeS).toBeLessThan(3600);
  });

  test('without a speed there is none', () => {
    expect(meeting(at(41, 19), 0, at(41, 19.1))).toBeUndefined();
  });

  test('both are there at that time, wherever they begin', () => {
    const place = fc.tuple(
      fc.double({ min: -60, max: 60, noNaN: true }),
      fc.double({ min: -179, max: 179, noNaN: true }),
    );
    fc.assert(
      fc.property(
        place,
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.double({ min: 100, max: 100_000, noNaN: true }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.double({ min: 5, max: 60, noNaN: true }),
        ([lat, lon], bearing, wayM, sogKn, cogDeg, speedKn) => {
          const from = at(lat, lon);
          const target = { ...destination(from, bearing, wayM), sogKn, cogDeg };
          const met = meeting(from, speedKn, target);
          if (met === undefined) return;
          const there = destination(target, cogDeg, knotsToMetresPerSecond(sogKn) * met.timeS);
          expect(distanceM(there, met.meetAt)).toBeLessThan(1);
          const reached = destination(from, met.courseDeg, knotsToMetresPerSecond(speedKn) * met.timeS);
          expect(distanceM(reached, met.meetAt)).toBeLessThan(30);
        },
      ),
    );
  });
});
