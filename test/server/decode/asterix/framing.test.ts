/** Many connections, slow bytes, huge lengths. */
import { expect, test } from 'vitest';
import { AsterixDecoder } from '../../../../server/decode/asterix/decoder.ts';
import { encodeAsterix } from '../../../../server/decode/asterix/encode.ts';
import { FEED, frameOf, listener } from './samples.ts';

const report = (trn: number) =>
  encodeAsterix(48, [{ '010': { sac: 1, sic: 2 }, '040': { rhoNm: 1, thetaDeg: 1 }, '161': { trn } }]);

test('connections do not mix', () => {
  const decoder = new AsterixDecoder({ feedId: FEED });
  const heard = listener();
  const [one, two] = [report(1), report(2)];
  for (let i = 0; i < one.length; i++) {
    decoder.push(frameOf(one.subarray(i, i + 1), 0, { connection: 1 }), heard.sink);
    decoder.push(frameOf(two.subarray(i, i + 1), 0, { connection: 2 }), heard.sink);
  }
  expect(heard.faults).toEqual([]);
  expect(heard.observations).toMatchObject([{ sensorTrack: '1' }, { sensorTrack: '2' }]);
});

test('bytes handed over may change afterwards', () => {
  const decoder = new AsterixDecoder({ feedId: FEED });
  const heard = listener();
  const half = Uint8Array.from(report(1).subarray(0, 9));
  decoder.push(frameOf(half, 0), heard.sink);
  half.fill(0xff);
  decoder.push(frameOf(report(1).subarray(9), 0), heard.sink);
  expect(heard.messages).toBe(1);
});

test('of too many unfinished connections the oldest is given up', () => {
  const decoder = new AsterixDecoder({ feedId: FEED });
  const heard = listener();
  for (let connection = 0; connection < 1030; connection++)
    decoder.push(frameOf(report(1).subarray(0, 9), 0, { connection }), heard.sink);
  expect(heard.faults).toHaveLength(6);
  expect(heard.faults[0]).toMatchObject({ kind: 'incomplete' });
});

test('a block of the greatest length, byte by byte', () => {
  const many = encodeAsterix(
    48,
    Array.from({ length: 5900 }, (_, trn) => ({
      '010': { sac: 1, sic: 2 },
      '040': { rhoNm: trn / 256 },
      '161': { trn },
    })),
  );
  const decoder = new AsterixDecoder({ feedId: FEED });
  const heard = listener();
  for (let i = 0; i < many.length; i++) decoder.push(frameOf(many.subarray(i, i + 1), 0), heard.sink);
  expect(many.length).toBeGreaterThan(50_000);
  expect(heard.messages).toBe(5900);
});

test('the end of a connection tells what is unfinished, once', () => {
  const decoder = new AsterixDecoder({ feedId: FEED });
  const heard = listener();
  decoder.push(frameOf(report(1).subarray(0, 9), 0), heard.sink);
  decoder.close(1, heard.sink);
  decoder.close(1, heard.sink);
  expect(heard.faults).toMatchObject([{ kind: 'incomplete' }]);
});

test('bytes that look like long blocks at every place are not read over and over', () => {
  const decoder = new AsterixDecoder({ feedId: FEED });
  const heard = listener();
  // a block of category 34 begins at every fifth byte, thousands of records long, and none is sound to its end
  const hostile = Buffer.alloc(65_536, Uint8Array.of(0x22, 0x88, 0xbc, 0xfe, 0x0a));
  for (let i = 0; i < 16; i++) decoder.push(frameOf(hostile, 0), heard.sink);
  expect(heard.messages).toBe(0);
  decoder.push(frameOf(Buffer.alloc(65_536), 0), heard.sink);
  decoder.push(frameOf(report(1), 0), heard.sink);
  expect(heard.messages).toBe(1);
});
