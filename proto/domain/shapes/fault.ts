/** What is wrong with a shape that somebody drew, typed or sent: the first fault, where it is, and what helps. */
import type { LatLon, Shape } from '../operations/area.ts';
import { eastward, geodesicBetween, geodesicEnd, ringMeasures } from './geodesics.ts';
import { type EdgeOf, firstCrossing } from './intersections.ts';
import { boxOf, pathOf } from './path.ts';
import { prepare } from './prepared.ts';
import { ringPaths } from './preparedpolygon.ts';

export interface ShapeFault {
  readonly what: string;
  /** `corner 3`, `edge 2–3 of hole 1`: numbered from 1, as the screen lists them. */
  readonly where: string;
  readonly remedy: string;
}

/** Corners of one shape, holes' corners included. */
export const MAX_CORNERS = 5_000;
export const MAX_RINGS = 100;
/** Corners of a corridor or line. */
export const MAX_LINE_CORNERS = 500;
export const MAX_EDGE_KM = 10_000;
/** All edges together; keeps the work bounded that cutting them into pieces makes. */
export const MAX_LENGTH_KM = 100_000;
/** The map ends there (Web Mercator), and so does what depends on it. */
export const MAX_LATITUDE = 85;
export const MAX_RADIUS_KM = 2_000;
export const MAX_WIDTH_KM = 500;
/** Less is nothing that anyone could be in. */
const MIN_AREA_M2 = 1;
const MAX_EXTENT_DEG = 180;

const fault = (what: string, where: string, remedy: string): ShapeFault => ({ what, where, remedy });

/** Undefined for a shape that may be kept. Numbers of corners are looked at before any work that grows with them. */
export function faultOfShape(shape: Shape): ShapeFault | undefined {
  switch (shape.kind) {
    case 'polygon':
      return faultOfPolygon(shape.rings);
    case 'circle':
      return faultOfCircle(shape.centre, shape.radiusM);
    case 'corridor':
      return faultOfLine(shape.line) ?? faultOfWidth(shape.widthM) ?? faultOfReach(shape);
    case 'line':
      return faultOfLine(shape.line);
  }
}

function faultOfPolygon(rings: readonly (readonly LatLon[])[]): ShapeFault | undefined {
  if (rings.length === 0)
    return fault('the polygon has no corners', 'outside', 'give three corners at least');
  if (rings.length > MAX_RINGS)
    return fault(
      `${rings.length} rings, more than ${MAX_RINGS}`,
      'the polygon',
      'split it into several zones',
    );
  const corners = rings.reduce((sum, ring) => sum + ring.length, 0);
  if (corners > MAX_CORNERS)
    return fault(`${corners} corners, more than ${MAX_CORNERS}`, 'the polygon', 'simplify it or split it');
  for (const [r, ring] of rings.entries()) {
    const name = ringName(r);
    if (ring.length < 3)
      return fault(`${ring.length} corners, fewer than 3`, name, 'give three corners at least');
    const found = faultOfCorners(ring, name, true);
    if (found !== undefined) return found;
  }
  return faultOfLength(rings, true) ?? faultOfRings(rings);
}

const ringName = (ring: number): string => (ring === 0 ? 'outside' : `hole ${ring}`);
const cornerName = (corner: number, name: string): string =>
  name === 'outside' ? `corner ${corner + 1}` : `corner ${corner + 1} of ${name}`;
const edgeName = (edge: number, corners: number, name: string): string => {
  const text = `edge ${edge + 1}–${((edge + 1) % corners) + 1}`;
  return name === 'outside' ? text : `${text} of ${name}`;
};

function faultOfPlace({ lat, lon }: LatLon, where: string): ShapeFault | undefined {
  if (!Number.isFinite(lat) || !Number.isFinite(lon))
    return fault('latitude or longitude is not a number', where, 'give both in degrees');
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180)
    return fault(
      `${lat}, ${lon} is no place on earth`,
      where,
      'look whether latitude and longitude are swapped',
    );
  if (Math.abs(lat) > MAX_LATITUDE)
    return fault(
      `latitude ${lat}°, beyond ${MAX_LATITUDE}°`,
      where,
      `stay within ${MAX_LATITUDE}° north and south`,
    );
  return undefined;
}

function faultOfCorners(corners: readonly LatLon[], name: string, closed: boolean): ShapeFault | undefined {
  for (const [i, corner] of corners.entries()) {
    const found = faultOfPlace(corner, cornerName(i, name));
    if (found !== undefined) return found;
  }
  const edges = closed ? corners.length : corners.length - 1;
  for (let i = 0; i < edges; i += 1) {
    const [a, b] = [corners[i]!, corners[(i + 1) % corners.length]!];
    if (a.lat === b.lat && eastward(a.lon, b.lon) === 0) {
      const what = 'the corner is the same as the next';
      return fault(what, cornerName(i, name), 'leave one of them out');
    }
  }
  return undefined;
}

function faultOfLength(lines: readonly (readonly LatLon[])[], closed: boolean): ShapeFault | undefined {
  let sumM = 0;
  for (const [r, line] of lines.entries())
    for (let i = 0; i < (closed ? line.length : line.length - 1); i += 1) {
      const { distanceM } = geodesicBetween(line[i]!, line[(i + 1) % line.length]!);
      const where = edgeName(i, line.length, ringName(r));
      if (distanceM > MAX_EDGE_KM * 1000)
        return fault(`longer than ${MAX_EDGE_KM} km: its way is in doubt`, where, 'put corners between');
      sumM += distanceM;
    }
  if (sumM <= MAX_LENGTH_KM * 1000) return undefined;
  return fault(`edges of ${Math.round(sumM / 1000)} km in all`, 'the shape', `at most ${MAX_LENGTH_KM} km`);
}

