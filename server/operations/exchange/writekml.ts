/** Zones as KML 2.2. Circles and corridors are points and lines with their measure, and drawn as polygons beside. */
import type { LatLon, Shape } from '../../../proto/domain/operations/area.ts';
import { eastward } from '../../../proto/domain/shapes/geodesics.ts';
import { outline } from '../../../proto/domain/shapes/outline.ts';
import { type ExportedZone, properties } from './feature.ts';
import { closedRing, extra } from './writegeojson.ts';

export const writeKml = (zones: readonly ExportedZone[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Zones</name>',
    ...zones.map(placemark),
    '</Document></kml>',
    '',
  ].join('\n');

function placemark(zone: ExportedZone): string {
  const { name, note, ...rest } = properties(zone);
  const data = Object.entries({ ...rest, ...extra(zone.value.shape) }).map(([key, value]) => {
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return `<Data name="${key}"><value>${escaped(text)}</value></Data>`;
  });
  return [
    `<Placemark><name>${escaped(String(name))}</name>`,
    note === undefined ? '' : `<description>${escaped(String(note))}</description>`,
    `<ExtendedData>${data.join('')}</ExtendedData>`,
    geometry(zone.value.shape),
    '</Placemark>',
  ].join('');
}

function geometry(shape: Shape): string {
  switch (shape.kind) {
    case 'polygon':
      return polygon(shape.rings);
    case 'line':
      return lineString(shape.line);
    case 'corridor':
      return `<MultiGeometry>${lineString(shape.line)}${drawn(shape)}</MultiGeometry>`;
    case 'circle':
      return `<MultiGeometry><Point><coordinates>${tuple(shape.centre)}</coordinates></Point>${drawn(shape)}</MultiGeometry>`;
  }
}

const drawn = (shape: Exclude<Shape, { kind: 'line' }>): string =>
  outline(shape)
    .map((rings) => rings.map((ring) => ring.map(({ lat, lon }) => ({ lat, lon: eastward(0, lon) }))))
    .map(polygon)
    .join('');

function polygon(rings: readonly (readonly LatLon[])[]): string {
  const parts = rings.map((ring, i) => {
    const where = i === 0 ? 'outerBoundaryIs' : 'innerBoundaryIs';
    const corners = closedRing(ring, i).map(([lon, lat]) => `${lon},${lat}`);
    return `<${where}><LinearRing><coordinates>${corners.join(' ')}</coordinates></LinearRing></${where}>`;
  });
  return `<Polygon><tessellate>1</tessellate>${parts.join('')}</Polygon>`;
}

const lineString = (line: readonly LatLon[]): string =>
  `<LineString><tessellate>1</tessellate><coordinates>${line.map(tuple).join(' ')}</coordinates></LineString>`;
const tuple = ({ lat, lon }: LatLon): string => `${lon},${lat}`;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
/** What XML 1.0 cannot hold is left out: control characters, halves of letters. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"\r]/g, (one) => ESCAPES[one] ?? one);
