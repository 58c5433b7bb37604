/** Zones of every kind, simple and within bounds, for tests of what goes out and comes back. */
import fc from 'fast-check';
import { agencyId } from '../../../../proto/domain/operations/agency.ts';
import type { LatLon, Shape } from '../../../../proto/domain/operations/area.ts';
import { ZONE_PURPOSES, type Zone } from '../../../../proto/domain/operations/zone.ts';
import { faultOfShape } from '../../../../proto/domain/shapes/fault.ts';
import { geodesicEnd } from '../../../../proto/domain/shapes/geodesics.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import type { FileRead } from '../../../../server/operations/exchange/feature.ts';

const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** Half of them near the antimeridian. */
const centre = fc.record({
  lat: double(-65, 65),
  lon: fc.oneof(double(-179, 179), double(179, 180), double(-180, -179)),
});

const star = (middle: LatLon, radii: readonly number[], turn: 1 | -1 = 1): LatLon[] =>
  radii.map((radius, i) => geodesicEnd(middle, (turn * -360 * i) / radii.length, radius));

const polygon = fc
  .record({
    middle: centre,
    outside: fc.array(double(20_000, 200_000), { minLength: 5, maxLength: 20 }),
    hole: fc.option(fc.array(double(500, 4_000), { minLength: 5, maxLength: 8 }), { nil: undefined }),
    turn: fc.constantFrom<1 | -1>(1, -1),
  })
  .map(
    ({ middle, outside, hole, turn }): Shape => ({
      kind: 'polygon',
      rings: [star(middle, outside, turn), ...(hole ? [star(middle, hole)] : [])],
    }),
  );
const line = fc
  .record({
    start: centre,
    legs: fc.array(fc.tuple(double(0, 360), double(1_000, 150_000)), { minLength: 1, maxLength: 6 }),
  })
  .map(({ start, legs }) => {
    const all = [start];
    for (const [azimuth, distance] of legs) all.push(geodesicEnd(all.at(-1)!, azimuth, distance));
    return all;
  });

export const shapes: fc.Arbitrary<Shape> = fc
  .oneof(
    polygon,
    fc.record({ kind: fc.constant('circle' as const), centre, radiusM: double(1, 100_000) }),
    fc.record({ kind: fc.constant('corridor' as const), line, widthM: double(1, 20_000) }),
    fc.record({
      kind: fc.constant('line' as const),
      line,
      crossing: fc.constantFrom('both' as const, 'leftToRight' as const, 'rightToLeft' as const),
    }),
  )
  .filter((shape) => faultOfShape(shape) === undefined);

const words = (maxLength: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength })
    .map((text) =>
      text
        // Cut before halves of letters are taken out: a cut makes some.
        .slice(0, maxLength)
        .replace(/\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu, '')
        .trim(),
    )
    .filter((text) => text !== '');

const marking = {
  owner: agencyId('xa-coast-guard'),
  purpose: 'borderSurveillance',
  retention: 'decisions',
} as const;

export const zones: fc.Arbitrary<Zone> = fc
  .record(
    {
      name: words(40),
      shape: shapes,
      purpose: fc.constantFrom(...ZONE_PURPOSES),
      floorM: fc.integer({ min: -100, max: 0 }),
      ceilingM: fc.integer({ min: 1, max: 20_000 }),
      note: words(60),
      source: words(30),
    },
    { requiredKeys: ['name', 'shape', 'purpose'] },
  )
  .map((zone) => ({ ...zone, life: 'draft' as const, marking }));

export const scheduled = (zone: Zone): Zone => ({
  ...zone,
  schedule: {
    fromMs: epochMs(1_790_000_000_000),
    timeZone: 'Europe/Tirane',
    weekly: [{ days: [1, 2], from: '22:00', until: '06:00' }],
  },
  critical: [{ timeZone: 'UTC', untilMs: epochMs(1_800_000_000_000) }],
  rules:
    zone.shape.kind === 'line'
      ? [{ kind: 'crossing', classes: ['person', 'group'] }]
      : [
          { kind: 'entry', priority: 'alarm', exceptMmsis: ['280000001'] },
          { kind: 'speed', maxKn: 8.5, note: 'Nets <near> & "under" the surface' },
        ],
});

/** What a file was read as: values and faults, or the fault of the whole. */
export const values = (read: FileRead) =>
  read.ok ? read.features.map((one) => (one.ok ? one.value : one.fault)) : read.fault;

export const zoneOf = (shape: Shape, part: Partial<Zone> = {}): Zone => ({
  name: 'A',
  shape,
  purpose: 'vigilance',
  life: 'active',
  marking: { owner: agencyId('xa'), purpose: 'safety', retention: 'decisions' },
  ...part,
});
