import { expect, test } from 'vitest';
import { scaleDenominator } from '../../../../client/panels/bottombar/scale.ts';

test('the scale at the equator is the web-mercator one, and halves with each zoom', () => {
  // 2π × 6 371 008.8 m / 512 px / (0.0254 m / 96) = 295 498 737 at zoom 0 on the mean sphere.
  expect(scaleDenominator(0, 0)).toBeCloseTo(295_498_737, 0);
  expect(scaleDenominator(1, 0) * 2).toBeCloseTo(scaleDenominator(0, 0), 3);
  expect(scaleDenominator(8, 60) * 2).toBeCloseTo(scaleDenominator(8, 0), 3);
});
