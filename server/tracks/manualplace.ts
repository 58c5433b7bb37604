/** What a person meant by a place: a centre and how far off it may be. All stated uncertainties are 95 %. */
import { destination, type Position } from '../../proto/domain/geo.ts';
import type { ManualPlace } from '../../proto/domain/manual.ts';
import { degrees, toRadians } from '../../proto/domain/units.ts';
import { CHI2_95, type Covariance } from './ellipse.ts';
import { LocalPlane, type PlanePoint } from './region/plane.ts';

/** 97.5 % of the normal distribution: a half width of 95 %, in standard deviations. */
const HALF_WIDTH_95 = 1.96;

export interface StatedPlace {
  readonly centre: Position;
  /** m², x east and y north at the centre. */
  readonly covariance: Covariance;
}

const isotropic = (sigmaM: number): Covariance => ({ xx: sigmaM ** 2, xy: 0, yy: sigmaM ** 2 });

/** A standard deviation along a direction (degrees true) and another across it. */
export function oriented(directionDeg: number, alongM: number, acrossM: number): Covariance {
  const sin = Math.sin(toRadians(directionDeg));
  const cos = Math.cos(toRadians(directionDeg));
  const [along, across] = [alongM ** 2, acrossM ** 2];
  return {
    xx: along * sin * sin + across * cos * cos,
    xy: (along - across) * sin * cos,
    yy: along * cos * cos + across * sin * sin,
  };
}

export const sum = (a: Covariance, b: Covariance): Covariance => ({
  xx: a.xx + b.xx,
  xy: a.xy + b.xy,
  yy: a.yy + b.yy,
});

/** The centre and covariance that a stated place stands for; undefined for a line or area without corners. */
export function statedPlace(place: ManualPlace): StatedPlace | undefined {
  switch (place.kind) {
    case 'point':
      return {
        centre: { lat: place.lat, lon: place.lon },
        covariance: isotropic(place.uncertaintyM / Math.sqrt(CHI2_95)),
      };
    case 'bearing': {
      const rangeM = (place.minRangeM + place.maxRangeM) / 2;
      // Anywhere between the two ranges: a uniform distribution.
      const alongM = Math.abs(place.maxRangeM - place.minRangeM) / Math.sqrt(12);
      const acrossM = (rangeM * Math.tan(toRadians(Math.min(place.uncertaintyDeg, 80)))) / HALF_WIDTH_95;
      const from = { lat: place.fromLat, lon: place.fromLon };
      return {
        centre: destination(from, place.azimuthDeg, rangeM),
        covariance: oriented(place.azimuthDeg, alongM, acrossM),
      };
    }
    case 'line':
    case 'area': {
      const corners = place.points.map(([lat, lon]) => ({ lat: degrees(lat), lon: degrees(lon) }));
      if (corners.length === 0) return undefined;
      const plane = new LocalPlane(corners[0]!);
      const points = corners.map((corner) => plane.toPlane(corner));
      const shape = (place.kind === 'area' ? momentsOfArea(points) : undefined) ?? momentsOfLine(points);
      return {
        centre: plane.toPosition(shape.centre),
        covariance: sum(shape.covariance, isotropic(place.uncertaintyM / HALF_WIDTH_95)),
      };
    }
    default:
      return place satisfies never;
  }
}

interface Moments {
  readonly centre: PlanePoint;
  readonly covariance: Covariance;
}

/** Of a uniform distribution along a polyline: each segment's middle, and its length squared over twelve. */
function momentsOfLine(points: readonly PlanePoint[]): Moments {
  const segments = points.slice(1).map((to, i) => {
    const from = points[i]!;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, dx, dy, weight: Math.hypot(dx, dy) };
  });
  const lengthM = segments.reduce((total, { weight }) => total + weight, 0);
  if (lengthM === 0) return { centre: points[0]!, covariance: isotropic(0) };
  const mean = (of: (s: (typeof segments)[number]) => number) =>
    segments.reduce((total, s) => total + s.weight * of(s), 0) / lengthM;
  const centre = { x: mean((s) => s.x), y: mean((s) => s.y) };
  return {
    centre,
    covariance: {
      xx: mean((s) => (s.x - centre.x) ** 2 + s.dx ** 2 / 12),
      xy: mean((s) => (s.x - centre.x) * (s.y - centre.y) + (s.dx * s.dy) / 12),
      yy: mean((s) => (s.y - centre.y) ** 2 + s.dy ** 2 / 12),
    },
  };
}

/** Of a uniform distribution over a polygon, by Green's theorem; undefined where it has no area. */
function momentsOfArea(points: readonly PlanePoint[]): Moments | undefined {
  let [area2, sx, sy, sxx, sxy, syy] = [0, 0, 0, 0, 0, 0];
  for (const [i, p] of points.entries()) {
    const q = points[(i + 1) % points.length]!;
    const cross = p.x * q.y - q.x * p.y;
    area2 += cross;
    sx += (p.x + q.x) * cross;
    sy += (p.y + q.y) * cross;
    sxx += (p.x * p.x + p.x * q.x + q.x * q.x) * cross;
    syy += (p.y * p.y + p.y * q.y + q.y * q.y) * cross;
    sxy += (p.x * q.y + 2 * p.x * p.y + 2 * q.x * q.y + q.x * p.y) * cross;
  }
  if (Math.abs(area2) < 1) return undefined;
  const centre = { x: sx / (3 * area2), y: sy / (3 * area2) };
  return {
    centre,
    covariance: {
      xx: sxx / (6 * area2) - centre.x ** 2,
      xy: sxy / (12 * area2) - centre.x * centre.y,
      yy: syy / (6 * area2) - centre.y ** 2,
    },
  };
}
