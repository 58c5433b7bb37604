import { describe, expect, it } from 'vitest';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { contactBody, manualReport } from '../../../server/operations/report.ts';
import { boat } from './reports.ts';

const bearing = {
  kind: 'bearing',
  fromLat: 41,
  fromLon: 19,
  azimuthDeg: 300,
  uncertaintyDeg: 5,
  minRangeM: 0,
  maxRangeM: 20_000,
};

describe('a report', () => {
  it.each([
    ['a point', {}],
    ['a bearing', { place: bearing }],
    [
      'a line',
      {
        place: {
          kind: 'line',
          points: [
            [41, 19],
            [41, 19.1],
          ],
          uncertaintyM: 200,
        },
      },
    ],
    [
      'an area',
      {
        place: {
          kind: 'area',
          points: [
            [41, 19],
            [41, 19.1],
            [42, 19],
          ],
          uncertaintyM: 200,
        },
      },
    ],
    ['a note of two lines', { note: 'no lights\nheading for the beach' }],
    ['distress', { distress: true }],
    ['a number of people', { kind: 'group', count: 12, name: undefined }],
  ])('may say %s', (_, over) => {
    const { name, ...rest } = { ...boat, ...over };
    expect(manualReport.safeParse(name === undefined ? rest : { name, ...rest }).success).toBe(true);
  });

  it('has its kind by word or by number', () => {
    expect(manualReport.parse(boat).kind).toBe(TrackKind.seaContact);
    expect(manualReport.parse({ ...boat, kind: TrackKind.drone }).kind).toBe(TrackKind.drone);
  });

  it.each([
    ['no place', { place: undefined }, 'place'],
    ['that it is no distress', { distress: false }, 'distress'],
    ['a latitude of 91', { place: { ...boat.place, lat: 91 } }, 'place.lat'],
    ['no uncertainty', { place: { ...boat.place, uncertaintyM: 0 } }, 'place.uncertaintyM'],
    ['a place of another kind', { place: { kind: 'circle' } }, 'place.kind'],
    ['ranges the wrong way round', { place: { ...bearing, minRangeM: 30_000 } }, 'place.maxRangeM'],
    ['an azimuth of 360', { place: { ...bearing, azimuthDeg: 360 } }, 'place.azimuthDeg'],
    [
      'an area of two corners',
      {
        place: {
          kind: 'area',
          points: [
            [1, 2],
            [3, 4],
          ],
          uncertaintyM: 9,
        },
      },
      'place.points',
    ],
    ['a kind that only a transmitter has', { kind: 'classA' }, 'kind'],
    ['a number that is no kind', { kind: 99 }, 'kind'],
    ['nobody who said so', { saidBy: ' ' }, 'saidBy'],
    ['a control character', { saidBy: 'VHF\u0007' }, 'saidBy'],
    ['two lines for a name', { name: 'a\nb' }, 'name'],
    ['a note that goes on and on', { note: 'x'.repeat(2001) }, 'note'],
    ['half a person', { count: 0.5 }, 'count'],
    ['a speed that is no number', { sogKn: '8' }, 'sogKn'],
    ['a field that is none', { mmsi: 201_000_001 }, ''],
  ])('may not say %s', (_, over, where) => {
    const result = manualReport.safeParse({ ...boat, ...over });
    expect(result.error?.issues[0]?.path.join('.')).toBe(where);
  });

  it.each(['person', 'group', 'landContact', 'vehicle'])('never names a %s', (kind) => {
    const result = manualReport.safeParse({ ...boat, kind });
    expect(result.error?.issues[0]).toMatchObject({
      path: ['name'],
      message: expect.stringContaining('named'),
    });
  });

  it('comes with the time that it speaks of, if it has one', () => {
    expect(contactBody.safeParse({ report: boat }).success).toBe(true);
    expect(contactBody.safeParse({ report: boat, observedMs: 1_760_000_000_000 }).success).toBe(true);
    expect(contactBody.safeParse({ report: boat, observedMs: 'now' }).success).toBe(false);
  });
});
