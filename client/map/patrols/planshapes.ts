/** What of the plan is drawn on the map: sectors, what is seen of them, what would be cut. lon, lat in degrees. */
import type { Area } from '../../../proto/domain/operations/area.ts';
import type { SectorCoverage } from '../../../proto/domain/operations/assist.ts';
import type { Patrol } from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { outline } from '../../../proto/domain/shapes/outline.ts';
import { coverageStep } from '../../store/coveragesteps.ts';

export type Point = readonly [lon: number, lat: number];

export interface SectorShape {
  readonly id: string;
  readonly name: string;
  /** Outer rings, the first corner again at the end. */
  readonly rings: readonly (readonly Point[])[];
  readonly middle: Point;
}

const kept = new WeakMap<Area, readonly (readonly Point[])[]>();

/** The outer rings of an area, computed once. */
export function ringsOf(area: Area): readonly (readonly Point[])[] {
  let rings = kept.get(area);
  if (rings === undefined) {
    rings = outline(area).map(([ring = []]) =>
      [...ring, ...ring.slice(0, 1)].map(({ lon, lat }): Point => [lon, lat]),
    );
    kept.set(area, rings);
  }
  return rings;
}

/** The middle of the box around a ring: where its name stands. */
function middleOf(rings: readonly (readonly Point[])[]): Point {
  const [ring = []] = rings;
  const lons = ring.map(([lon]) => lon);
  const lats = ring.map(([, lat]) => lat);
  return [(Math.min(...lons) + Math.max(...lons)) / 2, (Math.min(...lats) + Math.max(...lats)) / 2];
}

export function sectorShapes(sectors: Iterable<Version<'sector'>>): readonly SectorShape[] {
  const shapes: SectorShape[] = [];
  for (const { id, value } of sectors) {
    const rings = ringsOf(value.area);
    if ((rings[0]?.length ?? 0) > 2) shapes.push({ id, name: value.name, rings, middle: middleOf(rings) });
  }
  return shapes;
}

/** The smallest sector that a place lies in. */
export function sectorAt(shapes: readonly SectorShape[], lon: number, lat: number): string | undefined {
  let best: { readonly id: string; readonly size: number } | undefined;
  for (const { id, rings } of shapes)
    for (const ring of rings) {
      if (!isInside(ring, lon, lat)) continue;
      const size = boxSize(ring);
      if (best === undefined || size < best.size) best = { id, size };
    }
  return best?.id;
}

/** Even-odd rule over straight edges; the longitude is taken to the turn that the ring is on. */
export function isInside(ring: readonly Point[], lon: number, lat: number): boolean {
  const turn = 360 * Math.round(((ring[0]?.[0] ?? lon) - lon) / 360);
  const x = lon + turn;
  let inside = false;
  for (let i = 1; i < ring.length; i += 1) {
    const [ax, ay] = ring[i - 1]!;
    const [bx, by] = ring[i]!;
    if (ay > lat !== by > lat && x < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

function boxSize(ring: readonly Point[]): number {
  const lons = ring.map(([lon]) => lon);
  const lats = ring.map(([, lat]) => lat);
  return (Math.max(...lons) - Math.min(...lons)) * (Math.max(...lats) - Math.min(...lats));
}

export interface CellShape {
  readonly ring: readonly Point[];
  /** Of {@link coverageStep}: 0 was seen last; `old` is hatched, what nobody saw is left out. */
  readonly step: number | 'old';
}

const DEGREE_M = 111_320;

/** The cells of a sector that were seen at any time, at a time. */
export function cellShapes({ cells, cellM, coveredForMin, atMs }: SectorCoverage): readonly CellShape[] {
  const shapes: CellShape[] = [];
  for (const { lat, lon, lastSeenMs } of cells) {
    const step = coverageStep(lastSeenMs === undefined ? undefined : atMs - lastSeenMs, coveredForMin);
    if (step === 'never') continue;
    const halfLat = cellM / DEGREE_M / 2;
    const halfLon = halfLat / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
    const [west, east, south, north] = [lon - halfLon, lon + halfLon, lat - halfLat, lat + halfLat];
    const ring: Point[] = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ];
    shapes.push({ ring, step });
  }
  return shapes;
}

/** Sectors of the plan that is looked at: of the edited one, else of the chosen patrol. */
export function plannedSectors(edited: Patrol | undefined, chosen: Patrol | undefined): ReadonlySet<string> {
  return new Set((edited ?? chosen)?.sectorIds ?? []);
}
