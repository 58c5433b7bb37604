/** How a crew goes over an area: legs side by side along its longer way, to and fro. */
import { METRES_PER_DEGREE, type PathPoint } from '../path.ts';

/** From the area's edge. */
const MARGIN = 0.5;
const MAX_LEGS = 40;

type Corner = readonly [number, number];

/** The legs' ends in the order in which they are sailed; empty where the area has no inside. `[lat, lon]` corners. */
export function legsOver(corners: readonly Corner[], spacingM: number): PathPoint[] {
  if (corners.length < 3) return [];
  const lats = corners.map(([lat]) => lat);
  const lons = corners.map(([, lon]) => lon);
  const [south, north, west, east] = [
    Math.min(...lats),
    Math.max(...lats),
    Math.min(...lons),
    Math.max(...lons),
  ];
  const metresPerLon = METRES_PER_DEGREE * Math.cos((((south + north) / 2) * Math.PI) / 180);
  const heightM = (north - south) * METRES_PER_DEGREE;
  const widthM = (east - west) * metresPerLon;
  // Legs lie along the longer way; across them they stand `spacingM` apart.
  const along = widthM >= heightM;
  const acrossM = along ? heightM : widthM;
  const count = Math.max(1, Math.min(MAX_LEGS, Math.round(acrossM / spacingM)));
  const turned = along ? corners : corners.map(([lat, lon]) => [lon, lat] as const);
  const [low, high] = along ? [south, north] : [west, east];
  const legs: PathPoint[] = [];
  for (let i = 0; i < count; i += 1) {
    const across = low + ((high - low) * (i + MARGIN)) / count;
    const cuts = cutsAt(turned, across);
    const [from, until] = [cuts[0], cuts.at(-1)];
    if (from === undefined || until === undefined || from === until) continue;
    const inset = Math.min((until - from) / 4, (spacingM * MARGIN) / METRES_PER_DEGREE);
    const ends = [from + inset, until - inset].map((at) =>
      along ? { lat: across, lon: at } : { lat: at, lon: across },
    );
    legs.push(...(i % 2 === 0 ? ends : ends.reverse()));
  }
  return legs;
}

/** Where a line of one first coordinate crosses the polygon's edges, ascending second coordinates. */
function cutsAt(corners: readonly Corner[], first: number): number[] {
  const cuts: number[] = [];
  for (const [i, [a, b]] of corners.entries()) {
    const [c, d] = corners[(i + 1) % corners.length]!;
    if (a > first === c > first) continue;
    cuts.push(b + ((first - a) / (c - a)) * (d - b));
  }
  return cuts.sort((x, y) => x - y);
}
