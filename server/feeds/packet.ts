/** A captured packet to the UDP datagram in it: link layer, IPv4 or IPv6, UDP. */

export interface UdpDatagram {
  /** Numeric addresses: `192.0.2.1`, `2001:db8:0:0:0:0:0:1`. */
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  /** A view of the packet's bytes. */
  readonly payload: Uint8Array;
}

/** Why there is no datagram: `other` traffic is none of ours and no fault. */
export type NoDatagram = 'other' | 'cut' | 'fragment' | 'malformed';

const ETHERTYPE_IPV4 = 0x0800;
const ETHERTYPE_IPV6 = 0x86dd;
/** IEEE 802.1Q, 802.1ad, and the older double tag. */
const VLAN_TAGS = [0x8100, 0x88a8, 0x9100];
const MAX_VLAN_TAGS = 4;
const PROTOCOL_UDP = 17;
const UDP_HEADER_BYTES = 8;
const IPV6_HEADER_BYTES = 40;
const IPV6_FRAGMENT = 44;
/** Hop-by-hop, routing, destination options, mobility (RFC 8200, 4): each with a length in units of 8 octets. */
const IPV6_EXTENSIONS = [0, 43, 60, 135];
const MAX_IPV6_EXTENSIONS = 8;

/** Where the network layer starts, by link type (tcpdump.org/linktypes); `undefined`: not a link type we read. */
type Link = (packet: DataView) => { readonly at: number; readonly type: number | 'by version' } | undefined;

const raw: Link = () => ({ at: 0, type: 'by version' });
const loopback: Link = () => ({ at: 4, type: 'by version' });

const LINKS: Readonly<Record<number, Link>> = {
  0: loopback,
  1: (packet) => {
    let at = 12;
    for (let tags = 0; tags <= MAX_VLAN_TAGS && at + 2 <= packet.byteLength; tags++, at += 4) {
      const type = packet.getUint16(at);
      if (!VLAN_TAGS.includes(type)) return { at: at + 2, type };
    }
    return undefined;
  },
  12: raw,
  14: raw,
  101: raw,
  108: loopback,
  113: (packet) => (packet.byteLength < 16 ? undefined : { at: 16, type: packet.getUint16(14) }),
  228: raw,
  229: raw,
  276: (packet) => (packet.byteLength < 20 ? undefined : { at: 20, type: packet.getUint16(0) }),
};

export const isLinkType = (linkType: number): boolean => LINKS[linkType] !== undefined;

/** The datagram in a packet of this link type, or why there is none. Never throws. */
export function datagramIn(linkType: number, packet: Uint8Array): UdpDatagram | NoDatagram {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const link = LINKS[linkType]?.(view);
  if (link === undefined || link.at >= packet.length) return 'malformed';
  const version = packet[link.at]! >> 4;
  const isIpv4 = link.type === 'by version' ? version === 4 : link.type === ETHERTYPE_IPV4;
  const isIpv6 = link.type === 'by version' ? version === 6 : link.type === ETHERTYPE_IPV6;
  if (isIpv4) return version === 4 ? inIpv4(packet, view, link.at) : 'malformed';
  if (isIpv6) return version === 6 ? inIpv6(packet, view, link.at) : 'malformed';
  return 'other';
}

/** RFC 791, 3.1. */
function inIpv4(packet: Uint8Array, view: DataView, at: number): UdpDatagram | NoDatagram {
  const headerBytes = (packet[at]! & 15) * 4;
  if (headerBytes < 20) return 'malformed';
  if (at + headerBytes > packet.length) return 'cut';
  if (packet[at + 9] !== PROTOCOL_UDP) return 'other';
  if ((view.getUint16(at + 6) & 0x3fff) !== 0) return 'fragment';
  const address = (from: number) => packet.subarray(from, from + 4).join('.');
  return inUdp(packet, view, at + headerBytes, address(at + 12), address(at + 16));
}

/** RFC 8200, 3 and 4. */
function inIpv6(packet: Uint8Array, view: DataView, at: number): UdpDatagram | NoDatagram {
  if (at + IPV6_HEADER_BYTES > packet.length) return 'cut';
  let next = packet[at + 6]!;
  let from = at + IPV6_HEADER_BYTES;
  for (let i = 0; i < MAX_IPV6_EXTENSIONS && IPV6_EXTENSIONS.includes(next); i++) {
    if (from + 2 > packet.length) return 'cut';
    next = packet[from]!;
    from += (packet[from + 1]! + 1) * 8;
  }
  if (next === IPV6_FRAGMENT) return 'fragment';
  if (next !== PROTOCOL_UDP) return 'other';
  const address = (start: number) =>
    Array.from({ length: 8 }, (_, i) => view.getUint16(start + i * 2).toString(16)).join(':');
  return inUdp(packet, view, from, address(at + 8), address(at + 24));
}

/** RFC 768. */
function inUdp(
  packet: Uint8Array,
  view: DataView,
  at: number,
  source: string,
  destination: string,
): UdpDatagram | NoDatagram {
  if (at + UDP_HEADER_BYTES > packet.length) return 'cut';
  const length = view.getUint16(at + 4);
  if (length < UDP_HEADER_BYTES) return 'malformed';
  if (at + length > packet.length) return 'cut';
  return {
    source,
    sourcePort: view.getUint16(at),
    destination,
    destinationPort: view.getUint16(at + 2),
    payload: packet.subarray(at + UDP_HEADER_BYTES, at + length),
  };
}
