/** What comes twice, and what is of another edition. */
import { describe, expect, test } from 'vitest';
import { AsterixDecoder } from '../../../../server/decode/asterix/decoder.ts';
import { encodeAsterix } from '../../../../server/decode/asterix/encode.ts';
import { corpus } from '../corpus.ts';
import { datagramsOf, decoder, FEED, frameOf, listener, NOW_MS, say, source } from './samples.ts';

describe('redundant networks', () => {
  const folder = corpus('sensors/asterix');

  test.skipIf(folder === undefined)('cc_cat_034_048.pcap: each record once', () => {
    const heard = listener();
    const of = decoder();
    for (const { payload, timeMs = 0, source: from } of datagramsOf(`${folder}/cc_cat_034_048.pcap`))
      of.push(frameOf(payload, timeMs, { datagram: true, connection: from.length }), heard.sink);
    expect(heard.faults).toEqual([]);
    expect(heard.messages).toBe(81);
  });

  test('a record is new again after three seconds, one without a time after half a second', () => {
    const of = decoder();
    const plot = encodeAsterix(48, [{ '010': source, '140': { timeOfDayS: 1 }, '040': { rhoNm: 1 } }]);
    const untimed = encodeAsterix(48, [{ '010': source, '040': { rhoNm: 2 } }]);
    const count = (bytes: Uint8Array, atMs: number, connection: number) =>
      say(of, bytes, atMs, { connection }).messages;
    expect(count(plot, 0, 1)).toBe(1);
    expect(count(plot, 2900, 2)).toBe(0);
    expect(count(plot, 3100, 2)).toBe(1);
    expect(count(untimed, 4000, 1)).toBe(1);
    expect(count(untimed, 4400, 2)).toBe(0);
    expect(count(untimed, 4600, 1)).toBe(1);
  });
});

test('editions are chosen by the settings; one that there is not is refused', () => {
  const extended = { typ: 1, sim: 0, rdp: 0, spi: 0, rab: 0, tst: 0, err: 1 };
  const block = encodeAsterix(48, [{ '010': source, '020': extended, '040': { rhoNm: 1, thetaDeg: 1 } }]);
  const old = new AsterixDecoder({ feedId: FEED, editions: { '048': '1.15' } });
  expect(say(old, block, NOW_MS).faults).toMatchObject([
    { kind: 'edition', detail: 'I048/020: spare bits are set (edition 1.15)' },
  ]);
  expect(() => new AsterixDecoder({ feedId: FEED, editions: { '048': '9.9' } })).toThrow('1.15');
});
