/** SAPIENT bytes as objects that JSON can carry, and back: `watchfloor decode`, `watchfloor encode`. */
import type { DecodedFault, DecodeSummary } from '../ais/lines.ts';
import { checkMessage } from './check.ts';
import { encodeSapient } from './encode.ts';
import { Framing, MAX_MESSAGE_BYTES } from './framing.ts';
import { decodeMessage, messageFromJson, messageToJson, type ReceivedMessage } from './message.ts';
import { hex } from './sample.ts';

/** The fields of a message as the standard spells them; `content` says which of them it is about. */
export type DecodedSapient = { readonly [field: string]: unknown };

/**
 * Decodes a stream of messages with their lengths, or one message without; adds up `summary` on the way. A message
 * that lacks what is mandatory is followed by a fault that says what. Memory: what one chunk decodes to, and one message.
 */
export async function* decodeSapientToJson(
  chunks: AsyncIterable<Uint8Array>,
  summary: DecodeSummary,
): AsyncGenerator<DecodedSapient | DecodedFault> {
  let decoded: (DecodedSapient | DecodedFault)[] = [];
  const framing = new Framing();
  const fault = (kind: DecodedFault['fault'], detail: string, bytes: Uint8Array): void => {
    summary.faults[kind] = (summary.faults[kind] ?? 0) + 1;
    decoded.push({ fault: kind, detail, sample: hex(bytes) });
  };
  const take = (message: ReceivedMessage, bytes: Uint8Array): void => {
    const { missing, odd, refused } = checkMessage(message);
    if (refused !== undefined) {
      fault('schema', refused, bytes);
      return;
    }
    summary.messages++;
    const content = message.content ?? 'none';
    summary.types[content] = (summary.types[content] ?? 0) + 1;
    decoded.push(messageToJson(message));
    if (missing.length > 0) fault('schema', `without ${missing.join(', ')}`, bytes);
    if (odd.length > 0) fault('schema', odd.join(', '), bytes);
  };
  const sink = {
    body(bytes: Uint8Array): boolean {
      const message = decodeMessage(bytes);
      const isMessage = typeof message !== 'string' && message.node_id != null;
      if (isMessage) take(message, bytes);
      else if (!framing.lost)
        fault('payload', typeof message === 'string' ? message : 'nothing of a message in it', bytes);
      return isMessage;
    },
    garbled: (bytes: Uint8Array): void => fault('payload', 'no SAPIENT message after a length', bytes),
    broken: (reason: string): void => fault('format', reason, new Uint8Array(0)),
  };
  // Without a length before it, the first bytes of a message would be a length beyond all bounds.
  let bare: Uint8Array[] | undefined = [];
  let bareBytes = 0;
  for await (const chunk of chunks) {
    if (bare !== undefined) {
      bare.push(chunk.slice());
      bareBytes += chunk.length;
      if (bareBytes <= MAX_MESSAGE_BYTES && startsBare(bare)) continue;
      for (const kept of bare) framing.push(kept, sink);
      bare = undefined;
    } else framing.push(chunk, sink);
    yield* decoded;
    decoded = [];
  }
  const whole = Buffer.concat(bare ?? []);
  const message = whole.length === 0 ? 'nothing' : decodeMessage(whole);
  if (typeof message !== 'string' && message.node_id != null) take(message, whole);
  else if (whole.length > 0) framing.push(whole, sink);
  if (framing.waiting > 0) {
    fault('incomplete', `the end comes within a message, after ${framing.waiting} bytes of it`, whole);
    framing.finish(sink);
  }
  yield* decoded;
}

/** The first four bytes are no length that may be. */
function startsBare(chunks: readonly Uint8Array[]): boolean {
  const head = Buffer.concat(chunks.slice(0, 4)).subarray(0, 4);
  return head.length < 4 || (head[0] === 0x0a && head.readUInt32LE(0) > MAX_MESSAGE_BYTES);
}

/** A message as {@link decodeSapientToJson} gives it, to its bytes with their length; or what is wrong with it. */
export function encodeSapientJson(line: unknown): Uint8Array | DecodedFault {
  const sample = (JSON.stringify(line) ?? '').slice(0, 120);
  const message = messageFromJson(line);
  if (typeof message === 'string') return { fault: 'format', detail: message, sample };
  try {
    return encodeSapient(message);
  } catch (error) {
    return { fault: 'format', detail: error instanceof Error ? error.message : String(error), sample };
  }
}
