/** Lines over a fishing ground: an oblong about a waypoint. */
import { between, type Random } from '../../../proto/domain/random.ts';
import { toRadians } from '../../../proto/domain/units.ts';
import { moved, offsetM, type PathPoint } from '../path.ts';
import type { Scenario } from '../scenario.ts';

type Ground = Scenario['grounds'][number];

/** Boats keep this share of the oblong, so that their turns stay inside. */
const USED_SHARE = 0.9;

/** A point on the ground: `u` along and `v` across, each -1…1. */
function groundPoint(ground: Ground, middle: PathPoint, u: number, v: number): PathPoint {
  const bearing = toRadians(ground.bearingDeg);
  const alongM = (u * USED_SHARE * ground.lengthM) / 2;
  const acrossM = (v * USED_SHARE * ground.widthM) / 2;
  return moved(
    middle.lat,
    middle.lon,
    alongM * Math.cos(bearing) - acrossM * Math.sin(bearing),
    alongM * Math.sin(bearing) + acrossM * Math.cos(bearing),
  );
}

export const placeOn = (ground: Ground, middle: PathPoint, random: Random): PathPoint =>
  groundPoint(ground, middle, between(random, -1, 1), between(random, -1, 1));

/** A trawl's haul: to and fro along the ground's length, each line beside the one before. */
export function haulLine(ground: Ground, middle: PathPoint, from: PathPoint, random: Random): PathPoint[] {
  const [north, east] = offsetM(middle.lat, middle.lon, from.lat, from.lon);
  const bearing = toRadians(ground.bearingDeg);
  const alongM = north * Math.cos(bearing) + east * Math.sin(bearing);
  const acrossM = east * Math.cos(bearing) - north * Math.sin(bearing);
  const inside = (value: number) => Math.max(-1, Math.min(1, value));
  let u = inside(alongM / ((USED_SHARE * ground.lengthM) / 2));
  let v = inside(acrossM / ((USED_SHARE * ground.widthM) / 2));
  let ahead = u < 0;
  const aside = random() < 0.5 ? 1 : -1;
  const points = [from, groundPoint(ground, middle, u, v)];
  const lines = 1 + Math.floor(random() * 3);
  for (let i = 0; i < lines; i++) {
    u = (ahead ? 1 : -1) * between(random, 0.45, 1);
    const drift = between(random, -0.04, 0.04);
    points.push(groundPoint(ground, middle, u, inside(v + drift)));
    v = inside(v + aside * between(random, 0.08, 0.2));
    points.push(groundPoint(ground, middle, u, v));
    ahead = !ahead;
  }
  return points;
}
