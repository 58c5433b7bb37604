import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { AisDecoder } from '../../../../server/decode/ais/decoder.ts';
import { encodeAis } from '../../../../server/decode/ais/encode.ts';
import {
  AisstreamDecoder,
  type AisstreamSaid,
  MAX_LINE_BYTES,
} from '../../../../server/decode/aisstream/decoder.ts';
import { READINGS } from '../../../../server/decode/aisstream/messages.table.ts';
import { decodeAll, frameOf, heard, NOON_MS } from '../heard.ts';

type Body = Readonly<Record<string, unknown>>;

const TIME_UTC = '2026-03-01 11:59:58.318353 +0000 UTC';
const HEAD = { RepeatIndicator: 0, Valid: true };

function envelope(name: string, body: Body, time_utc = TIME_UTC): string {
  const meta = { MMSI: body.UserID, ShipName: 'REMEMBERED', latitude: 1, longitude: 2, time_utc };
  return JSON.stringify({ MessageType: name, MetaData: meta, Message: { [name]: { ...HEAD, ...body } } });
}

function decodeOne(text: string) {
  const said: AisstreamSaid[] = [];
  const into = heard();
  new AisstreamDecoder((one) => said.push(one)).push(frameOf(text, { datagram: true }), into.sink);
  return { ...into, messages: into.messages, said };
}

/** The example of the service's documentation ("AISMessage"). */
const POSITION = {
  Cog: 308,
  CommunicationState: 81982,
  Latitude: 66.02695,
  Longitude: 12.253821666666665,
  MessageID: 1,
  NavigationalStatus: 15,
  PositionAccuracy: true,
  Raim: false,
  RateOfTurn: 4,
  Sog: 0,
  Spare: 0,
  SpecialManoeuvreIndicator: 0,
  Timestamp: 31,
  TrueHeading: 235,
  UserID: 259000420,
};

