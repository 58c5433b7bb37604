import { expect, it } from 'vitest';
import { seeded } from '../../../../proto/domain/random.ts';
import { RegistrationEstimate } from '../../../../server/tracks/fusion/registration.ts';

const DEGREE = Math.PI / 180;

/** A minute of scans in which each transmitter's plot is off by so much, with a little noise; and others without any. */
function watch(transmitters: number, offM: number, offDeg: number, unseen = 0): RegistrationEstimate {
  const estimate = new RegistrationEstimate();
  const random = seeded(1);
  for (let scan = 0; scan < 20; scan++) {
    for (let key = 1; key <= transmitters; key++) {
      const rangeM = offM + (random() - 0.5) * 20;
      const azimuth = (offDeg + (random() - 0.5) * 0.2) * DEGREE;
      estimate.take(key, [{ rangeM, azimuth, sigmaRangeM: 15, sigmaAzimuth: 0.2 * DEGREE }]);
    }
    for (let key = 101; key <= 100 + unseen; key++) estimate.take(key, []);
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

it('finds it as soon where most that send are too small or too far to be seen', () => {
  const estimate = watch(4, 60, 0.5, 16);
  expect(estimate.settled).toBe(true);
  expect(estimate.applicable()?.azimuth).toBeCloseTo(0.5 * DEGREE, 3);
});

it('finds none where what is seen beside those that send has no common place', () => {
  const estimate = new RegistrationEstimate();
  const random = seeded(2);
  for (let scan = 0; scan < 200; scan++) {
    for (let key = 1; key <= 8; key++) {
      const rangeM = (random() - 0.5) * 1200;
      const azimuth = (random() - 0.5) * 6 * DEGREE;
      const sigmas = { sigmaRangeM: 15, sigmaAzimuth: 0.2 * DEGREE };
      estimate.take(key, random() < 0.5 ? [] : [{ rangeM, azimuth, ...sigmas }]);
    }
    estimate.endScan(scan * 3000);
  }
  expect(estimate.settled).toBe(false);
});

it('does not take one vessel beside another that sends nothing for a bias', () => {
  expect(watch(1, -194, 0).settled).toBe(false);
  expect(watch(2, -194, 0).settled).toBe(false);
  expect(watch(1, -194, 0).applicable()).toBeUndefined();
});
