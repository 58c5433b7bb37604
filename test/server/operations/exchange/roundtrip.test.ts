import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LatLon, Shape } from '../../../../proto/domain/operations/area.ts';
import type { Zone } from '../../../../proto/domain/operations/zone.ts';
import { eastward } from '../../../../proto/domain/shapes/geodesics.ts';
import { areaM2 } from '../../../../proto/domain/shapes/measure.ts';
import {
  readZones,
  writeZones,
  ZONE_FORMATS,
  type ZoneFormat,
} from '../../../../server/operations/exchange/exchange.ts';
import { zoneRules } from '../../../../server/operations/kinds/zone.ts';
import { scheduled, zones } from './zonesamples.ts';

/** A ring from the corner that sorts first, the way whose next does: one ring has many spellings. */
function spelled(ring: readonly LatLon[]): readonly string[] {
  const texts = ring.map(({ lat, lon }) => `${lat.toFixed(9)} ${(lon === -180 ? 180 : lon).toFixed(9)}`);
  const start = texts.reduce((best, text, i) => (text < texts[best]! ? i : best), 0);
  const forward = texts.map((_, i) => texts[(start + i) % texts.length]!);
  const backward = [forward[0]!, ...forward.slice(1).reverse()];
  return forward[1]! < backward[1]! ? forward : backward;
}

function normal(shape: Shape): unknown {
  // Through JSON, which knows no −0.
  return shape.kind === 'polygon'
    ? { kind: 'polygon', rings: shape.rings.map(spelled) }
    : JSON.parse(JSON.stringify(shape));
}

const passes = ({ shape }: Zone): boolean => {
  const lines = shape.kind === 'polygon' ? shape.rings : shape.kind === 'circle' ? [] : [shape.line];
  return lines.some((line) =>
    line.some(({ lon }, i) => {
      const next = line[(i + 1) % line.length]!.lon;
      return Math.abs(lon) === 180 || Math.abs(lon + eastward(lon, next)) >= 180;
    }),
  );
};

const carried = ({ life: _life, marking: _marking, shape, ...rest }: Zone) => ({
  ...rest,
  shape: normal(shape),
});

function roundTrip(format: ZoneFormat, zone: Zone): Zone {
  const read = readZones(format, writeZones(format, [{ id: 'z-1', value: zone }]));
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  expect(read.features).toHaveLength(1);
  const [feature] = read.features;
  if (!feature?.ok) throw new Error(JSON.stringify(feature?.fault));
  return { ...zone, ...feature.value };
}

