import { describe, expect, it } from 'vitest';
import { noticeShape } from '../../../../proto/domain/shapes/noticearea.ts';
import { degrees, metres } from '../../../../proto/domain/units.ts';

const at = { lat: degrees(41), lon: degrees(19) };
const point = (lat: number, lon: number) => [degrees(lat), degrees(lon)] as const;

describe('the shape of a notice', () => {
  it('of a circle is a closed ring, of one without radius a point', () => {
    const shape = noticeShape({ kind: 'circle', ...at, radiusM: metres(1852) })!;
    expect(shape.what).toBe('area');
    expect(shape.points).toHaveLength(73);
    // A nautical mile north is a minute of latitude, about: 1852.2 m at 41°.
    expect(shape.points[0]![1]).toBeCloseTo(41 + 1 / 60, 4);
    expect(shape.points.at(-1)![0]).toBeCloseTo(19, 9);
    expect(noticeShape({ kind: 'circle', ...at, radiusM: metres(0) })).toEqual({
      what: 'point',
      points: [[19, 41]],
    });
  });

  it('of a sector goes clockwise through north, from its middle and back', () => {
    const shape = noticeShape({
      ...{ kind: 'sector', ...at, radiusM: metres(1000) },
      ...{ fromDeg: degrees(350), toDeg: degrees(10) },
    })!;
    expect(shape.points).toHaveLength(7);
    expect(shape.points[0]).toEqual([19, 41]);
    expect(shape.points[1]![0]).toBeLessThan(19);
    expect(shape.points[5]![0]).toBeGreaterThan(19);
    expect(shape.points.at(-1)).toEqual([19, 41]);
  });

  it('of a polygon is closed, and does not jump at the antimeridian', () => {
    const points = [point(0, 179), point(0, -179), point(1, -179)];
    expect(noticeShape({ kind: 'polygon', points })).toEqual({
      what: 'area',
      points: [
        [179, 0],
        [181, 0],
        [181, 1],
        [179, 0],
      ],
    });
    expect(noticeShape({ kind: 'line', points })?.what).toBe('line');
  });

  it('of too few corners is what they make', () => {
    expect(noticeShape({ kind: 'polygon', points: [point(0, 1), point(1, 1)] })?.what).toBe('line');
    expect(noticeShape({ kind: 'line', points: [point(0, 1)] })?.what).toBe('point');
    expect(noticeShape({ kind: 'line', points: [] })).toBeUndefined();
  });
});
