/** Recordings of network traffic, whole, in pieces, broken. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DecodeFault } from '../../../proto/domain/frame.ts';
import { type CapturedDatagram, PcapReader } from '../../../server/feeds/pcap.ts';
import { corpus } from '../decode/corpus.ts';

interface Read {
  readonly datagrams: (Omit<CapturedDatagram, 'payload'> & { payload: string })[];
  readonly faults: DecodeFault[];
}

function read(chunks: Iterable<Uint8Array>): Read {
  const result: Read = { datagrams: [], faults: [] };
  const reader = new PcapReader();
  const sink = {
    datagram: (one: CapturedDatagram) =>
      result.datagrams.push({ ...one, payload: Buffer.from(one.payload).toString('hex') }),
    fault: (fault: DecodeFault) => result.faults.push(fault),
  };
  for (const chunk of chunks) reader.push(chunk, sink);
  reader.end(sink);
  return result;
}

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const u16 = (n: number): Buffer => Buffer.from([n >> 8, n & 255]);
const le32 = (n: number): Buffer => {
  const out = Buffer.alloc(4);
  out.writeUInt32LE(n);
  return out;
};

/** UDP from port 8600 to 8601 (RFC 768). */
const udp = (payload: Uint8Array): Buffer =>
  Buffer.concat([u16(8600), u16(8601), u16(8 + payload.length), u16(0), payload]);
/** IPv4 from 192.0.2.1 to 239.1.2.3 (RFC 791); `more`: flags and fragment offset. */
const ipv4 = (payload: Uint8Array, more = 0, protocol = 17): Buffer =>
  Buffer.concat([
    bytes('45 00'),
    u16(20 + payload.length),
    bytes('0000'),
    u16(more),
    Buffer.from([64, protocol, 0, 0]),
    bytes('c0000201 ef010203'),
    payload,
  ]);
/** IPv6 from 2001:db8::1 to ff02::2, with a hop-by-hop header (RFC 8200). */
const ipv6 = (payload: Uint8Array): Buffer =>
  Buffer.concat([
    bytes('60000000'),
    u16(8 + payload.length),
    bytes('00 ff'),
    bytes('20010db8000000000000000000000001 ff020000000000000000000000000002'),
    bytes('11 00 0104 0000 0000'),
    payload,
  ]);
const ethernet = (type: string, payload: Uint8Array): Buffer =>
  Buffer.concat([bytes(`01005e010203 001122334455 ${type}`), payload]);

/** A pcap of 1,400,000,000.25 s; `magic`: little endian, microseconds. */
function pcap(linkType: number, ...packets: Uint8Array[]): Buffer {
  const records = packets.flatMap((packet) => [
    le32(1_400_000_000),
    le32(250_000),
    le32(packet.length),
    le32(packet.length),
    packet,
  ]);
  return Buffer.concat([bytes('d4c3b2a1 02000400 00000000 00000000 ffff0000'), le32(linkType), ...records]);
}

const HELLO = bytes('68656c6c6f');
const V4 = {
  source: '192.0.2.1',
  sourcePort: 8600,
  destination: '239.1.2.3',
  destinationPort: 8601,
  payload: '68656c6c6f',
  timeMs: 1_400_000_000_250,
};

describe('link layers', () => {
  test.each([
    ['Ethernet', 1, ethernet('0800', ipv4(udp(HELLO)))],
    ['Ethernet with padding', 1, ethernet('0800', Buffer.concat([ipv4(udp(HELLO)), Buffer.alloc(13)]))],
    ['VLAN', 1, ethernet('8100 0005 0800', ipv4(udp(HELLO)))],
    ['VLAN in VLAN', 1, ethernet('88a8 0005 8100 0006 0800', ipv4(udp(HELLO)))],
    ['Linux cooked', 113, Buffer.concat([bytes('0000 0001 0006 001122334455 0000 0800'), ipv4(udp(HELLO))])],
    ['Linux cooked 2', 276, Buffer.concat([Buffer.from('0800'.padEnd(40, '0'), 'hex'), ipv4(udp(HELLO))])],
    ['raw IP', 101, ipv4(udp(HELLO))],
    ['raw IPv4', 228, ipv4(udp(HELLO))],
    ['loopback', 0, Buffer.concat([le32(2), ipv4(udp(HELLO))])],
    ['loopback of OpenBSD', 108, Buffer.concat([bytes('00000002'), ipv4(udp(HELLO))])],
  ])('%s', (_, linkType, packet) => {
    expect(read([pcap(linkType, packet)])).toEqual({ datagrams: [V4], faults: [] });
  });

  test('IPv6 behind an extension header', () => {
    const { datagrams } = read([pcap(1, ethernet('86dd', ipv6(udp(HELLO))))]);
    expect(datagrams).toMatchObject([
      { source: '2001:db8:0:0:0:0:0:1', destination: 'ff02:0:0:0:0:0:0:2', payload: '68656c6c6f' },
    ]);
  });

  test('other traffic is passed over without a word', () => {
    const arp = ethernet('0806', Buffer.alloc(28));
    const tcp = ethernet('0800', ipv4(Buffer.alloc(20), 0, 6));
    expect(read([pcap(1, arp, tcp)])).toEqual({ datagrams: [], faults: [] });
  });
});

