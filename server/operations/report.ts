/** What a person may report, checked: also the source of the OpenAPI document. */
import { z } from 'zod';
import type { ManualReport } from '../../proto/domain/manual.ts';
import { TrackKind } from '../../proto/domain/observation.ts';
import { degrees, epochMs, knots, metres } from '../../proto/domain/units.ts';

/** What a person can tell apart: not what only a transmitter says of itself. */
const KINDS = [
  'unknown',
  'sarAircraft',
  'locatingDevice',
  'seaContact',
  'landContact',
  'person',
  'group',
  'vehicle',
  'animal',
  'drone',
  'unitVessel',
  'unitVehicle',
  'unitAircraft',
  'unitFoot',
  'aircraft',
] as const satisfies readonly (keyof typeof TrackKind)[];
/** People on land are counted and classed, never named. */
const NAMELESS: ReadonlySet<TrackKind> = new Set([
  TrackKind.landContact,
  TrackKind.person,
  TrackKind.group,
  TrackKind.vehicle,
]);

/** By word, or by the number that `TrackKind` has. */
const kind = z.union([
  z.enum(KINDS).transform((word): TrackKind => TrackKind[word]),
  z.literal(KINDS.map((word) => TrackKind[word])),
]);

const lat = z.number().min(-90).max(90).transform(degrees);
const lon = z.number().min(-180).max(180).transform(degrees);
const direction = z.number().min(0).lt(360).transform(degrees);
/** A report that is off by more than this says nothing. */
const uncertaintyM = z.number().positive().max(200_000).transform(metres);
const rangeM = z.number().min(0).max(500_000).transform(metres);
const corner = z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)]).readonly();

const place = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('point'), lat, lon, uncertaintyM }),
  z
    .strictObject({
      kind: z.literal('bearing'),
      fromLat: lat,
      fromLon: lon,
      azimuthDeg: direction,
      uncertaintyDeg: z.number().positive().max(180).transform(degrees),
      minRangeM: rangeM,
      maxRangeM: rangeM,
    })
    .refine((one) => one.minRangeM < one.maxRangeM, {
      message: 'expected more than minRangeM',
      path: ['maxRangeM'],
    }),
  z.strictObject({
    kind: z.literal('line'),
    points: z.array(corner).min(2).max(64).readonly(),
    uncertaintyM,
  }),
  z.strictObject({
    kind: z.literal('area'),
    points: z.array(corner).min(3).max(64).readonly(),
    uncertaintyM,
  }),
]);

/** Words on one line, or on several; no other control characters. */
const words = (longest: number, lines = false) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(lines ? /^[^\p{Cc}]*(\n[^\p{Cc}]*)*$/u : /^[^\p{Cc}]*$/u, 'expected no control characters');

export const manualReport = z
  .strictObject({
    place,
    kind,
    sogKn: z.number().min(0).max(1000).transform(knots).exactOptional(),
    cogDeg: direction.exactOptional(),
    count: z.int().min(1).max(100_000).exactOptional(),
    saidBy: words(120),
    name: words(60).exactOptional(),
    note: words(2000, true).exactOptional(),
    distress: z.literal(true).exactOptional(),
  })
  .refine((one) => one.name === undefined || !NAMELESS.has(one.kind), {
    message: 'people and vehicles on land are not named',
    path: ['name'],
  }) satisfies z.ZodType<ManualReport>;

/** A report with the time it speaks of; now, where it does not say. */
export const contactBody = z.strictObject({
  report: manualReport,
  observedMs: z.int().positive().transform(epochMs).exactOptional(),
});
