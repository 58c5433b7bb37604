/** The parts of an area notice as shapes on the ellipsoid. */
import type { NoticeArea, NoticePoint } from '../../../../proto/domain/application.ts';
import { geodesicDirect } from '../../../../proto/domain/geodesic.ts';
import { degrees, metres } from '../../../../proto/domain/units.ts';
import type { Step, SubArea } from '../applications/subarea.ts';

const pointOf = ({ lat, lon }: { lat?: number | undefined; lon?: number | undefined }) =>
  lat === undefined || lon === undefined ? undefined : ([degrees(lat), degrees(lon)] as const);

const from = (point: NoticePoint, bearingDeg: number, distanceM: number): NoticePoint => {
  const end = geodesicDirect({ lat: point[0], lon: point[1] }, bearingDeg, distanceM);
  return [end.lat, end.lon];
};

/**
 * The shapes of an area notice on the ellipsoid. A line or polygon begins at the point before it (SN.1/Circ.289, 11.10)
 * and goes on in the next part of the same shape; the point is then no area of its own.
 */
export function areasOf(parts: readonly SubArea[]): NoticeArea[] {
  const areas: NoticeArea[] = [];
  let start: NoticePoint | undefined;
  let chain: { shape: 'polyline' | 'polygon'; points: NoticePoint[] } | undefined;
  let lonely: NoticeArea | undefined;
  const finish = (): void => {
    if (chain !== undefined && chain.points.length > 1)
      areas.push({
        kind: chain.shape === 'polygon' && chain.points.length > 2 ? 'polygon' : 'line',
        points: chain.points,
      });
    else if (lonely !== undefined) areas.push(lonely);
    chain = undefined;
    lonely = undefined;
    start = undefined;
  };
  for (const part of parts) {
    if ('points' in part) {
      if (chain?.shape !== part.shape) {
        const begin: NoticePoint | undefined = chain?.points.at(-1) ?? start;
        if (chain !== undefined) finish();
        if (begin === undefined) continue;
        chain = { shape: part.shape, points: [begin] };
      }
      follow(chain.points, part.points);
      continue;
    }
    if (part.shape === 'text' || part.shape === 'reserved') continue;
    finish();
    const point = pointOf(part);
    if (point === undefined) continue;
    if (part.shape === 'circle') {
      start = point;
      const circle = circleOf(point, part.radiusM);
      if (part.radiusM === 0) lonely = circle;
      else areas.push(circle);
    } else areas.push(part.shape === 'rectangle' ? rectangleOf(point, part) : sectorOf(point, part));
  }
  finish();
  return areas;
}

const circleOf = ([lat, lon]: NoticePoint, radiusM: number): NoticeArea => ({
  kind: 'circle',
  lat,
  lon,
  radiusM: metres(radiusM),
});

/** Where a step leads nowhere that is known, neither do those after it. */
function follow(points: NoticePoint[], steps: readonly Step[]): void {
  for (const { bearingDeg, distanceM } of steps) {
    const last = points.at(-1);
    if (bearingDeg === undefined || last === undefined) return;
    points.push(from(last, bearingDeg, distanceM));
  }
}

/** From its south-west corner east and north, both turned clockwise; without one of its sides it is a line. */
function rectangleOf(corner: NoticePoint, part: Extract<SubArea, { shape: 'rectangle' }>): NoticeArea {
  const { eastM, northM, orientationDeg = 0 } = part;
  if (eastM === 0 && northM === 0) return circleOf(corner, 0);
  const east = from(corner, orientationDeg + 90, eastM);
  const north = from(corner, orientationDeg, northM);
  if (northM === 0) return { kind: 'line', points: [corner, east] };
  if (eastM === 0) return { kind: 'line', points: [corner, north] };
  return { kind: 'polygon', points: [corner, east, from(east, orientationDeg, northM), north] };
}

/** Without both its boundaries it is the whole circle. */
function sectorOf(point: NoticePoint, part: Extract<SubArea, { shape: 'sector' }>): NoticeArea {
  const { radiusM, fromDeg, toDeg } = part;
  if (fromDeg === undefined || toDeg === undefined) return circleOf(point, radiusM);
  return {
    kind: 'sector',
    lat: point[0],
    lon: point[1],
    radiusM: metres(radiusM),
    fromDeg: degrees(fromDeg),
    toDeg: degrees(toDeg),
  };
}
