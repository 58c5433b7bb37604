import { expect, it } from 'vitest';
import { destination } from '../../../../proto/domain/geo.ts';
import { fitCircle } from '../../../../server/detect/kinematics/circlefit.ts';
import { newTrace } from '../../../../server/detect/thing.ts';
import { around, HOME, straight, type Way } from './ways.ts';

function traced(way: Way, count: number, everyS: number, cogDeg = Number.NaN) {
  const trace = newTrace();
  for (let n = 0; n < count; n++) {
    const { lat, lon } = way(n * everyS);
    trace.add(n * everyS * 1000, lat, lon, Number.NaN, cogDeg);
  }
  return trace;
}

it('finds the circle that was sailed', () => {
  // 20 kn around 1,000 m: 10.29 m/s, 0.5895° a second; 19 steps of 30 s are 336°.
  const circle = fitCircle(traced(around(HOME, 1000, 20), 20, 30), 20)!;
  expect(circle.radiusM).toBeCloseTo(1000, -1);
  expect(circle.lat).toBeCloseTo(HOME.lat, 4);
  expect(circle.lon).toBeCloseTo(HOME.lon, 4);
  expect(circle.scatter).toBeLessThan(0.001);
  expect(circle.sweepDeg).toBeCloseTo(336, 0);
  expect(circle.meanKn).toBeCloseTo(20, 0);
  expect(circle.courseMisfitDeg).toBeUndefined();
});

it('takes a turn to port as negative, and says how badly courses fit', () => {
  const port: Way = (atS) => destination(HOME, -0.6 * atS, 1000);
  const circle = fitCircle(traced(port, 20, 30, 45), 20)!;
  expect(circle.sweepDeg).toBeLessThan(-300);
  // One course for nearly all directions: 90° off in the mean.
  expect(circle.courseMisfitDeg).toBeGreaterThan(75);
  expect(circle.courseMisfitDeg).toBeLessThan(105);
});

it('finds none in a straight line or one place', () => {
  const line = fitCircle(traced(straight(12, 30), 20, 30), 20);
  expect(line === undefined || line.radiusM > 100_000).toBe(true);
  expect(
    fitCircle(
      traced(() => HOME, 20, 30),
      20,
    ),
  ).toBeUndefined();
});
