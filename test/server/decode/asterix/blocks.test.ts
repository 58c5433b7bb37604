/** Blocks in datagrams and streams: whole, split, between garbage, of other editions. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, seeded } from '../../../../proto/domain/random.ts';
import { encodeAsterix } from '../../../../server/decode/asterix/encode.ts';
import { type AsterixRecord, numberAt } from '../../../../server/decode/asterix/record.ts';
import { corpus } from '../corpus.ts';
import { datagramsOf, read } from './samples.ts';

const bytesOf = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const source = { sac: 25, sic: 13 };

const plot = (trn: number): AsterixRecord => ({
  '010': source,
  '140': { timeOfDayS: 3600 + trn / 128 },
  '020': { typ: 1, sim: 0, rdp: 0, spi: 0, rab: 0 },
  '040': { rhoNm: 10, thetaDeg: 90 },
  '161': { trn },
});
const track = (trackNumber: number): AsterixRecord => ({
  '010': source,
  '040': { trackNumber },
  '070': { timeOfTrackInformationS: 3600 },
  '080': { mon: 0, spi: 0, mrh: 0, src: 0, cnf: 0 },
  '105': { latDeg: 42.1875, lonDeg: 18.984375 },
});
const BLOCKS = [
  encodeAsterix(48, [plot(1), plot(2)]),
  encodeAsterix(34, [{ '010': source, '000': { messageType: 1 }, '030': { timeOfDayS: 3600 } }]),
  encodeAsterix(62, [track(3), track(4)]),
];
const STREAM = Buffer.concat(BLOCKS);
/** Category 247 and 8 bytes. */
const UNKNOWN = bytesOf('f7 0008 0102030405');

describe('datagrams', () => {
  test('hold any number of blocks', () => {
    const { records, faults } = read([STREAM], { datagrams: true });
    expect(faults).toEqual([]);
    expect(records.map(({ category }) => category)).toEqual([48, 48, 34, 62, 62]);
  });

  test('unknown categories are passed over by their length', () => {
    const { records, faults } = read([Buffer.concat([UNKNOWN, BLOCKS[0]!])], { datagrams: true });
    expect(records).toHaveLength(2);
    expect(faults).toEqual([{ kind: 'unsupported', detail: 'category 247' }]);
  });

  test.each([
    ['no bytes', '', 0],
    ['a header cut', '30 00', 1],
    ['a length of nothing', '30 0000', 1],
    ['a length beyond the end', '30 0010 f0', 1],
    ['a field specification without end', '30 000a ff ff ff ff ff ff ff', 1],
    ['no source', '30 0004 00', 1],
    ['a place without an item', '3e 0006 c0 0102', 1],
    ['a compound that is longer than its subitems', '30 000a 82 0102 010101 00', 1],
    ['an explicit field of length 0', '22 000a 81 04 0102 00 0000', 1],
    ['a record that goes on after the block', '30 0007 f0 0102 00', 1],
  ])('%s: a fault and nothing else', (_, hex, count) => {
    const { records, faults } = read([bytesOf(hex)], { datagrams: true });
    expect(records).toEqual([]);
    expect(faults).toHaveLength(count);
  });

  test('one wrong record takes the whole block with it: the others may be wrong too', () => {
    const block = Uint8Array.from(BLOCKS[2]!);
    // the time of the first: 130,000 s are no time of day
    block[7] = 0xfd;
    const { records, faults } = read([block], { datagrams: true });
    expect(records).toEqual([]);
    expect(faults[0]).toMatchObject({ kind: 'edition' });
  });

  test('a value out of its range is left out and told; the rest stands', () => {
    // I062/380, indicated airspeed (place 26) may be 0…1100 kt; 2000 = 07D0
    const block = encodeAsterix(62, [{ ...track(1), '380': { iarKn: 1000 } }]);
    const high = Uint8Array.from(block);
    high.set([0x07, 0xd0], Buffer.from(block).indexOf(bytesOf('03e8')));
    const { records, faults } = read([high], { datagrams: true });
    expect(records[0]?.record['380']).toEqual({});
    expect(faults).toEqual([{ kind: 'payload', detail: 'I062/380: iarKn 2000 is out of range' }]);
  });
});

describe('streams', () => {
  test('split at every byte give the same', () => {
    const whole = Buffer.concat([STREAM, UNKNOWN, bytesOf('00 01 02'), STREAM, BLOCKS[2]!.subarray(0, 9)]);
    const expected = read([whole]);
    expect(expected.records).toHaveLength(10);
    for (let at = 0; at <= whole.length; at++)
      expect(read([whole.subarray(0, at), whole.subarray(at)])).toEqual(expected);
    expect(read(Array.from(whole, (byte) => Uint8Array.of(byte)))).toEqual(expected);
  });

  test('are found again after garbage of any kind', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (garbage) => {
        const found = read([STREAM, garbage, STREAM, STREAM]);
        // what looks like a block's header may hide what follows it, at most up to its own end
        expect(found.records.length).toBeGreaterThanOrEqual(10);
        expect(found.faults.length).toBeGreaterThan(0);
      }),
    );
  });

  test('a block cut short costs itself alone', () => {
    const cut = Buffer.concat([BLOCKS[0]!.subarray(0, 20), STREAM]);
    expect(read([cut]).records.map(({ category }) => category)).toEqual([48, 48, 34, 62, 62]);
  });

  test('a huge length is not waited for when the block is not sound', () => {
    const found = read([bytesOf('30 ffff 01 00'), STREAM]);
    expect(found.records).toHaveLength(5);
  });
});

