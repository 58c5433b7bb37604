/** KML as others write it, and broken. */
import { describe, expect, test } from 'vitest';
import { readZones, writeZones } from '../../../../server/operations/exchange/exchange.ts';
import { values, zoneOf } from './zonesamples.ts';

const kml = (inside: string) =>
  values(
    readZones(
      'kml',
      `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${inside}</Document></kml>`,
    ),
  );

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
      { id: 'c', value: zoneOf({ kind: 'circle', centre: { lat: 40, lon: 19 }, radiusM: 1000 }) },
    ]);
    expect(text).toContain('<Point><coordinates>19,40</coordinates></Point><Polygon>');
  });
});
