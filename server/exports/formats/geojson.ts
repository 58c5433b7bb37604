/** Tracks as GeoJSON (RFC 7946): a line for each, with `times` and what else is known of its points in columns beside it. */
import type { Answer } from '../../../proto/domain/record/questions.ts';
import { type ExportedPoint, type ExportHead, headFields, trackFields } from '../exported.ts';
import type { FileSink } from '../filesink.ts';
import type { StagedPoints, Way } from '../stagedpoints.ts';
import { degOf, isoOf, tenthOf } from '../words.ts';

/** Of one line; a longer way is several, which share an end. */
const MOST_OF_LINE = 50_000;

/** `head` and features one after the other. */
export class FeatureFile {
  readonly #sink: FileSink;
  #count = 0;

  constructor(sink: FileSink, head: Readonly<Record<string, unknown>>) {
    this.#sink = sink;
    sink.text(`${JSON.stringify({ type: 'FeatureCollection', ...head }).slice(0, -1)},"features":[`);
  }

  add(feature: object): void {
    this.#sink.text(`${this.#count === 0 ? '' : ','}\n${JSON.stringify(feature)}`);
    this.#count += 1;
  }

  end(): void {
    this.#sink.text('\n]}\n');
  }
}

const placeOf = ({ latE6, lonE6 }: ExportedPoint): readonly [number, number] => [degOf(lonE6), degOf(latE6)];

/** A column, or nothing where nothing of it is known. */
function column<T>(
  name: string,
  points: readonly ExportedPoint[],
  of: (point: ExportedPoint) => T | null,
): object {
  const values = points.map(of);
  return values.every((value) => value === null) ? {} : { [name]: values };
}

const columnsOf = (points: readonly ExportedPoint[]): object => ({
  times: points.map(({ ms }) => isoOf(ms)),
  ...column('sogKn', points, ({ sogDkn }) => tenthOf(sogDkn)),
  ...column('cogDeg', points, ({ cogDdeg }) => tenthOf(cogDdeg)),
  ...column('headingDeg', points, ({ headingDdeg }) => tenthOf(headingDdeg)),
  ...column('navStatus', points, ({ navStatus }) => navStatus),
});

/** Where it goes over the antimeridian it is cut (RFC 7946, 3.1.9): nothing is said of the place in between. */
export function cutAtAntimeridian(points: readonly ExportedPoint[]): readonly (readonly ExportedPoint[])[] {
  const parts: ExportedPoint[][] = [];
  let part: ExportedPoint[] = [];
  for (const point of points) {
    const last = part.at(-1);
    if (last && Math.abs(point.lonE6 - last.lonE6) > 180e6) {
      parts.push(part);
      part = [];
    }
    part.push(point);
  }
  return [...parts, part];
}

const featuresOf = ({ track, points }: Way): object[] =>
  cutAtAntimeridian(points).map((part) => ({
    type: 'Feature',
    properties: { ...trackFields(track), ...columnsOf(part) },
    geometry:
      part.length === 1
        ? { type: 'Point', coordinates: placeOf(part[0]!) }
        : { type: 'LineString', coordinates: part.map(placeOf) },
  }));

export async function writeGeoJson(sink: FileSink, staged: StagedPoints, head: ExportHead): Promise<void> {
  const file = new FeatureFile(sink, { watchfloor: headFields(head) });
  for await (const way of staged.ways(MOST_OF_LINE)) for (const feature of featuresOf(way)) file.add(feature);
  file.end();
}

/** What has no tracks: the cells of a density. */
export function writeCellsGeoJson(
  sink: FileSink,
  cells: NonNullable<Answer['cells']>,
  stepDeg: number,
  head: ExportHead,
): void {
  const file = new FeatureFile(sink, { watchfloor: headFields(head) });
  for (const { south, west, ...properties } of cells) {
    const [north, east] = [south + stepDeg, west + stepDeg].map((deg) => Number(deg.toFixed(9))) as [
      number,
      number,
    ];
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    file.add({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } });
  }
  file.end();
}
