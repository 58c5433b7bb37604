/** Files as others write them, and files that are broken. */
import { describe, expect, test } from 'vitest';
import { agencyId } from '../../../../proto/domain/operations/agency.ts';
import type { Shape } from '../../../../proto/domain/operations/area.ts';
import type { Zone } from '../../../../proto/domain/operations/zone.ts';
import { readZones, writeZones } from '../../../../server/operations/exchange/exchange.ts';
import type { FileRead } from '../../../../server/operations/exchange/feature.ts';

const values = (read: FileRead) =>
  read.ok ? read.features.map((one) => (one.ok ? one.value : one.fault)) : read.fault;
const geojson = (value: unknown) => values(readZones('geojson', JSON.stringify(value)));
const kml = (inside: string) =>
  values(
    readZones(
      'kml',
      `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${inside}</Document></kml>`,
    ),
  );
const zone = (shape: Shape, part: Partial<Zone> = {}): Zone => ({
  name: 'A',
  shape,
  purpose: 'vigilance',
  life: 'active',
  marking: { owner: agencyId('xa'), purpose: 'safety', retention: 'decisions' },
  ...part,
});
const FIJI = zone({
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

describe('KML', () => {
  const ring = '<LinearRing><coordinates>19,40,0 20,40,0\n 20,41,0 19,40,0</coordinates></LinearRing>';

  test('a polygon with a hole, as Google Earth writes it', () => {
    const hole =
      '<LinearRing><coordinates>19.6,40.2 19.8,40.2 19.8,40.4 19.6,40.2</coordinates></LinearRing>';
    expect(
      kml(
        `<Folder><Placemark><name>Port &amp; bay</name><description><![CDATA[<b>x</b>]]></description><Style><name>no</name></Style>
        <Polygon><outerBoundaryIs>${ring}</outerBoundaryIs><innerBoundaryIs>${hole}</innerBoundaryIs></Polygon></Placemark></Folder>`,
      ),
    ).toMatchObject([
      {
        name: 'Port & bay',
        note: '<b>x</b>',
        shape: {
          kind: 'polygon',
          rings: [
            [{ lat: 40, lon: 19 }, {}, {}],
            [{ lat: 40.2, lon: 19.6 }, {}, {}],
          ],
        },
      },
    ]);
  });

  test('lines and points; with a prefix too', () => {
    expect(
      values(
        readZones(
          'kml',
          '<k:kml xmlns:k="http://www.opengis.net/kml/2.2"><k:Placemark><k:name>L</k:name><k:LineString><k:coordinates>19,40 20,41</k:coordinates></k:LineString></k:Placemark></k:kml>',
        ),
      ),
    ).toMatchObject([{ name: 'L', shape: { kind: 'line', crossing: 'both' } }]);
    const point = '<Point><coordinates>19,40</coordinates></Point>';
    expect(kml(`<Placemark><name>P</name>${point}</Placemark>`)).toMatchObject([
      { what: 'a point is no zone' },
    ]);
    expect(
      kml(
        `<Placemark><name>P</name><ExtendedData><Data name="radiusM"><value>500</value></Data></ExtendedData>${point}</Placemark>`,
      ),
    ).toMatchObject([{ shape: { kind: 'circle', radiusM: 500 } }]);
  });

  test.each<[string, string, string]>([
    ['a document type', '<!DOCTYPE kml [<!ENTITY a "b">]><kml/>', 'a document type'],
    ['an entity', '<kml><name>&a;</name></kml>', 'not well-formed XML'],
    ['broken', '<kml><Document></kml>', 'not well-formed XML'],
    ['cut off', '<kml><Document>', 'not well-formed XML'],
    ['empty', '', 'not well-formed XML'],
    ['another format', '<gpx></gpx>', 'the outermost element is gpx'],
    ['deep', `<kml>${'<Folder>'.repeat(100)}`, 'elements nested deeper than 64'],
  ])('%s is refused', (_, text, what) => {
    expect(values(readZones('kml', text))).toMatchObject({ feature: 'file', what });
  });

  test('a fault names its placemark, and the others are read', () => {
    const good = `<Placemark><name>good</name><Polygon><outerBoundaryIs>${ring}</outerBoundaryIs></Polygon></Placemark>`;
    const bad = `<Placemark><name>bad</name><LineString><coordinates>19 40</coordinates></LineString></Placemark>`;
    expect(kml(`${bad}<Placemark><name>none</name></Placemark>${good}`)).toMatchObject([
      { feature: 'feature 1 "bad"', what: 'coordinates that are not numbers' },
      { feature: 'feature 2 "none"', what: 'no polygon, line or point' },
      { name: 'good' },
    ]);
  });

  test('a circle is drawn for those who know no radius', () => {
    const text = writeZones('kml', [
      { id: 'c', value: zone({ kind: 'circle', centre: { lat: 40, lon: 19 }, radiusM: 1000 }) },
    ]);
    expect(text).toContain('<Point><coordinates>19,40</coordinates></Point><Polygon>');
  });
});

describe('CSV', () => {
  const csv = (text: string) => values(readZones('csv', text));

  test('typed by hand: names alone, degrees and minutes, semicolons and decimal commas', () => {
    const square = [
      { lat: 40, lon: 19 },
      { lat: 40, lon: 20 },
      { lat: 41.5, lon: 20 },
    ];
    expect(csv('Name,Lat,Lon\nBay,40,19\nBay,40,20\nBay,41.5,20\n')).toMatchObject([
      { name: 'Bay', shape: { kind: 'polygon', rings: [square] } },
    ]);
    expect(csv('name;latitude;longitude\r\nBay;40;19\r\nBay;40,0;20\r\nBay;41,5;20\r\n')).toMatchObject([
      { name: 'Bay', shape: { kind: 'polygon', rings: [square] } },
    ]);
    expect(
      csv("name,position\nBay,40°00.000'N 019°00.000'E\nBay,40 0 N 20 0 E\nBay,41 30.0 N 20 0 E"),
    ).toMatchObject([{ name: 'Bay', shape: { kind: 'polygon', rings: [square] } }]);
    expect(csv('name,lat,lon,radiusM\nBuoy,40,19,500')).toMatchObject([
      { shape: { kind: 'circle', radiusM: 500 } },
    ]);
  });

  test('corners are sorted by their numbers', () => {
    expect(csv('name,corner,lat,lon\nA,3,2,2\nA,1,0,0\nA,2,0,2')).toMatchObject([
      {
        shape: {
          rings: [
            [
              { lat: 0, lon: 0 },
              { lat: 0, lon: 2 },
              { lat: 2, lon: 2 },
            ],
          ],
        },
      },
    ]);
  });

  test('no cell is a formula', () => {
    const names = ['=1+1', '+1', '-1', '@SUM(A1)', "'=1", '\t=1'];
    for (const name of names) {
      const text = writeZones('csv', [
        {
          id: '=id',
          value: zone({ kind: 'circle', centre: { lat: -40, lon: 19 }, radiusM: 1000 }, { name, note: name }),
        },
      ]);
      for (const cell of text.split('\r\n')[1]!.split(',')) expect(cell).toMatch(/^("?'|[^=+\-@\t"]|-40$|$)/);
      expect(csv(text)).toMatchObject([{ name: name.trim() }]);
    }
  });

  test.each<[string, string, unknown]>([
    ['no columns', 'a,b\n1,2', { feature: 'file', what: 'no columns lat and lon, nor position' }],
    ['open quotes', 'name,lat,lon\n"A,1,2', { feature: 'file' }],
    ['a word for a latitude', 'name,lat,lon\nA,north,2', [{ feature: 'feature 1 "A"', where: 'row 2' }]],
    ['two corners', 'name,lat,lon\nA,1,2\nA,2,3', [{ what: '2 corners, fewer than 3' }]],
    ['one corner', 'name,lat,lon\nA,1,2', [{ what: 'a single corner is no zone' }]],
  ])('%s', (_, text, fault) => {
    expect(csv(text)).toMatchObject(fault as object);
  });
});
