/** Zones from GeoJSON (RFC 7946): a collection, a feature, or a bare geometry. Circles are points with `radiusM`. */
import type { LatLon, Shape } from '../../../proto/domain/operations/area.ts';
import { joinLines, joinPolygons } from './antimeridian.ts';
import {
  broughtIn,
  type FeatureRead,
  type FileRead,
  featureName,
  featureRead,
  MAX_FEATURES,
  noFeature,
  noFile,
  pointOrLine,
  ringOf,
  tooManyFeatures,
} from './feature.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function readGeoJson(text: string): FileRead {
  let root: unknown;
  try {
    root = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return noFile('not JSON', error instanceof Error ? error.message : String(error), 'correct the file');
  }
  if (!isObject(root))
    return noFile('not GeoJSON', 'the outermost value', 'it has to be an object with a type');
  const list =
    root.type === 'FeatureCollection'
      ? root.features
      : root.type === 'Feature'
        ? [root]
        : [{ type: 'Feature', properties: {}, geometry: root }];
  if (!Array.isArray(list)) return noFile('no list of features', 'features', 'give a list, empty perhaps');
  if (list.length > MAX_FEATURES) return tooManyFeatures();
  const features: FeatureRead[] = [];
  for (const [i, one] of list.entries()) {
    features.push(...readFeature(one, i));
    if (features.length > MAX_FEATURES) return tooManyFeatures();
  }
  return { ok: true, features };
}

function readFeature(one: unknown, index: number): readonly FeatureRead[] {
  const properties = isObject(one) && isObject(one.properties) ? one.properties : {};
  const label = featureName(index, properties.name);
  if (!isObject(one) || one.type !== 'Feature')
    return [noFeature(label, 'not a feature', 'type', 'give an object of type Feature')];
  if (!isObject(one.geometry))
    return [noFeature(label, 'no geometry', 'geometry', 'give one, or leave the feature out')];
  const shapes =
    one.geometry.type === 'GeometryCollection' && Array.isArray(one.geometry.geometries)
      ? one.geometry.geometries.flatMap((each) => readGeometry(each, properties))
      : readGeometry(one.geometry, properties);
  if (shapes.length === 0) return [noFeature(label, 'nothing in it', 'geometry', 'leave the feature out')];
  return shapes.map((shape, i) => {
    if ('what' in shape) return noFeature(label, shape.what, shape.where, shape.remedy);
    const name = typeof properties.name === 'string' ? properties.name : undefined;
    // Parts that do not hang together are zones of their own.
    const numbered =
      shapes.length > 1 && name !== undefined ? { ...properties, name: `${name} ${i + 1}` } : properties;
    return featureRead(label, shape, numbered);
  });
}

interface GeometryFault {
  readonly what: string;
  readonly where: string;
  readonly remedy: string;
}
const wrong = (what: string, where: string, remedy: string): readonly [GeometryFault] => [
  { what, where, remedy },
];

function readGeometry(geometry: unknown, properties: Json): readonly (Shape | GeometryFault)[] {
  if (!isObject(geometry)) return wrong('no geometry', 'geometry', 'give an object with a type');
  const { type, coordinates } = geometry;
  switch (type) {
    case 'Polygon':
      return readPolygons([coordinates]);
    case 'MultiPolygon':
      return readPolygons(coordinates);
    case 'LineString':
      return readLines([coordinates], properties);
    case 'MultiLineString':
      return readLines(coordinates, properties);
    case 'Point': {
      const centre = readPlace(coordinates);
      if (centre === undefined) return notNumbers('coordinates');
      const circle = pointOrLine('point', [centre], properties);
      return circle
        ? [circle]
        : wrong('a point is no zone', 'geometry', 'give a radius in metres as the property radiusM');
    }
    default:
      return wrong(
        `a geometry of type ${JSON.stringify(type)?.slice(0, 40)}`,
        'geometry.type',
        'give a Polygon, a LineString, or a Point with radiusM',
      );
  }
}

const notNumbers = (where: string): readonly [GeometryFault] =>
  wrong('not a list of positions', where, 'give [longitude, latitude] in degrees');

function readPolygons(coordinates: unknown): readonly (Shape | GeometryFault)[] {
  if (!Array.isArray(coordinates)) return notNumbers('coordinates');
  const polygons: LatLon[][][] = [];
  for (const rings of coordinates as readonly unknown[]) {
    if (!Array.isArray(rings) || rings.length === 0) return notNumbers('coordinates');
    const read = (rings as readonly unknown[]).map(readPlaces);
    if (!read.every((ring) => ring !== undefined)) return notNumbers('coordinates');
    polygons.push(read.map(ringOf));
  }
  return joinPolygons(polygons).map((rings) => ({ kind: 'polygon', rings }));
}

function readLines(coordinates: unknown, properties: Json): readonly (Shape | GeometryFault)[] {
  if (!Array.isArray(coordinates)) return notNumbers('coordinates');
  const lines = (coordinates as readonly unknown[]).map(readPlaces);
  if (!lines.every((line) => line !== undefined)) return notNumbers('coordinates');
  return joinLines(lines).map((line) => pointOrLine('line', line, properties)!);
}

function readPlaces(list: unknown): LatLon[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const places: LatLon[] = [];
  for (const one of list as readonly unknown[]) {
    const place = readPlace(one);
    if (place === undefined) return undefined;
    places.push(place);
  }
  return places;
}

/** Longitude first; heights are left out. */
function readPlace(one: unknown): LatLon | undefined {
  if (!Array.isArray(one)) return undefined;
  const [lon, lat] = one as readonly unknown[];
  return typeof lon === 'number' && typeof lat === 'number' ? { lat, lon: broughtIn(lon) } : undefined;
}