describe('what goes out comes back', () => {
  for (const format of ZONE_FORMATS)
    test(`${format}: the same zone`, () => {
      fc.assert(
        fc.property(
          // What GeoJSON cuts at the antimeridian is compared below.
          zones.filter((zone) => format !== 'geojson' || !passes(zone)),
          (zone) => {
            expect(carried(roundTrip(format, zone))).toEqual(carried(zone));
          },
        ),
        { numRuns: 300 },
      );
    });

  test('GeoJSON across the antimeridian: one zone again, the same area', () => {
    fc.assert(
      fc.property(zones.filter(passes), (zone) => {
        const back = roundTrip('geojson', zone).shape;
        expect(back.kind).toBe(zone.shape.kind);
        if (back.kind === 'polygon' && zone.shape.kind === 'polygon') {
          expect(back.rings.length).toBe(zone.shape.rings.length);
          expect(areaM2(back)! / areaM2(zone.shape)!).toBeCloseTo(1, 4);
        }
        if (back.kind === 'line' && zone.shape.kind === 'line')
          expect(back.line.length).toBe(zone.shape.line.length);
      }),
      { numRuns: 300 },
    );
  });

  test('a corner a hair from the antimeridian cuts no sliver off', () => {
    const corner = (lat: number, lon: number): LatLon => ({ lat, lon });
    const east = 180 - 6e-14;
    const ring = [
      corner(0.18087388937667964, east),
      corner(0.09043683504687104, -179.84440710031853),
      corner(-0.632168033823699, -178.91227277801295),
      corner(-0.18087388937667964, east),
      corner(-0.09043683504687104, 179.84440710031842),
      corner(0.09043683504687104, 179.84440710031842),
    ];
    const [zone] = fc.sample(zones, { numRuns: 1, seed: 1 });
    const shape: Shape = { kind: 'polygon', rings: [ring] };
    expect(areaM2(roundTrip('geojson', { ...zone!, shape }).shape)! / areaM2(shape)!).toBeCloseTo(1, 9);
  });

  test('schedules and rules by GeoJSON and KML; a table has no place for them', () => {
    fc.assert(
      fc.property(zones.filter((zone) => !passes(zone)).map(scheduled), (zone) => {
        for (const format of ['geojson', 'kml'] as const)
          expect(carried(roundTrip(format, zone))).toEqual(carried(zone));
        const csv = writeZones('csv', [{ id: 'z', value: zone }]);
        expect(csv).not.toMatch(/Tirane|crossing.*person|280000001/);
      }),
      { numRuns: 30 },
    );
  });

  test('a half of a letter that another program cut is read as a space; none can be entered', () => {
    const file = JSON.stringify({
      type: 'Feature',
      properties: { name: 'Harbour \ud83d wall', source: 'chart\ud83d' },
      geometry: {
        type: 'LineString',
        coordinates: [
          [19, 41],
          [19.1, 41],
        ],
      },
    });
    const read = readZones('geojson', file);
    const value = read.ok && read.features[0]?.ok && read.features[0].value;
    expect(value).toMatchObject({ name: 'Harbour   wall', source: 'chart' });
    const [zone] = fc.sample(zones, { numRuns: 1, seed: 1 });
    expect(zoneRules.schema.safeParse(zone).success).toBe(true);
    expect(zoneRules.schema.safeParse({ ...zone, name: 'Harbour \ud83d' }).success).toBe(false);
  });

  test('rules that a shape does not take are a fault that names them', () => {
    const [zone] = fc.sample(zones, { numRuns: 1, seed: 1 });
    const shape: Shape = { kind: 'circle', centre: { lat: 41, lon: 19 }, radiusM: 500 };
    for (const [format, rules, where] of [
      ['geojson', [{ kind: 'crossing' }], 'rules.0.kind'],
      ['kml', [{ kind: 'speed' }], 'rules.0.maxKn'],
    ] as const) {
      const read = readZones(
        format,
        writeZones(format, [{ id: 'z', value: { ...zone!, shape, rules: rules as Zone['rules'] & object } }]),
      );
      expect(read.ok && read.features.map((one) => !one.ok && one.fault.where)).toEqual([where]);
    }
  });

  test('many in one file, in their order', () => {
    fc.assert(
      fc.property(fc.array(zones, { minLength: 2, maxLength: 8 }), (list) => {
        for (const format of ZONE_FORMATS) {
          const read = readZones(
            format,
            writeZones(
              format,
              list.map((value, i) => ({ id: `z-${i}`, value })),
            ),
          );
          expect(read.ok && read.features.map((one) => one.ok && one.value.name)).toEqual(
            list.map(({ name }) => name),
          );
        }
      }),
      { numRuns: 30 },
    );
  });

  test('whatever a file says, nothing is thrown', () => {
    const junk = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.json(),
      fc.jsonValue().map((geometry) => JSON.stringify({ type: 'Feature', geometry })),
      fc.jsonValue().map((coordinates) => JSON.stringify({ type: 'Polygon', coordinates })),
      fc
        .string({ maxLength: 100 })
        .map((text) => `<kml><Placemark><Polygon>${text}</Polygon></Placemark></kml>`),
      fc.string({ maxLength: 100 }).map((text) => `lat,lon\n${text}`),
    );
    fc.assert(
      fc.property(junk, (text) => {
        for (const format of ZONE_FORMATS) {
          const read = readZones(format, text);
          if (!read.ok) expect(read.fault.what).not.toBe('');
        }
      }),
      { numRuns: 500 },
    );
  });
});
