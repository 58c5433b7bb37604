/** Zones as the map's layers take them: areas and lines with how they stand, and where their names go. */
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import type { ZonePurpose } from '../../../proto/domain/operations/zone.ts';
import { areaM2 } from '../../../proto/domain/shapes/measure.ts';
import { outline } from '../../../proto/domain/shapes/outline.ts';
import { pathOf } from '../../../proto/domain/shapes/path.ts';
import { type ZoneStanding, zoneStanding } from '../../store/zonestanding.ts';
import type { DegreeBox } from '../screen.ts';

export interface ZoneProperties {
  readonly id: string;
  readonly name: string;
  readonly purpose: ZonePurpose;
  readonly standing: ZoneStanding;
  /** Of a line: which crossing counts. */
  readonly crossing?: string;
  /** Where several lie under the pointer the smallest is meant: square degrees. */
  readonly size: number;
  /** From this zoom on it is large enough on the screen for a name. */
  readonly fromZoom: number;
}

export interface ZoneFeatures {
  readonly shapes: GeoJSON.FeatureCollection<GeoJSON.MultiPolygon | GeoJSON.LineString, ZoneProperties>;
  /** Of areas alone: a line has its name along it. */
  readonly names: GeoJSON.FeatureCollection<GeoJSON.Point, ZoneProperties>;
  /** The same as long as nothing is drawn otherwise. */
  readonly signature: string;
}

export interface Drawn {
  readonly geometry: GeoJSON.MultiPolygon | GeoJSON.LineString;
  readonly nameAt: GeoJSON.Position | undefined;
  readonly size: number;
  readonly fromZoom: number;
  readonly box: DegreeBox;
}

/** A shape is computed once: versions never change. */
const drawnBefore = new WeakMap<object, Drawn>();
/** A name needs so much of the screen: of an area the side of a square of its size, of a line its length. */
const NAMED_FROM_PX = 70;
const WORLD_PX = 512;
/** Of longitude, at the equator. */
const DEGREE_M = 111_320;
const LINE_TOLERANCE_M = 50;

export function drawnOf({ value: { shape } }: Version<'zone'>): Drawn {
  let drawn = drawnBefore.get(shape);
  if (drawn === undefined) {
    drawn = drawShape(shape);
    drawnBefore.set(shape, drawn);
  }
  return drawn;
}

function drawShape(shape: Version<'zone'>['value']['shape']): Drawn {
  if (shape.kind === 'line') {
    const { xs, ys } = pathOf(shape.line, { closed: false, toleranceM: LINE_TOLERANCE_M });
    const coordinates = Array.from(xs, (x, i) => [x, ys[i]!]);
    return { geometry: { type: 'LineString', coordinates }, nameAt: undefined, ...extent([coordinates]) };
  }
  const polygons = outline(shape);
  const coordinates = polygons.map((rings) => rings.map(closed));
  const largest = polygons.toSorted((a, b) => sizeOf(b) - sizeOf(a))[0];
  return {
    geometry: { type: 'MultiPolygon', coordinates },
    nameAt: largest && widestMiddle(largest),
    ...named(extent(coordinates.flat()), areaM2(shape) ?? 0),
  };
}

/** A long and narrow area, a cable or a river, would have its name over all that is beside it. */
function named(drawn: Extent, sizeM2: number): Extent {
  const { south, north } = drawn.box;
  const degreeM = DEGREE_M * Math.cos(((south + north) / 2) * (Math.PI / 180));
  return { ...drawn, fromZoom: zoomOf(Math.sqrt(sizeM2) / degreeM) };
}

/** Where so many degrees of longitude are wide enough for a name. */
const zoomOf = (degrees: number): number =>
  Math.max(0, Math.log2((NAMED_FROM_PX * 360) / (WORLD_PX * Math.max(degrees, 1e-6))));

const closed = (ring: readonly LatLon[]): GeoJSON.Position[] => {
  const points = ring.map(({ lat, lon }) => [lon, lat]);
  return points[0] === undefined ? [] : [...points, points[0]];
};

const sizeOf = (rings: readonly (readonly LatLon[])[]): number => extent([closed(rings[0] ?? [])]).size;

type Extent = Pick<Drawn, 'size' | 'fromZoom' | 'box'>;

function extent(lines: readonly (readonly GeoJSON.Position[])[]): Extent {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const line of lines) {
    for (const [lon = 0, lat = 0] of line) {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  }
  const fromZoom = zoomOf(Math.max(east - west, north - south));
  return { size: (east - west) * (north - south), fromZoom, box: { west, south, east, north } };
}

/** In the middle of the widest stretch inside, half way up: never outside, wherever the area bends. */
export function widestMiddle(rings: readonly (readonly LatLon[])[]): GeoJSON.Position | undefined {
  const lats = (rings[0] ?? []).map(({ lat }) => lat);
  // Slightly off the middle, so that no corner lies on the line.
  const lat = Math.min(...lats) * 0.500_01 + Math.max(...lats) * 0.499_99;
  const crossings: number[] = [];
  for (const ring of rings) {
    for (const [i, a] of ring.entries()) {
      const b = ring[(i + 1) % ring.length]!;
      if (a.lat > lat === b.lat > lat) continue;
      crossings.push(a.lon + ((lat - a.lat) / (b.lat - a.lat)) * (b.lon - a.lon));
    }
  }
  crossings.sort((a, b) => a - b);
  let best: GeoJSON.Position | undefined;
  let widest = 0;
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const width = crossings[i + 1]! - crossings[i]!;
    if (width <= widest) continue;
    widest = width;
    best = [(crossings[i]! + crossings[i + 1]!) / 2, lat];
  }
  return best;
}

/** `hidden`: the one that is being drawn anew. */
export function zoneFeatures(
  zones: Iterable<Version<'zone'>>,
  nowMs: number,
  hidden: string | undefined,
): ZoneFeatures {
  const shapes: ZoneFeatures['shapes']['features'] = [];
  const names: ZoneFeatures['names']['features'] = [];
  const signature: string[] = [];
  for (const zone of zones) {
    if (zone.id === hidden) continue;
    const { name, purpose, shape } = zone.value;
    const { geometry, nameAt, size, fromZoom } = drawnOf(zone);
    const properties: ZoneProperties = {
      id: zone.id,
      name,
      purpose,
      standing: zoneStanding(zone.value, nowMs),
      size,
      fromZoom,
      ...(shape.kind === 'line' && { crossing: shape.crossing }),
    };
    signature.push(`${zone.id} ${zone.version} ${properties.standing}`);
    shapes.push({ type: 'Feature', properties, geometry });
    if (nameAt !== undefined)
      names.push({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: nameAt } });
  }
  return {
    shapes: { type: 'FeatureCollection', features: shapes },
    names: { type: 'FeatureCollection', features: names },
    signature: signature.join(),
  };
}