describe('what the service says', () => {
  test('a position, at the second that it carries, and not where the service remembers the vessel', () => {
    const { observations, faults, messages } = decodeOne(envelope('PositionReport', POSITION));
    expect(faults).toEqual([]);
    expect(messages).toBe(1);
    expect(observations).toHaveLength(1);
    const [said] = observations;
    expect(said).toMatchObject({
      type: 'position',
      mmsi: 259000420,
      kind: TrackKind.classA,
      sogKn: 0,
      cogDeg: 308,
      headingDeg: 235,
      navStatus: 15,
      accurate: true,
      // received 11:59:58.318 by the service; the report is of second 31
      observedMs: NOON_MS - 29_000,
      receivedMs: NOON_MS,
    });
    if (said?.type !== 'position') throw new Error('no position');
    expect(said.lat).toBeCloseTo(66.02695, 9);
    expect(said.lon).toBeCloseTo(12.253821666666665, 9);
    // (4 / 4.733)²
    expect(said.turnDegPerMin).toBeCloseTo(0.71426, 4);
    expect(said).not.toHaveProperty('identity');
  });

  test('not available is absent: 91, 181, 102.3, 360, 511, −128, 60', () => {
    const none = { Sog: 102.3, Cog: 360, TrueHeading: 511, RateOfTurn: -128, Timestamp: 60 };
    const [moored] = decodeOne(envelope('PositionReport', { ...POSITION, ...none })).observations;
    for (const field of ['sogKn', 'cogDeg', 'headingDeg', 'turnDegPerMin'])
      expect(moored).not.toHaveProperty(field);
    expect(moored).toMatchObject({ observedMs: NOON_MS - 1682 });
    const nowhere = { ...POSITION, Latitude: 91, Longitude: 181 };
    expect(decodeOne(envelope('PositionReport', nowhere))).toMatchObject({
      observations: [],
      messages: 1,
      faults: [],
    });
  });

  test('who a vessel is (the documentation’s example), without what fills its fields', () => {
    const body = {
      AisVersion: 2,
      CallSign: 'LBHF',
      Destination: 'COASTGUARD@@@@@@@@H',
      Dimension: { A: 20, B: 27, C: 7, D: 7 },
      Dte: false,
      Eta: { Day: 0, Hour: 24, Minute: 60, Month: 0 },
      FixType: 1,
      ImoNumber: 9353333,
      MaximumStaticDraught: 4.5,
      MessageID: 5,
      Name: 'KV FARM            ',
      Type: 55,
      UserID: 257069200,
    };
    const { observations } = decodeOne(envelope('ShipStaticData', body));
    expect(observations).toMatchObject([{ type: 'identity', mmsi: 257069200 }]);
    expect(observations[0]).toHaveProperty('identity', {
      name: 'KV FARM',
      callSign: 'LBHF',
      imo: 9353333,
      shipType: 55,
      destination: 'COASTGUARD',
      draughtM: 4.5,
      dimensions: { toBowM: 20, toSternM: 27, toPortM: 7, toStarboardM: 7 },
    });
  });

  test('part B of a class B’s data, a safety text, an aircraft, an aid that is virtual', () => {
    const part = { ShipType: 37, VendorIDName: 'SRT', VenderIDModel: 1, VenderIDSerial: 292978, FixType: 0 };
    const dimension = { A: 12, B: 3, C: 3, D: 2 };
    const partB = decodeOne(
      envelope('StaticDataReport', {
        ...{ MessageID: 24, UserID: 257702970, PartNumber: true, ReportA: { Name: '', Valid: false } },
        ReportB: { ...part, CallSign: 'LESW', Dimension: dimension, Valid: true },
      }),
    );
    expect(partB.observations).toMatchObject([
      { type: 'identity', identity: { callSign: 'LESW', shipType: 37, vendorId: 'SRT' } },
    ]);
    const text = decodeOne(
      envelope('SafetyBroadcastMessage', { MessageID: 14, UserID: 970123456, Text: 'SART ACTIVE' }),
    );
    expect(text.observations).toMatchObject([
      { type: 'text', text: 'SART ACTIVE', kind: TrackKind.locatingDevice },
    ]);
    const place = { Latitude: 38.5, Longitude: -8.9, PositionAccuracy: true, Timestamp: 7 };
    const aircraft = decodeOne(
      envelope('StandardSearchAndRescueAircraftReport', {
        ...{ ...place, MessageID: 9, UserID: 111266125, Altitude: 4095, Sog: 140, Cog: 311.5 },
      }),
    );
    expect(aircraft.observations).toMatchObject([{ kind: TrackKind.sarAircraft, sogKn: 140, cogDeg: 311.5 }]);
    expect(aircraft.observations[0]).not.toHaveProperty('altM');
    const aid = decodeOne(
      envelope('AidsToNavigationReport', {
        ...{ ...place, MessageID: 21, UserID: 992351360, Type: 14, VirtualAtoN: true },
        ...{ Name: 'SANDBANK NORTH CARDI', NameExtension: 'NAL' },
      }),
    );
    expect(aid.observations).toMatchObject([
      { kind: TrackKind.atonVirtual, identity: { name: 'SANDBANK NORTH CARDINAL', shipType: 14 } },
    ]);
  });

  test('every kind that the service documents is read, and says which message it is', () => {
    for (const [name, { types }] of Object.entries(READINGS))
      for (const type of types) {
        const one = decodeOne(envelope(name, { MessageID: type, UserID: 201000001 }));
        expect([name, one.faults, one.messages]).toEqual([name, [], 1]);
        expect(one.said).toMatchObject([{ message: { type, mmsi: 201000001 }, timeMs: NOON_MS - 1682 }]);
      }
  });

  test('is what the AIS decoder says of the same message', () => {
    fc.assert(
      fc.property(
        fc.record({
          lat: fc.integer({ min: -54_000_000, max: 54_000_000 }).map((raw) => raw / 600_000),
          lon: fc.integer({ min: -108_000_000, max: 108_000_000 }).map((raw) => raw / 600_000),
          sogKn: fc.integer({ min: 0, max: 1022 }).map((raw) => raw / 10),
          cogDeg: fc.integer({ min: 0, max: 3599 }).map((raw) => raw / 10),
          headingDeg: fc.integer({ min: 0, max: 359 }),
          navStatus: fc.integer({ min: 0, max: 15 }),
          utcSecond: fc.integer({ min: 0, max: 59 }),
          mmsi: fc.integer({ min: 1, max: 999_999_999 }),
        }),
        ({ lat, lon, sogKn, cogDeg, headingDeg, navStatus, utcSecond, mmsi }) => {
          const body = {
            ...{ MessageID: 1, UserID: mmsi, Latitude: lat, Longitude: lon, Sog: sogKn, Cog: cogDeg },
            ...{ TrueHeading: headingDeg, NavigationalStatus: navStatus, Timestamp: utcSecond },
            ...{ PositionAccuracy: true, RateOfTurn: -128 },
          };
          const [sentence] = encodeAis({
            ...{ type: 1, mmsi, lat, lon, sogKn, cogDeg, headingDeg, navStatus, utcSecond, accurate: true },
          });
          const vdm = decodeAll(new AisDecoder(), `${sentence}\r\n`);
          expect(decodeOne(envelope('PositionReport', body, '')).observations).toEqual(vdm.observations);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('what the service should not say', () => {
  test.each([
    ['no JSON', '{"MessageType":', 'format'],
    ['no object', '[1,2]', 'schema'],
    ['no kind', '{"Message":{}}', 'schema'],
    ['a kind of nobody', '{"MessageType":"__proto__"}', 'unsupported'],
    ['a message that it could not read', '{"MessageType":"UnknownMessage","Message":{}}', 'unsupported'],
    ['no body', '{"MessageType":"PositionReport","Message":{}}', 'schema'],
    ['an MMSI of ten digits', envelope('PositionReport', { ...POSITION, UserID: 1e9 }), 'schema'],
    ['another message than its kind', envelope('PositionReport', { ...POSITION, MessageID: 5 }), 'schema'],
    ['a speed in words', envelope('PositionReport', { ...POSITION, Sog: 'fast' }), 'schema'],
    ['what it calls invalid', envelope('PositionReport', { ...POSITION, Valid: false }), 'schema'],
  ])('%s is a fault', (_, text, kind) => {
    const { observations, faults } = decodeOne(text);
    expect(observations).toEqual([]);
    expect(faults).toMatchObject([{ kind }]);
  });

  test('an error ends the connection, with its words', () => {
    const { cut, faults } = decodeOne('{"error":"Api Key Is Not Valid"}');
    expect(cut).toEqual([{ connection: 1, reason: 'Api Key Is Not Valid' }]);
    expect(faults).toMatchObject([{ kind: 'protocol', detail: 'the service says: Api Key Is Not Valid' }]);
  });

  test('any bytes, cut anywhere: no exception, lines whole, the bound kept', () => {
    const line = envelope('PositionReport', POSITION);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(line.length), (noise, at) => {
        decodeAll(new AisstreamDecoder(), noise, `\n${line.slice(0, at)}`, noise);
        const whole = decodeAll(new AisstreamDecoder(), line.slice(0, at), `${line.slice(at)}\n`);
        expect([whole.messages, whole.faults]).toEqual([1, []]);
      }),
      { numRuns: 100 },
    );
    const long = decodeAll(new AisstreamDecoder(), 'x'.repeat(MAX_LINE_BYTES), 'xx', `x\n${line}\n`, '{');
    expect(long.faults.map(({ kind }) => kind)).toEqual(['too-long', 'incomplete']);
    expect(long.messages).toBe(1);
  });
});
