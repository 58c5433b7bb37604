import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AircraftObservation } from '../../../../proto/domain/observation.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { CprTable, decodeNear, decodePair } from '../../../../server/decode/adsb/cpr.ts';
import { AdsbDecoder } from '../../../../server/decode/adsb/decoder.ts';
import { readSquitter, type Squitter } from '../../../../server/decode/adsb/modes.ts';
import { corpus } from '../corpus.ts';
import { decodeAll, frameOf, heard, NOON_MS } from '../heard.ts';

/** Frames and values from J. Sun, “The 1090 Megahertz Riddle”, second edition, chapters 4 to 7. */
const IDENTITY = '8D4840D6202CC371C32CE0576098';
const VELOCITY = '8D485020994409940838175B284F';
const EVEN = '8D40621D58C382D690C8AC2863A7';
const ODD = '8D40621D58C386435CC412692AD6';

function read(hex: string): Squitter {
  const squitter = readSquitter(hex);
  if ('wrong' in squitter) throw new Error(squitter.wrong);
  return squitter;
}

describe('raw frames', () => {
  test('identity, velocity and height, as published', () => {
    expect(read(IDENTITY)).toMatchObject({ typeCode: 4, said: { address: '4840d6', callSign: 'KLM1023' } });
    expect(read(VELOCITY).said).toMatchObject({
      sogKn: expect.closeTo(159.2, 2),
      cogDeg: expect.closeTo(182.88, 2),
    });
    expect(read(EVEN)).toMatchObject({ typeCode: 11, said: { altFt: 38_000 }, position: { odd: false } });
  });

  test('a place from a pair, and from one half near another place, as published', () => {
    const [even, odd] = [read(EVEN).position!, read(ODD).position!];
    const place = { lat: expect.closeTo(52.2572, 5), lon: expect.closeTo(3.919_37, 5) };
    expect(decodePair(even, odd, false)).toEqual(place);
    expect(decodeNear(even, { lat: 52.258, lon: 3.918 })).toEqual(place);
    expect(decodePair(even, odd, true)).toEqual({
      lat: expect.closeTo(52.265_78, 5),
      lon: expect.closeTo(3.938_91, 4),
    });
  });

  test('through the decoder: the second half has a place, the first has none', () => {
    const said = decodeAll(
      new AdsbDecoder(),
      `*${ODD};\r\n*${EVEN};\n@00112233aabb${VELOCITY};\n*${IDENTITY};\n`,
    );
    expect(said.faults).toEqual([]);
    expect(said.messages).toBe(4);
    expect(said.observations).toMatchObject([
      { address: '40621d', lat: expect.closeTo(52.2572, 5), altM: expect.closeTo(11_582.4, 6) },
      { address: '485020', sogKn: expect.closeTo(159.2, 2) },
      { address: '4840d6', callSign: 'KLM1023' },
    ]);
  });

  test.each([
    [`*${EVEN.slice(0, -1)}8;`, 'checksum'],
    ['*02E197B00179C3;', 'unsupported'],
    ['*8D40621D58C382D690;', 'format'],
    ['*xyz;', 'not-a-sentence'],
  ])('%s is a fault', (line, kind) => {
    expect(decodeAll(new AdsbDecoder(), `${line}\n`)).toMatchObject({ messages: 0, faults: [{ kind }] });
  });

  test('property: one wrong bit is always seen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 111 }), (bit) => {
        const bytes = Buffer.from(EVEN, 'hex');
        bytes[bit >> 3]! ^= 0x80 >> (bit & 7);
        expect(readSquitter(bytes.toString('hex'))).toMatchObject({ wrong: expect.any(String) });
      }),
    );
  });

  test('a jump that nothing flies is not believed', () => {
    const table = new CprTable();
    const [even, odd] = [read(EVEN).position!, read(ODD).position!];
    expect(table.place('a', even, NOON_MS)).toBeUndefined();
    expect(table.place('a', odd, NOON_MS + 1000)).toBeDefined();
    // half a zone away
    expect(table.place('a', { ...even, lat: (even.lat + 30_000) % 131_072 }, NOON_MS + 2000)).toBeUndefined();
  });

  const file = corpus('sensors/adsb/sample_frames.csv');
  test.skipIf(file === undefined)('300 real frames: address and type as expected, one smooth track', () => {
    const rows = readFileSync(file!, 'utf8')
      .trim()
      .split('\n')
      .map((row) => row.replaceAll('"', '').split(','));
    const [decoder, said] = [new AdsbDecoder(), heard()];
    for (const [seconds, hex, address, typeCode] of rows) {
      const squitter = read(hex!);
      expect([squitter.said.address, squitter.typeCode]).toEqual([address!.toLowerCase(), Number(typeCode)]);
      const receivedMs = epochMs(Number(seconds) * 1000);
      decoder.push(frameOf(`*${hex};\n`, { receivedMs }), said.sink);
    }
    expect([said.messages, said.faults]).toEqual([300, []]);
    const places = (said.observations as AircraftObservation[]).filter(({ lat }) => lat !== undefined);
    expect(places.length).toBeGreaterThan(130);
    const [first, last] = [places[0]!, places.at(-1)!];
    const seconds = (last.observedMs - first.observedMs) / 1000;
    // what it flew is what its velocity says: degrees of latitude of 111.2 km
    const flownM = Math.hypot(
      (last.lat! - first.lat!) * 111_195,
      (last.lon! - first.lon!) * 111_195 * Math.cos((first.lat! * Math.PI) / 180),
    );
    expect(flownM / seconds / ((last.sogKn! * 1852) / 3600)).toBeCloseTo(1, 1);
  });
});
