import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  DetectionsDecoder,
  MAX_DETECTIONS,
  MAX_PAYLOAD_BYTES,
} from '../../../../server/decode/detections/decoder.ts';
import { detectionMapping } from '../../../../server/decode/detections/mapping.ts';
import { matchTopic, valueAt } from '../../../../server/decode/detections/pointer.ts';
import { frameOf, heard, NOON_MS } from '../heard.ts';

type Given = z.input<typeof detectionMapping>;

function decode(mapping: Given | readonly Given[], topic: string | undefined, payload: unknown) {
  const mappings = [mapping].flat().map((one) => detectionMapping.parse(one));
  const said = heard();
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const where = topic === undefined ? {} : { topic };
  new DetectionsDecoder(mappings).push(frameOf(text, { datagram: true, ...where }), said.sink);
  return said;
}

const FENCE: Given = {
  topic: 'sensors/+/detections',
  sensorId: '$1',
  detections: '/objects',
  time: '/at',
  lat: '/position/lat',
  lon: '/position/lon',
  altitude: { at: '/position/altFt', unit: 'ft' },
  sigma: '/accuracy',
  class: '/type',
  classes: { Human: 'person', CAR: 'vehicle' },
  confidence: { at: '/score', unit: '%' },
  count: '/number',
  track: '/id',
  speed: { at: '/kmh', unit: 'km/h' },
  course: '/heading',
};

describe('a mapping', () => {
  test('of a list with positions; what an object lacks is taken from the payload', () => {
    const said = decode(FENCE, 'sensors/mast-3/detections', {
      at: '2026-03-01T11:59:58Z',
      objects: [
        {
          id: 17,
          type: 'human',
          score: 87,
          number: 3,
          kmh: 5.4,
          heading: -90,
          accuracy: 6,
          position: { lat: 42.07, lon: '19.42', altFt: 100 },
        },
        { at: NOON_MS - 500, type: 'drone', position: { lat: 42.1, lon: 19.4 } },
      ],
    });
    expect(said.faults).toEqual([]);
    expect(said.messages).toBe(1);
    expect(said.observations).toEqual([
      {
        type: 'plot',
        feedId: 'f',
        nature: 0,
        sensorId: 'f/mast-3',
        observedMs: NOON_MS - 2000,
        receivedMs: NOON_MS,
        place: { kind: 'position', lat: 42.07, lon: 19.42, sigmaM: 6 },
        altM: expect.closeTo(30.48, 9),
        // 5.4 km/h are 1.5 m/s, × 3600 / 1852
        sogKn: expect.closeTo(2.915_767, 5),
        cogDeg: 270,
        contactClass: 'person',
        confidence: 0.87,
        count: 3,
        sensorTrack: '17',
      },
      expect.objectContaining({ observedMs: NOON_MS - 500, contactClass: 'drone' }),
    ]);
  });

  test('of range and azimuth', () => {
    const radar: Given = {
      topic: 'radar',
      range: { at: '/r', unit: 'nmi' },
      azimuth: { at: '/theta', unit: 'rad' },
      sigmaRange: '/sr',
      sigmaAzimuth: '/sa',
      elevation: '/el',
    };
    const said = decode(radar, 'radar', [{ r: 2, theta: Math.PI / 2, sr: 10, sa: 0.5, el: 4 }]);
    expect(said.observations).toMatchObject([
      {
        sensorId: 'f',
        observedMs: NOON_MS,
        place: {
          kind: 'polar',
          rangeM: 3704,
          azimuthDeg: 90,
          sigmaRangeM: 10,
          sigmaAzimuthDeg: 0.5,
          elevationDeg: 4,
        },
      },
    ]);
  });

  test('of a bearing alone, the sensor named in the payload', () => {
    const camera: Given = { topic: 'cameras/#', sensorId: '/camera', bearing: '/pan', class: '/what' };
    const said = decode(camera, 'cameras/a/b', { camera: 'PTZ-1', pan: 361, what: 'smallVessel' });
    expect(said.observations).toMatchObject([
      { sensorId: 'f/PTZ-1', place: { kind: 'bearing', azimuthDeg: 1 }, contactClass: 'smallVessel' },
    ]);
  });

  test('the first that matches counts', () => {
    const special: Given = { topic: 'sensors/s9/detections', bearing: '/b' };
    const said = decode([special, FENCE], 'sensors/s9/detections', { b: 10 });
    expect(said.observations).toMatchObject([{ sensorId: 'f', place: { kind: 'bearing' } }]);
  });

  test.each<[string, object]>([
    ['no place', {}],
    ['half a place', { lat: '/a' }],
    ['two places', { lat: '/a', lon: '/b', bearing: '/c' }],
    ['a pointer without /', { bearing: 'a' }],
    ['an unknown unit', { range: { at: '/r', unit: 'mile' }, azimuth: '/a' }],
    ['an unknown field', { bearing: '/a', colour: '/c' }],
    ['a + that is not there', { bearing: '/a', sensorId: '$1' }],
    ['a class that we do not know', { bearing: '/a', classes: { x: 'tank' } }],
  ])('with %s is refused', (_, fields) => {
    expect(detectionMapping.safeParse({ topic: 't', ...fields }).success).toBe(false);
  });
});

