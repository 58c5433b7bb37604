import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withChecksum } from '../../../../server/decode/ais/encode.ts';
import { Sentence } from '../../../../server/decode/nmea/sentence.ts';

/** A sentence read from the middle of a line. */
function read(text: string, before = 'xy') {
  const bytes = Buffer.from(before + text, 'latin1');
  const sentence = new Sentence();
  sentence.parse(bytes, before.length, bytes.length);
  const field = (i: number): string => bytes.toString('latin1', sentence.from(i), sentence.to(i));
  return { sentence, field, rest: bytes.toString('latin1', sentence.after) };
}

describe('a sentence', () => {
  test('of the standard: its fields and checksum', () => {
    const { sentence, field } = read(
      '$GPGGA,172814.0,3723.46587704,N,12202.26957864,W,2,6,1.2,18.893,M,-25.669,M,2.0,0031*4F',
    );
    expect(sentence.checksum).toBe('right');
    expect(sentence.fields).toBe(15);
    expect([field(0), field(1), field(3), field(14)]).toEqual(['GPGGA', '172814.0', 'N', '0031']);
    expect(sentence.number(6)).toBe(2);
    expect(sentence.number(3)).toBe(-1);
    expect(sentence.is('GPGGA')).toBe(true);
    expect(sentence.is('GPGG')).toBe(false);
  });

  test('fields are found in any order of asking, and those that are not there are empty', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom(...'ABC019.-'), maxLength: 6 }), {
          minLength: 1,
          maxLength: 30,
        }),
        fc.array(fc.nat(40), { maxLength: 40 }),
        (fields, asked) => {
          const { sentence, field } = read(withChecksum(`$${fields.join(',')}`));
          for (const i of asked) expect(field(i)).toBe(fields[i] ?? '');
          expect(sentence.fields).toBe(fields.length);
          expect(sentence.checksum).toBe('right');
        },
      ),
    );
  });

  test('one wrong character, or none, is told by the checksum', () => {
    const good = withChecksum('!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0');
    for (let i = 1; i < good.length - 3; i++) {
      const wrong = `${good.slice(0, i)}${good[i] === 'x' ? 'y' : 'x'}${good.slice(i + 1)}`;
      expect(read(wrong).sentence.checksum).toBe('wrong');
    }
    expect(read(good.slice(0, -3)).sentence.checksum).toBe('absent');
    expect(read(good.slice(0, -1)).sentence.checksum).toBe('absent');
  });

  test('what follows the checksum is left, even when it ends like one', () => {
    const { sentence, rest } = read(`${withChecksum('!AIVDM,1,1,,B,177,0')},r1*22`);
    expect(sentence.checksum).toBe('right');
    expect(rest).toBe(',r1*22');
  });
});
