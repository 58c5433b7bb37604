import { expect, it } from 'vitest';
import { cellMiddle, discRadius } from '../../../../client/map/aggregates/aggregates.ts';

it('finds the middle of a web-mercator cell', () => {
  expect(cellMiddle(0, 0, 0)).toEqual([0, 0]);
  const [lon, lat] = cellMiddle(1, 1, 0);
  expect(lon).toBe(90);
  // atan(sinh(π / 2))
  expect(lat).toBeCloseTo(66.5133, 4);
});

it('draws larger discs for more, slowly', () => {
  expect(discRadius(1, 1)).toBe(11);
  expect(discRadius(1000, 1)).toBeCloseTo(24.5);
  expect(discRadius(1000, 2)).toBeCloseTo(49);
});
