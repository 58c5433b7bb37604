/** Tracks as OGC Moving Features JSON (19-045r3): a moving point each, speed and directions as temporal properties. */
import { type ExportedPoint, type ExportHead, headFields, trackFields } from '../exported.ts';
import type { FileSink } from '../filesink.ts';
import type { StagedPoints, Way } from '../stagedpoints.ts';
import { degOf, isoOf } from '../words.ts';
import { FeatureFile } from './geojson.ts';

/** Of one feature; a longer way is several, which share an end. */
const MOST_OF_FEATURE = 50_000;

/** WGS-84 longitude before latitude, and the calendar of ISO 8601 (7.2.3). */
const SYSTEMS = {
  crs: { type: 'Name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } },
  trs: { type: 'Name', properties: { name: 'urn:ogc:data:time:iso8601' } },
};

interface Told {
  readonly name: string;
  /** UN/CEFACT common code. */
  readonly form: string;
  /** A direction jumps from 359 to 0: only a speed is in between what it was before and after. */
  readonly interpolation: 'Linear' | 'Discrete';
  readonly of: (point: ExportedPoint) => number | null;
}

const TOLD: readonly Told[] = [
  { name: 'sogKn', form: 'KNT', interpolation: 'Linear', of: ({ sogDkn }) => sogDkn },
  { name: 'cogDeg', form: 'DD', interpolation: 'Discrete', of: ({ cogDdeg }) => cogDdeg },
  { name: 'headingDeg', form: 'DD', interpolation: 'Discrete', of: ({ headingDdeg }) => headingDdeg },
];

/** Each with the times at which it was known. */
const temporalOf = (points: readonly ExportedPoint[]): object[] =>
  TOLD.flatMap(({ name, form, interpolation, of }) => {
    const known = points.filter((point) => of(point) !== null);
    if (known.length === 0) return [];
    const values = known.map((point) => of(point)! / 10);
    return [
      {
        datetimes: known.map(({ ms }) => isoOf(ms)),
        [name]: { type: 'Measure', form, values, interpolation },
      },
    ];
  });

const featureOf = ({ track, points }: Way): object => {
  const temporalProperties = temporalOf(points);
  return {
    type: 'Feature',
    properties: trackFields(track),
    temporalGeometry: {
      type: 'MovingPoint',
      datetimes: points.map(({ ms }) => isoOf(ms)),
      coordinates: points.map(({ lonE6, latE6 }) => [degOf(lonE6), degOf(latE6)]),
      interpolation: 'Linear',
    },
    ...(temporalProperties.length > 0 && { temporalProperties }),
  };
};

export async function writeMfJson(sink: FileSink, staged: StagedPoints, head: ExportHead): Promise<void> {
  const file = new FeatureFile(sink, { ...SYSTEMS, properties: headFields(head) });
  for await (const way of staged.ways(MOST_OF_FEATURE)) file.add(featureOf(way));
  file.end();
}
