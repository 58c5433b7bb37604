import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { destination } from '../../../proto/domain/geo.ts';
import type { Area } from '../../../proto/domain/operations/area.ts';
import { areaM2 } from '../../../proto/domain/shapes/measure.ts';
import { degrees } from '../../../proto/domain/units.ts';
import { cutArea } from '../../../server/operations/sectorcut.ts';

const box: Area = {
  kind: 'polygon',
  rings: [
    [
      { lat: 40.5, lon: 18.5 },
      { lat: 40.5, lon: 19.3 },
      { lat: 40.8, lon: 19.3 },
      { lat: 40.8, lon: 18.5 },
    ],
  ],
};

function cut(area: Area, number: number): readonly Area[] {
  const result = cutArea(area, { by: 'number', value: number });
  if (!result.ok) throw new Error(result.fault.what);
  return result.value;
}
const sum = (areas: readonly Area[]): number => areas.reduce((total, one) => total + (areaM2(one) ?? 0), 0);

describe('cutting an area', () => {
  test('by number: parts of one size, side by side along the longer axis, nothing lost', () => {
    const parts = cut(box, 4);
    expect(parts).toHaveLength(4);
    const whole = areaM2(box)!;
    for (const part of parts) expect(areaM2(part)! / whole).toBeCloseTo(0.25, 3);
    expect(sum(parts) / whole).toBeCloseTo(1, 4);
  });

  test('by area: as many as are needed', () => {
    const result = cutArea(box, { by: 'area', value: areaM2(box)! / 2.5 });
    expect(result.ok && result.value).toHaveLength(3);
  });

  test('by time: what a unit covers with its legs side by side', () => {
    // 20 kn and 3 km to either side are 222.24 km² an hour; the box is about 2,250 km²: 10.2 hours' work, so three parts of four.
    const result = cutArea(box, { by: 'time', value: 240, searcher: { speedKn: 20, rangeM: 3000 } });
    expect(areaM2(box)! / 222.24e6).toBeGreaterThan(8);
    expect(areaM2(box)! / 222.24e6).toBeLessThan(12);
    expect(result.ok && result.value).toHaveLength(3);
  });

  test('an area across the antimeridian is cut as well', () => {
    const across: Area = {
      kind: 'polygon',
      rings: [
        [
          { lat: -1, lon: 179 },
          { lat: -1, lon: -179 },
          { lat: 1, lon: -179 },
          { lat: 1, lon: 179 },
        ],
      ],
    };
    const parts = cut(across, 2);
    expect(sum(parts) / areaM2(across)!).toBeCloseTo(1, 3);
  });

  test('a hole stays a hole', () => {
    const holed: Area = {
      kind: 'polygon',
      rings: [
        ...(box.kind === 'polygon' ? box.rings : []),
        [
          { lat: 40.6, lon: 18.8 },
          { lat: 40.7, lon: 18.8 },
          { lat: 40.7, lon: 18.9 },
          { lat: 40.6, lon: 18.9 },
        ],
      ],
    };
    expect(sum(cut(holed, 3)) / areaM2(holed)!).toBeCloseTo(1, 3);
  });

  test('too many, none and nonsense are refused by name', () => {
    for (const value of [0, 51, Number.NaN]) {
      const result = cutArea(box, { by: 'number', value });
      expect(!result.ok && result.fault).toMatchObject({ kind: 'invalid', where: 'number' });
    }
  });

  test('circles, wherever they are', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -70, max: 70, noNaN: true }),
        fc.double({ min: -180, max: 179, noNaN: true }),
        fc.integer({ min: 1, max: 12 }),
        (lat, lon, number) => {
          const circle: Area = { kind: 'circle', centre: { lat, lon }, radiusM: 20_000 };
          const parts = cut(circle, number);
          expect(parts).toHaveLength(number);
          expect(sum(parts) / (Math.PI * 20_000 ** 2)).toBeCloseTo(1, 1);
          const far = destination({ lat: degrees(lat), lon: degrees(lon) }, 0, 20_000);
          expect(
            Math.max(
              ...parts
                .flatMap((part) => (part.kind === 'polygon' ? part.rings.flat() : []))
                .map((at) => at.lat),
            ),
          ).toBeLessThan(far.lat + 0.01);
        },
      ),
      { numRuns: 12 },
    );
  });
});
