/** How far it is to a shape. */
import type { LatLon, Shape } from '../operations/area.ts';
import { distanceToChord, toChordSpace } from './chords.ts';
import { distanceToEdgeM, geodesicBetween } from './geodesics.ts';
import { pathOf } from './path.ts';
import { contains } from './prepared.ts';

/** Chords rank edges; those so near to the nearest are measured on the ellipsoid. */
const DOUBT = 0.02;
const DOUBT_M = 20;

/** Metres by the shortest way to the nearest place of a shape; 0 within it. Good to a centimetre. */
export function distanceToShapeM(shape: Shape, lat: number, lon: number): number {
  const place = { lat, lon };
  switch (shape.kind) {
    case 'circle':
      return Math.max(0, geodesicBetween(shape.centre, place).distanceM - shape.radiusM);
    case 'corridor':
      return Math.max(0, distanceToLinesM([shape.line], false, place) - shape.widthM / 2);
    case 'line':
      return distanceToLinesM([shape.line], false, place);
    case 'polygon':
      return contains(shape, lat, lon) ? 0 : distanceToLinesM(shape.rings, true, place);
  }
}

/** Metres to the edge, from within and without; of a line to the line. */
export function distanceToEdgeOfShapeM(shape: Shape, place: LatLon): number {
  switch (shape.kind) {
    case 'circle':
      return Math.abs(geodesicBetween(shape.centre, place).distanceM - shape.radiusM);
    case 'corridor':
      return Math.abs(distanceToLinesM([shape.line], false, place) - shape.widthM / 2);
    case 'line':
      return distanceToLinesM([shape.line], false, place);
    case 'polygon':
      return distanceToLinesM(shape.rings, true, place);
  }
}

function distanceToLinesM(lines: readonly (readonly LatLon[])[], closed: boolean, place: LatLon): number {
  const at = new Float64Array(3);
  toChordSpace(place.lat, place.lon, at);
  const edges: { readonly a: LatLon; readonly b: LatLon; chordM: number }[] = [];
  let least = Infinity;
  for (const line of lines) {
    const path = pathOf(line, { closed });
    const points = new Float64Array(3 * path.xs.length);
    for (let i = 0; i < path.xs.length; i += 1) toChordSpace(path.ys[i]!, path.xs[i]!, points, 3 * i);
    let edge: (typeof edges)[number] | undefined;
    for (let i = 0; i < path.edges.length; i += 1) {
      const corner = path.edges[i]!;
      if (i === 0 || corner !== path.edges[i - 1]) {
        edge = { a: line[corner]!, b: line[(corner + 1) % line.length]!, chordM: Infinity };
        edges.push(edge);
      }
      edge!.chordM = Math.min(edge!.chordM, distanceToChord(at, points, 3 * i, 3 * i + 3));
      least = Math.min(least, edge!.chordM);
    }
  }
  return edges
    .filter(({ chordM }) => chordM <= least * (1 + DOUBT) + DOUBT_M)
    .reduce((nearest, { a, b }) => Math.min(nearest, distanceToEdgeM(a, b, place)), Infinity);
}
