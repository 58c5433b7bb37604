import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withChecksum } from '../../../../../server/decode/ais/encode.ts';
import { rewriteSentence } from '../../../../../server/decode/nmea/sentences/rewrite.ts';
import { readOne } from './reading.ts';

const maybe = (of: fc.Arbitrary<string>) => fc.oneof({ weight: 4, arbitrary: of }, fc.constant(''));
/** A number as somebody may write it: any number of decimals, zeros before and after. */
const decimal = (most: number) =>
  fc
    .record({
      whole: fc.integer({ min: 0, max: most - 1 }),
      fraction: fc.stringMatching(/^\d{0,4}$/),
      zeros: fc.integer({ min: 0, max: 2 }),
    })
    .map(
      ({ whole, fraction, zeros }) => `${'0'.repeat(zeros)}${whole}${fraction === '' ? '' : `.${fraction}`}`,
    );
const letter = (...letters: string[]) => maybe(fc.constantFrom(...letters));
const unit = fc.constantFrom('N', 'K', 'S');
const degrees = maybe(decimal(360));
const time = maybe(
  fc
    .tuple(fc.integer({ min: 0, max: 86_399 }), fc.stringMatching(/^(\.\d{1,3})?$/))
    .map(([s, fraction]) => new Date(s * 1000).toISOString().slice(11, 19).replaceAll(':', '') + fraction),
);
const minutes = fc
  .tuple(fc.integer({ min: 0, max: 59 }), fc.stringMatching(/^(\.\d{1,7})?$/))
  .map(([whole, fraction]) => String(whole).padStart(2, '0') + fraction);
const two = (most: number) => fc.integer({ min: 0, max: most }).map((deg) => String(deg).padStart(2, '0'));
const lat = fc.tuple(two(89), minutes, fc.constantFrom('N', 'S')).map(([d, m, side]) => `${d}${m},${side}`);
const lon = fc
  .tuple(fc.integer({ min: 0, max: 179 }), minutes, fc.constantFrom('E', 'W'))
  .map(([d, m, side]) => `${String(d).padStart(3, '0')}${m},${side}`);
const place = fc.oneof(
  fc.tuple(lat, lon).map((both) => both.join(',')),
  fc.constant(',,,'),
);
const east = fc.oneof(
  fc.tuple(decimal(90), fc.constantFrom('E', 'W')).map((both) => both.join(',')),
  fc.constant(','),
);
const date = maybe(
  fc.tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 12 }), two(79)).map(([d, m, y]) => {
    return String(d).padStart(2, '0') + String(m).padStart(2, '0') + y;
  }),
);
const name = maybe(fc.stringMatching(/^[A-Z0-9]{1,8}(\^2C[A-Z]{1,4})?$/));
const mode = letter('A', 'D', 'E', 'M', 'S', 'N', 'P', 'R', 'F');
const range = maybe(decimal(90));
const bearing = fc.oneof(
  fc.tuple(decimal(360), fc.constantFrom('T', 'R')).map((both) => both.join(',')),
  fc.constant(','),
);

const SENTENCES: Readonly<Record<string, readonly fc.Arbitrary<string>[]>> = {
  $RATTM: [
    ...[two(99), range, bearing, maybe(decimal(90)), degrees, letter('T', 'R'), range, range, unit, name],
    ...[letter('L', 'Q', 'T'), letter('R'), time, letter('A', 'M', 'R')],
  ],
  $RATLL: [maybe(two(99)), place, name, time, letter('L', 'Q', 'T'), letter('R')],
  $RATLB: [two(99), name, two(99), name],
  $RAOSD: [
    ...[degrees, letter('A', 'V'), degrees, letter('B', 'M', 'W', 'R', 'P'), maybe(decimal(60))],
    ...[letter('B', 'M', 'W', 'R', 'P'), degrees, maybe(decimal(9)), unit],
  ],
  $RARSD: [
    ...[range, degrees, range, degrees, range, degrees, range, degrees, range, degrees, range, unit],
    letter('C', 'H', 'N'),
  ],
  $GPRMC: [time, letter('A', 'V'), place, maybe(decimal(60)), degrees, date, east, mode],
  $GPGGA: [time, place, two(8), two(12), maybe(decimal(9)), maybe(decimal(900)), fc.constant('M,,M,,')],
  $GPGLL: [place, time, letter('A', 'V'), mode],
  $GPVTG: [
    degrees,
    fc.constant('T'),
    degrees,
    fc.constant('M'),
    maybe(decimal(60)),
    fc.constant('N,,K'),
    mode,
  ],
  $VWVHW: [degrees, fc.constant('T'), degrees, fc.constant('M'), maybe(decimal(60)), fc.constant('N,,K')],
  $HEHDT: [degrees, fc.constant('T')],
  $HETHS: [degrees, letter('A', 'E', 'M', 'S', 'V')],
  $HCHDG: [degrees, east, east],
  $GPZDA: [time, two(27).map((d) => String(Number(d) + 1)), fc.constant('11,2026,00,00')],
  '!RATTD': [fc.constant('02,01,3'), fc.stringMatching(/^[0-W`-w]{1,60}$/), fc.constant('0')],
  $CDDSC: [
    ...[
      fc.constantFrom('12', '16', '20'),
      fc.constant('2370000010,12'),
      letter('05', '10', '44'),
      letter('00', '26'),
    ],
    ...[maybe(fc.constant('1423108312')), maybe(fc.constant('2019')), maybe(fc.constant('2370000020'))],
    ...[letter('05'), letter('R', 'B', 'S'), letter('E')],
  ],
  $CDDSE: [fc.constant('1,1,A,2370000010,00'), fc.stringMatching(/^\d{8}$/)],
};

describe('a sentence that is read, written and read again', () => {
  test.each(Object.entries(SENTENCES))('%s says the same', (head, fields) => {
    fc.assert(
      fc.property(fc.tuple(...fields), (values) => {
        const read = readOne(withChecksum([head, ...values].join(',')));
        expect(readOne(rewriteSentence(read).join('\r\n'))).toEqual(read);
      }),
      { numRuns: 60 },
    );
  });

  test('a speed in kilometres an hour alone', () => {
    const read = readOne(withChecksum('$GPVTG,,T,,M,,N,13.7,K,A'));
    expect(readOne(rewriteSentence(read).join(''))).toEqual(read);
  });
});
