/** Zones as GeoJSON (RFC 7946): outsides counter-clockwise, cut at the antimeridian. */
import type { LatLon, Shape } from '../../../proto/domain/operations/area.ts';
import { eastward } from '../../../proto/domain/shapes/geodesics.ts';
import { cutLine, cutPolygon } from './antimeridian.ts';
import { type ExportedZone, properties } from './feature.ts';

export const writeGeoJson = (zones: readonly ExportedZone[]): string =>
  JSON.stringify({ type: 'FeatureCollection', features: zones.map(featureOf) });

function featureOf(zone: ExportedZone): object {
  const { shape } = zone.value;
  const { id, ...rest } = properties(zone);
  return { type: 'Feature', id, properties: { ...rest, ...extra(shape) }, geometry: geometryOf(shape) };
}

/** What a point or line needs beside its place to be the shape again. */
export function extra(shape: Shape): Readonly<Record<string, string | number>> {
  switch (shape.kind) {
    case 'circle':
      return { radiusM: shape.radiusM };
    case 'corridor':
      return { widthM: shape.widthM };
    case 'line':
      return { crossing: shape.crossing };
    case 'polygon':
      return {};
  }
}

const pair = ({ lat, lon }: LatLon): readonly [number, number] => [lon, lat];

function geometryOf(shape: Shape): object {
  switch (shape.kind) {
    case 'circle':
      return { type: 'Point', coordinates: pair(shape.centre) };
    case 'corridor':
    case 'line': {
      const [first, ...more] = cutLine(shape.line).map((line) => line.map(pair));
      return more.length === 0
        ? { type: 'LineString', coordinates: first }
        : { type: 'MultiLineString', coordinates: [first, ...more] };
    }
    case 'polygon': {
      const [first, ...more] = cutPolygon(shape.rings).map((rings) => rings.map(closedRing));
      return more.length === 0
        ? { type: 'Polygon', coordinates: first }
        : { type: 'MultiPolygon', coordinates: [first, ...more] };
    }
  }
}

/** The right-hand rule (RFC 7946, 3.1.6): the outside counter-clockwise, holes clockwise; the first corner again at the end. */
export function closedRing(ring: readonly LatLon[], index: number): readonly (readonly [number, number])[] {
  const wanted = isCounterClockwise(ring) === (index === 0) ? ring : [ring[0]!, ...ring.slice(1).reverse()];
  return [...wanted, wanted[0]!].map(pair);
}

function isCounterClockwise(ring: readonly LatLon[]): boolean {
  let twice = 0;
  let x = 0;
  for (const [i, { lat, lon }] of ring.entries()) {
    const next = ring[(i + 1) % ring.length]!;
    const to = x + eastward(lon, next.lon);
    twice += x * next.lat - to * lat;
    x = to;
  }
  return twice > 0;
}
