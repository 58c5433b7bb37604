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
    const operator = await room.person('ilir', NORTH, ['operator']);
    expect((await operator.get('/api/zones.geojson')).status).toBe(403);
    expect(JSON.parse((await jelena.get('/api/zones.geojson?reason=chart')).text).features).toHaveLength(1);
    expect((await jelena.get('/api/zones.kml')).text).toContain('Bay');
  });

  it('are entered from a file as drafts where that is asked for, all of them or none', async () => {
    const { coordinator, north } = room;
    const names = ['A', 'B'].map((name) => ({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [ring] },
      properties: { name },
    }));
    const broken = { type: 'Feature', geometry: { type: 'Polygon', coordinates: [] }, properties: {} };
    const text = JSON.stringify({ type: 'FeatureCollection', features: [names[0], broken, names[1]] });
    const body = { format: 'geojson', text, create: true, reason: 'from the chart' };
    const theirs = { owner: NORTH, purpose: 'borderSurveillance', retention: 'decisions' };
    const before = (await coordinator.get('/api/zones')).json.records.length;
    expect((await coordinator.post('/api/zones/import', { ...body, marking: theirs })).status).toBe(403);
    expect((await room.admin.post('/api/zones/import', body)).status).toBe(403);
    expect((await coordinator.get('/api/zones')).json.records).toHaveLength(before);
    const made = await coordinator.post('/api/zones/import', body);
    expect(made.status).toBe(201);
    expect(made.json.features).toMatchObject([
      { name: 'A', record: { version: 1, reason: 'from the chart', value: { life: 'draft' } } },
      { fault: { what: expect.any(String) } },
      { name: 'B', record: { version: 1 } },
    ]);
    expect((await coordinator.get('/api/zones')).json.records).toHaveLength(before + 2);
    expect((await north.get('/api/operations')).text).not.toContain(made.json.features[0].record.id);
  });
});
