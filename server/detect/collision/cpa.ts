/** Closest point of approach of two that keep course and speed: IMO MSC.192(79), 5.25, on the plane that touches the earth there. */
import { EARTH_RADIUS_M } from '../../../proto/domain/geo.ts';
import { knotsToMetresPerSecond, toRadians } from '../../../proto/domain/units.ts';

export interface Motion {
  readonly lat: number;
  readonly lon: number;
  readonly sogKn: number;
  readonly cogDeg: number;
  readonly ms: number;
}

export interface Approach {
  readonly cpaM: number;
  /** Negative: they are past it. */
  readonly tcpaS: number;
  readonly rangeM: number;
}

/** Both carried on to the later one's time. Good to some 20 nautical miles. */
export function closest(a: Motion, b: Motion): Approach {
  const atMs = Math.max(a.ms, b.ms);
  const metres = toRadians(1) * EARTH_RADIUS_M;
  const shrink = Math.cos(toRadians((a.lat + b.lat) / 2));
  const [va, vb] = [velocity(a), velocity(b)];
  const [oldA, oldB] = [(atMs - a.ms) / 1000, (atMs - b.ms) / 1000];
  let east = b.lon - a.lon;
  if (east > 180) east -= 360;
  else if (east < -180) east += 360;
  const x = east * shrink * metres + vb.x * oldB - va.x * oldA;
  const y = (b.lat - a.lat) * metres + vb.y * oldB - va.y * oldA;
  const [vx, vy] = [vb.x - va.x, vb.y - va.y];
  const squared = vx * vx + vy * vy;
  const rangeM = Math.hypot(x, y);
  if (squared < 1e-6) return { cpaM: rangeM, tcpaS: 0, rangeM };
  const tcpaS = -(x * vx + y * vy) / squared;
  return { cpaM: Math.hypot(x + vx * tcpaS, y + vy * tcpaS), tcpaS, rangeM };
}

function velocity({ sogKn, cogDeg }: Motion): { readonly x: number; readonly y: number } {
  const mps = knotsToMetresPerSecond(sogKn);
  const course = toRadians(cogDeg);
  return { x: mps * Math.sin(course), y: mps * Math.cos(course) };
}
