import { describe, expect, test } from 'vitest';
import type { NoticeArea, NoticePoint } from '../../../../../proto/domain/application.ts';
import { geodesicInverse } from '../../../../../proto/domain/geodesic.ts';
import type { SubArea } from '../../../../../server/decode/ais/applications/subarea.ts';
import { areasOf } from '../../../../../server/decode/ais/observed/areas.ts';

const point: SubArea = { shape: 'circle', lat: 42, lon: 18, radiusM: 0 };
const steps = (...said: readonly (readonly [number, number])[]) =>
  said.map(([bearingDeg, distanceM]) => ({ bearingDeg, distanceM }));
const pointsOf = (area: NoticeArea | undefined): readonly NoticePoint[] =>
  area?.kind === 'line' || area?.kind === 'polygon' ? area.points : [];
const leg = (from: NoticePoint | undefined, to: NoticePoint | undefined) => {
  const [lat = 0, lon = 0] = from ?? [];
  const [toLat = 0, toLon = 0] = to ?? [];
  return geodesicInverse({ lat, lon }, { lat: toLat, lon: toLon });
};

describe('the parts of an area notice', () => {
  test('a point alone is one; a circle has its radius; without a place there is nothing', () => {
    expect(areasOf([point, { ...point, radiusM: 926 }, { shape: 'circle', lat: 42, radiusM: 5 }])).toEqual([
      { kind: 'circle', lat: 42, lon: 18, radiusM: 0 },
      { kind: 'circle', lat: 42, lon: 18, radiusM: 926 },
    ]);
  });

  test('a rectangle begins at its south-west corner and turns clockwise about it', () => {
    // a degree at 42° N is 111,073.25 m of latitude and 82,850.85 m of longitude (NGA, length of a degree)
    const [area] = areasOf([
      { shape: 'rectangle', lat: 42, lon: 18.5, eastM: 2000, northM: 1000, orientationDeg: 30 },
    ]);
    expect(area?.kind).toBe('polygon');
    const expected = [
      [42, 18.5],
      [42 - 1000 / 111_073.25, 18.5 + 1732.05 / 82_850.85],
      [42 + (866.03 - 1000) / 111_073.25, 18.5 + (1732.05 + 500) / 82_850.85],
      [42 + 866.03 / 111_073.25, 18.5 + 500 / 82_850.85],
    ];
    const corners = pointsOf(area);
    expect(corners).toHaveLength(4);
    corners.forEach(([lat, lon], i) => {
      expect(lat).toBeCloseTo(expected[i]![0]!, 5);
      expect(lon).toBeCloseTo(expected[i]![1]!, 5);
    });
  });

  test('without one of its sides a rectangle is a line, without both a point', () => {
    const rectangle = { shape: 'rectangle', lat: 42, lon: 18 } as const;
    const [east, north, none] = areasOf([
      { ...rectangle, eastM: 100, northM: 0 },
      { ...rectangle, eastM: 0, northM: 100 },
      { ...rectangle, eastM: 0, northM: 0 },
    ]);
    expect(leg(...(pointsOf(east) as [NoticePoint, NoticePoint]))?.azimuthDeg).toBeCloseTo(90, 3);
    expect(leg(...(pointsOf(north) as [NoticePoint, NoticePoint]))?.azimuthDeg).toBeCloseTo(0, 3);
    expect(none).toEqual({ kind: 'circle', lat: 42, lon: 18, radiusM: 0 });
  });

  test('a sector goes clockwise between its boundaries; without them it is the circle', () => {
    const sector = { shape: 'sector', lat: 42, lon: 18, radiusM: 6000 } as const;
    expect(areasOf([{ ...sector, fromDeg: 350, toDeg: 20 }, sector])).toEqual([
      { kind: 'sector', lat: 42, lon: 18, radiusM: 6000, fromDeg: 350, toDeg: 20 },
      { kind: 'circle', lat: 42, lon: 18, radiusM: 6000 },
    ]);
  });

  test('a line begins at the point before it and goes on in the next part, each step from the last', () => {
    const areas = areasOf([
      point,
      { shape: 'polyline', points: steps([10, 2400], [90, 1000], [180, 500], [270, 300]) },
      { shape: 'polyline', points: steps([45.5, 700]) },
    ]);
    expect(areas).toHaveLength(1);
    const points = pointsOf(areas[0]);
    expect(points).toHaveLength(6);
    expect(points[0]).toEqual([42, 18]);
    const legs = points.slice(1).map((to, i) => leg(points[i], to));
    expect(legs.map((one) => Math.round((one?.azimuthDeg ?? -1) * 1000) / 1000)).toEqual([
      10, 90, 180, 270, 45.5,
    ]);
    expect(legs.map((one) => Math.round(one?.distanceM ?? -1))).toEqual([2400, 1000, 500, 300, 700]);
  });

  test('a polygon is not closed: its point is its first corner', () => {
    const [area] = areasOf([point, { shape: 'polygon', points: steps([0, 5000], [90, 5000], [180, 5000]) }]);
    expect(area?.kind).toBe('polygon');
    expect(pointsOf(area)).toHaveLength(4);
    expect(leg(pointsOf(area)[3], pointsOf(area)[0])?.distanceM).toBeCloseTo(5000, -1);
  });

  test('a circle with a radius stays beside the line from its centre; a chain without a beginning is nothing', () => {
    const chain: SubArea = { shape: 'polyline', points: steps([90, 100]) };
    expect(areasOf([{ ...point, radiusM: 50 }, chain]).map(({ kind }) => kind)).toEqual(['circle', 'line']);
    expect(areasOf([chain])).toEqual([]);
    expect(areasOf([{ shape: 'circle', radiusM: 0 }, chain])).toEqual([]);
  });

  test('a step without a bearing ends the chain', () => {
    const [area] = areasOf([
      point,
      { shape: 'polyline', points: [...steps([90, 100]), { distanceM: 100 }, ...steps([90, 100])] },
    ]);
    expect(pointsOf(area)).toHaveLength(2);
  });
});
