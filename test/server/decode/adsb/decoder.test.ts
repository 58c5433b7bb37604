import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AircraftObservation } from '../../../../proto/domain/observation.ts';
import { seeded } from '../../../../proto/domain/random.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import {
  type BaseStationMessage,
  encodeBaseStation,
  parseBaseStation,
} from '../../../../server/decode/adsb/basestation.ts';
import { AdsbDecoder } from '../../../../server/decode/adsb/decoder.ts';
import { MAX_OBJECT_BYTES } from '../../../../server/decode/adsb/split.ts';
import { decodeAll, frameOf, heard, NOON_MS } from '../heard.ts';

const LONG = process.env.WATCHFLOOR_LONG === '1';

const aircraft = (said: { readonly observations: readonly { readonly type: string }[] }) =>
  said.observations as AircraftObservation[];

const line = (message: Partial<BaseStationMessage>) =>
  encodeBaseStation({ line: 'MSG', transmission: 3, address: '4b1812', timeMs: NOON_MS - 400, ...message });

/** Lines of every kind, of one aircraft, as receivers write them (the clock an hour ahead: Central European Time). */
const SESSION = `MSG,8,111,11111,4CA2D6,111111,2026/03/01,12:59:55.000,2026/03/01,12:59:55.000,,,,,,,,,,,,0
MSG,1,111,11111,4CA2D6,111111,2026/03/01,12:59:56.000,2026/03/01,12:59:56.000,RYR1427 ,,,,,,,,,,,0
MSG,4,111,11111,4CA2D6,111111,2026/03/01,12:59:57.000,2026/03/01,12:59:57.000,,,408.3,146.4,,,64,,,,,0
MSG,5,111,11111,4CA2D6,111111,2026/03/01,12:59:57.500,2026/03/01,12:59:57.500,,10000,,,,,,,0,,0,0
MSG,6,111,11111,4CA2D6,111111,2026/03/01,12:59:58.000,2026/03/01,12:59:58.000,,10000,,,,,,2000,0,0,0,0
MSG,3,111,11111,4CA2D6,111111,2026/03/01,12:59:59.250,2026/03/01,12:59:59.300,,10100,,,41.25,19.5,,,0,0,0,0
MSG,2,111,11111,AA0001,111111,2026/03/01,12:59:59.500,2026/03/01,12:59:59.500,,0,12.4,90,41.4,19.7,,,,,,-1
STA,,5,179,400AE7,10103,2026/03/01,14:06:47.846,2026/03/01,14:06:47.846,RM
CLK,,496,-1,,-1,2026/03/01,18:18:19.341,2026/03/01,18:18:19.341
`;

