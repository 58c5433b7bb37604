import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../proto/domain/random.ts';
import { encodeAis, withChecksum } from '../../../../server/decode/ais/encode.ts';
import { corpus, decode } from '../corpus.ts';
import { anyMessage } from './arbitraries.ts';

const LONG = process.env.WATCHFLOOR_LONG === '1';

/** Lines of every framing, good and bad. */
function lines(): string[] {
  const file = corpus('ais/kystverket/Ais1000Lines.nm4');
  const real =
    file !== undefined && existsSync(file) ? readFileSync(file, 'latin1').split(/\r?\n/).slice(0, 300) : [];
  const made = fc
    .sample(anyMessage, { numRuns: 200, seed: 5 })
    .flatMap((message, i) => encodeAis(message, { sequenceId: i % 10 }));
  return [
    ...real,
    ...made,
    '$PGHP,1,2010,6,11,11,46,11,390,231,45,992190934,1,2B*5B',
    'x'.repeat(3000),
    '# comment',
    '',
  ];
}

describe('any slices of the same bytes', () => {
  const bytes = Buffer.from(lines().join('\r\n'), 'latin1');
  const whole = decode(bytes);

  test.each([1, 2, 7, 82, 1024, 65_536, 1_048_576])('chunks of %d bytes give the same', (size) => {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      Buffer.from(bytes.subarray(i * size, (i + 1) * size)),
    );
    expect(decode(chunks)).toEqual(whole);
    expect(whole.messages.length).toBeGreaterThanOrEqual(200);
    expect(whole.faults.filter(({ kind }) => kind === 'too-long')).toHaveLength(1);
  });

  test('chunks cut anywhere give the same', () => {
    const some = bytes.subarray(0, 20_000);
    const expected = decode(some);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: some.length }), { maxLength: 200 }), (places) => {
        const cuts = [0, ...places.sort((a, b) => a - b), some.length];
        const chunks = cuts.slice(1).map((cut, i) => some.subarray(cuts[i], cut));
        expect(decode(chunks)).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  test('ten megabytes without a line end are one fault, and what follows is read', () => {
    const sentence = encodeAis({ type: 10, mmsi: 123 })[0];
    const { messages, faults } = decode([Buffer.alloc(10_000_000, 0x41), Buffer.from(`\r\n${sentence}\r\n`)]);
    expect(faults).toMatchObject([{ kind: 'too-long' }]);
    expect(messages).toMatchObject([{ type: 10, mmsi: 123 }]);
  });
});

/** The largest and smallest value that a field of a message may have. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  type: [1, 27],
  repeat: [0, 3],
  lat: [-90, 90],
  lon: [-180, 180],
  neLat: [-90, 90],
  neLon: [-180, 180],
  swLat: [-90, 90],
  swLon: [-180, 180],
  sogKn: [0, 1022],
  cogDeg: [0, 359.9],
  headingDeg: [0, 359],
  turnDegPerMin: [-709, 709],
  navStatus: [0, 15],
  utcSecond: [0, 63],
  utcMinute: [0, 59],
  utcHour: [0, 23],
  utcDay: [1, 31],
  utcMonth: [1, 12],
  utcYear: [1, 9999],
  month: [1, 12],
  day: [1, 31],
  hour: [0, 23],
  minute: [0, 59],
  altM: [0, 4094],
  draughtM: [0.1, 25.5],
  toBowM: [0, 511],
  toSternM: [0, 511],
  toPortM: [0, 63],
  toStarboardM: [0, 63],
};

/** Fields that are out of range, not a number, or a sentinel. */
function outOfRange(value: unknown, field = ''): string[] {
  if (value === null) return [`${field} is null`];
  if (Array.isArray(value)) return value.flatMap((one) => outOfRange(one, field));
  if (value instanceof Uint8Array) return [];
  if (typeof value === 'object')
    return Object.entries(value as object).flatMap(([name, one]) => outOfRange(one, name));
  if (typeof value === 'string')
    return /[@a-z`{|}~]|^$|\s$/.test(value) && !['port', 'starboard'].includes(value)
      ? [`${field} ${value}`]
      : [];
  if (typeof value !== 'number') return [];
  const [low, high] = /mmsi$/i.test(field) ? [0, 999_999_999] : (RANGES[field] ?? [0, 2 ** 30 - 1]);
  const sentinel = (field === 'sogKn' && value === 102.3) || (field === 'utcSecond' && value === 60);
  return value >= low && value <= high && !sentinel ? [] : [`${field} ${value}`];
}

describe('mutated sentences', () => {
  const COUNT = LONG ? 1_000_000 : 200_000;
  test(
    `${COUNT} of them: nothing throws, nothing is out of range`,
    () => {
      const random = seeded(11);
      const good = lines().filter((line) => /!..VD[MO],/.test(line));
      const pick = (count: number): number => Math.floor(random() * count);
      const mutate = (line: string): string => {
        const bytes = Buffer.from(line, 'latin1');
        for (let i = pick(4); i >= 0; i--)
          bytes[pick(bytes.length)] = pick(8) === 0 ? pick(256) : 48 + pick(72);
        const text = bytes.toString('latin1');
        const cut = pick(10) === 0 ? text.slice(0, pick(text.length)) : text;
        const start = cut.indexOf('!');
        // most get a right checksum, so that what is wrong goes deep
        return start < 0 || pick(5) === 0
          ? cut
          : cut.slice(0, start) + withChecksum(cut.slice(start).replace(/\*.*$/s, ''));
      };
      let messages = 0;
      const wrong: string[] = [];
      for (let done = 0; done < COUNT; done += 2000) {
        const batch = Array.from({ length: 2000 }, () => mutate(good[pick(good.length)] ?? '')).join('\r\n');
        const decoded = decode(Buffer.from(batch, 'latin1'));
        messages += decoded.messages.length;
        wrong.push(...decoded.messages.flatMap((message) => outOfRange(message)));
      }
      expect(wrong).toEqual([]);
      expect(messages).toBeGreaterThan(COUNT / 6);
    },
    LONG ? 600_000 : 60_000,
  );

  test('the check finds what is out of range', () => {
    expect(outOfRange({ lat: 91, name: 'A@', mmsi: 1e9, sogKn: 102.3, eta: { month: 13 } })).toHaveLength(5);
  });
});
