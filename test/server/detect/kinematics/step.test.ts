import { expect, it } from 'vitest';
import { apartM, besideM, eastM, meanKn, northM } from '../../../../server/detect/kinematics/step.ts';

it('a degree of latitude is 111.2 km, of longitude at 60° half as much, across the antimeridian too', () => {
  expect(northM(50, 51)).toBeCloseTo(111_195, 0);
  expect(eastM(10, 11, 60)).toBeCloseTo(55_597.5, 0);
  expect(eastM(179.5, -179.5, 60)).toBeCloseTo(55_597.5, 0);
  expect(apartM(60, -179.5, 60, 179.5)).toBeCloseTo(55_597.5, 0);
});

it('a nautical mile an hour is a knot, and what took no time took a second', () => {
  expect(meanKn(1852, 3_600_000)).toBeCloseTo(1, 9);
  expect(meanKn(1852, 0)).toBeCloseTo(3600, 6);
});

it('beside a stretch is across it, and from its ends beyond them', () => {
  // 10 m/s east, from 10 s ago to 20 s on: −100 m to 200 m.
  expect(besideM(50, 30, 10, 0, -10, 20)).toBe(30);
  expect(besideM(203, 4, 10, 0, -10, 20)).toBe(5);
  expect(besideM(-103, 4, 10, 0, -10, 20)).toBe(5);
  expect(besideM(3, 4, 0, 0, -10, 20)).toBe(5);
});