describe('BaseStation lines', () => {
  test('what each adds, completed by what came before, at its own time', () => {
    const said = decodeAll(new AdsbDecoder(), SESSION);
    expect(said.faults).toEqual([]);
    expect(said.messages).toBe(9);
    expect(aircraft(said)).toEqual([
      expect.objectContaining({ address: '4ca2d6', callSign: 'RYR1427', observedMs: NOON_MS - 4000 }),
      expect.objectContaining({ sogKn: 408.3, cogDeg: 146.4, observedMs: NOON_MS - 3000 }),
      expect.objectContaining({ squawk: '2000', observedMs: NOON_MS - 2000 }),
      {
        type: 'aircraft',
        feedId: 'f',
        nature: 0,
        address: '4ca2d6',
        observedMs: NOON_MS - 750,
        receivedMs: NOON_MS,
        callSign: 'RYR1427',
        squawk: '2000',
        lat: 41.25,
        lon: 19.5,
        sogKn: 408.3,
        cogDeg: 146.4,
        // 10,100 ft × 0.3048
        altM: expect.closeTo(3078.48, 6),
        onGround: false,
      },
      expect.objectContaining({ address: 'aa0001', onGround: true, lat: 41.4, sogKn: 12.4 }),
    ]);
    expect(
      aircraft(said)
        .slice(0, 3)
        .every(({ lat }) => lat === undefined),
    ).toBe(true);
    expect(aircraft(said).at(-1)).not.toHaveProperty('altM');
  });

  test('an old velocity does not complete a new position', () => {
    const [decoder, said] = [new AdsbDecoder(), heard()];
    decoder.push(frameOf(line({ transmission: 4, sogKn: 300, cogDeg: 90 })), said.sink);
    const later = { receivedMs: epochMs(NOON_MS + 20_000) };
    decoder.push(frameOf(line({ lat: 41, lon: 19, timeMs: NOON_MS + 20_000 }), later), said.sink);
    expect(aircraft(said)[0]).toMatchObject({ sogKn: 300 });
    expect(aircraft(said)[1]).toMatchObject({ lat: 41 });
    expect(aircraft(said)[1]).not.toHaveProperty('sogKn');
  });

  test.each(['7500', '7600', '7700'])('squawk %s is an emergency, until another is set', (squawk) => {
    const said = decodeAll(
      new AdsbDecoder(),
      line({ transmission: 6, squawk, emergency: true }),
      line({ lat: 41, lon: 19 }),
      line({ transmission: 6, squawk: '1234', emergency: false }),
    );
    expect(aircraft(said)).toMatchObject([{ emergency: squawk }, { emergency: squawk, lat: 41 }, {}]);
    expect(aircraft(said)[2]).not.toHaveProperty('emergency');
  });

  test('a clock that is quite wrong: the time of receipt', () => {
    const said = decodeAll(new AdsbDecoder(), line({ lat: 41, lon: 19, timeMs: NOON_MS - 400_000 }));
    expect(aircraft(said)).toMatchObject([{ observedMs: NOON_MS }]);
  });

  test.each([
    ['MSG,9,1,1,4CA2D6,1,,,,,,,,,,,,,,,,', 'format'],
    ['MSG,3,1,1,4CA2D6,1,,,,', 'format'],
    ['MSG,3,1,1,XYZ,1,,,,,,,,,41,19,,,,,,', 'format'],
    ['$GPGGA,1*00', 'not-a-sentence'],
    ['A'.repeat(2000), 'too-long'],
  ])('%s is a fault', (text, kind) => {
    const said = decodeAll(new AdsbDecoder(), `${text}\r\n${line({ lat: 41, lon: 19 })}`);
    expect(said.faults).toMatchObject([{ kind }]);
    expect(said.observations).toHaveLength(1);
  });

  test('fields that cannot be are absent', () => {
    const said = decodeAll(new AdsbDecoder(), 'MSG,3,1,1,4CA2D6,1,,,,,,1e9,-5,720,91,19,x,9999,,,,\r\n');
    expect([said.messages, said.observations, said.faults]).toEqual([1, [], []]);
  });

  test('property: what is written is read', () => {
    const message = fc.record(
      {
        line: fc.constant('MSG' as const),
        transmission: fc.integer({ min: 1, max: 8 }),
        address: fc.stringMatching(/^[0-9a-f]{6}$/),
        timeMs: fc.integer({ min: 0, max: 4_102_444_799_999 }),
        callSign: fc.stringMatching(/^[A-Z0-9]{1,8}$/),
        altFt: fc.integer({ min: -1000, max: 60_000 }),
        sogKn: fc.integer({ min: 0, max: 9999 }).map((n) => n / 10),
        cogDeg: fc.integer({ min: 0, max: 3599 }).map((n) => n / 10),
        lat: fc.integer({ min: -90_000_000, max: 90_000_000 }).map((n) => n / 1e6),
        lon: fc.integer({ min: -180_000_000, max: 180_000_000 }).map((n) => n / 1e6),
        climbFtPerMin: fc.integer({ min: -6000, max: 6000 }),
        squawk: fc.stringMatching(/^[0-7]{4}$/),
        alert: fc.boolean(),
        emergency: fc.boolean(),
        ident: fc.boolean(),
        onGround: fc.boolean(),
      },
      { requiredKeys: ['line', 'transmission', 'address', 'lat', 'lon'] },
    );
    fc.assert(
      fc.property(message, (one) => {
        expect(parseBaseStation(encodeBaseStation(one).trimEnd())).toEqual(one);
      }),
    );
  });
});

const DOCUMENT = `{ "now" : ${NOON_MS / 1000 - 0.5},
  "messages" : 12345,
  "aircraft" : [
{"hex":"4ca2d6","type":"adsb_icao","flight":"RYR1427 ","alt_baro":10000,"alt_geom":10500,"gs":408.3,"track":146.42,"squawk":"2000","emergency":"none","category":"A3","lat":41.25,"lon":19.5,"nic":8,"rc":186,"seen_pos":0.3,"nac_p":9,"mlat":[],"tisb":[],"messages":99,"seen":0.1,"rssi":-20.1},
{"hex":"~2a1b3c","type":"tisb_other","alt_baro":"ground","lat":41.4,"lon":19.72,"seen_pos":2.0,"gs":0.0,"seen":1.0},
{"hex":"501d2e","flight":"9A-HXY  ","squawk":"7700","emergency":"general","seen":5.5,"lastPosition":{"lat":42.0,"lon":18.0,"seen_pos":70}}
]
}
`;

test('of a file nobody knows when it was received: the stated times stand', () => {
  const said = heard();
  const bytes = line({ lat: 41, lon: 19 }) + DOCUMENT;
  new AdsbDecoder().push(frameOf(bytes, { receivedMs: epochMs(0) }), said.sink);
  expect(aircraft(said)).toMatchObject([
    { observedMs: NOON_MS - 400 },
    { observedMs: NOON_MS - 800 },
    { observedMs: NOON_MS - 2500 },
    { observedMs: NOON_MS - 6000 },
  ]);
});

