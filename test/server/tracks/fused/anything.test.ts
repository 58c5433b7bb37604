/** Any observations of any kind, in any order: the picture holds its bounds and its word. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mmsi, sensorId } from '../../../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../../../proto/domain/observation.ts';
import type { Observation } from '../../../../proto/domain/observations.ts';
import { SensorKind } from '../../../../proto/domain/sensor.ts';
import { degrees, metres } from '../../../../proto/domain/units.ts';
import { Picture } from '../../../../server/tracks/picture.ts';
import { RADAR_AT } from '../coast.ts';
import { detailsOf, position, slotsOf, timeAt } from '../observations.ts';
import { aircraft, distress, manual, unit } from '../said.ts';

const near = fc.record({
  lat: fc.double({ min: 41.2, max: 41.4, noNaN: true }).map(degrees),
  lon: fc.double({ min: 19.2, max: 19.4, noNaN: true }).map(degrees),
});
const anywhere = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }).map(degrees),
  lon: fc.double({ min: -180, max: 179.9, noNaN: true }).map(degrees),
});
const place = fc.oneof({ weight: 4, arbitrary: near }, anywhere);
const number = fc.constantFrom(201_000_001, 201_000_002, 970_000_001);
const nature = fc.constantFrom(Nature.real, Nature.synthetic);

const plot = fc
  .record({
    place,
    nature,
    number: fc.option(fc.constantFrom('1', '2', 'x'), { nil: undefined }),
    how: fc.constantFrom('polar', 'position', 'bearing'),
    rangeM: fc.double({ min: 0, max: 100_000, noNaN: true }),
    azimuth: fc.double({ min: -400, max: 800, noNaN: true }),
    seen: fc.constantFrom('vessel' as const, 'person' as const, undefined),
    sensor: fc.constantFrom('a', 'b'),
  })
  .map(
    ({ place: at, number: sensorTrack, how, rangeM, azimuth, seen, sensor, ...said }) =>
      (s: number): Observation => ({
        ...position({ at: s }),
        ...said,
        type: 'plot',
        sensorId: sensorId(sensor),
        place:
          how === 'position'
            ? { kind: 'position', ...at }
            : how === 'polar'
              ? { kind: 'polar', rangeM: metres(rangeM), azimuthDeg: degrees(azimuth), from: RADAR_AT }
              : { kind: 'bearing', azimuthDeg: degrees(azimuth), from: at },
        ...(sensorTrack !== undefined && { sensorTrack }),
        ...(seen && { contactClass: seen }),
      }),
  );

const anything: fc.Arbitrary<(s: number) => Observation> = fc.oneof(
  { weight: 4, arbitrary: plot },
  fc.record({ place, number, nature }).map((one) => (s: number) => ({
    ...position({ at: s, lat: one.place.lat, lon: one.place.lon, nature: one.nature }),
    mmsi: mmsi(one.number),
  })),
  fc.constantFrom('a', 'b').map((id) => (s: number) => ({
    ...position({ at: s }),
    type: 'scan' as const,
    sensorId: sensorId(id),
  })),
  fc.constant((s: number) => ({
    ...position({ at: s }),
    type: 'sensor' as const,
    sensorId: sensorId('a'),
    kind: SensorKind.radar,
    periodMs: 3000,
    ...RADAR_AT,
  })),
  place.map((at) => (s: number) => unit(s, at)),
  place.map((at) => (s: number) => aircraft(s, at)),
  fc
    .record({ call: fc.constantFrom('alert' as const, 'cancel' as const, 'relay' as const), number, place })
    .map((one) => (s: number) => distress(s, { call: one.call, mmsi: mmsi(one.number), ...one.place })),
  fc
    .record({ id: fc.constantFrom('c1', 'c2'), place, withdrawn: fc.boolean() })
    .map(
      (one) => (s: number) =>
        manual(
          s,
          { place: { kind: 'point', ...one.place, uncertaintyM: metres(500) }, kind: TrackKind.unknown },
          { contactId: one.id, ...(one.withdrawn && { withdrawn: true as const }) },
        ),
    ),
);

const steps = fc.array(fc.record({ say: anything, afterS: fc.integer({ min: -30, max: 40 }) }), {
  maxLength: 120,
});

describe('any observations of any kind', () => {
  it('make the same picture twice, within its bounds, every row true to its static data', () => {
    fc.assert(
      fc.property(steps, (said) => {
        const run = () => {
          const picture = new Picture({ epoch: 3, capacity: 12 });
          const seen: unknown[] = [];
          let s = 100;
          for (const [n, { say, afterS }] of said.entries()) {
            s += afterS;
            picture.apply(say(s));
            if (n % 3 === 0) seen.push(picture.tick(timeAt(s)), picture.removedSince(0));
            if (n % 17 === 0) picture.associate('c1', '3-2');
            expect(picture.size).toBeLessThanOrEqual(12);
          }
          picture.tick(timeAt(s));
          for (const slot of slotsOf(picture)) {
            const detail = picture.detail(slot);
            expect(Number.isFinite(detail.lat) && Number.isFinite(detail.lon)).toBe(true);
            expect(picture.slotOf(detail.id)).toBe(slot);
            const { mmsi: told } = picture.static(slot);
            expect(detail.mmsi === undefined ? undefined : Number(detail.mmsi)).toBe(told);
          }
          seen.push(
            detailsOf(picture),
            picture.sensors.list(),
            picture.counts(),
            picture.distressWithoutPosition(),
          );
          return JSON.stringify(seen);
        };
        expect(run()).toBe(run());
      }),
      { numRuns: 150 },
    );
  });
});
