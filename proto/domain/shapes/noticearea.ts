/** A part of a notice as it is drawn: a point, a line or the ring of an area. */
import type { NoticeArea } from '../application.ts';
import { geodesicDirect } from '../geodesic.ts';

/** lon, lat in degrees, as GeoJSON has them. Longitudes have no jump: they go on beyond ±180. */
export type LonLat = readonly [lon: number, lat: number];

export interface NoticeShape {
  readonly what: 'point' | 'line' | 'area';
  /** Of an area the ring, closed. */
  readonly points: readonly LonLat[];
}

/** An arc's corners stand so far apart, degrees: inside the true arc by less than 0.1 % of its radius. */
const ARC_STEP_DEG = 5;

/** Undefined where there is nothing to draw: a line of one point is a point, an area of two corners a line. */
export function noticeShape(area: NoticeArea): NoticeShape | undefined {
  switch (area.kind) {
    case 'circle':
      if (area.radiusM <= 0) return { what: 'point', points: [[area.lon, area.lat]] };
      return { what: 'area', points: arc(area, area.radiusM, 0, 360) };
    case 'sector': {
      const from: LonLat = [area.lon, area.lat];
      if (area.radiusM <= 0) return { what: 'point', points: [from] };
      const turn = (((area.toDeg - area.fromDeg) % 360) + 360) % 360 || 360;
      const edge = arc(area, area.radiusM, area.fromDeg, area.fromDeg + turn);
      return { what: 'area', points: turn === 360 ? edge : [from, ...edge, from] };
    }
    default: {
      const points = unrolled(area.points.map(([lat, lon]) => [lon, lat]));
      const [first] = points;
      if (first === undefined) return undefined;
      if (points.length === 1) return { what: 'point', points };
      if (area.kind === 'line' || points.length === 2) return { what: 'line', points };
      return { what: 'area', points: [...points, first] };
    }
  }
}

function arc(
  from: { readonly lat: number; readonly lon: number },
  radiusM: number,
  fromDeg: number,
  toDeg: number,
): LonLat[] {
  const steps = Math.max(2, Math.ceil((toDeg - fromDeg) / ARC_STEP_DEG));
  return Array.from({ length: steps + 1 }, (_, i): LonLat => {
    const { lat, lon } = geodesicDirect(from, fromDeg + ((toDeg - fromDeg) * i) / steps, radiusM);
    return [beside(from.lon, lon), lat];
  });
}

/** The longitude of the world that is next to another. */
const beside = (lon: number, other: number): number =>
  lon + ((((other - lon + 180) % 360) + 360) % 360) - 180;

function unrolled(points: readonly LonLat[]): readonly LonLat[] {
  let last: number | undefined;
  return points.map(([lon, lat]): LonLat => {
    last = last === undefined ? lon : beside(last, lon);
    return [last, lat];
  });
}
