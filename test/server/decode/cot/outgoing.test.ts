import { describe, expect, test } from 'vitest';
import { feedId, trackId } from '../../../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../../../proto/domain/observation.ts';
import { ContactState, type TrackDetail, TrackLife } from '../../../../proto/domain/track.ts';
import { degrees, epochMs, knots, metres } from '../../../../proto/domain/units.ts';
import { CotDecoder } from '../../../../server/decode/cot/decoder.ts';
import { encodeCotXml } from '../../../../server/decode/cot/encodexml.ts';
import type { CotEvent } from '../../../../server/decode/cot/event.ts';
import {
  alertEvent,
  type OutgoingAlert,
  type OutgoingZone,
  type Refusal,
  trackEvent,
  zoneEvent,
} from '../../../../server/decode/cot/outgoing.ts';
import { encodeTak } from '../../../../server/decode/cot/tak.ts';
import { decodeAll, NOON_MS } from '../heard.ts';

const track: TrackDetail = {
  id: trackId(1, 7),
  kind: TrackKind.classA,
  nature: Nature.real,
  mmsi: '201000001',
  life: TrackLife.live,
  conflict: false,
  distress: false,
  lat: degrees(41.25),
  lon: degrees(19.25),
  sogKn: knots(10),
  cogDeg: degrees(45),
  observedMs: epochMs(NOON_MS - 3000),
  receivedMs: epochMs(NOON_MS),
  firstMs: epochMs(NOON_MS - 60_000),
  identity: { name: { value: 'DRINI & CO', feedId: feedId('a'), observedMs: epochMs(NOON_MS) } },
  contributions: [],
  conflictsWith: [],
  contact: ContactState.silent,
  sources: 3,
  ellipse: { semiMajorM: metres(24.477), semiMinorM: metres(10), orientationDeg: degrees(0) },
  evidence: [],
  reasons: [],
  remarks: {},
  offers: [],
};
const zone: OutgoingZone = {
  id: 'z1',
  name: 'Fishing limit',
  nature: Nature.real,
  kind: 'area',
  points: [
    [41, 19],
    [41.1, 19],
    [41.1, 19.1],
  ],
};
const alert: OutgoingAlert = {
  id: 'a1',
  text: 'Distress button pressed',
  nature: Nature.real,
  lat: 41.25,
  lon: 19.25,
  raisedMs: NOON_MS - 1000,
  distress: true,
  track,
};

const outside = { inExercise: false, withPeople: false };
const inside = { inExercise: true, withPeople: true };
const sent = (event: CotEvent | Refusal): CotEvent => {
  if ('refused' in event) throw new Error(event.refused);
  return event;
};
/** As a receiver reads it, in both forms. */
function received(event: CotEvent | Refusal): CotEvent {
  const seen: CotEvent[] = [];
  const bytes = [encodeCotXml(sent(event)), encodeTak(sent(event), 'stream')];
  expect(decodeAll(new CotDecoder((one) => seen.push(one)), ...bytes).faults).toEqual([]);
  expect(seen).toHaveLength(2);
  return seen[0]!;
}
const remarks = (event: CotEvent) => event.detail.find(({ name }) => name === 'remarks')?.text;

describe('a track', () => {
  test('goes out with name, motion, uncertainty and state', () => {
    expect(received(trackEvent(track, outside, NOON_MS))).toEqual({
      uid: 'watchfloor.track.1-7',
      type: 'a-n-S-X',
      how: 'm-f',
      timeMs: NOON_MS - 3000,
      startMs: NOON_MS - 3000,
      staleMs: NOON_MS + 120_000,
      lat: 41.25,
      lon: 19.25,
      // 24.477 m are 95 %: over 2.4477
      ceM: 10,
      detail: [
        { name: 'contact', attributes: { callsign: 'DRINI & CO' }, children: [], text: '' },
        // 10 kn × 1852 / 3600
        { name: 'track', attributes: { speed: '5.14', course: '45.0' }, children: [], text: '' },
        { name: 'remarks', attributes: {}, children: [], text: 'silent: its AIS stopped; MMSI 201000001' },
      ],
    });
  });

  test.each([
    [TrackKind.seaContact, 'a-u-S'],
    [TrackKind.vehicle, 'a-u-G-E-V'],
    [TrackKind.drone, 'a-u-A-M-F-Q'],
    [TrackKind.unitVessel, 'a-f-S'],
    [TrackKind.unitFoot, 'a-f-G-U-C'],
    [TrackKind.aircraft, 'a-n-A-C'],
  ])('of kind %d is %s', (kind, type) => {
    expect(sent(trackEvent({ ...track, kind }, outside, NOON_MS)).type).toBe(type);
  });

  test.each([TrackKind.baseStation, TrackKind.atonVirtual, TrackKind.locatingDeviceTest])(
    'of kind %d does not go out',
    (kind) => {
      expect(trackEvent({ ...track, kind }, inside, NOON_MS)).toHaveProperty('refused');
    },
  );

  test('of a unit keeps its own uid, so that no receiver sees it twice', () => {
    const unit = { ...track, kind: TrackKind.unitVessel, remarks: { uid: 'ANDROID-5' } };
    expect(sent(trackEvent(unit, outside, NOON_MS)).uid).toBe('ANDROID-5');
  });

  test('that is lost does not go out', () => {
    expect(trackEvent({ ...track, life: TrackLife.lost }, inside, NOON_MS)).toHaveProperty('refused');
  });
});