const folder = corpus('sensors/asterix');

describe.skipIf(folder === undefined)('other editions', () => {
  test('an old CAT062 gives faults and not one record', () => {
    const payloads = datagramsOf(`${folder}/cc_asterix.pcap`).map(({ payload }) => payload);
    const { records, faults } = read(payloads, { datagrams: true });
    expect(payloads).toHaveLength(100);
    expect(records).toEqual([]);
    expect(faults.map(({ kind }) => kind)).toEqual(Array.from({ length: 100 }, () => 'edition'));
  });

  test.each(['ja_cat010ed0.24_sensis.bin', 'ja_cat021ed0.26.bin'])('%s gives a fault', (name) => {
    const { records, faults } = read([readFileSync(`${folder}/${name}`)]);
    expect(records).toEqual([]);
    expect(faults.map(({ kind }) => kind)).toEqual(['edition']);
  });

  test('ja_cat021ed0.26.bin is read when its edition is set', () => {
    const editions = { '021': '0.26' };
    const { records, faults } = read([readFileSync(`${folder}/ja_cat021ed0.26.bin`)], { editions });
    expect(faults).toEqual([]);
    // a follow-me car on Lisbon's airport
    expect(records).toMatchObject([
      {
        record: {
          '130': { latDeg: expect.closeTo(38.7773, 4), lonDeg: expect.closeTo(-9.1312, 4) },
          '170': { targetIdentification: 'FM012' },
        },
      },
    ]);
  });

  test('a recording with other categories between', () => {
    const { records, faults } = read([readFileSync(`${folder}/goasterix_sample.ast`)]);
    expect(records.map(({ category }) => category)).toEqual([...Array(11).fill(48), 34]);
    expect(faults.map(({ detail }) => detail)).toEqual(
      [30, 1, 2, 255, 32].map((category) => `category ${category}`),
    );
  });
});

const FIRST = encodeAsterix(62, [track(1000)]);
const SECOND = encodeAsterix(62, [track(2000)]);

/** Blocks cut and with bytes changed, and after each two that are sound: a cut one may swallow what follows it. */
function mutated(bytes: number, seed: number): { stream: Uint8Array; rounds: number } {
  const random = seeded(seed);
  const parts: Uint8Array[] = [];
  let rounds = 0;
  for (let total = 0; total < bytes; rounds++) {
    const block = BLOCKS[Math.floor(random() * BLOCKS.length)]!;
    const bad = Uint8Array.from(block.subarray(0, Math.ceil(block.length * between(random, 0.3, 1))));
    for (let i = Math.ceil(random() * 4); i > 0; i--)
      bad[Math.floor(random() * bad.length)] = Math.floor(random() * 256);
    parts.push(bad, FIRST, SECOND);
    total += bad.length + FIRST.length + SECOND.length;
  }
  return { stream: Buffer.concat(parts), rounds };
}

test.each([[200_000], ...(process.env.WATCHFLOOR_LONG ? [[10_000_000]] : [])])(
  '%i mutated bytes: no throw, no stall, and what is sound between is read',
  (bytes) => {
    const { stream, rounds } = mutated(bytes, 62);
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < stream.length; at += 1000) chunks.push(stream.subarray(at, at + 1000));
    const { records } = read(chunks);
    const count = (number: number) =>
      records.filter(({ record }) => numberAt(record, '040', 'trackNumber') === number).length;
    expect(count(1000)).toBeGreaterThan(rounds * 0.9);
    expect(count(2000)).toBe(rounds);
  },
  300_000,
);

test.each([[200_000], ...(process.env.WATCHFLOOR_LONG ? [[10_000_000]] : [])])(
  '%i bytes of a recording with one in fifty changed: no throw, no stall',
  (bytes) => {
    const random = seeded(48);
    const chunk = Uint8Array.from(STREAM);
    const stream = {
      *[Symbol.iterator]() {
        for (let total = 0; total < bytes; total += chunk.length)
          yield chunk.map((byte) => (random() < 0.02 ? Math.floor(random() * 256) : byte));
      },
    };
    const { records, faults } = read(stream);
    expect(records.length).toBeGreaterThan(bytes / chunk.length);
    expect(faults.length).toBeGreaterThan(0);
  },
  300_000,
);
