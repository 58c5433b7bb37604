/** What a sensor should see, as rings and lines on the earth: lon, lat in degrees. */

import { geodesicDirect } from '../../../proto/domain/geodesic.ts';
import type { Coverage, Sector, SensorView } from '../../../proto/domain/sensor.ts';

export type Point = readonly [lon: number, lat: number];

interface Place {
  readonly lat: number;
  readonly lon: number;
}

export interface CoverageShapes {
  /** Edges of what it sees: arcs, and the radii of sectors. */
  readonly edges: readonly (readonly Point[])[];
  /** Blind sectors within it, as hatching: their radii and arcs across them. */
  readonly blind: readonly (readonly Point[])[];
}

/** Points of an arc stand no further apart than this. */
const STEP_DEG = 3;
const FULL_DEG = 360;
/** Arcs across a blind sector, its outer edge among them. */
const HATCHES = 14;

export function coverageShapes(from: Place, coverage: Coverage): CoverageShapes {
  const { rangeM, minRangeM = 0, sectors, blindSectors = [] } = coverage;
  const edges: Point[][] = [];
  if (sectors === undefined || sectors.length === 0) {
    edges.push(arc(from, rangeM, 0, FULL_DEG));
    if (minRangeM > 0) edges.push(arc(from, minRangeM, 0, FULL_DEG));
  } else {
    for (const sector of sectors) edges.push(wedge(from, minRangeM, rangeM, sector));
  }
  return { edges, blind: blindSectors.flatMap((sector) => hatching(from, minRangeM, rangeM, sector)) };
}

/** Where a camera looks: a wedge from where it stands. */
export const viewShape = (from: Place, { azimuthDeg, widthDeg, rangeM }: SensorView): readonly Point[] =>
  wedge(from, 0, rangeM, { fromDeg: azimuthDeg - widthDeg / 2, toDeg: azimuthDeg + widthDeg / 2 });

/** The ring of a sector, closed. */
function wedge(
  from: Place,
  minRangeM: number,
  rangeM: number,
  { fromDeg, toDeg }: { readonly [K in keyof Sector]: number },
): Point[] {
  const outer = arc(from, rangeM, fromDeg, toDeg);
  const inner: Point[] =
    minRangeM > 0 ? arc(from, minRangeM, fromDeg, toDeg).reverse() : [[from.lon, from.lat]];
  return [...outer, ...inner, outer[0]!];
}

/** The ring of a sector and arcs across it. */
function hatching(from: Place, minRangeM: number, rangeM: number, sector: Sector): Point[][] {
  const stepM = (rangeM - minRangeM) / HATCHES;
  const across = Array.from({ length: HATCHES - 1 }, (_, i) =>
    arc(from, minRangeM + (i + 1) * stepM, sector.fromDeg, sector.toDeg),
  );
  return [wedge(from, minRangeM, rangeM, sector), ...across];
}

/** Clockwise from one direction to another; equal directions are a full turn. */
function arc(from: Place, rangeM: number, fromDeg: number, toDeg: number): Point[] {
  const turn = (((toDeg - fromDeg) % FULL_DEG) + FULL_DEG) % FULL_DEG || FULL_DEG;
  const steps = Math.max(2, Math.ceil(turn / STEP_DEG));
  return Array.from({ length: steps + 1 }, (_, i): Point => {
    const { lat, lon } = geodesicDirect(from, fromDeg + (turn * i) / steps, rangeM);
    // Around the sensor, not around the world.
    return [from.lon + ((((lon - from.lon + 180) % FULL_DEG) + FULL_DEG) % FULL_DEG) - 180, lat];
  });
}
