/** The network of fairways: the shortest way from one waypoint to another, and a ship's own line along it. */
import { turnBetween } from '../../proto/domain/geo.ts';
import { toDegrees, toRadians } from '../../proto/domain/units.ts';
import { moved, offsetM, type Path, type PathPoint, pathThrough } from './path.ts';
import type { Scenario } from './scenario.ts';

interface Fairway {
  readonly to: string;
  readonly lengthM: number;
  readonly courseDeg: number;
  readonly halfWidthM: number;
  readonly separationM: number;
  readonly maxKn: number | undefined;
}

export interface PathEnds {
  /** Where the ship is before the first waypoint, and its speed limit from there. */
  readonly start?: PathPoint;
  /** Where it goes after the last waypoint, and its speed limit to there. */
  readonly finish?: PathPoint;
}

export interface Seaways {
  waypoint(id: string): PathPoint;
  /**
   * A line through waypoints in turn, by the shortest fairways between them. `spread` 0…1 is where between the
   * separation and the fairway's edge the ship keeps, on its starboard side. Throws where no fairway leads.
   */
  path(via: readonly string[], spread: number, ends?: PathEnds): Path;
}

export function createSeaways(scenario: Scenario): Seaways {
  const fairways = new Map<string, Fairway[]>();
  const waypoint = (id: string): PathPoint => {
    const at = scenario.waypoints[id];
    if (at === undefined) throw new RangeError(`there is no waypoint "${id}"`);
    return { lat: at[0], lon: at[1] };
  };
  for (const { between, halfWidthM, separationM, maxKn } of scenario.fairways) {
    for (const [from, to] of [between, [between[1], between[0]] as const]) {
      const [a, b] = [waypoint(from), waypoint(to)];
      const [north, east] = offsetM(a.lat, a.lon, b.lat, b.lon);
      const list = fairways.get(from) ?? [];
      fairways.set(from, list);
      const courseDeg = toDegrees(Math.atan2(east, north));
      list.push({ to, lengthM: Math.hypot(north, east), courseDeg, halfWidthM, separationM, maxKn });
    }
  }

  // Bounded by the pairs of waypoints that a scenario's ships use.
  const shortest = new Map<string, readonly Fairway[]>();
  const legs = (from: string, to: string): readonly Fairway[] => {
    const key = `${from} ${to}`;
    const known = shortest.get(key) ?? shortestWay(fairways, from, to);
    shortest.set(key, known);
    return known;
  };

  return {
    waypoint,
    path(via, spread, ends = {}) {
      const way: Fairway[] = [];
      for (let i = 1; i < via.length; i++) way.push(...legs(via[i - 1]!, via[i]!));
      const points: PathPoint[] = ends.start === undefined ? [] : [ends.start];
      const ids = [via[0]!, ...way.map((f) => f.to)];
      ids.forEach((id, i) => {
        const at = waypoint(id);
        const before = way[i - 1];
        const after = way[i];
        const maxKn = after === undefined ? ends.finish?.maxKn : after.maxKn;
        // Between a place and its waypoint the straight line is known to be water: no spread there.
        const atEnd = (i === 0 && ends.start) || (i === way.length && ends.finish);
        points.push({ ...(atEnd ? at : keptToStarboard(at, before, after, spread)), maxKn });
      });
      if (ends.finish !== undefined) points.push(ends.finish);
      return pathThrough(points);
    },
  };
}

/** Where the ship passes a waypoint: at the narrower of its two fairways' distances, square to the mean course. */
function keptToStarboard(
  at: PathPoint,
  before: Fairway | undefined,
  after: Fairway | undefined,
  spread: number,
): PathPoint {
  const keep = (f: Fairway) => f.separationM + spread * (f.halfWidthM - f.separationM);
  const first = before ?? after;
  const second = after ?? before;
  if (first === undefined || second === undefined) return at;
  const turn = turnBetween(first.courseDeg, second.courseDeg);
  const side = toRadians(first.courseDeg + turn / 2 + 90);
  const distance = Math.min(keep(first), keep(second));
  return moved(at.lat, at.lon, distance * Math.cos(side), distance * Math.sin(side));
}

/** Dijkstra's algorithm; the network is small enough that the nearest is simply looked for. */
function shortestWay(fairways: ReadonlyMap<string, readonly Fairway[]>, from: string, to: string): Fairway[] {
  const best = new Map<string, { distanceM: number; previous?: string; by?: Fairway }>([
    [from, { distanceM: 0 }],
  ]);
  const open = new Set([from]);
  while (open.size > 0) {
    let nearest = '';
    let nearestM = Number.POSITIVE_INFINITY;
    for (const id of open) {
      const distanceM = best.get(id)!.distanceM;
      if (distanceM < nearestM) [nearest, nearestM] = [id, distanceM];
    }
    if (nearest === to) break;
    open.delete(nearest);
    for (const by of fairways.get(nearest) ?? []) {
      const distanceM = nearestM + by.lengthM;
      if (distanceM >= (best.get(by.to)?.distanceM ?? Number.POSITIVE_INFINITY)) continue;
      best.set(by.to, { distanceM, previous: nearest, by });
      open.add(by.to);
    }
  }
  const way: Fairway[] = [];
  for (let id = to; id !== from; ) {
    const step = best.get(id);
    if (step?.by === undefined || step.previous === undefined)
      throw new RangeError(`no fairway leads from "${from}" to "${to}"`);
    way.unshift(step.by);
    id = step.previous;
  }
  return way;
}
