/** Datagrams as a capture file: classic pcap with microseconds, raw IPv4 packets (tcpdump.org/linktypes: LINKTYPE_RAW). */

const MAGIC_MICROSECONDS = 0xa1b2c3d4;
const LINKTYPE_RAW = 101;
const SNAP_LENGTH = 65_535;
const RECORD_HEADER_BYTES = 16;
const IPV4_HEADER_BYTES = 20;
const UDP_HEADER_BYTES = 8;
const PROTOCOL_UDP = 17;
/** The documentation network (RFC 5737) to an administratively scoped group (RFC 2365). */
const SOURCE = [192, 0, 2, 1];
const GROUP = [239, 255, 0, 1];
/** The port that ASTERIX recordings usually show. */
const PORT = 8600;

/** The file's beginning; 24 bytes. */
export function pcapHeader(): Uint8Array {
  const header = new DataView(new ArrayBuffer(24));
  header.setUint32(0, MAGIC_MICROSECONDS, true);
  header.setUint16(4, 2, true);
  header.setUint16(6, 4, true);
  header.setUint32(16, SNAP_LENGTH, true);
  header.setUint32(20, LINKTYPE_RAW, true);
  return new Uint8Array(header.buffer);
}

/** One datagram at a time (epoch milliseconds); the UDP checksum is left out, as RFC 768 allows over IPv4. */
export function pcapRecord(payload: Uint8Array, atMs: number): Uint8Array {
  const length = IPV4_HEADER_BYTES + UDP_HEADER_BYTES + payload.length;
  const bytes = new Uint8Array(RECORD_HEADER_BYTES + length);
  const record = new DataView(bytes.buffer);
  record.setUint32(0, Math.floor(atMs / 1000), true);
  record.setUint32(4, Math.round((atMs % 1000) * 1000), true);
  record.setUint32(8, length, true);
  record.setUint32(12, length, true);
  const ip = new DataView(bytes.buffer, RECORD_HEADER_BYTES);
  ip.setUint8(0, 0x45);
  ip.setUint16(2, length);
  ip.setUint8(8, 64);
  ip.setUint8(9, PROTOCOL_UDP);
  bytes.set([...SOURCE, ...GROUP], RECORD_HEADER_BYTES + 12);
  ip.setUint16(10, checksum(ip, IPV4_HEADER_BYTES));
  ip.setUint16(IPV4_HEADER_BYTES, PORT);
  ip.setUint16(IPV4_HEADER_BYTES + 2, PORT);
  ip.setUint16(IPV4_HEADER_BYTES + 4, UDP_HEADER_BYTES + payload.length);
  bytes.set(payload, RECORD_HEADER_BYTES + IPV4_HEADER_BYTES + UDP_HEADER_BYTES);
  return bytes;
}

/** The Internet checksum (RFC 1071). */
function checksum(view: DataView, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at += 2) sum += view.getUint16(at);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
