import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  newPen,
  type Pen,
  penOf,
  reversed,
  SHAPE_KINDS,
  shapeOf,
  withCorner,
  withCornerAt,
  withCornerMoved,
  withoutCorner,
} from '../../../client/store/pen.ts';
import type { Shape } from '../../../proto/domain/operations/area.ts';

const place = fc.record({
  lat: fc.double({ min: -80, max: 80, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});
const shape: fc.Arbitrary<Shape> = fc.oneof(
  fc.record({
    kind: fc.constant('polygon' as const),
    rings: fc.array(fc.array(place, { minLength: 3, maxLength: 6 }), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('circle' as const),
    centre: place,
    radiusM: fc.double({ min: 1, max: 1e6, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant('corridor' as const),
    line: fc.array(place, { minLength: 2, maxLength: 6 }),
    widthM: fc.double({ min: 1, max: 1e5, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant('line' as const),
    line: fc.array(place, { minLength: 2, maxLength: 6 }),
    crossing: fc.constantFrom('both' as const, 'leftToRight' as const, 'rightToLeft' as const),
  }),
);

const a = { lat: 41, lon: 19 };
const b = { lat: 41.1, lon: 19.2 };
const c = { lat: 41.2, lon: 19.1 };

describe('a pen', () => {
  test('gives back every shape that it was begun with', () => {
    fc.assert(
      fc.property(shape, (one) => {
        expect(shapeOf(penOf(one))).toEqual(one);
      }),
    );
  });

  test('is no shape before it has enough corners', () => {
    const two = withCorner(withCorner(newPen('polygon'), a), b);
    expect(shapeOf(two)).toBeUndefined();
    expect(shapeOf(withCorner(two, c))).toEqual({ kind: 'polygon', rings: [[a, b, c]] });
    expect(shapeOf({ ...two, kind: 'line' })).toEqual({ kind: 'line', line: [a, b], crossing: 'both' });
    expect(shapeOf({ ...two, kind: 'circle' })).toBeUndefined();
    expect(shapeOf({ ...two, kind: 'circle', radiusM: 500 })).toEqual({
      kind: 'circle',
      centre: a,
      radiusM: 500,
    });
  });

  test('loses nothing while other kinds are tried', () => {
    fc.assert(
      fc.property(shape, fc.array(fc.constantFrom(...SHAPE_KINDS)), (one, kinds) => {
        const pen = penOf(one);
        let tried: Pen = pen;
        for (const kind of kinds) tried = { ...tried, kind };
        expect(shapeOf({ ...tried, kind: one.kind })).toEqual(one);
      }),
    );
  });

  test('changes its corners by their place; places that there are not change nothing', () => {
    const pen = [a, b].reduce((now, corner) => withCorner(now, corner), newPen('line'));
    expect(withCorner(pen, c, 1).corners).toEqual([a, c, b]);
    expect(withCornerAt(pen, 1, c).corners).toEqual([a, c]);
    expect(withCornerAt(pen, 2, c)).toBe(pen);
    expect(withoutCorner(pen, 0).corners).toEqual([b]);
    expect(withoutCorner(pen, -1)).toBe(pen);
    expect(withCornerMoved(pen, 0, 1).corners).toEqual([b, a]);
    expect(withCornerMoved(pen, 0, -1)).toBe(pen);
    expect(reversed(pen).corners).toEqual([b, a]);
  });
});