describe('what stays inside', () => {
  test.each([Nature.synthetic, Nature.recorded])(
    'nature %d, unless the receiver is in the exercise',
    (nature) => {
      const all = [
        (receiver: typeof outside) => trackEvent({ ...track, nature }, receiver, NOON_MS),
        (receiver: typeof outside) => zoneEvent({ ...zone, nature }, receiver, NOON_MS),
        (receiver: typeof outside) => alertEvent({ ...alert, nature }, receiver, NOON_MS),
      ];
      for (const one of all) {
        expect(one(outside)).toEqual({ refused: expect.stringContaining('no part in the exercise') });
        expect(received(one(inside)).opex).toBe('e-watchfloor');
      }
      expect(remarks(sent(all[0]!(inside)))).toContain('EXERCISE');
    },
  );

  test.each([TrackKind.person, TrackKind.group])('people on land (kind %d), unless released', (kind) => {
    const people = { ...track, kind };
    expect(trackEvent(people, outside, NOON_MS)).toHaveProperty('refused');
    expect(alertEvent({ ...alert, track: people }, outside, NOON_MS)).toHaveProperty('refused');
    expect(sent(trackEvent({ ...people, count: 4 }, inside, NOON_MS)).type).toBe('a-u-G');
  });
});

test('a zone is a free form, closed when it is an area', () => {
  const area = received(zoneEvent(zone, outside, NOON_MS));
  expect(area).toMatchObject({ type: 'u-d-f', lat: 41, lon: 19 });
  const corners = (event: CotEvent) =>
    event.detail.filter(({ name }) => name === 'link').map(({ attributes }) => attributes.point);
  expect(corners(area)).toEqual(['41,19', '41.1,19', '41.1,19.1', '41,19']);
  expect(corners(received(zoneEvent({ ...zone, kind: 'line' }, outside, NOON_MS)))).toHaveLength(3);
  expect(zoneEvent({ ...zone, points: [] }, outside, NOON_MS)).toHaveProperty('refused');
});

test('what we sent and a server gives back is no unit of ours', () => {
  const events = [
    trackEvent({ ...track, kind: TrackKind.unitFoot }, outside, NOON_MS),
    alertEvent(alert, outside, NOON_MS),
  ];
  const said = decodeAll(new CotDecoder(), ...events.map((event) => encodeCotXml(sent(event))));
  expect([said.messages, said.observations, said.faults]).toEqual([2, [], []]);
});

describe('an alert', () => {
  test('of distress is an emergency that names its track, and ends', () => {
    const raised = received(alertEvent(alert, outside, NOON_MS));
    expect(raised).toMatchObject({ type: 'b-a-o-tbl', startMs: NOON_MS - 1000 });
    expect(raised.detail).toContainEqual(
      expect.objectContaining({
        name: 'link',
        attributes: expect.objectContaining({ uid: 'watchfloor.track.1-7' }),
      }),
    );
    expect(raised.detail).toContainEqual(
      expect.objectContaining({ name: 'emergency', attributes: { type: '911 Alert' } }),
    );
    const over = received(alertEvent({ ...alert, cleared: true }, outside, NOON_MS));
    expect(over).toMatchObject({ type: 'b-a-o-can', uid: raised.uid });
    expect(over.detail).toContainEqual(
      expect.objectContaining({ name: 'emergency', attributes: { cancel: 'true' } }),
    );
  });

  test('of anything else raises no emergency', () => {
    const said = received(alertEvent({ ...alert, distress: false, text: 'Zone entered' }, outside, NOON_MS));
    expect(said.type).toBe('b-a');
    expect(said.detail.some(({ name }) => name === 'emergency')).toBe(false);
    expect(remarks(said)).toBe('Zone entered');
  });
});