function faultOfRings(rings: readonly (readonly LatLon[])[]): ShapeFault | undefined {
  for (const [r, ring] of rings.entries()) {
    const path = pathOf(ring, { closed: true });
    if (path.turnDeg !== 0)
      return fault('it goes around a pole', ringName(r), `stay within ${MAX_LATITUDE}° and off the poles`);
    const far = path.ys.findIndex((y) => Math.abs(y) > MAX_LATITUDE);
    if (far > 0) {
      const where = edgeName(path.edges[far - 1]!, ring.length, ringName(r));
      return fault(
        `the shortest way goes beyond ${MAX_LATITUDE}°`,
        where,
        'put corners between, nearer the equator',
      );
    }
    const { west, east } = boxOf([path]);
    if (east - west > MAX_EXTENT_DEG)
      return fault(`more than ${MAX_EXTENT_DEG}° of longitude`, ringName(r), 'split it into several zones');
  }
  const crossing = firstCrossing(ringPaths(rings));
  if (crossing !== undefined) {
    const name = ({ path, edge }: EdgeOf): string => edgeName(edge, rings[path]!.length, ringName(path));
    const what = `${name(crossing.first)} meets ${name(crossing.second)}`;
    const where = `${crossing.lat.toFixed(5)}, ${eastward(0, crossing.lon).toFixed(5)}`;
    return fault(what, where, 'move one of their corners, or exchange two');
  }
  for (const [r, ring] of rings.entries())
    if (ringMeasures(ring).areaM2 < MIN_AREA_M2)
      return fault('it has no area', ringName(r), 'draw it as a line, or move a corner');
  return faultOfHoles(rings);
}

/** No edge crosses another any more: a hole is where one of its corners is. */
function faultOfHoles(rings: readonly (readonly LatLon[])[]): ShapeFault | undefined {
  const solid = rings.map((ring) => prepare({ kind: 'polygon', rings: [ring] }));
  for (let r = 1; r < rings.length; r += 1) {
    const { lat, lon } = rings[r]![0]!;
    if (!solid[0]!.contains(lat, lon))
      return fault('it is not within the outside', ringName(r), 'make it a zone of its own');
    const around = solid.findIndex((one, i) => i > 0 && i !== r && one.contains(lat, lon));
    if (around > 0) return fault(`it is within ${ringName(around)}`, ringName(r), 'leave one of them out');
  }
  return undefined;
}

function faultOfCircle(centre: LatLon, radiusM: number): ShapeFault | undefined {
  const found = faultOfPlace(centre, 'centre');
  if (found !== undefined) return found;
  if (!(radiusM >= 1 && radiusM <= MAX_RADIUS_KM * 1000))
    return fault(`a radius of ${radiusM} m`, 'radius', `give 1 m to ${MAX_RADIUS_KM} km`);
  for (const azimuth of [0, 180])
    if (beyond(centre, azimuth, radiusM))
      return fault(
        `it reaches beyond ${MAX_LATITUDE}°`,
        'radius',
        'make it smaller, or move it from the pole',
      );
  return undefined;
}

/** The farthest place that way is beyond the limit, or behind the pole. */
function beyond(from: LatLon, azimuth: number, distanceM: number): boolean {
  const end = geodesicEnd(from, azimuth, distanceM);
  return Math.abs(end.lat) > MAX_LATITUDE || Math.abs(eastward(from.lon, end.lon)) > 90;
}

function faultOfLine(line: readonly LatLon[]): ShapeFault | undefined {
  if (line.length < 2)
    return fault(`${line.length} corners, fewer than 2`, 'the line', 'give two corners at least');
  if (line.length > MAX_LINE_CORNERS)
    return fault(
      `${line.length} corners, more than ${MAX_LINE_CORNERS}`,
      'the line',
      'simplify it or split it',
    );
  const found = faultOfCorners(line, 'outside', false) ?? faultOfLength([line], false);
  if (found !== undefined) return found;
  const path = pathOf(line, { closed: false });
  const far = path.ys.findIndex((y) => Math.abs(y) > MAX_LATITUDE);
  if (far > 0) {
    const where = edgeName(path.edges[far - 1]!, line.length, 'outside');
    return fault(
      `the shortest way goes beyond ${MAX_LATITUDE}°`,
      where,
      'put corners between, nearer the equator',
    );
  }
  const { west, east } = boxOf([path]);
  if (east - west > MAX_EXTENT_DEG)
    return fault(`more than ${MAX_EXTENT_DEG}° of longitude`, 'the line', 'split it into several zones');
  return undefined;
}

function faultOfWidth(widthM: number): ShapeFault | undefined {
  if (widthM >= 1 && widthM <= MAX_WIDTH_KM * 1000) return undefined;
  return fault(`a width of ${widthM} m`, 'width', `give 1 m to ${MAX_WIDTH_KM} km`);
}

function faultOfReach({ line, widthM }: { line: readonly LatLon[]; widthM: number }): ShapeFault | undefined {
  const at = line.findIndex((corner) => [0, 180].some((azimuth) => beyond(corner, azimuth, widthM / 2)));
  if (at < 0) return undefined;
  return fault(
    `it reaches beyond ${MAX_LATITUDE}°`,
    cornerName(at, 'outside'),
    'make it narrower, or move it',
  );
}
