import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceM } from '../../../proto/domain/geo.ts';
import { degrees } from '../../../proto/domain/units.ts';
import { Nearby } from '../../../server/detect/nearby.ts';
import type { Thing } from '../../../server/detect/thing.ts';

interface Moving {
  id: number;
  lat: number;
  lon: number;
}

test('near is exactly what a look at everything finds, over the antimeridian and near the poles too', () => {
  const place = fc.record({
    lat: fc.oneof(fc.double({ min: 40, max: 41, noNaN: true }), fc.double({ min: 84, max: 86, noNaN: true })),
    lon: fc.oneof(fc.double({ min: 19, max: 20, noNaN: true }), fc.constantFrom(-180, -179.98, 179.97, 180)),
  });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(9), place), { minLength: 1, maxLength: 40 }),
      place,
      fc.integer({ min: 0, max: 60_000 }),
      (moves, from, rangeM) => {
        const nearby = new Nearby();
        const things = new Map<number, Moving>();
        for (const [id, to] of moves) {
          const thing = things.get(id) ?? { id, ...to };
          thing.lat = to.lat;
          thing.lon = to.lon;
          things.set(id, thing);
          nearby.moved(thing as unknown as Thing);
        }
        const gone = things.get(0);
        if (gone) nearby.forget(gone as unknown as Thing);
        things.delete(0);
        const at = ({ lat, lon }: { lat: number; lon: number }) => ({ lat: degrees(lat), lon: degrees(lon) });
        const found = nearby.near(from.lat, from.lon, rangeM) as unknown as Moving[];
        const expected = [...things.values()].filter((one) => distanceM(at(from), at(one)) <= rangeM);
        expect(new Set(found)).toEqual(new Set(expected));
        expect(found).toHaveLength(expected.length);
      },
    ),
  );
});
