/** SAPIENT (BSI Flex 335 v2) as a server: nodes connect, register, report and take tasks. */
import type { Frame } from '../../../proto/domain/frame.ts';
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import type { Decoder, DecoderContext, DecodeSink, LookRequest } from '../decoder.ts';
import { Conversation } from './conversation.ts';
import type { FramingSink } from './framing.ts';
import { decodeMessage, type ReceivedMessage } from './message.ts';
import { BYTES_A_SECOND, cutOff, MAX_BAD_IN_A_ROW, MESSAGES_A_SECOND, Peer, type Received } from './peer.ts';
import { hex } from './sample.ts';

/** Connections of one feed; further ones are cut off. */
export const MAX_CONNECTIONS = 4096;
/** Unfinished messages of all connections together; beyond it the connection that holds most is cut off. */
export const MAX_WAITING_BYTES = 32 * 1024 * 1024;

/**
 * One for each feed. Its bounds: those above, of a message (framing.ts), of a peer's pace and patience (peer.ts), of
 * nodes (nodebook.ts) and tasks (taskbook.ts). A peer beyond them is cut off with the reason; all others go on.
 */
export class SapientDecoder implements Decoder {
  readonly #conversation: Conversation;
  readonly #peers = new Map<number, Peer>();
  /** The latest time that anything told. */
  #nowMs = epochMs(0);
  #waitingBytes = 0;

  constructor({ feedId }: DecoderContext) {
    this.#conversation = new Conversation(feedId);
  }

  push(frame: Frame, sink: DecodeSink): void {
    this.#nowMs = frame.receivedMs;
    const peer = this.#peerOf(frame, sink);
    if (peer === undefined) return;
    peer.last = receivedOf(frame);
    if (!peer.mayBring(frame.bytes.length, frame.receivedMs))
      cutOff(peer, `more than ${BYTES_A_SECOND} bytes a second`, sink);
    const before = peer.framing.waiting;
    const heardBefore = peer.heard;
    peer.framing.push(frame.bytes, this.#taker(peer, frame, sink));
    this.#waitingBytes += peer.framing.waiting - before;
    if (peer.framing.waiting === 0) peer.unfinishedSinceMs = undefined;
    else if (peer.heard > heardBefore || before === 0) peer.unfinishedSinceMs = frame.receivedMs;
    if (this.#waitingBytes > MAX_WAITING_BYTES) this.#relieve(sink);
  }

  close(connection: number, sink: DecodeSink): void {
    const peer = this.#peers.get(connection);
    if (peer === undefined) return;
    this.#peers.delete(connection);
    const { waiting } = peer.framing;
    this.#waitingBytes -= waiting;
    if (waiting > 0) {
      sink.fault({
        kind: 'incomplete',
        detail: `the connection ended within a message, after ${waiting} bytes of it`,
        sample: `connection ${connection}`,
      });
      peer.framing.finish(this.#taker(peer, peer.last, sink));
    }
    this.#conversation.leave(peer, this.#nowMs, sink);
  }

  tick(nowMs: EpochMs, sink: DecodeSink): void {
    this.#nowMs = nowMs;
    for (const peer of this.#peers.values()) {
      const reason = peer.overdue(nowMs);
      if (reason !== undefined) cutOff(peer, reason, sink);
    }
    this.#conversation.tick(nowMs, sink);
  }

  lookAt(request: LookRequest, nowMs: EpochMs, sink: DecodeSink): boolean {
    return this.#conversation.lookAt(request, nowMs, sink);
  }

  #peerOf(frame: Frame, sink: DecodeSink): Peer | undefined {
    const known = this.#peers.get(frame.connection);
    if (known !== undefined) return known;
    if (this.#peers.size >= MAX_CONNECTIONS) {
      sink.cutOff(frame.connection, `over ${MAX_CONNECTIONS} connections`);
      return undefined;
    }
    const peer = new Peer(frame.connection, receivedOf(frame));
    this.#peers.set(frame.connection, peer);
    return peer;
  }

  #taker(peer: Peer, received: Received, sink: DecodeSink): FramingSink {
    return {
      body: (bytes) => {
        peer.heard++;
        return this.#body(bytes, peer, received, sink);
      },
      garbled: (bytes) => {
        sink.fault({ kind: 'payload', detail: 'no SAPIENT message after a length', sample: hex(bytes) });
        this.#bad(peer, sink);
      },
      broken: (reason) => {
        sink.fault({ kind: 'format', detail: reason, sample: `connection ${peer.connection}` });
        cutOff(peer, reason, sink);
      },
    };
  }

  /** One message; false when it is none. */
  #body(bytes: Uint8Array, peer: Peer, received: Received, sink: DecodeSink): boolean {
    const { receivedMs } = received;
    const message = decodeMessage(bytes);
    if (typeof message === 'string' || isEmpty(message)) {
      if (!peer.framing.lost) {
        const why = typeof message === 'string' ? message : 'nothing of a message in it';
        sink.fault({ kind: 'payload', detail: `no SAPIENT message: ${why}`, sample: hex(bytes) });
        this.#bad(peer, sink);
      }
      return false;
    }
    if (!peer.maySay(receivedMs)) cutOff(peer, `more than ${MESSAGES_A_SECOND} messages a second`, sink);
    sink.message();
    if (this.#conversation.hear(message, bytes, peer, received, sink)) peer.badInARow = 0;
    else this.#bad(peer, sink);
    return true;
  }

  #bad(peer: Peer, sink: DecodeSink): void {
    if (++peer.badInARow > MAX_BAD_IN_A_ROW)
      cutOff(peer, `${peer.badInARow} messages in a row that cannot be used`, sink);
  }

  /** Gives up the unfinished message of the connection that holds most. */
  #relieve(sink: DecodeSink): void {
    let most: Peer | undefined;
    for (const peer of this.#peers.values())
      if (most === undefined || peer.framing.waiting > most.framing.waiting) most = peer;
    if (most === undefined) return;
    this.#waitingBytes -= most.framing.waiting;
    most.framing.clear();
    most.unfinishedSinceMs = undefined;
    cutOff(most, `unfinished messages of all connections are over ${MAX_WAITING_BYTES} bytes`, sink);
  }
}

const receivedOf = ({ nature, receivedMs, timeShiftMs }: Frame): Received => ({
  nature,
  receivedMs,
  timeShiftMs,
});

const isEmpty = (message: ReceivedMessage): boolean =>
  message.timestamp == null && message.node_id == null && message.content === undefined;
