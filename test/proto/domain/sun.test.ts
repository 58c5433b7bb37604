/** The sun against almanac times and the geometry of solstices. */
import { describe, expect, it } from 'vitest';
import { sunElevationDeg } from '../../../proto/domain/sun.ts';

describe('the sun', () => {
  it.each([
    // Upper limb on the horizon, −0.833°: almanac times of Greenwich (51.48° N, 0°) on the longest and shortest day.
    ['sunrise, 21 June 2026', Date.UTC(2026, 5, 21, 3, 43)],
    ['sunset, 21 June 2026', Date.UTC(2026, 5, 21, 20, 21)],
    ['sunrise, 21 December 2026', Date.UTC(2026, 11, 21, 8, 4)],
    ['sunset, 21 December 2026', Date.UTC(2026, 11, 21, 15, 53)],
  ])('%s', (_, atMs) => expect(Math.abs(sunElevationDeg(51.48, 0, atMs) + 0.833)).toBeLessThan(0.4));

  it('is 90° − φ + 23.44° high at noon of the June solstice', () => {
    const heights = Array.from({ length: 96 }, (_, i) =>
      sunElevationDeg(41.33, 19.82, Date.UTC(2026, 5, 21, 0, 15 * i)),
    );
    expect(Math.max(...heights)).toBeCloseTo(90 - 41.33 + 23.44, 0);
  });
  it('stands over the equator at the equinox, and is as far below the horizon on the other side', () => {
    const noon = sunElevationDeg(0, 0, Date.UTC(2026, 2, 20, 12, 7));
    expect(noon).toBeGreaterThan(89);
    expect(sunElevationDeg(0, 180, Date.UTC(2026, 2, 20, 12, 7))).toBeLessThan(-89);
  });
  it('does not set at midsummer beyond the polar circle', () => {
    for (let hour = 0; hour < 24; hour += 1)
      expect(sunElevationDeg(70, 25, Date.UTC(2026, 5, 21, hour))).toBeGreaterThan(0);
  });
});
