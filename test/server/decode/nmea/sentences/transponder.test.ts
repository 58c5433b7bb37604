import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withChecksum } from '../../../../../server/decode/ais/encode.ts';
import type { Abk, Abm, Alr, Bbm } from '../../../../../server/decode/nmea/sentences/messages.ts';
import {
  encodeAbk,
  encodeAlr,
  encodeRequest,
} from '../../../../../server/decode/nmea/sentences/writetransponder.ts';
import { readLines, readOne } from './reading.ts';

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const mmsi = fc.integer({ min: 1, max: 999_999_999 });
const channel = maybe(fc.constantFrom('any' as const, 'A' as const, 'B' as const, 'both' as const));
const text = fc
  .stringMatching(/^[A-Z0-9 !#-?]{1,150}$/)
  .map((one) => one.trimEnd())
  .filter((one) => one !== '');
/** Bytes and how many bits of them count; the rest of the last byte is zero. */
const data = fc
  .record({ bytes: fc.uint8Array({ minLength: 1, maxLength: 110 }), short: fc.integer({ min: 0, max: 7 }) })
  .map(({ bytes, short }) => {
    const last = bytes.length - 1;
    bytes[last] = (bytes[last]! >> short) << short;
    return { data: Buffer.from(bytes).toString('hex'), dataBits: bytes.length * 8 - short };
  });
const application = fc.record({
  dac: fc.integer({ min: 0, max: 1023 }),
  fi: fc.integer({ min: 0, max: 63 }),
});

const said = (types: { structured: number[]; plain: number[]; texts: number[] }) =>
  fc.oneof(
    fc.record({ messageType: fc.constantFrom(...types.structured), application, data }).map((one) => ({
      ...{ messageType: one.messageType, ...one.application, ...one.data },
    })),
    fc
      .record({ messageType: fc.constantFrom(...types.plain), data })
      .map((one) => ({ messageType: one.messageType, ...one.data })),
    fc.record({ messageType: fc.constantFrom(...types.texts), text }),
  );

const abm: fc.Arbitrary<Abm> = fc
  .record({
    said: said({ structured: [6, 70, 71], plain: [25, 26], texts: [12] }),
    head: fc.record({ sequence: fc.integer({ min: 0, max: 3 }), channel, destinationMmsi: mmsi }),
  })
  .map((one) => ({ sentence: 'ABM', talker: 'AI', ...one.head, ...one.said }));
const bbm: fc.Arbitrary<Bbm> = fc
  .record({
    said: said({ structured: [8, 70, 71], plain: [19, 21, 25, 26], texts: [14] }),
    head: fc.record({ sequence: fc.integer({ min: 0, max: 9 }), channel }),
  })
  .map((one) => ({ sentence: 'BBM', talker: 'BS', ...one.head, ...one.said }));

describe('what is written is read', () => {
  test('ABM and BBM, in as many sentences as they need, none of them longer than 82 characters', () => {
    fc.assert(
      fc.property(fc.oneof(abm, bbm), (request) => {
        const sentences = encodeRequest(request);
        for (const one of sentences) expect(one.length + 2).toBeLessThanOrEqual(82);
        expect(readOne(sentences.join('\r\n'))).toEqual(request);
      }),
      { numRuns: 150 },
    );
  });

  test('ABK', () => {
    const abk: fc.Arbitrary<Abk> = fc.record({
      sentence: fc.constant('ABK' as const),
      talker: fc.constant('AI'),
      mmsi: maybe(mmsi),
      channel: maybe(fc.constantFrom('A' as const, 'B' as const)),
      messageType: fc.constantFrom(6, 8, 12, 14, 15, 25),
      sequence: maybe(fc.integer({ min: 0, max: 9 })),
      outcome: fc.constantFrom(
        'received',
        'notAcknowledged',
        'notSent',
        'sent',
        'lateAcknowledgement',
        'read',
      ),
    });
    fc.assert(
      fc.property(abk, (one) => {
        expect(readOne(encodeAbk(one))).toEqual(one);
      }),
    );
  });

  test('ALR', () => {
    const alr: fc.Arbitrary<Alr> = fc.record({
      sentence: fc.constant('ALR' as const),
      talker: fc.constant('AI'),
      timeOfDayMs: maybe(fc.integer({ min: 0, max: 8_639_999 }).map((step) => step * 10)),
      alarm: maybe(fc.integer({ min: 0, max: 999 })),
      active: fc.boolean(),
      acknowledged: maybe(fc.boolean()),
      text: maybe(fc.stringMatching(/^[!-~][ -~]{0,40}[!-~]$/)),
    });
    fc.assert(
      fc.property(alr, (one) => {
        expect(readOne(encodeAlr(one))).toEqual(one);
      }),
    );
  });

  test('a request that nine sentences do not hold is refused', () => {
    const request = { sentence: 'BBM', talker: 'AI', sequence: 1, channel: 'A', messageType: 25 } as const;
    expect(() => encodeRequest({ ...request, data: 'ff'.repeat(500) })).toThrow(RangeError);
  });
});

/** A text of three sentences. */
const LONG: Abm = {
  ...{ sentence: 'ABM', talker: 'AI', sequence: 2, channel: 'B', messageType: 12 },
  ...{ destinationMmsi: 237_000_001, text: 'A'.repeat(150) },
};

describe('the sentences of one request', () => {
  const [one = '', two = '', three = ''] = encodeRequest(LONG);

  test('belong together, between others of other requests', () => {
    const [other = '', more = ''] = encodeRequest({ ...LONG, sequence: 1, text: 'B'.repeat(90) });
    const { sentences, faults } = readLines([one, other, two, more, three].join('\r\n'));
    expect(sentences.map((said) => 'text' in said && said.text)).toEqual(['B'.repeat(90), LONG.text]);
    expect(faults).toEqual([]);
  });

  test('that never all came are told, and nothing is stitched of two', () => {
    const again = encodeRequest({ ...LONG, text: 'C'.repeat(150) });
    const { sentences, faults } = readLines([one, two, ...again].join('\r\n'));
    expect(sentences.map((said) => 'text' in said && said.text)).toEqual(['C'.repeat(150)]);
    expect(faults).toEqual(['incomplete: ABM: 1 of 3 sentences never came']);
  });

  test('are worth nothing without the first, which says what they are', () => {
    const { sentences, faults } = readLines([three, two, one].join('\r\n'));
    expect(sentences).toEqual([]);
    expect(faults).toEqual(['AIABM: its first sentence did not come first']);
  });

  test.each([
    ['!AIABM,1,1,0,,1,12,D,0', 'nobody whom it goes to'],
    ['!AIABM,1,1,0,237000001,1,8,D,0', 'message 8 is none that this sentence asks for'],
    ['!AIABM,1,1,4,237000001,1,12,D,0', "the message identifier cannot be '4'"],
    ['!AIBBM,1,1,0,4,14,D,0', "the channel cannot be '4'"],
    ['!AIBBM,2,3,0,1,14,D,0', 'total, number or fill bits missing'],
    ['!AIBBM,1,1,0,1,14,D,6', "the fill bits cannot be '6'"],
    ['!AIBBM,1,1,0,1,14,X,0', 'characters that no payload has'],
    ['$AIABK,237000001,A,12,1,9', "the acknowledgement cannot be '9'"],
    ['$AIALR,,001,X,V,text', "the condition cannot be 'X'"],
  ])('%s is a fault', (body, reason) => {
    const { sentences, faults } = readLines(withChecksum(body));
    expect(sentences).toEqual([]);
    expect(faults).toEqual([expect.stringContaining(reason)]);
  });

  test('any bytes in any field: no exception', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('!AIABM', '!AIBBM', '$AIABK', '$AIALR'),
        fc.stringMatching(/^[ -~]{0,70}$/),
        (head, body) => {
          readLines(withChecksum(`${head},${body.replaceAll(/[*!$\\]/g, '')}`));
        },
      ),
    );
  });
});
