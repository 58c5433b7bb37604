/** What a datagram holds: whole lines, plain or in IEC 61162-450 framing. */
import type { DecodeFault } from '../../proto/domain/frame.ts';

const NEWLINE = 0x0a;
/** IEC 61162-450, datagram header: `UdPbC` and a null byte stand before the sentences of a datagram. */
const SENTENCES = Buffer.from('UdPbC\0', 'latin1');
/** The same for binary files, plain and retransmittable: they hold no sentences. */
const FILES = [Buffer.from('RaUdP\0', 'latin1'), Buffer.from('RrUdP\0', 'latin1')];

/** The lines inside, ending with a newline; or why there are none. */
export function readDatagram(datagram: Uint8Array): { bytes: Uint8Array } | { fault: DecodeFault } {
  if (FILES.some((token) => startsWith(datagram, token))) {
    return {
      fault: {
        kind: 'unsupported',
        detail: 'an IEC 61162-450 binary file transfer, which carries no sentences',
        sample: `${Buffer.from(datagram.subarray(0, 5)).toString('latin1')}, ${datagram.length} bytes`,
      },
    };
  }
  const bytes = startsWith(datagram, SENTENCES) ? datagram.subarray(SENTENCES.length) : datagram;
  if (bytes.length === 0 || bytes[bytes.length - 1] === NEWLINE) return { bytes };
  const ended = new Uint8Array(bytes.length + 1);
  ended.set(bytes);
  ended[bytes.length] = NEWLINE;
  return { bytes: ended };
}

const startsWith = (bytes: Uint8Array, token: Uint8Array): boolean =>
  bytes.length >= token.length && token.every((value, i) => bytes[i] === value);