describe('what is broken', () => {
  const good = ethernet('0800', ipv4(udp(HELLO)));

  test.each([
    ['no recording', bytes('00112233445566778899'), 'format'],
    ['nothing', Buffer.alloc(0), 'incomplete'],
    ['cut in the header', pcap(1).subarray(0, 20), 'incomplete'],
    ['cut in a packet', pcap(1, good).subarray(0, -3), 'incomplete'],
    ['a packet of 4 GB', Buffer.concat([pcap(1), le32(0), le32(0), le32(0xffffffff), le32(0)]), 'format'],
    ['a link type that nobody reads', pcap(147, good), 'unsupported'],
    ['a packet not captured whole', pcap(1, good.subarray(0, 40)), 'incomplete'],
    ['a fragment', pcap(1, ethernet('0800', ipv4(udp(HELLO), 0x2000))), 'unsupported'],
    ['a packet without headers', pcap(1, HELLO), 'format'],
  ])('%s: one fault', (_, file, kind) => {
    const { datagrams, faults } = read([file]);
    expect(datagrams).toEqual([]);
    expect(faults.map((fault) => fault.kind)).toEqual([kind]);
  });

  test('a bad packet does not cost the next', () => {
    expect(read([pcap(1, HELLO, good)])).toMatchObject({ datagrams: [V4], faults: [{ kind: 'format' }] });
  });

  test('any bytes: faults, never an exception', () => {
    const file = pcap(1, good, good);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { maxLength: 20 }), (changes) => {
        const changed = Buffer.from(file);
        for (const [at, value] of changes) changed[at] = value;
        read([changed]);
        read([Buffer.concat([pcapng(true).subarray(0, 60), changed])]);
      }),
    );
  });
});

const block = (little: boolean, type: number, body: Uint8Array): Buffer => {
  const u32 = (n: number) => (little ? le32(n) : le32(n).reverse());
  const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
  return Buffer.concat([u32(type), u32(padded.length + 12), padded, u32(padded.length + 12)]);
};

/** A section, an unknown block, interfaces of micro- and nanoseconds, an enhanced and a simple packet. */
function pcapng(little: boolean): Buffer {
  const u32 = (n: number) => (little ? le32(n) : le32(n).reverse());
  const half = (n: number) => (little ? u16(n).reverse() : u16(n));
  const packet = ethernet('0800', ipv4(udp(HELLO)));
  const described = (options: Uint8Array) =>
    block(little, 1, Buffer.concat([half(1), half(0), u32(65_535), options]));
  const nanoseconds = Buffer.concat([half(9), half(1), bytes('09000000'), half(0), half(0)]);
  const enhanced = (from: number, ticks: bigint) =>
    block(
      little,
      6,
      Buffer.concat([
        u32(from),
        u32(Number(ticks >> 32n)),
        u32(Number(ticks & 0xffffffffn)),
        u32(packet.length),
        u32(packet.length),
        packet,
      ]),
    );
  return Buffer.concat([
    block(little, 0x0a0d0d0a, Buffer.concat([u32(0x1a2b3c4d), half(1), half(0), Buffer.alloc(8, 0xff)])),
    block(little, 0x0bad, Buffer.alloc(100)),
    described(Buffer.alloc(0)),
    described(nanoseconds),
    enhanced(0, 1_400_000_000_250_000n),
    enhanced(1, 1_400_000_000_250_000_000n),
    block(little, 3, Buffer.concat([u32(packet.length), packet])),
  ]);
}

describe('pcapng', () => {
  test.each([[true], [false]])('little endian %s', (little) => {
    const { timeMs: _, ...timeless } = V4;
    expect(read([pcapng(little)])).toEqual({ datagrams: [V4, V4, timeless], faults: [] });
  });

  test('two files one after the other', () => {
    expect(read([pcapng(true), pcapng(false)]).datagrams).toHaveLength(6);
  });

  test('a block with a length that cannot be ends the reading', () => {
    const broken = Buffer.concat([pcapng(true), le32(6), le32(7), Buffer.alloc(40)]);
    const { datagrams, faults } = read([broken]);
    expect(datagrams).toHaveLength(3);
    expect(faults.map(({ kind }) => kind)).toEqual(['format']);
  });
});

test.each([
  ['pcap', pcap(1, ethernet('0800', ipv4(udp(HELLO))), HELLO)],
  ['pcapng', pcapng(true)],
])('%s split at every byte is the same', (_, file) => {
  const expected = read([file]);
  for (let at = 0; at <= file.length; at++)
    expect(read([file.subarray(0, at), file.subarray(at)])).toEqual(expected);
  expect(read(Array.from(file, (byte) => Uint8Array.of(byte)))).toEqual(expected);
});

const recording = corpus('sensors/asterix/cc_cat_034_048.pcap');
test.skipIf(recording === undefined)('a recording of two radar networks', () => {
  const { datagrams, faults } = read([readFileSync(recording!)]);
  expect(faults).toEqual([]);
  expect(datagrams).toHaveLength(100);
  expect(datagrams[0]).toMatchObject({
    timeMs: 1_462_433_756_509,
    destination: '232.2.1.31',
    destinationPort: 22_131,
  });
});
