import { expect, it } from 'vitest';
import { gridText } from '../../../../client/map/graticule/edgelabels.ts';
import { graticuleStepMin, gridValues } from '../../../../client/map/graticule/steps.ts';

it('spaces lines by round values at least 130 pixels apart', () => {
  // Zoom 8: 512 × 2⁸ / 360 = 364 px a degree, 6.07 px a minute: 20′ are 121 px, 30′ are 182.
  expect(graticuleStepMin(364)).toBe(30);
  expect(graticuleStepMin(1)).toBe(1800);
  expect(graticuleStepMin(1e9)).toBe(0.25);
});

it('lists the lines between two values without drifting', () => {
  expect(gridValues(18.9, 20.1, 30)).toEqual([19, 19.5, 20]);
  expect(gridValues(-0.4, 0.4, 10)).toHaveLength(5);
  expect(gridValues(19.1, 19.2, 60)).toEqual([]);
});

it('writes degrees and the minutes that are needed', () => {
  expect(gridText(41, 2, 'N', 'S')).toBe('41°N');
  expect(gridText(19.5, 3, 'E', 'W')).toBe('019°30′E');
  expect(gridText(-0.0041666667, 2, 'N', 'S')).toBe('00°0.25′S');
  expect(gridText(41 + 5 / 60, 2, 'N', 'S')).toBe('41°05′N');
});
