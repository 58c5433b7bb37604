import { describe, expect, it } from 'vitest';
import { RecordingCutter } from '../../../server/feeds/pieces.ts';
import type { FeedFormat } from '../../../server/feeds/settings.ts';

/** A capture of datagrams on raw IPv4 (link type 101), one a second from 2026-01-01. */
function capture(...payloads: readonly string[]): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(65_535, 16);
  header.writeUInt32LE(101, 20);
  const packets = payloads.map((payload, i) => {
    const bytes = Buffer.alloc(16 + 28 + payload.length);
    bytes.writeUInt32LE(1_767_225_600 + i, 0);
    bytes.writeUInt32LE(28 + payload.length, 8);
    bytes.writeUInt32LE(28 + payload.length, 12);
    const ip = 16;
    bytes[ip] = 0x45;
    bytes.writeUInt16BE(28 + payload.length, ip + 2);
    bytes[ip + 8] = 64;
    bytes[ip + 9] = 17;
    bytes.writeUInt16BE(8600, ip + 22);
    bytes.writeUInt16BE(8 + payload.length, ip + 24);
    bytes.write(payload, ip + 28, 'latin1');
    return bytes;
  });
  return Buffer.concat([header, ...packets]);
}

function cut(format: FeedFormat, bytes: Uint8Array, size = bytes.length) {
  const faults: string[] = [];
  const cutter = new RecordingCutter(format, (fault) => faults.push(fault.kind));
  const pieces = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(...cutter.push(bytes.subarray(at, at + size)));
  pieces.push(...cutter.rest());
  const said = pieces.map(({ bytes, stamp, datagram }) => [
    Buffer.from(bytes).toString('latin1'),
    stamp?.ms,
    datagram,
  ]);
  return { said, faults };
}

describe('a recording', () => {
  it('of network traffic is its datagrams, each whole, at the time of its capture', () => {
    for (const size of [5, 1000]) {
      expect(cut('asterix', capture('0\0\x03', '4\0\x03'), size)).toEqual({
        said: [
          ['0\0\x03', 1_767_225_600_000, true],
          ['4\0\x03', 1_767_225_601_000, true],
        ],
        faults: [],
      });
    }
  });

  it('of lines in datagrams is those lines', () => {
    expect(cut('nmea', capture('UdPbC\0!AIVDM,x')).said).toEqual([['!AIVDM,x\n', 1_767_225_600_000, false]]);
  });

  it('of lines is lines with their times, of anything else is blocks of bytes', () => {
    const line = '2026-01-01T00:00:00Z !AIVDM,x\n';
    expect(cut('auto', Buffer.from(`${line}rest`)).said).toEqual([
      [line, 1_767_225_600_000, false],
      ['rest', undefined, false],
    ]);
    const { said } = cut('sapient', Buffer.alloc(2500, 0x0a));
    expect(said.map(([text]) => (text as string).length)).toEqual([1024, 1024, 452]);
  });

  it('that is cut short says so', () => {
    expect(cut('asterix', capture('0\0\x03').subarray(0, 50)).faults).toEqual(['incomplete']);
    expect(cut('asterix', Buffer.alloc(0)).said).toEqual([]);
  });
});
