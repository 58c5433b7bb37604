import { expect, it } from 'vitest';
import { seeded } from '../../../../proto/domain/random.ts';
import { RegistrationEstimate } from '../../../../server/tracks/fusion/registration.ts';

const DEGREE = Math.PI / 180;

/** A minute of scans in which each transmitter's plot is off by so much, with a little noise. */
function watch(transmitters: number, offM: number, offDeg: number): RegistrationEstimate {
  const estimate = new RegistrationEstimate();
  const random = seeded(1);
  for (let scan = 0; scan < 20; scan++) {
    for (let key = 1; key <= transmitters; key++) {
      const rangeM = offM + (random() - 0.5) * 20;
      const azimuth = (offDeg + (random() - 0.5) * 0.2) * DEGREE;
      estimate.take(key, [{ rangeM, azimuth, sigmaRangeM: 15, sigmaAzimuth: 0.2 * DEGREE }]);
    }
    estimate.endScan(scan * 3000);
  }
  return estimate;
}

it('finds what several transmitters agree upon', () => {
  const estimate = watch(4, 60, 0.5);
  expect(estimate.settled).toBe(true);
  expect(estimate.rangeM).toBeGreaterThan(55);
  expect(estimate.rangeM).toBeLessThan(65);
  expect(estimate.applicable()?.azimuth).toBeCloseTo(0.5 * DEGREE, 3);
});

it('does not take one vessel beside another that sends nothing for a bias', () => {
  expect(watch(1, -194, 0).settled).toBe(false);
  expect(watch(2, -194, 0).settled).toBe(false);
  expect(watch(1, -194, 0).applicable()).toBeUndefined();
});
