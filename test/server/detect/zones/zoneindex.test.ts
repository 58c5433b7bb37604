import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LatLon, Shape } from '../../../../proto/domain/operations/area.ts';
import { between, pick, seeded } from '../../../../proto/domain/random.ts';
import { geodesicEnd } from '../../../../proto/domain/shapes/geodesics.ts';
import { boundsOf, contains } from '../../../../proto/domain/shapes/prepared.ts';
import { type IndexedZone, ZoneIndex } from '../../../../server/detect/zones/zoneindex.ts';
import { shapes } from '../../operations/exchange/zonesamples.ts';

const byLoop = (zones: readonly IndexedZone[], lat: number, lon: number): readonly string[] =>
  zones.filter(({ shape }) => contains(shape, lat, lon)).map(({ id }) => id);
const sorted = (ids: readonly string[]): readonly string[] => [...ids].sort();

/** Places in and around a shape, where an index may be wrong. */
function placesNear(shape: Shape, random: () => number): LatLon[] {
  const { west, south, east, north } = boundsOf(shape);
  const width = east < west ? east + 360 - west : east - west;
  return Array.from({ length: 20 }, () => {
    const lon = west + between(random, -0.2, 1.2) * width;
    const lat = south + between(random, -0.2, 1.2) * (north - south);
    return {
      lat: Math.min(89, Math.max(-89, lat)),
      lon: lon >= 180 ? lon - 360 : lon < -180 ? lon + 360 : lon,
    };
  });
}

describe('the index of zones', () => {
  test('equals the loop over all, whatever the shapes', () => {
    fc.assert(
      fc.property(fc.array(shapes, { minLength: 1, maxLength: 12 }), fc.nat(), (list, seed) => {
        const zones = list.map((shape, i) => ({ id: `z${i}`, shape }));
        const index = new ZoneIndex();
        index.set(zones);
        const random = seeded(seed);
        for (const { shape } of zones)
          for (const { lat, lon } of placesNear(shape, random))
            expect(sorted(index.at(lat, lon))).toEqual(sorted(byLoop(zones, lat, lon)));
      }),
      { numRuns: 40 },
    );
  });

  test('things that move through zones that change: every entry and exit as by the loop', () => {
    const random = seeded(11);
    const centre = { lat: 41, lon: 179.8 };
    const makeShape = (): Shape => {
      const middle = geodesicEnd(centre, between(random, 0, 360), between(random, 0, 30_000));
      const sizeM = between(random, 500, 15_000);
      if (random() < 0.3) return { kind: 'circle', centre: middle, radiusM: sizeM };
      const corners = Math.round(between(random, 3, 12));
      return {
        kind: 'polygon',
        rings: [
          Array.from({ length: corners }, (_, k) =>
            geodesicEnd(middle, (360 * k) / corners, sizeM * between(random, 0.5, 1)),
          ),
        ],
      };
    };
    let zones: IndexedZone[] = Array.from({ length: 60 }, (_, i) => ({ id: `z${i}`, shape: makeShape() }));
    const index = new ZoneIndex();
    index.set(zones);
    const tracks = Array.from({ length: 40 }, (_, i) => ({
      key: `t${i}`,
      at: geodesicEnd(centre, between(random, 0, 360), between(random, 0, 40_000)),
      course: between(random, 0, 360),
      known: [] as readonly string[],
    }));
    for (let second = 0; second < 200; second += 1) {
      if (second % 10 === 9) {
        const changed = Math.floor(random() * zones.length);
        const kind = random();
        if (kind < 0.3) zones = zones.filter((_, i) => i !== changed);
        else if (kind < 0.5) zones = [...zones, { id: `n${second}`, shape: makeShape() }];
        else zones = zones.map((one, i) => (i === changed ? { ...one, shape: makeShape() } : one));
        // Many at once too: the tree is begun anew.
        if (second === 149)
          zones = [...zones, ...Array.from({ length: 250 }, (_, i) => ({ id: `m${i}`, shape: makeShape() }))];
        index.set(zones);
      }
      for (const track of tracks) {
        track.at = geodesicEnd(track.at, track.course, 150);
        if (random() < 0.05) track.course = between(random, 0, 360);
        const change = index.moved(track.key, track.at.lat, track.at.lon);
        const now = byLoop(zones, track.at.lat, track.at.lon);
        expect(sorted(change?.entered ?? [])).toEqual(sorted(now.filter((id) => !track.known.includes(id))));
        expect(sorted(change?.left ?? [])).toEqual(sorted(track.known.filter((id) => !now.includes(id))));
        expect(sorted(index.zonesOf(track.key))).toEqual(sorted(now));
        track.known = now;
      }
      if (second % 50 === 49) {
        const gone = pick(random, tracks);
        index.forget(gone.key);
        expect(index.zonesOf(gone.key)).toEqual([]);
        gone.known = [];
      }
    }
  });

  test('entered, stayed, left', () => {
    const index = new ZoneIndex();
    index.set([{ id: 'a', shape: { kind: 'circle', centre: { lat: 41, lon: 19 }, radiusM: 5000 } }]);
    expect(index.moved('t', 42, 19)).toBeUndefined();
    expect(index.moved('t', 41, 19)).toEqual({ entered: ['a'], left: [] });
    expect(index.moved('t', 41.001, 19)).toBeUndefined();
    expect(index.moved('t', 42, 19)).toEqual({ entered: [], left: ['a'] });
    expect(index.moved('t', 41, 19)).toEqual({ entered: ['a'], left: [] });
    index.set([]);
    expect(index.moved('t', 41, 19)).toEqual({ entered: [], left: ['a'] });
  });

  test('nothing is in a line; the edges of the world are places', () => {
    const index = new ZoneIndex();
    const line = [
      { lat: 0, lon: -10 },
      { lat: 0, lon: 10 },
    ];
    index.set([
      { id: 'l', shape: { kind: 'line', line, crossing: 'both' } },
      { id: 'c', shape: { kind: 'circle', centre: { lat: 0, lon: 180 }, radiusM: 1000 } },
    ]);
    expect(index.at(0, 0)).toEqual([]);
    expect([180, -180, 179.999, -179.999].map((lon) => index.at(0, lon))).toEqual([
      ['c'],
      ['c'],
      ['c'],
      ['c'],
    ]);
    expect(index.at(90, 180)).toEqual([]);
    expect(index.at(-90, -180)).toEqual([]);
  });
});