describe('readsb JSON', () => {
  test('a document', () => {
    const said = decodeAll(new AdsbDecoder(), DOCUMENT);
    expect(said.faults).toEqual([]);
    expect(aircraft(said)).toEqual([
      {
        type: 'aircraft',
        feedId: 'f',
        nature: 0,
        address: '4ca2d6',
        observedMs: NOON_MS - 800,
        receivedMs: NOON_MS,
        callSign: 'RYR1427',
        squawk: '2000',
        lat: 41.25,
        lon: 19.5,
        sogKn: 408.3,
        cogDeg: 146.42,
        // geometric: 10,500 ft × 0.3048; NACp 9 is 30 m (95 %), over 2.4477
        altM: expect.closeTo(3200.4, 6),
        sigmaM: expect.closeTo(12.256, 3),
        onGround: false,
      },
      expect.objectContaining({ address: '~2a1b3c', observedMs: NOON_MS - 2500, onGround: true, lat: 41.4 }),
      expect.objectContaining({ callSign: '9A-HXY', squawk: '7700', emergency: 'general' }),
    ]);
    expect(aircraft(said)[2]).not.toHaveProperty('lat');
  });

  test('a document that says the same again is not told again', () => {
    const later = DOCUMENT.replace(`${NOON_MS / 1000 - 0.5}`, `${NOON_MS / 1000 + 0.5}`)
      .replace('"seen_pos":0.3', '"seen_pos":1.3')
      .replace('"seen_pos":2.0', '"seen_pos":3.0');
    const said = decodeAll(new AdsbDecoder(), DOCUMENT, later);
    expect(aircraft(said)).toHaveLength(3);
    expect(said.messages).toBe(6);
  });

  test('lines of the JSON port, mixed with BaseStation lines', () => {
    const one = `{"now":${NOON_MS / 1000},"hex":"4CA2D6","lat":41.1,"lon":19.1,"seen_pos":0.25}\n`;
    const said = decodeAll(new AdsbDecoder(), one, SESSION, one.replace('4CA2D6', '4ca2d7'));
    expect(said.faults).toEqual([]);
    expect(aircraft(said)[0]).toMatchObject({ address: '4ca2d6', observedMs: NOON_MS - 250 });
    expect(aircraft(said).at(-1)).toMatchObject({ address: '4ca2d7' });
  });

  test('split at every byte', () => {
    const bytes = Buffer.from(DOCUMENT + SESSION + DOCUMENT);
    const whole = decodeAll(new AdsbDecoder(), bytes);
    expect(whole.faults).toEqual([]);
    for (let cut = 1; cut < bytes.length; cut++)
      expect(decodeAll(new AdsbDecoder(), bytes.subarray(0, cut), bytes.subarray(cut))).toMatchObject({
        observations: whole.observations,
        faults: [],
      });
    const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect(decodeAll(new AdsbDecoder(), ...single).observations).toEqual(whole.observations);
  });

  test('a damaged document: one fault, and the aircraft that are whole in it', () => {
    const said = decodeAll(new AdsbDecoder(), DOCUMENT.replace('"gs":0.0', '"gs":0.x'));
    expect(said.faults).toMatchObject([{ kind: 'format' }]);
    expect(aircraft(said)).toMatchObject([
      { address: '4ca2d6', observedMs: NOON_MS - 800 },
      { address: '501d2e' },
    ]);
  });

  test('an object without end, and one without aircraft', () => {
    const endless = decodeAll(
      new AdsbDecoder(),
      '{"a":[',
      Buffer.alloc(MAX_OBJECT_BYTES + 10, 0x20),
      `\n${SESSION}`,
    );
    expect(endless.faults).toMatchObject([{ kind: 'too-long' }]);
    expect(endless.observations.length).toBeGreaterThan(3);
    expect(decodeAll(new AdsbDecoder(), '{"version":"v3","lat":1}').faults).toMatchObject([
      { kind: 'schema' },
    ]);
    expect(decodeAll(new AdsbDecoder(), '{"now":1,"aircraft":[]}')).toMatchObject({
      messages: 1,
      faults: [],
    });
  });
});

test('mutated bytes: no throw, no stall, and what is whole between garbage is read', () => {
  const random = seeded(3);
  const pick = (limit: number) => Math.floor(random() * limit);
  const [decoder, said] = [new AdsbDecoder(), heard()];
  const untouched = new Set<string>();
  let bytes = 0;
  for (let n = 0; bytes < (LONG ? 10_000_000 : 1_000_000); n++) {
    const address = n.toString(16).padStart(6, '0');
    const text =
      random() < 0.5
        ? line({ address, lat: 41, lon: 19 })
        : `{"hex":"${address}","flight":"X","lat":41.1,"lon":19.1,"seen_pos":0.25}\n`;
    let piece = Buffer.from(text);
    if (random() < 0.5) {
      for (let i = 0; i < 3; i++) piece[pick(piece.length)] = pick(256);
      if (random() < 0.3) piece = piece.subarray(0, pick(piece.length));
    } else untouched.add(address);
    bytes += piece.length;
    decoder.push(frameOf(piece), said.sink);
  }
  decoder.close(1, said.sink);
  const count = untouched.size;
  for (const one of aircraft(said)) if (one.lat !== undefined) untouched.delete(one.address);
  expect(said.faults.length).toBeGreaterThan(100);
  // a line that lost its end takes the next one with it
  expect(untouched.size / count).toBeLessThan(0.2);
});
