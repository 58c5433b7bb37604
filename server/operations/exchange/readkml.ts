/** Zones from KML 2.2 (OGC 07-147r2): placemarks with polygons, lines, or points with a radius. */
import { SaxesParser } from 'saxes';
import type { LatLon, Shape } from '../../../proto/domain/operations/area.ts';
import {
  broughtIn,
  type FeatureRead,
  type FileRead,
  featureName,
  featureRead,
  lineOf,
  MAX_FEATURES,
  noFeature,
  noFile,
  pointOrLine,
  ringOf,
  tooManyFeatures,
} from './feature.ts';

/** Real files are a dozen deep. */
const MAX_DEPTH = 64;
const CHUNK = 64 * 1024;

/** What only structure can say. */
const STRUCTURED: ReadonlySet<string> = new Set(['schedule', 'critical', 'rules']);

interface Geometry {
  readonly kind: 'polygon' | 'line' | 'point';
  readonly rings: (readonly LatLon[])[];
}

interface Placemark {
  readonly data: Record<string, unknown>;
  readonly geometries: Geometry[];
  wrong?: string;
}

class KmlReader {
  readonly features: FeatureRead[] = [];
  fault: FileRead | undefined;
  readonly #parser = new SaxesParser();
  readonly #path: string[] = [];
  #text = '';
  #placemark: Placemark | undefined;
  #dataName = '';
  #sawRoot = false;

  constructor() {
    this.#parser.on('doctype', () =>
      this.#stop('a document type', 'leave the DOCTYPE out: entities are not read'),
    );
    this.#parser.on('error', (error) => {
      this.fault ??= noFile('not well-formed XML', error.message.slice(0, 200), 'correct the file');
    });
    this.#parser.on('opentag', ({ name, attributes }) => this.#open(localName(name), attributes));
    this.#parser.on('closetag', ({ name }) => this.#close(localName(name)));
    this.#parser.on('text', (text) => {
      this.#text += text;
    });
    this.#parser.on('cdata', (text) => {
      this.#text += text;
    });
  }

  /** In parts, so that the first fault ends it. */
  read(text: string): FileRead {
    for (let at = 0; at < text.length && this.fault === undefined; at += CHUNK)
      this.#parser.write(text.slice(at, at + CHUNK));
    if (this.fault === undefined) this.#parser.close();
    if (this.fault !== undefined) return this.fault;
    return { ok: true, features: this.features };
  }

  #stop(what: string, remedy: string): void {
    this.fault ??= noFile(what, `line ${this.#parser.line}`, remedy);
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.fault !== undefined) return;
    if (!this.#sawRoot && name !== 'kml')
      this.#stop(`the outermost element is ${name.slice(0, 40)}`, 'it has to be kml');
    this.#sawRoot = true;
    this.#path.push(name);
    this.#text = '';
    if (this.#path.length > MAX_DEPTH)
      this.#stop(`elements nested deeper than ${MAX_DEPTH}`, 'make it flatter');
    if (name === 'Placemark') this.#placemark = { data: {}, geometries: [] };
    if (name === 'Data' || name === 'SimpleData') this.#dataName = attributes.name ?? '';
    if (name === 'Polygon') this.#placemark?.geometries.push({ kind: 'polygon', rings: [] });
  }

  #close(name: string): void {
    this.#path.pop();
    const text = this.#text.trim();
    this.#text = '';
    const placemark = this.#placemark;
    if (this.fault !== undefined || placemark === undefined) return;
    const parent = this.#path.at(-1);
    if (name === 'name' && parent === 'Placemark') placemark.data.name = text;
    else if (name === 'description' && parent === 'Placemark') placemark.data.note = text;
    else if ((name === 'value' && parent === 'Data') || name === 'SimpleData') this.#data(placemark, text);
    else if (name === 'coordinates') this.#coordinates(placemark, text, parent ?? '');
    else if (name === 'Placemark') {
      this.#placemark = undefined;
      this.features.push(...finished(placemark, this.features.length));
      if (this.features.length > MAX_FEATURES) this.fault = tooManyFeatures();
    }
  }

  /** What only structure can say is JSON there. */
  #data(placemark: Placemark, text: string): void {
    if (STRUCTURED.has(this.#dataName)) {
      try {
        placemark.data[this.#dataName] = JSON.parse(text);
      } catch {
        placemark.wrong ??= `${this.#dataName} is not JSON`;
      }
    } else placemark.data[this.#dataName] = text;
  }

  #coordinates(placemark: Placemark, text: string, parent: string): void {
    const places = readCoordinates(text);
    if (places === undefined) {
      placemark.wrong ??= 'coordinates that are not numbers';
      return;
    }
    if (parent === 'LinearRing') {
      const polygon = placemark.geometries.at(-1);
      const ring = ringOf(places);
      if (polygon?.kind !== 'polygon') placemark.geometries.push({ kind: 'line', rings: [lineOf(places)] });
      // The outside may stand after the holes.
      else if (this.#path.at(-2) === 'outerBoundaryIs') polygon.rings.unshift(ring);
      else polygon.rings.push(ring);
    } else if (parent === 'LineString') placemark.geometries.push({ kind: 'line', rings: [places] });
    else if (parent === 'Point') placemark.geometries.push({ kind: 'point', rings: [places] });
  }
}

export const readKml = (text: string): FileRead => new KmlReader().read(text.replace(/^\uFEFF/, ''));

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** `lon,lat[,height]` between spaces; undefined where it is not. */
function readCoordinates(text: string): LatLon[] | undefined {
  const places: LatLon[] = [];
  for (const [tuple] of text.matchAll(/\S+/g)) {
    const [lon, lat] = tuple.split(',');
    if (!lon || !lat) return undefined;
    places.push({ lat: Number(lat), lon: broughtIn(Number(lon)) });
  }
  return places;
}

function finished({ data, geometries, wrong }: Placemark, index: number): readonly FeatureRead[] {
  const label = featureName(index, data.name);
  if (wrong !== undefined) return [noFeature(label, wrong, 'Placemark', 'correct it')];
  // A point with a radius and a line with a width are drawn as polygons too, for those who know no radius.
  const drawn = geometries.filter(({ kind }) => kind === (data.radiusM !== undefined ? 'point' : 'line'));
  const used = drawn.length > 0 && (data.radiusM ?? data.widthM) !== undefined ? drawn : geometries;
  if (used.length === 0)
    return [noFeature(label, 'no polygon, line or point', 'Placemark', 'give one, or leave it out')];
  return used.map((geometry, i) => {
    const shape = shapeOf(geometry, data);
    if (shape === undefined)
      return noFeature(label, 'a point is no zone', 'Point', 'give a radius in metres as the data radiusM');
    const name = typeof data.name === 'string' && data.name !== '' ? data.name : undefined;
    return featureRead(label, shape, used.length > 1 && name ? { ...data, name: `${name} ${i + 1}` } : data);
  });
}

const shapeOf = ({ kind, rings }: Geometry, data: Readonly<Record<string, unknown>>): Shape | undefined =>
  kind === 'polygon' ? { kind, rings } : pointOrLine(kind, rings[0] ?? [], data);
