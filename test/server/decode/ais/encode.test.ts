import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeAis } from '../../../../server/decode/ais/encode.ts';
import type { AisMessage } from '../../../../server/decode/ais/message.ts';
import { decodeOne } from '../corpus.ts';
import { anyMessage } from './arbitraries.ts';
import { asFile } from './arbitrary-fields.ts';

describe('encodeAis', () => {
  test('what is said comes back, for all types', () => {
    fc.assert(
      fc.property(
        anyMessage,
        fc.constantFrom('A' as const, 'B' as const),
        fc.integer({ min: 0, max: 9 }),
        (message, channel, sequenceId) => {
          const sentences = encodeAis(message, { channel, sequenceId });
          for (const sentence of sentences) expect(sentence.length).toBeLessThanOrEqual(80);
          expect(decodeOne(...sentences)).toEqual(message);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('all types are among them', () => {
    const types = new Set(fc.sample(anyMessage, { numRuns: 1000, seed: 1 }).map(({ type }) => type));
    expect([...types].sort((a, b) => a - b)).toEqual(Array.from({ length: 27 }, (_, i) => i + 1));
  });

  test('a published position comes out as the published sentence', () => {
    const sentence = '!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C';
    expect(encodeAis(decodeOne(sentence), { channel: 'B' })).toEqual([sentence]);
  });

  test.each([
    [0, 0],
    [-10, -10],
    [720, 716],
    [-720, -716],
    [5, 5],
  ])('a turn of %d °/min comes back near, with its sign', (said, near) => {
    const message = decodeOne(...encodeAis({ type: 1, mmsi: 1, turnDegPerMin: said }));
    const back = message.type === 1 ? (message.turnDegPerMin ?? Number.NaN) : Number.NaN;
    // one step of the scale: 2·√(rot)/4.733
    expect(Math.abs(back - near)).toBeLessThan(1 + Math.sqrt(Math.abs(said)) / 4);
    expect(Math.sign(back)).toBe(Math.sign(said));
  });

  test('what does not fit is held at the end of its field', () => {
    const message = decodeOne(
      ...encodeAis({ type: 1, mmsi: 1, sogKn: 200, cogDeg: 359.99, headingDeg: 359.9 }),
    );
    expect(message).toMatchObject({ sogKn: 102.2, cogDeg: 0, headingDeg: 0 });
    expect(decodeOne(...encodeAis({ type: 5, mmsi: 1, draughtM: 40, name: 'x'.repeat(30) }))).toMatchObject({
      draughtM: 25.5,
      name: 'X'.repeat(20),
    });
  });

  test('talker, own ship and blank channel', () => {
    expect(encodeAis({ type: 10, mmsi: 1 }, { talker: 'BS', own: true, channel: '' })[0]).toMatch(
      /^!BSVDO,1,1,,,/,
    );
  });

  test('a message from a file that says anything is sent as far as it can be, without a throw', () => {
    const fields = [
      'name',
      'text',
      'data',
      'dataBits',
      'acknowledged',
      'stations',
      'assignments',
      'reservations',
      'area',
      'destinationMmsis',
      'destinationMmsi',
      'dimensions',
      'eta',
      'lat',
      'turnDegPerMin',
      'part',
    ];
    const anything = fc.record(
      Object.fromEntries(fields.map((field) => [field, fc.jsonValue({ maxDepth: 2 })])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 27 }), (said, type) => {
        const message = { ...(asFile(said) as object), type, mmsi: 1 } as AisMessage;
        expect(encodeAis(message).length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});
