/** Any parts of an area notice, for round trips; at most ten. */
import fc from 'fast-check';
import type { SubArea } from '../../../../server/decode/ais/applications/subarea.ts';
import { int, maybe, text } from './arbitrary-fields.ts';
import { deg, fineLat, fineLon, lat, lon } from './arbitrary-said.ts';

/** Lengths that share a power of ten and need it. */
const lengths = (count: number, bits: number): fc.Arbitrary<number[]> =>
  fc.nat(3).chain((power) => {
    const largest = 2 ** bits - 1;
    const from = power === 0 ? 0 : Math.floor(largest / 10) + 1;
    return fc
      .tuple(int(from, largest), fc.array(int(0, largest), { minLength: count - 1, maxLength: count - 1 }))
      .map(([needs, others]) => [needs, ...others].map((one) => one * 10 ** power));
  });
const bearing = maybe(int(0, 719).map((half) => half / 2));

function subAreas(
  lonOf: typeof lon,
  latOf: typeof lat,
  distanceBits: number,
  precise: boolean,
  characters: number,
): fc.Arbitrary<SubArea[]> {
  const placed = { lon: lonOf, lat: latOf, precision: precise ? int(0, 7) : fc.constant(undefined) };
  const round = (shape: 'circle' | 'sector', rest: object) =>
    fc.record({ shape: fc.constant(shape), ...placed, radiusM: lengths(1, 12).map(([one]) => one), ...rest });
  const rectangle = fc
    .record({ ...placed, sides: lengths(2, 8), orientationDeg: deg })
    .map(({ sides: [eastM, northM], ...rest }) => ({ shape: 'rectangle', ...rest, eastM, northM }));
  const chain = fc
    .tuple(
      fc.constantFrom('polyline', 'polygon'),
      int(1, 4).chain((count) => lengths(count, distanceBits)),
      fc.array(bearing, { minLength: 4, maxLength: 4 }),
    )
    .map(([shape, distances, bearings]) => ({
      shape,
      points: distances
        .filter((one) => one > 0)
        .map((distanceM, i) => ({ bearingDeg: bearings[i], distanceM })),
    }));
  const shape = fc.oneof(
    round('circle', {}),
    round('sector', { fromDeg: deg, toDeg: deg }),
    rectangle,
    chain,
    fc.record({ shape: fc.constant('reserved'), code: int(6, 7) }),
  ) as fc.Arbitrary<SubArea>;
  const words = text(characters * 3).map((one): SubArea[] =>
    one === undefined ? [] : [{ shape: 'text', text: one }],
  );
  return fc
    .tuple(fc.array(shape, { maxLength: 4 }), words, fc.array(shape, { maxLength: 3 }))
    .map(([before, said, after]) => [...before, ...said, ...after]);
}

export const areas = subAreas(lon, lat, 10, true, 14);
export const uscgAreas = subAreas(fineLon, fineLat, 11, true, 15).map((all) => all.slice(0, 7));
export const uscgTrialAreas = subAreas(fineLon, fineLat, 11, false, 14);