describe('what is wrong is a fault', () => {
  const simple: Given = { topic: 't', lat: '/lat', lon: '/lon', sensorId: '/id' };
  test.each([
    ['no JSON', 't', '{"lat":', 'format'],
    ['no detections', 't', '3', 'schema'],
    ['no place', 't', '{"id":"a","lat":1}', 'schema'],
    ['a place not on earth', 't', '{"id":"a","lat":91,"lon":0}', 'schema'],
    ['a place in words', 't', '{"id":"a","lat":"north","lon":0}', 'schema'],
    ['no sensor', 't', '{"lat":1,"lon":1}', 'schema'],
    ['an inherited field', 't', '{"id":"a","lat":1,"lon":1,"__proto__":{}}', undefined],
    ['a topic without mapping', 'u', '{}', 'unsupported'],
    ['no topic', undefined, '{}', 'protocol'],
    ['too much', 't', `"${'x'.repeat(MAX_PAYLOAD_BYTES)}"`, 'too-long'],
    ['nesting', 't', '['.repeat(500_000), 'format'],
  ])('%s', (_, topic, payload, kind) => {
    const said = decode(simple, topic, payload);
    expect(said.faults.map((fault) => fault.kind)).toEqual(kind === undefined ? [] : [kind]);
  });

  test('one bad detection does not spoil the others', () => {
    const said = decode(simple, 't', [{ id: 'a', lat: 1, lon: 1 }, null, 7, { id: 'b', lat: 2, lon: 2 }]);
    expect(said.observations).toMatchObject([{ sensorId: 'f/a' }, { sensorId: 'f/b' }]);
    expect(said.faults).toHaveLength(2);
  });

  test('a list without end is cut', () => {
    const many = Array.from({ length: MAX_DETECTIONS + 1 }, () => ({ id: 1, lat: 1, lon: 1 }));
    const said = decode(simple, 't', many);
    expect(said.observations).toHaveLength(MAX_DETECTIONS);
    expect(said.faults).toMatchObject([{ kind: 'too-long' }]);
  });

  test('property: no JSON makes it throw', () => {
    fc.assert(
      fc.property(fc.json(), (payload) => {
        const said = decode(FENCE, 'sensors/x/detections', payload);
        expect(said.messages + said.faults.length).toBeGreaterThan(0);
      }),
    );
  });
});

test.each([
  ['a/+/c', 'a/b/c', ['b']],
  ['+/+', 'a/b', ['a', 'b']],
  ['a/#', 'a', []],
  ['a/#', 'a/b/c', []],
  ['#', 'a/b', []],
  ['#', '$SYS/x', undefined],
  ['+/x', '$SYS/x', undefined],
  ['$SYS/#', '$SYS/x', []],
  ['a/+', 'a', undefined],
  ['a/+', 'a/', ['']],
  ['a', 'a/b', undefined],
])('topic filter %s, topic %s: %j', (filter, topic, stoodFor) => {
  expect(matchTopic(filter, topic)).toEqual(stoodFor);
});

test('pointers, after the examples of RFC 6901, section 5', () => {
  const document = { foo: ['bar', 'baz'], '': 0, 'a/b': 1, 'm~n': 8, ' ': 7 };
  expect(valueAt(document, '')).toBe(document);
  expect(valueAt(document, '/foo/0')).toBe('bar');
  expect(valueAt(document, '/')).toBe(0);
  expect(valueAt(document, '/a~1b')).toBe(1);
  expect(valueAt(document, '/m~0n')).toBe(8);
  expect(valueAt(document, '/ ')).toBe(7);
  expect(valueAt(document, '/constructor')).toBeUndefined();
});

describe('what is not for the screen', () => {
  const named: Given = {
    topic: '+',
    sensorId: '$1',
    lat: '/lat',
    lon: '/lon',
    class: '/class',
    label: '/name',
  };
  const at = { lat: 41, lon: 19, name: 'a\u202eb\n' };

  test('people and what they drive are not named', () => {
    const labels = ['person', 'group', 'vehicle', 'vessel'].map(
      (word) => decode(named, 'cam', { ...at, class: word }).observations[0],
    );
    expect(labels.map((one) => one?.type === 'plot' && one.label)).toEqual([
      undefined,
      undefined,
      undefined,
      'a.b.',
    ]);
  });

  test('a sensor’s id has no character that cannot be seen', () => {
    expect(decode(named, 'c\u0007am', at).observations).toMatchObject([{ sensorId: 'f/c.am' }]);
  });
});
