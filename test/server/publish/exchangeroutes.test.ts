/** Zones in and out as files over REST. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NORTH, type SettledRoom, settledRoom } from './decisionsroom.ts';

let room: SettledRoom;

beforeAll(async () => {
  room = await settledRoom();
});
afterAll(() => room.close());

describe('zones', () => {
  const ring = [
    [19, 41],
    [19.1, 41],
    [19.1, 41.1],
    [19, 41],
  ];
  const file = (coordinates: unknown) => ({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', geometry: { type: 'Polygon', coordinates }, properties: { name: 'Bay' } }],
  });

  it('are read from a file and entered by people, and taken away by those who may', async () => {
    const { north: jelena } = room;
    const read = (text: string) => jelena.post('/api/zones/import', { format: 'geojson', text });
    const { features } = (await read(JSON.stringify(file([ring])))).json;
    expect(features).toMatchObject([{ name: 'Bay', value: { life: 'draft', marking: { owner: NORTH } } }]);
    expect((await jelena.get('/api/zones')).json.records).toEqual([]);
    expect((await jelena.post('/api/zones', { value: features[0].value })).status).toBe(201);
    const bow = (
      await read(
        JSON.stringify(
          file([
            [
              [19, 41],
              [19.1, 41.1],
              [19.1, 41],
              [19, 41.1],
              [19, 41],
            ],
          ]),
        ),
      )
    ).json;
    expect(bow.features[0].fault).toMatchObject({ what: expect.any(String), remedy: expect.any(String) });
    expect((await read('{')).status).toBe(400);
    expect((await jelena.get('/api/zones.geojson')).status).toBe(403);
    const analyst = await room.person('ilir', NORTH, ['analyst']);
    expect(JSON.parse((await analyst.get('/api/zones.geojson?reason=chart')).text).features).toHaveLength(1);
    expect((await analyst.get('/api/zones.kml')).text).toContain('Bay');
  });
});
