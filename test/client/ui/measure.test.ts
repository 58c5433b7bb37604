import { describe, expect, test } from 'vitest';
import { formatMeasure, formatMeasureOnLand } from '../../../client/ui/measure.ts';

describe('a measured value', () => {
  test('is read with its unit', () => {
    expect(formatMeasure({ value: 900, unit: 'm' })).toBe('0.49 NM');
    expect(formatMeasure({ value: 660, unit: 's' })).toBe('11 min');
    expect(formatMeasure({ value: 0.62, unit: 'ratio' })).toBe('62 %');
    expect(formatMeasure({ value: 37.4, unit: 'deg' })).toBe('37°');
  });

  test('has no decimals that mean nothing', () => {
    expect(formatMeasure({ value: 12.34, unit: 'kn' })).toBe('12.3 kn');
    expect(formatMeasure({ value: 1265.7, unit: 'kn' })).toBe('1 266 kn');
  });

  test('on land is in metres and kilometres an hour', () => {
    expect(formatMeasureOnLand({ value: 3171.2, unit: 'm' })).toBe('3 171 m');
    expect(formatMeasureOnLand({ value: 2.2, unit: 'kn' })).toBe('4.1 km/h');
    expect(formatMeasureOnLand({ value: 4, unit: 'count' })).toBe('4');
  });
});
