/** SAPIENT messages to the bytes of a TCP stream. */
import { encodeMessage, type SapientMessage } from './message.ts';

/** Octets of the length that stands before each message: unsigned, little-endian (BSI Flex 335 v2, clause on TCP). */
export const HEADER_BYTES = 4;

/** One message as it goes over TCP: its length, then itself. */
export function encodeSapient(message: SapientMessage): Uint8Array {
  const body = encodeMessage(message);
  const framed = new Uint8Array(HEADER_BYTES + body.length);
  new DataView(framed.buffer).setUint32(0, body.length, true);
  framed.set(body, HEADER_BYTES);
  return framed;
}
