/** GeoJSON as others write it, and broken. */
import { describe, expect, test } from 'vitest';
import { readZones, writeZones } from '../../../../server/operations/exchange/exchange.ts';
import { values, zoneOf } from './zonesamples.ts';

const geojson = (value: unknown) => values(readZones('geojson', JSON.stringify(value)));
const FIJI = zoneOf({
  kind: 'polygon',
  rings: [
    [
      { lat: -18, lon: 178 },
      { lat: -18, lon: -178 },
      { lat: -16, lon: -178 },
      { lat: -16, lon: 178 },
    ],
  ],
});

describe('GeoJSON', () => {
  test('a polygon of another program, clockwise, with a height and a purpose of its own', () => {
    expect(
      geojson({
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: { name: ' Harbour\r\n', purpose: 'Military', note: 'a\r\nb', colour: 'red' },
            geometry: {
              type: 'Polygon',
              coordinates: [
                [
                  [19, 40, 5],
                  [19, 41, 5],
                  [20, 41, 5],
                  [19, 40, 5],
                ],
              ],
            },
          },
        ],
      }),
    ).toEqual([
      {
        name: 'Harbour',
        note: 'a\nb',
        shape: {
          kind: 'polygon',
          rings: [
            [
              { lat: 40, lon: 19 },
              { lat: 41, lon: 19 },
              { lat: 41, lon: 20 },
            ],
          ],
        },
      },
    ]);
  });

  test('bare geometries, 0 to 360, several parts', () => {
    expect(geojson({ type: 'Point', coordinates: [190, 10] })).toMatchObject([
      { what: 'a point is no zone' },
    ]);
    const square = (x: number) => [
      [
        [x, 0],
        [x + 1, 0],
        [x + 1, 1],
        [x, 0],
      ],
    ];
    expect(
      geojson({
        type: 'Feature',
        properties: { name: 'B' },
        geometry: { type: 'MultiPolygon', coordinates: [square(190), square(195)] },
      }),
    ).toMatchObject([
      { name: 'B 1', shape: { rings: [[{ lon: -170 }, {}, {}]] } },
      { name: 'B 2', shape: { rings: [[{ lon: -165 }, {}, {}]] } },
    ]);
  });

  test('is written counter-clockwise and cut at the antimeridian', () => {
    const written = JSON.parse(writeZones('geojson', [{ id: 'f', value: FIJI }]));
    const [feature] = written.features;
    expect(feature).toMatchObject({
      type: 'Feature',
      id: 'f',
      properties: { name: 'A', purpose: 'vigilance', life: 'active', owner: 'xa' },
    });
    expect(feature.geometry.type).toBe('MultiPolygon');
    const parts: [number, number][][] = feature.geometry.coordinates.map(
      (rings: [number, number][][]) => rings[0],
    );
    expect(parts).toHaveLength(2);
    for (const ring of parts) {
      expect(ring[0]).toEqual(ring.at(-1));
      const twice = ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i]![0] * y - x * ring[i]![1], 0);
      expect(twice).toBeGreaterThan(0);
      for (const [x] of ring) expect(Math.abs(x)).toBeLessThanOrEqual(180);
    }
    expect(new Set(parts.map((ring) => Math.sign(ring.reduce((sum, [x]) => sum + x, 0))))).toEqual(
      new Set([1, -1]),
    );
  });

  test.each<[string, unknown, string]>([
    ['a list', [], 'not GeoJSON'],
    ['features that are none', { type: 'FeatureCollection', features: {} }, 'no list of features'],
    ['too many', { type: 'FeatureCollection', features: Array(5001).fill(null) }, 'more than 5000 features'],
  ])('%s is refused', (_, value, what) => {
    expect(geojson(value)).toMatchObject({ feature: 'file', what });
  });

  test.each<[string, unknown, string]>([
    ['no geometry', null, 'no geometry'],
    ['a curve', { type: 'Curve' }, 'a geometry of type "Curve"'],
    ['text for numbers', { type: 'Polygon', coordinates: [[['19', '40']]] }, 'not a list of positions'],
    [
      'an open wedge',
      {
        type: 'Polygon',
        coordinates: [
          [
            [19, 40],
            [20, 40],
            [19, 40],
          ],
        ],
      },
      '2 corners, fewer than 3',
    ],
    [
      'a bow tie',
      {
        type: 'Polygon',
        coordinates: [
          [
            [18, 40],
            [20, 42],
            [18, 42],
            [20, 40],
            [18, 40],
          ],
        ],
      },
      'edge 1–2 meets edge 3–4',
    ],
    [
      'over the pole',
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 80],
            [90, 80],
            [180, 80],
            [-90, 80],
            [0, 80],
          ],
        ],
      },
      'it goes around a pole',
    ],
    [
      'swapped',
      {
        type: 'Polygon',
        coordinates: [
          [
            [40, 100],
            [41, 100],
            [41, 101],
            [40, 100],
          ],
        ],
      },
      '100, 40 is no place on earth',
    ],
    [
      'a width of words',
      {
        type: 'LineString',
        coordinates: [
          [0, 0],
          [1, 1],
        ],
      },
      'a width of NaN m',
    ],
  ])('%s names the feature and the fault', (name, geometry, what) => {
    const properties = name === 'a width of words' ? { name, widthM: 'wide' } : { name };
    expect(
      geojson({ type: 'FeatureCollection', features: [{ type: 'Feature', properties, geometry }] }),
    ).toMatchObject([{ feature: `feature 1 "${name}"`, what, remedy: expect.stringMatching(/./) }]);
  });

  test('a polygon of a million points: too long a file, or too many corners', () => {
    const ring = (digits: number) =>
      `[${Array.from({ length: 1_000_000 }, (_, i) => `[${(i / 1e6).toFixed(digits)},1]`).join(',')}]`;
    const polygon = (digits: number) => `{"type":"Polygon","coordinates":[${ring(digits)}]}`;
    expect(values(readZones('geojson', polygon(7)))).toMatchObject({
      what: 'longer than 8 MiB',
      where: 'file',
    });
    const short = `{"type":"Polygon","coordinates":[[${'[1,2],[2,1],'.repeat(500_000)}[1,1]]]}`;
    expect(values(readZones('geojson', short))).toMatchObject([{ what: '1000001 corners, more than 5000' }]);
  });

  test('broken JSON, and JSON nested deep', () => {
    expect(values(readZones('geojson', '{"type":'))).toMatchObject({ feature: 'file', what: 'not JSON' });
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(values(readZones('geojson', `{"type":"Polygon","coordinates":${deep}}`))).toMatchObject([
      { what: 'not a list of positions' },
    ]);
  });
});
