/** Tables as people type them, and broken. */
import { describe, expect, test } from 'vitest';
import { readZones, writeZones } from '../../../../server/operations/exchange/exchange.ts';
import { values, zoneOf } from './zonesamples.ts';

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
          value: zoneOf(
            { kind: 'circle', centre: { lat: -40, lon: 19 }, radiusM: 1000 },
            { name, note: name },
          ),
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
