/** Recordings of network traffic (pcap and pcapng) to the UDP datagrams in them; see `PcapReader`. */
import type { DecodeFault } from '../../proto/domain/frame.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import { datagramIn, isLinkType, type NoDatagram, type UdpDatagram } from './packet.ts';

export interface CapturedDatagram extends UdpDatagram {
  /** When it was captured, to the millisecond; absent where the recording does not say. */
  readonly timeMs?: EpochMs;
}

export interface PcapSink {
  /** The payload is valid during the call only. */
  datagram(datagram: CapturedDatagram): void;
  fault(fault: DecodeFault): void;
}

/** The most that tcpdump and Wireshark write of one packet. */
const MAX_PACKET_BYTES = 262_144;
/** A packet, the block around it and its options. */
const MAX_BLOCK_BYTES = MAX_PACKET_BYTES + 65_536;
const MAX_INTERFACES = 1024;
const PCAP_HEADER_BYTES = 24;
const PCAP_RECORD_BYTES = 16;
const SECTION_HEADER = 0x0a0d0d0a;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const MICROSECONDS = 1e6;

const NO_DATAGRAM: Readonly<Record<Exclude<NoDatagram, 'other'>, Omit<DecodeFault, 'sample'>>> = {
  cut: { kind: 'incomplete', detail: 'a packet that was not captured whole' },
  fragment: { kind: 'unsupported', detail: 'a fragment of a datagram' },
  malformed: { kind: 'format', detail: 'a packet without the headers of its kind' },
};

interface Interface {
  readonly linkType: number;
  readonly ticksPerSecond: number;
  readonly offsetS: number;
}

type Format =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'pcap'; readonly little: boolean; readonly from: Interface }
  | { readonly kind: 'pcapng'; readonly little: boolean; readonly interfaces: Interface[] }
  /** Broken beyond reading on: the rest is passed over. */
  | { readonly kind: 'broken' };

/**
 * Takes the bytes of one recording in pieces of any size and keeps at most one packet. What is broken is a fault; after
 * a length that cannot be, the rest of the recording is not read.
 */
export class PcapReader {
  #format: Format = { kind: 'unknown' };
  #bytes: Uint8Array = new Uint8Array();
  #view = new DataView(this.#bytes.buffer);
  /** Bytes still to pass over of a block that is not ours. */
  #skip = 0;

