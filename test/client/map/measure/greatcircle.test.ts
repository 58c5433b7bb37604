import { expect, it } from 'vitest';
import { rangeAndBearing } from '../../../../client/map/measure/greatcircle.ts';
import { measuredEnds } from '../../../../client/map/measure/measure.ts';
import { measured } from '../../../../client/map/pointer.ts';

it('measures the great circle: a degree along the equator is 60.04 nautical miles on the mean sphere', () => {
  const { rangeM, bearingDeg, backDeg } = rangeAndBearing([18, 0], [19, 0]);
  expect(rangeM).toBeCloseTo(111_195.08, 1);
  expect(bearingDeg).toBeCloseTo(90, 9);
  expect(backDeg).toBeCloseTo(270, 9);
});

it('bends the way towards the pole and ends where it should', () => {
  const { points } = rangeAndBearing([0, 50], [60, 50]);
  expect(points.at(-1)![0]).toBeCloseTo(60, 6);
  expect(points.at(-1)![1]).toBeCloseTo(50, 6);
  // Half way: tan φ = tan 50° / cos 30°, 53.99° N.
  expect(points[24]![1]).toBeCloseTo(53.9948, 3);
});

it('runs on across the antimeridian', () => {
  const { points } = rangeAndBearing([179, 10], [-179, 10]);
  expect(points.at(-1)![0]).toBeCloseTo(181, 6);
});

it('is set by clicks: from, to, anew', () => {
  const first = measured({}, [18, 41]);
  const second = measured(first, [19, 42]);
  expect(first).toEqual({ from: [18, 41] });
  expect(second).toEqual({ from: [18, 41], to: [19, 42] });
  expect(measured(second, [20, 43])).toEqual({ from: [20, 43] });
});

it('follows the pointer until the second click', () => {
  const cursor = { lon: 19, lat: 42 };
  expect(measuredEnds({ measure: undefined, cursor })).toBeUndefined();
  expect(measuredEnds({ measure: {}, cursor })).toBeUndefined();
  expect(measuredEnds({ measure: { from: [18, 41] }, cursor })).toEqual([
    [18, 41],
    [19, 42],
  ]);
  expect(measuredEnds({ measure: { from: [18, 41], to: [0, 0] }, cursor })).toEqual([
    [18, 41],
    [0, 0],
  ]);
});
