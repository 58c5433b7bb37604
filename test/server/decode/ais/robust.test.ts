import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { feedId } from '../../../../proto/domain/ids.ts';
import { Nature } from '../../../../proto/domain/observation.ts';
import { seeded } from '../../../../proto/domain/random.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { encodeAis, withChecksum } from '../../../../server/decode/ais/encode.ts';
import type { AisMessage } from '../../../../server/decode/ais/message.ts';
import { AisObserver } from '../../../../server/decode/ais/observer.ts';
import { AisReader } from '../../../../server/decode/ais/reader.ts';
import { toFullMessage } from '../../../../server/decode/ais/to-message.ts';
import { corpus, decode } from '../corpus.ts';
import { anyMessage } from './arbitraries.ts';
import { CARRIED } from './arbitrary-applications.ts';
import { outOfRange } from './ranges.ts';

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

/** Messages as their sentences: real, made, and three of every application. */
function messages(): string[][] {
  const real = lines()
    .filter((line) => /!..VD[MO],1,1,/.test(line))
    .map((line) => [line]);
  const applications = CARRIED.flatMap(({ type, dac, fi, application }, i) =>
    fc.sample(application, { numRuns: 3, seed: i }).map((said, j) => {
      const message = { type, mmsi: 2_010_001, destinationMmsi: 201_000_001, dac, fi, application: said };
      return encodeAis(message as AisMessage, { sequenceId: j });
    }),
  );
  return [...real, ...applications];
}

const FRAME = {
  feedId: feedId('mutated'),
  nature: Nature.synthetic,
  receivedMs: epochMs(Date.UTC(2026, 10, 23)),
  timeShiftMs: 0,
  connection: 0,
  bytes: new Uint8Array(),
};

/** Heap after which a run of ten million is not flat. */
const GROWTH_BYTES = 48 * 1024 * 1024;

describe('mutated sentences', () => {
  const COUNT = LONG ? 10_000_000 : 200_000;
  test(
    `${COUNT} of them: nothing throws, nothing is out of range, in messages and in what they say of the world`,
    () => {
      const random = seeded(11);
      const good = messages();
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
      const reader = new AisReader();
      const observer = new AisObserver();
      const wrong: string[] = [];
      let decoded = 0;
      let applications = 0;
      let observed = 0;
      const sink = {
        observation: (said: object) => {
          observed++;
          wrong.push(...outOfRange(said));
        },
      };
      const handler = {
        message: (record: Parameters<typeof toFullMessage>[0]) => {
          const message = toFullMessage(record);
          decoded++;
          if (message === undefined) return;
          if ('application' in message) applications++;
          wrong.push(...outOfRange(message));
          if ('dac' in message) observer.observe(record, FRAME, sink);
        },
        fault: () => undefined,
      };
      /** The least heap in use of each tenth of the run. */
      const least = new Array<number>(10).fill(Number.POSITIVE_INFINITY);
      for (let done = 0; done < COUNT; ) {
        const batch: string[] = [];
        for (const to = Math.min(COUNT, done + 2000); done < to; done++) {
          const message = good[pick(good.length)] ?? [];
          const at = pick(message.length);
          message.forEach((line, i) => void batch.push(i === at ? mutate(line) : line));
        }
        reader.push(Buffer.from(`${batch.join('\r\n')}\r\n`, 'latin1'), FRAME.receivedMs, 0, handler);
        const tenth = Math.floor(((done - 1) / COUNT) * 10);
        least[tenth] = Math.min(least[tenth]!, process.memoryUsage().heapUsed);
        expect(wrong).toEqual([]);
      }
      expect(decoded).toBeGreaterThan(COUNT / 6);
      expect(applications).toBeGreaterThan(COUNT / 50);
      expect(observed).toBeGreaterThan(COUNT / 200);
      if (!LONG) return;
      console.log(
        `${COUNT} mutated: ${decoded} messages, ${applications} applications, ${observed} observations;`,
      );
      console.log(
        `least heap of each tenth, MB: ${least.map((bytes) => (bytes / 2 ** 20).toFixed(0)).join(' ')}`,
      );
      expect(least[9]! - least[1]!).toBeLessThan(GROWTH_BYTES);
    },
    LONG ? 3_600_000 : 60_000,
  );

  test('the check finds what is out of range', () => {
    expect(outOfRange({ lat: 91, name: 'A@', mmsi: 1e9, sogKn: 102.3, eta: { month: 13 } })).toHaveLength(5);
    expect(
      outOfRange({ airC: -60.1, reports: [{ waterC: Number.NaN }], areas: [{ points: [[91, 0]] }] }),
    ).toHaveLength(3);
  });
});
