import { describe, expect, test } from 'vitest';
import { extentOf } from '../../../server/publish/extent.ts';

const of = (...places: readonly (readonly [number, number])[]) =>
  extentOf(
    Float64Array.from(places, ([lat]) => lat),
    Float64Array.from(places, ([, lon]) => lon),
  );

describe('extentOf', () => {
  test('nothing has no extent', () => {
    expect(of()).toBeUndefined();
  });

  test('one place is its own box; several are in theirs', () => {
    expect(of([41, 19])).toEqual({ west: 19, south: 41, east: 19, north: 41 });
    expect(of([41, 19], [40, 18.5], [42, 17])).toEqual({ west: 17, south: 40, east: 19, north: 42 });
  });

  test('across the antimeridian the box is the small one', () => {
    expect(of([-17, 178], [-18, -179], [-16, 179])).toEqual({
      west: 178,
      south: -18,
      east: -179,
      north: -16,
    });
  });

  test('one wrong position among many does not widen it', () => {
    const many = Array.from({ length: 100 }, (_, i) => [57 + i / 100, 11 + i / 100] as const);
    const box = of(...many, [0, 0]);
    expect(box?.south).toBeGreaterThan(56.9);
    expect(box?.west).toBeGreaterThan(10.9);
  });
});
