import { describe, expect, test } from 'vitest';
import { encodeAis, withChecksum } from '../../../../server/decode/ais/encode.ts';
import type { AisRecord } from '../../../../server/decode/ais/record.ts';
import { decode } from '../corpus.ts';

const SENTENCE = '!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C';
const MMSI = 477_553_000;

/** What stood around the messages of these lines. */
function around(text: string) {
  const seen: Partial<AisRecord>[] = [];
  const { faults } = decode(
    text,
    ({ mmsi, channel, talker, own, stationMs, timeSource, station, tags, suffix }) => {
      seen.push({
        mmsi,
        channel,
        talker,
        own,
        stationMs,
        timeSource,
        station,
        tags: tags.copy(),
        suffix: suffix.copy(),
      });
    },
  );
  return { seen, faults: faults.map(({ kind }) => kind) };
}
const withFields = (fields: string): string => withChecksum(`!${fields}`);
const tagged = (tags: string): string => `${withChecksum(`\\${tags}`)}\\${SENTENCE}\n`;

describe('what stands around a sentence', () => {
  test.each([
    ['seconds', 'c:1565218798', 1_565_218_798_000],
    ['milliseconds', 'c:1565218798123', 1_565_218_798_123],
    ['microseconds', 'c:1565218798123456', 1_565_218_798_123],
  ])('tag block time in %s', (_, tags, timeMs) => {
    expect(around(tagged(tags)).seen).toMatchObject([{ stationMs: timeMs, timeSource: 'tag' }]);
  });

  test('all tags: s, c, d, g, n, t', () => {
    const { seen, faults } = around(tagged('s:base1,c:1565218798,d:vts,g:1-1-77,n:12,t:hello'));
    expect(faults).toEqual([]);
    expect(seen[0]?.station).toBe('base1');
    expect(seen[0]?.tags).toMatchObject({
      source: 'base1',
      destination: 'vts',
      line: 12,
      text: 'hello',
      group: { part: 1, total: 1, id: '77' },
    });
  });

  test('two tag blocks, the older form of a group, and a block alone on its line', () => {
    const block = (tags: string): string => `${withChecksum(`\\${tags}`)}\\`;
    const { seen } = around(`${block('s:x')}${block('1G2:0125,c:1354719387')}${SENTENCE}\n`);
    expect(seen[0]?.tags).toMatchObject({
      source: 'x',
      timeMs: 1_354_719_387_000,
      group: { part: 1, total: 2, id: '0125' },
    });
    const alone = around(`${block('c:1354719388')}\r\n${SENTENCE}\n${SENTENCE}\n`);
    expect(alone.seen.map(({ stationMs }) => stationMs)).toEqual([1_354_719_388_000, undefined]);
  });

  test('a wrong tag checksum is told, the sentence kept, the tags not believed', () => {
    const { seen, faults } = around(`\\s:base1,c:1565218798*00\\${SENTENCE}\n`);
    expect(faults).toEqual(['tag-checksum']);
    expect(seen).toMatchObject([{ mmsi: MMSI, stationMs: undefined, station: undefined }]);
  });

  test('USCG suffix: signal, arrival, station and time', () => {
    const { seen } = around(`${SENTENCE},s22721,d-103,T42.5600,r003669961,1152921695\n`);
    expect(seen).toMatchObject([
      { station: 'r003669961', stationMs: 1_152_921_695_000, timeSource: 'suffix' },
    ]);
    expect(seen[0]?.suffix).toMatchObject({ signalDbm: -103, arrivalSecond: 42.56 });
    // nonsense before the time is passed over
    expect(around(`${SENTENCE},1daasd4218,,1357134222\n`).seen).toMatchObject([
      { stationMs: 1_357_134_222_000 },
    ]);
  });

  test('$PGHP speaks of the next sentence, when its checksum is that one', () => {
    const pghp = (sum: string): string =>
      withChecksum(`$PGHP,1,2010,6,11,11,46,11,390,231,45,992190934,1,${sum}`);
    const time = Date.UTC(2010, 5, 11, 11, 46, 11, 390);
    expect(
      around(`${pghp('5C')}\n${SENTENCE}\n${SENTENCE}\n`).seen.map(({ stationMs }) => stationMs),
    ).toEqual([time, undefined]);
    expect(around(`${pghp('00')}\n${SENTENCE}\n`).seen).toMatchObject([
      { stationMs: time, timeSource: 'pghp' },
    ]);
    expect(around(`${pghp('5D')}\n${SENTENCE}\n`).seen).toMatchObject([{ stationMs: undefined }]);
    expect(around(`${withChecksum('$PGHP,1,2010,13,11,11,46,11,390,231,45,9,1,5C')}\n`).faults).toEqual([
      'format',
    ]);
  });

  test.each([
    ['1565218798 ', 1_565_218_798_000],
    ['1565218798.25,', 1_565_218_798_250],
    ['2019-08-07T22:59:58Z ', 1_565_218_798_000],
    ['[2019-08-07 22:59:58.250] ', 1_565_218_798_250],
    ['2019-08-08T00:59:58+02:00;', 1_565_218_798_000],
    ['noise ', undefined],
    ['12 ', undefined],
  ])('before the sentence: "%s"', (before, timeMs) => {
    expect(around(`${before}${SENTENCE}\n`).seen).toMatchObject([{ mmsi: MMSI, stationMs: timeMs }]);
  });

  test('checksums in lower case, channels 1, 2 and blank, every talker, own ship', () => {
    const payload = '177KQJ5000G?tO`K>RA1wUbN0TKH,0';
    expect(around(`${SENTENCE.replace('5C', '5c')}\n`).seen).toMatchObject([
      { channel: 'B', talker: 'AI', own: false },
    ]);
    expect(around(`${withFields(`ABVDM,1,1,,1,${payload}`)}\n`).seen).toMatchObject([
      { channel: 'A', talker: 'AB' },
    ]);
    expect(around(`${withFields(`BSVDO,1,1,,2,${payload}`)}\n`).seen).toMatchObject([
      { channel: 'B', talker: 'BS', own: true },
    ]);
    expect(around(`${withFields(`SAVDM,1,1,,,${payload}`)}\n`).seen).toMatchObject([
      { channel: undefined, talker: 'SA' },
    ]);
  });

  test('lines end with CR, LF or both; a lost line end does not lose the next sentence', () => {
    for (const end of ['\r', '\n', '\r\n', ''])
      expect(around(`${SENTENCE}${end}${SENTENCE}${end}`).seen).toHaveLength(2);
  });
});

