import { PassThrough, Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PipeReader, PipeWriter } from '../../../server/record/pipe.ts';

const messages = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 12 });

function framed(sent: readonly Uint8Array[]): Buffer {
  const chunks: Buffer[] = [];
  const into = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  const writer = new PipeWriter(into);
  for (const message of sent) expect(writer.send(message)).toBe(true);
  return Buffer.concat(chunks);
}

function reading(longest?: number) {
  const heard: Buffer[] = [];
  const broken: string[] = [];
  const reader = new PipeReader({
    onMessage: (bytes) => heard.push(Buffer.from(bytes)),
    onBroken: (what) => broken.push(what),
    ...(longest !== undefined && { longest }),
  });
  return { reader, heard, broken };
}

describe('messages over a pipe', () => {
  test('a message is its length in four bytes, lowest first, and itself', () => {
    expect(framed([Uint8Array.of(7, 8, 9)])).toEqual(Buffer.from([3, 0, 0, 0, 7, 8, 9]));
  });

  test('however the bytes are cut, the same messages come out, in order', () => {
    fc.assert(
      fc.property(messages, fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (sent, cuts) => {
        const bytes = framed(sent);
        const { reader, heard, broken } = reading();
        for (let at = 0, i = 0; at < bytes.length; i += 1) {
          const until = at + cuts[i % cuts.length]!;
          reader.push(bytes.subarray(at, until));
          at = until;
        }
        expect(heard.map((one) => one.toString('hex'))).toEqual(
          sent.map((one) => Buffer.from(one).toString('hex')),
        );
        expect(broken).toEqual([]);
        expect(reader.isWithin).toBe(false);
      }),
    );
  });

  test('what is cut off within a message is the whole ones before it, and known to be unfinished', () => {
    fc.assert(
      fc.property(messages, fc.nat(), (sent, at) => {
        const bytes = framed(sent);
        const cut = bytes.length === 0 ? 0 : at % bytes.length;
        const { reader, heard } = reading();
        reader.push(bytes.subarray(0, cut));
        let whole = 0;
        let end = 0;
        for (const { length } of sent) {
          if (end + 4 + length > cut) break;
          end += 4 + length;
          whole += 1;
        }
        expect(heard.length).toBe(whole);
        expect(reader.isWithin).toBe(cut > end);
      }),
    );
  });

  test('a length beyond the bound ends the reading, is told once, and keeps no memory for it', () => {
    const { reader, heard, broken } = reading(100);
    reader.push(framed([new Uint8Array(100)]));
    reader.push(Uint8Array.of(101, 0, 0, 0, 1, 2, 3));
    reader.push(framed([Uint8Array.of(1)]));
    reader.push(Uint8Array.of(255, 255, 255, 255));
    expect(heard.length).toBe(1);
    expect(broken).toEqual(['a message of 101 bytes: at most 100 are taken']);
  });

  test('beyond what may wait nothing is taken, until the other side read', () => {
    const stream = new PassThrough({ highWaterMark: 64 });
    const writer = new PipeWriter(stream, 1000);
    let taken = 0;
    while (writer.send(new Uint8Array(96)) && taken < 100) taken += 1;
    expect(taken).toBeGreaterThan(9);
    expect(taken).toBeLessThan(13);
    stream.resume();
    return new Promise<void>((resolve) => {
      stream.once('drain', () => {
        expect(writer.send(new Uint8Array(96))).toBe(true);
        stream.destroy();
        expect(writer.send(new Uint8Array(1))).toBe(false);
        resolve();
      });
    });
  });

  test('one message is taken whatever its size', () => {
    const writer = new PipeWriter(new Writable({ write: () => {} }), 1000);
    expect(writer.send(new Uint8Array(5000))).toBe(true);
    expect(writer.send(new Uint8Array(1))).toBe(false);
  });
});
