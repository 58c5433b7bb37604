import { expect, test } from 'vitest';
import { reportedShape } from '../../../../client/map/reporting/reporting.ts';
import { distanceM } from '../../../../proto/domain/geo.ts';
import { degrees, metres } from '../../../../proto/domain/units.ts';

const at = (lon: number, lat: number) => ({ lon: degrees(lon), lat: degrees(lat) });

test('a point is drawn with the circle it may be in', () => {
  const { corners, edges } = reportedShape({
    kind: 'point',
    ...at(19, 41),
    uncertaintyM: metres(500),
  });
  expect(corners).toEqual([[19, 41]]);
  for (const [lon, lat] of edges[0]!) expect(distanceM(at(19, 41), at(lon, lat))).toBeCloseTo(500, 3);
});

test('a bearing is a wedge between its two ranges', () => {
  const { lines, edges } = reportedShape({
    kind: 'bearing',
    fromLat: degrees(41),
    fromLon: degrees(19),
    azimuthDeg: degrees(350),
    uncertaintyDeg: degrees(15),
    minRangeM: metres(1000),
    maxRangeM: metres(5000),
  });
  const far = lines[0]!.at(-1)!;
  expect(distanceM(at(19, 41), at(far[0], far[1]))).toBeCloseTo(5000, 3);
  const ranges = edges[0]!.map(([lon, lat]) => Math.round(distanceM(at(19, 41), at(lon, lat))));
  expect(new Set(ranges)).toEqual(new Set([1000, 5000]));
  expect(edges[0]!.at(0)).toEqual(edges[0]!.at(-1));
});

test('an area closes from the third corner on; a line stays open', () => {
  const points = [
    [41, 19],
    [41, 20],
    [42, 20],
  ] as const;
  const uncertaintyM = metres(100);
  expect(reportedShape({ kind: 'area', points, uncertaintyM }).lines[0]).toHaveLength(4);
  expect(reportedShape({ kind: 'area', points: points.slice(0, 2), uncertaintyM }).lines[0]).toHaveLength(2);
  expect(reportedShape({ kind: 'line', points, uncertaintyM }).lines[0]).toHaveLength(3);
});
