import { describe, expect, test } from 'vitest';
import { coveredM2, expectedShare } from '../../../../server/operations/coverage/planned.ts';

const KM2 = 1e6;

describe('what units can be expected to see', () => {
  // 20 kn are 37.04 km/h; with 2 km to either side that is 148.16 km² an hour.
  const boat = { speedKn: 20, rangeM: 2000 };

  test('by random search: 1 − 1/e when as much is swept as there is', () => {
    expect(coveredM2(boat, 3600)).toBeCloseTo(148.16 * KM2, -2);
    expect(expectedShare([boat], 148.16 * KM2, 3600)).toBeCloseTo(1 - Math.exp(-1), 6);
  });

  test('two see more than one and never everything', () => {
    const one = expectedShare([boat], 300 * KM2, 3600);
    const two = expectedShare([boat, boat], 300 * KM2, 3600);
    expect(1 - two).toBeCloseTo((1 - one) ** 2, 9);
    expect(two).toBeLessThan(1);
  });

  test('nobody, no time and no area see nothing', () => {
    expect(expectedShare([], KM2, 3600)).toBe(0);
    expect(expectedShare([boat], KM2, 0)).toBe(0);
    expect(expectedShare([boat], 0, 3600)).toBe(0);
  });
});
