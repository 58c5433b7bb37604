import { describe, expect, it } from 'vitest';
import { knotsToMetresPerSecond } from '../../../../proto/domain/units.ts';
import { newLeg, Way } from '../../../../server/detect/movement/way.ts';
import { Trace } from '../../../../server/detect/trace.ts';

const DEGREE_M = 111_195;
/** A minute apart, so many metres north and east of 0° N 180° E. */
function way(...places: readonly (readonly [north: number, east: number])[]): Way {
  const trace = new Trace(100, 0);
  places.forEach(([north, east], i) => {
    const lon = 180 + east / DEGREE_M;
    trace.add(i * 60_000, north / DEGREE_M, lon > 180 ? lon - 360 : lon, Number.NaN, Number.NaN);
  });
  const loaded = new Way();
  loaded.load(trace, 30_000, 3_600_000);
  return loaded;
}

describe('a way', () => {
  it('is measured in legs, over the antimeridian too', () => {
    const { count, ...rest } = way([0, -1000], [0, 0], [0, 1000], [1000, 1000]);
    expect(count).toBe(4);
    expect(rest.ms[0]).toBe(180_000);
    const leg = way([0, -1000], [0, 0], [0, 1000], [1000, 1000]).leg(3, 0, newLeg());
    expect(leg.netM).toBeCloseTo(Math.hypot(1000, 2000), 0);
    expect(leg.pathM).toBeCloseTo(3000, 0);
    expect(leg.courseDeg).toBeCloseTo(63.43, 1);
    expect(leg.straight).toBeCloseTo(Math.hypot(1000, 2000) / 3000, 3);
    expect(knotsToMetresPerSecond(leg.kn)).toBeCloseTo(Math.hypot(1000, 2000) / 180, 2);
  });

  it('is cut off by a silence of more than twelve minutes and by a leap', () => {
    const trace = new Trace(100, 0);
    trace.add(0, 0, 0, Number.NaN, Number.NaN);
    trace.add(13 * 60_000, 0.01, 0, Number.NaN, Number.NaN);
    trace.add(14 * 60_000, 0.011, 0, Number.NaN, Number.NaN);
    const cut = new Way();
    cut.load(trace, 30_000, 3_600_000);
    expect(cut.count).toBe(2);
    expect(way([0, 0], [50_000, 0], [50_100, 0]).count).toBe(2);
  });

  it('knows for how long it was a passage', () => {
    const straight = way(...Array.from({ length: 31 }, (_, i) => [i * 300, 0] as const));
    // 300 m a minute are 9.7 kn.
    expect(straight.passageMs(0, 0.9, 9, 40 * 60_000, newLeg())).toBe(30 * 60_000);
    expect(straight.passageMs(0, 0.9, 10, 40 * 60_000, newLeg())).toBe(0);
  });

  it('has a radius, places, and a distance from itself', () => {
    const square = way([0, 0], [0, 1000], [1000, 1000], [1000, 0]);
    expect(square.radiusM(3)).toBeCloseTo(Math.SQRT1_2 * 1000, 0);
    expect(square.placeOf(3).lat).toBeCloseTo(0, 6);
    expect(Math.abs(square.placeOf(3).lon)).toBeCloseTo(180, 6);
    expect(square.fromSegmentM(0, 2)).toBeCloseTo(1000, 0);
  });
});
