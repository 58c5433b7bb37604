import { describe, expect, it } from 'vitest';
import {
  distanceToAreaM,
  middleOf,
  partOutside,
  partWithin,
} from '../../../../server/operations/checks/ground.ts';
import { box } from '../border.ts';

describe('parts of areas', () => {
  const unitSquare = box(0, 0, 1, 1);
  it('half, none, all', () => {
    expect(partWithin(unitSquare, box(0, 0.5, 1, 2))).toBeCloseTo(0.5, 3);
    expect(partWithin(unitSquare, box(0, 2, 1, 3))).toBe(0);
    expect(partWithin(unitSquare, box(-1, -1, 2, 2))).toBeCloseTo(1, 6);
    expect(partWithin(box(-1, -1, 2, 2), unitSquare)).toBeCloseTo(1 / 9, 3);
  });
  it('beside each other share nothing', () => {
    expect(partWithin(unitSquare, box(0, 1, 1, 2))).toBeCloseTo(0, 6);
  });
  it('what several leave', () => {
    expect(partOutside(unitSquare, [box(0, 0, 1, 0.25), box(0, 0.2, 1, 0.5)])).toBeCloseTo(0.5, 3);
    expect(partOutside(unitSquare, [])).toBe(1);
  });
  it('across the antimeridian', () => {
    expect(partWithin(box(0, 179, 1, -179), box(0, -180, 1, -178))).toBeCloseTo(0.5, 3);
    expect(partOutside(box(0, 179, 1, -179), [box(0, -180, 1, -178), box(0, 178, 1, -180)])).toBeCloseTo(
      0,
      3,
    );
    expect(middleOf(box(0, 179.5, 1, -178.5)).lon).toBeCloseTo(-179.5, 6);
  });
});

describe('distances', () => {
  it('none within; along a meridian a degree at the equator is 110.574 km (WGS-84)', () => {
    expect(distanceToAreaM({ lat: 0.5, lon: 0.5 }, box(0, 0, 1, 1))).toBe(0);
    expect(distanceToAreaM({ lat: -1, lon: 0.5 }, box(0, 0, 1, 1)) / 1000).toBeCloseTo(110.574, 2);
  });
  it('to a circle', () => {
    const circle = { kind: 'circle', centre: { lat: 0, lon: 0 }, radiusM: 50_000 } as const;
    expect(distanceToAreaM({ lat: 1, lon: 0 }, circle) / 1000).toBeCloseTo(60.574, 0);
    expect(middleOf(circle)).toEqual({ lat: 0, lon: 0 });
  });
});
