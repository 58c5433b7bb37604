import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stampOf } from '../../../server/feeds/stamp.ts';

const S = '!AIVDM,1,1,,B,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A';

describe('the time of a line', () => {
  it.each([
    // From the corpora: kystverket/Ais1000Lines.nm4, noaadata/test.ais, dma/stream_example.txt, dma/small_cb_example.txt.
    [
      'tag block, s',
      '\\c:1565218798*53\\!BSVDM,1,1,,A,13mb9U0P00PRk8fT5nw>4?wj2006,0*5D',
      '2019-08-07T22:59:58Z',
    ],
    [
      'tag block after others',
      '\\s:b:2,c:1364272372*57\\!AIVDM,1,1,,C,18153ogP?w1dD@@`JiRN4?wp0000,0*48',
      '2013-03-26T04:32:52Z',
    ],
    [
      'USCG suffix',
      '!AIVDM,1,1,,A,14`qQb0000o?u?DK>Smo2E`v0404,0*1A,r003669987,1152921693\r\n',
      '2006-07-15T00:01:33Z',
    ],
    ['suffix after an empty field', `${S},1daasd4218,,1357134222`, '2013-01-02T13:43:42Z'],
    ['$PGHP', '$PGHP,1,2010,6,11,11,46,11,390,231,45,992190934,1,2B*5B', '2010-06-11T11:46:11.390Z'],
    // Made by hand.
    ['tag block, ms', `\\c:1565218798123*63\\${S}`, '2019-08-07T22:59:58.123Z'],
    ['tag block, µs', `\\c:1565218798123456*54\\${S}`, '2019-08-07T22:59:58.123Z'],
    ['ISO before', `2024-02-29T12:34:56.789Z ${S}`, '2024-02-29T12:34:56.789Z'],
    ['ISO with a zone', `2024-02-29 12:34:56+02:00;${S}`, '2024-02-29T10:34:56Z'],
    ['ISO without a zone is UTC', `[2024-02-29 12:34:56,5] ${S}`, '2024-02-29T12:34:56.500Z'],
    ['epoch s before', `1709210096 ${S}`, '2024-02-29T12:34:56Z'],
    ['epoch s with a fraction', `1709210096.25,${S}`, '2024-02-29T12:34:56.250Z'],
    ['epoch ms before', `1709210096789 ${S}`, '2024-02-29T12:34:56.789Z'],
  ])('%s', (_, line, iso) => {
    expect(stampOf(line)).toEqual({ ms: Date.parse(iso), by: 'receiver' });
  });

  it.each([
    // opencpn/Hakefjord.log
    ['$GPRMC,092211.00,A,5759.09700,N,01144.34344,E,5.257,28.27,200715,,,A*58', '2015-07-20T09:22:11Z'],
    ['$GPZDA,201530.50,04,07,2002,00,00*60', '2002-07-04T20:15:30.500Z'],
    ['$GPRMC,235959,A,5759.0,N,01144.3,E,5.2,28.2,311294,,*00', '1994-12-31T23:59:59Z'],
  ])('of an instrument: %s', (line, iso) => {
    expect(stampOf(line)).toEqual({ ms: Date.parse(iso), by: 'instrument' });
  });

  it.each([
    ['no time', S],
    ['a wrong tag checksum', `\\c:1565218798*54\\${S}`],
    ['a year that cannot be', `9999999999 ${S}`],
    ['a month that cannot be', '$PGHP,1,2010,13,11,11,46,11,390,231,45,992190934,1,2B*5B'],
    ['no valid fix', '$GPRMC,,V,,,,,,,230394,,W*44'],
    ['numbers inside the sentence', '!AIVDM,1,1,,B,1565218798,0*4A'],
    ['an unfinished tag block', '\\c:1565218798*53'],
    ['a comment', '# 2006-07-15 12:00:00'],
    ['nothing', ''],
  ])('is absent with %s', (_, line) => {
    expect(stampOf(line)).toBeUndefined();
  });

  it('never throws and never leaves the years it believes', () => {
    const piece = fc.constantFrom(
      '\\',
      'c:',
      '1565218798',
      '*',
      '53',
      '!AIVDM,',
      '$PGHP,1,',
      '2010,',
      '$GPRMC,',
      ',',
      '-',
      'T',
      ':',
      '12',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
        ),
        (line) => {
          const ms = stampOf(line)?.ms ?? Date.UTC(2000, 0);
          expect(ms >= Date.UTC(1990, 0) && ms < Date.UTC(2100, 0)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