  push(bytes: Uint8Array, sink: PcapSink): void {
    if (this.#format.kind === 'broken') return;
    const skipped = Math.min(this.#skip, bytes.length);
    this.#skip -= skipped;
    const whole = new Uint8Array(this.#bytes.length + bytes.length - skipped);
    whole.set(this.#bytes);
    whole.set(bytes.subarray(skipped), this.#bytes.length);
    let at = 0;
    for (let taken = -1; taken !== 0 && at < whole.length; at += taken) {
      this.#bytes = whole.subarray(at);
      this.#view = new DataView(whole.buffer, at);
      taken = this.#next(sink);
    }
    this.#bytes = whole.slice(at);
    if (at > whole.length) this.#skip = at - whole.length;
  }

  /** The recording ended. */
  end(sink: PcapSink): void {
    if (this.#format.kind === 'broken') return;
    if (this.#bytes.length > 0 || this.#skip > 0 || this.#format.kind === 'unknown')
      sink.fault(this.#fault('incomplete', 'the recording ends in the middle of a packet'));
    this.#format = { kind: 'broken' };
    this.#bytes = new Uint8Array();
  }

  /** Reads what comes first; how many bytes it was, more than there are to pass over the rest, or 0 to wait. */
  #next(sink: PcapSink): number {
    switch (this.#format.kind) {
      case 'unknown':
        return this.#start(sink);
      case 'pcap':
        return this.#record(this.#format.little, this.#format.from, sink);
      case 'pcapng':
        return this.#block(this.#format.little, this.#format.interfaces, sink);
      case 'broken':
        return this.#bytes.length;
    }
  }

  #start(sink: PcapSink): number {
    if (this.#bytes.length < 4) return 0;
    const magic = this.#view.getUint32(0);
    if (magic === SECTION_HEADER) return this.#block(true, [], sink);
    const kind = PCAP_MAGIC[magic];
    if (kind === undefined) return this.#broken('no recording of network traffic', sink);
    if (this.#bytes.length < PCAP_HEADER_BYTES) return 0;
    const linkType = this.#view.getUint32(20, kind.little) & 0xffff;
    if (!isLinkType(linkType)) return this.#broken(`link type ${linkType}`, sink, 'unsupported');
    const from = { linkType, ticksPerSecond: kind.ticksPerSecond, offsetS: 0 };
    this.#format = { kind: 'pcap', little: kind.little, from };
    return PCAP_HEADER_BYTES;
  }

  #record(little: boolean, from: Interface, sink: PcapSink): number {
    if (this.#bytes.length < PCAP_RECORD_BYTES) return 0;
    const captured = this.#view.getUint32(8, little);
    if (captured > MAX_PACKET_BYTES) return this.#broken(`a packet of ${captured} bytes`, sink);
    const end = PCAP_RECORD_BYTES + captured;
    if (this.#bytes.length < end) return 0;
    const ticks = this.#view.getUint32(4, little);
    const seconds = this.#view.getUint32(0, little) + ticks / from.ticksPerSecond;
    this.#packet(from, seconds, this.#bytes.subarray(PCAP_RECORD_BYTES, end), sink);
    return end;
  }

  #block(little: boolean, interfaces: Interface[], sink: PcapSink): number {
    if (this.#bytes.length < 12) return 0;
    const isSection = this.#view.getUint32(0) === SECTION_HEADER;
    if (isSection) {
      const isLittle = this.#view.getUint32(8, true) === BYTE_ORDER_MAGIC;
      if (!isLittle && this.#view.getUint32(8) !== BYTE_ORDER_MAGIC)
        return this.#broken('a section without its byte order', sink);
      this.#format = { kind: 'pcapng', little: isLittle, interfaces: [] };
      const length = this.#view.getUint32(4, isLittle);
      return length < 28 || length % 4 !== 0
        ? this.#broken(`a section header of ${length} bytes`, sink)
        : length;
    }
    const type = this.#view.getUint32(0, little);
    const length = this.#view.getUint32(4, little);
    if (length < 12 || length % 4 !== 0) return this.#broken(`a block of ${length} bytes`, sink);
    const read = BLOCKS[type];
    if (read === undefined) return length;
    if (length > MAX_BLOCK_BYTES) return this.#broken(`a block of ${length} bytes`, sink);
    if (this.#bytes.length < length) return 0;
    const body = new DataView(this.#bytes.buffer, this.#bytes.byteOffset + 8, length - 12);
    if (type === INTERFACE) {
      const described = interfaceIn(body, little);
      if (described === undefined || interfaces.length === MAX_INTERFACES)
        return this.#broken('an interface that cannot be', sink);
      if (!isLinkType(described.linkType))
        sink.fault(this.#fault('unsupported', `link type ${described.linkType}`));
      interfaces.push(described);
      return length;
    }
    const found = read(body, little);
    const from = found && interfaces[found.interface];
    if (found === undefined || from === undefined || found.at + found.captured > body.byteLength)
      sink.fault(this.#fault('format', 'a packet block that cannot be'));
    else if (isLinkType(from.linkType)) {
      const start = 8 + found.at;
      const seconds = found.ticks && found.ticks / from.ticksPerSecond + from.offsetS;
      this.#packet(from, seconds, this.#bytes.subarray(start, start + found.captured), sink);
    }
    return length;
  }

  #packet(from: Interface, seconds: number | undefined, packet: Uint8Array, sink: PcapSink): void {
    const datagram = datagramIn(from.linkType, packet);
    if (datagram === 'other') return;
    if (typeof datagram === 'string') sink.fault({ ...NO_DATAGRAM[datagram], sample: hexOf(packet) });
    else if (seconds === undefined) sink.datagram(datagram);
    else sink.datagram({ ...datagram, timeMs: epochMs(Math.round(seconds * 1000)) });
  }

  #broken(detail: string, sink: PcapSink, kind: DecodeFault['kind'] = 'format'): number {
    sink.fault(this.#fault(kind, detail));
    this.#format = { kind: 'broken' };
    return this.#bytes.length;
  }

  #fault(kind: DecodeFault['kind'], detail: string): DecodeFault {
    return { kind, detail, sample: hexOf(this.#bytes) };
  }
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 32)).toString('hex');

/** The first four bytes as a big-endian number (draft-ietf-opsawg-pcap, 4). */
const PCAP_MAGIC: Readonly<Record<number, { little: boolean; ticksPerSecond: number }>> = {
  2712847316: { little: false, ticksPerSecond: MICROSECONDS },
  3569595041: { little: true, ticksPerSecond: MICROSECONDS },
  2712812621: { little: false, ticksPerSecond: 1e9 },
  1295823521: { little: true, ticksPerSecond: 1e9 },
};

interface Found {
  readonly interface: number;
  readonly ticks?: number;
  /** Where the packet starts in the block's body. */
  readonly at: number;
  readonly captured: number;
}

const INTERFACE = 1;
/** The blocks that are read (draft-ietf-opsawg-pcapng, 4): interface, packet, simple packet, enhanced packet. */
const BLOCKS: Readonly<Record<number, (body: DataView, little: boolean) => Found | undefined>> = {
  [INTERFACE]: () => undefined,
  2: (body, little) =>
    body.byteLength < 20
      ? undefined
      : {
          interface: body.getUint16(0, little),
          ticks: body.getUint32(4, little) * 2 ** 32 + body.getUint32(8, little),
          at: 20,
          captured: body.getUint32(12, little),
        },
  3: (body, little) =>
    body.byteLength < 4
      ? undefined
      : { interface: 0, at: 4, captured: Math.min(body.getUint32(0, little), body.byteLength - 4) },
  6: (body, little) =>
    body.byteLength < 20
      ? undefined
      : {
          interface: body.getUint32(0, little),
          ticks: body.getUint32(4, little) * 2 ** 32 + body.getUint32(8, little),
          at: 20,
          captured: body.getUint32(12, little),
        },
};

const OPTION_RESOLUTION = 9;
const OPTION_OFFSET = 14;

/** An interface description (draft-ietf-opsawg-pcapng, 4.2). */
function interfaceIn(body: DataView, little: boolean): Interface | undefined {
  if (body.byteLength < 8) return undefined;
  let ticksPerSecond = MICROSECONDS;
  let offsetS = 0;
  for (let at = 8; at + 4 <= body.byteLength; ) {
    const option = body.getUint16(at, little);
    const length = body.getUint16(at + 2, little);
    const value = at + 4;
    if (option === 0 || value + length > body.byteLength) break;
    if (option === OPTION_RESOLUTION && length === 1) {
      const exponent = body.getUint8(value);
      ticksPerSecond = exponent & 0x80 ? 2 ** (exponent & 0x7f) : 10 ** exponent;
    }
    if (option === OPTION_OFFSET && length === 8) offsetS = Number(body.getBigInt64(value, little));
    at = value + Math.ceil(length / 4) * 4;
  }
  return { linkType: body.getUint16(0, little), ticksPerSecond, offsetS };
}
