import type { Feature } from 'geojson';
import { describe, expect, test } from 'vitest';
import { widestMiddle, zoneFeatures } from '../../../../client/map/zones/zonefeatures.ts';
import { NOW_MS, zone } from '../../panels/zones/records.ts';

describe('zones for the map', () => {
  test('are areas with a name inside, and lines; the one that is drawn anew is left out', () => {
    const line = zone('line', {
      shape: {
        kind: 'line',
        line: [
          { lat: 41, lon: 19 },
          { lat: 41, lon: 20 },
        ],
        crossing: 'leftToRight',
      },
    });
    const { shapes, names } = zoneFeatures([zone('area'), line, zone('drawn')], NOW_MS, 'drawn');
    expect(shapes.features.map((each: Feature) => [each.properties?.id, each.geometry.type])).toEqual([
      ['area', 'MultiPolygon'],
      ['line', 'LineString'],
    ]);
    expect(shapes.features[1]?.properties.crossing).toBe('leftToRight');
    expect(names.features).toHaveLength(1);
    const [lon, lat] = names.features[0]!.geometry.coordinates;
    expect(lon).toBeCloseTo(19.1, 6);
    expect(lat).toBeCloseTo(41.05, 3);
  });

  test('go on beyond 180° where they lie over the antimeridian, and are closed', () => {
    const over = zone('over', {
      shape: {
        kind: 'polygon',
        rings: [
          [
            { lat: 10, lon: 179 },
            { lat: 10, lon: -179 },
            { lat: 12, lon: -179 },
            { lat: 12, lon: 179 },
          ],
        ],
      },
    });
    const geometry = zoneFeatures([over], NOW_MS, undefined).shapes.features[0]!.geometry;
    const ring = geometry.type === 'MultiPolygon' ? geometry.coordinates[0]![0]! : [];
    expect(ring[0]).toEqual(ring.at(-1));
    const lons = ring.map(([lon = 0]) => lon);
    expect(Math.max(...lons) - Math.min(...lons)).toBeCloseTo(2, 6);
  });

  test('have another signature only when something is drawn otherwise', () => {
    const signature = (...zones: Parameters<typeof zone>[]) =>
      zoneFeatures(
        zones.map((one) => zone(...one)),
        NOW_MS,
        undefined,
      ).signature;
    expect(signature(['a'], ['b'])).toBe(signature(['a'], ['b']));
    expect(signature(['a', {}, 2])).not.toBe(signature(['a']));
    expect(signature(['a', { life: 'draft' }])).not.toBe(signature(['a']));
  });

  test('a name stands inside, however the area bends', () => {
    // A horseshoe open to the east: its middle is outside.
    const horseshoe = [
      [0, 0],
      [0, 10],
      [2, 10],
      [2, 3],
      [8, 3],
      [8, 10],
      [10, 10],
      [10, 0],
    ].map(([lat = 0, lon = 0]) => ({ lat, lon }));
    expect(widestMiddle([horseshoe])?.[0]).toBeCloseTo(1.5, 6);
  });
});
