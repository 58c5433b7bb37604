import { describe, expect, test } from 'vitest';
import { withChecksum } from '../../../../../server/decode/ais/encode.ts';
import type { Dsc } from '../../../../../server/decode/nmea/sentences/messages.ts';
import { encodeDsc, encodeDse } from '../../../../../server/decode/nmea/sentences/write.ts';
import { Feed, NOW_MS } from '../decoding.ts';

const VESSEL = 247_123_456;
const COAST_STATION = 2_470_001;
const AT = { lat: -(41 + 12.3456 / 60), lon: 19 + 45.6789 / 60 };
const alert = (more: Partial<Dsc> = {}) =>
  encodeDsc({
    format: 'distress',
    mmsi: VESSEL,
    category: 'distress',
    natureOfDistress: 'man overboard',
    ...AT,
    timeOfDayMs: 43_200_000,
    ...more,
  });
const call = (more: Partial<Dsc>) =>
  encodeDsc({ format: 'allShips', mmsi: COAST_STATION, category: 'distress', ...AT, ...more });

describe('distress by selective calling', () => {
  test('an alert: who, what, where to a minute', () => {
    const [seen] = new Feed().hear([alert()]).distresses;
    expect(seen).toStrictEqual({
      type: 'distress',
      feedId: 'radar',
      nature: 0,
      observedMs: NOW_MS,
      receivedMs: NOW_MS,
      mmsi: VESSEL,
      call: 'alert',
      natureOfDistress: 'man overboard',
      lat: -(41 + 12 / 60),
      lon: 19 + 45 / 60,
      sigmaM: 1852,
    });
  });

  test('its expansion says it again, to 0.0001 minutes', () => {
    const feed = new Feed().hear([alert({ expansion: true }), encodeDse({ mmsi: VESSEL, ...AT })]);
    expect(feed.distresses).toHaveLength(2);
    const refined = feed.distresses[1];
    expect(refined).toMatchObject({ call: 'alert', natureOfDistress: 'man overboard', sigmaM: 20 });
    expect(refined?.lat).toBeCloseTo(AT.lat, 6);
    expect(refined?.lon).toBeCloseTo(AT.lon, 6);
  });

  test('south of the equator and west of Greenwich by less than a minute', () => {
    const near = { lat: -0.5 / 60, lon: -0.25 / 60 };
    const feed = new Feed().hear([alert(near), encodeDse({ mmsi: VESSEL, ...near })]);
    expect(feed.distresses[1]?.lat).toBeCloseTo(near.lat, 8);
    expect(feed.distresses[1]?.lon).toBeCloseTo(near.lon, 8);
  });

  test('an expansion of another vessel, or minutes late, adds nothing', () => {
    const feed = new Feed()
      .at(NOW_MS, alert(), encodeDse({ mmsi: VESSEL + 1, ...AT }))
      .at(NOW_MS + 61_000, encodeDse({ mmsi: VESSEL, ...AT }));
    expect(feed.distresses).toHaveLength(1);
    expect(feed.faults).toEqual([]);
  });

  test('without a position it is a distress all the same', () => {
    const [seen] = new Feed().hear([
      encodeDsc({ format: 'distress', mmsi: VESSEL, category: 'distress', natureOfDistress: 'sinking' }),
    ]).distresses;
    expect(seen).toMatchObject({ mmsi: VESSEL, natureOfDistress: 'sinking' });
    expect(seen).not.toHaveProperty('lat');
    expect(seen).not.toHaveProperty('sigmaM');
  });

  test('a nature that the tables do not have is told by its symbol', () => {
    const [seen] = new Feed().hear([alert({ natureOfDistress: 'symbol 111' })]).distresses;
    expect(seen?.natureOfDistress).toBe('symbol 111');
  });

  test('a garbled position or time is told, and the distress heard without it', () => {
    const feed = new Feed().hear([
      withChecksum(`$CDDSC,12,${VESSEL}0,12,05,00,9641201945,2460,,,S,`),
      withChecksum(`$CDDSC,12,24712345,12,05,00,9641201945,2460,,,S,`),
    ]);
    expect(feed.distresses).toMatchObject([{ mmsi: VESSEL, natureOfDistress: 'sinking' }]);
    expect(feed.distresses[0]).not.toHaveProperty('lat');
    expect(feed.faults.map(({ kind }) => kind)).toEqual(['format', 'format']);
  });

  test('relay, acknowledgement, cancel', () => {
    const of = { distressMmsi: VESSEL, distressNature: 'flooding' };
    const relay = call({ ...of, firstTelecommand: 'distress alert relay' });
    const acknowledgement = call({ ...of, firstTelecommand: 'distress acknowledgement' });
    const relayHeard = call({
      ...of,
      firstTelecommand: 'distress alert relay',
      acknowledgement: 'acknowledgement',
    });
    const cancel = call({ ...of, mmsi: VESSEL, firstTelecommand: 'distress acknowledgement' });
    const cancelByAlert = alert({ distressMmsi: VESSEL });
    const { distresses } = new Feed().hear([relay, acknowledgement, relayHeard, cancel, cancelByAlert]);
    expect(distresses.map((one) => [one.call, one.mmsi])).toEqual([
      ['relay', VESSEL],
      ['acknowledgement', VESSEL],
      ['acknowledgement', VESSEL],
      ['cancel', VESSEL],
      ['cancel', VESSEL],
    ]);
    expect(distresses[0]?.natureOfDistress).toBe('flooding');
  });

  test('a relay that does not know who is in distress is heard under the name of who tells it', () => {
    const { distresses } = new Feed().hear([call({ firstTelecommand: 'distress alert relay' })]);
    expect(distresses).toMatchObject([{ call: 'relay', mmsi: COAST_STATION }]);
  });

  test('routine, safety and urgency calls are no distress', () => {
    const routine = encodeDsc({
      format: 'individual',
      mmsi: VESSEL,
      category: 'routine',
      firstTelecommand: 'F3E/G3E all modes, telephony',
      channel: '900016',
    });
    const urgency = call({ category: 'urgency', firstTelecommand: 'F3E/G3E all modes, telephony' });
    const feed = new Feed().hear([routine, urgency]);
    expect([feed.observations, feed.messages, feed.faults]).toEqual([[], 2, []]);
  });
});