describe('what is wrong is named', () => {
  test.each([
    ['hello', 'not-a-sentence'],
    [SENTENCE.replace('5C', '5D'), 'checksum'],
    [SENTENCE.slice(0, -3), 'checksum'],
    [SENTENCE.slice(0, 30), 'checksum'],
    [withFields('AIVDM,1,2,,A,177KQJ5000G?tO`K>RA1wUbN0TKH,0'), 'format'],
    [withFields('AIVDM,1,1,,A,177KQJ5000G?tO`K>RA1wUbN0TKH,6'), 'format'],
    [withFields('AIVDM,1,1,,A'), 'format'],
    [withFields('AIVDM,2,1,x,A,177KQJ,0'), 'format'],
    [withFields('AIVDM,1,1,,A,177KQJ5000G?tO`K>RA1wUbN0TK~,0'), 'payload'],
    [withFields('AIVDM,1,1,,A,177,0'), 'too-short'],
    [withFields('AIVDM,1,1,,A,w77KQJ5000G?tO`K>RA1wUbN0TKH,0'), 'unsupported'],
    [withFields('AIVDM,2,1,3,A,177KQJ,0'), 'incomplete'],
    [withChecksum('$GPRMC,092211.00,A'), 'unsupported'],
    ['\\s:x*00', 'format'],
  ])('%s', (line, kind) => {
    const { seen, faults } = around(`${line}\n`);
    expect(seen).toEqual([]);
    expect(faults).toEqual([kind]);
  });

  test('comments and empty lines are nothing', () => {
    expect(around(`# !AIVDM\n\n  \n`)).toEqual({ seen: [], faults: [] });
  });

  test('a message that is cut has what came whole, and nothing of the rest', () => {
    const [sentence = ''] = encodeAis({
      type: 1,
      mmsi: 5,
      lat: 1,
      lon: 2,
      sogKn: 3,
      cogDeg: 4,
      headingDeg: 5,
    });
    // 19 characters are 114 bits: the latitude, bits 89…115, is cut
    const payload = sentence.split(',')[5]?.slice(0, 19);
    const { messages } = decode(`${withFields(`AIVDM,1,1,,A,${payload},0`)}\n`);
    expect(messages).toEqual([
      { type: 1, repeat: 0, mmsi: 5, navStatus: 15, sogKn: 3, accurate: false, lon: 2 },
    ]);
  });
});
