/** A recording of SAPIENT as messages with their times: a node's own, for a recording says no other. */
import { encodeSapient } from '../decode/sapient/encode.ts';
import { Framing } from '../decode/sapient/framing.ts';
import { decodeMessage } from '../decode/sapient/message.ts';

export interface SapientPiece {
  readonly bytes: Uint8Array;
  readonly atMs: number;
  /** Nodes are kept apart as if each had its own connection. */
  readonly connection: number;
}

export class SapientPieces {
  readonly #framing = new Framing();
  readonly #connections = new Map<string, number>();

  push(chunk: Uint8Array, take: (piece: SapientPiece) => void): void {
    this.#framing.push(chunk, {
      body: (bytes) => {
        const message = decodeMessage(bytes);
        if (typeof message === 'string' || message.node_id == null) return false;
        const { timestamp } = message;
        if (timestamp == null) return true;
        const seconds = Number(timestamp.seconds ?? 0);
        take({
          bytes: encodeSapient(message),
          atMs: Math.round(seconds * 1000 + (timestamp.nanos ?? 0) / 1e6),
          connection: this.#connectionOf(message.node_id),
        });
        return true;
      },
      garbled: () => undefined,
      broken: () => undefined,
    });
  }

  #connectionOf(nodeId: string): number {
    const known = this.#connections.get(nodeId);
    if (known !== undefined) return known;
    this.#connections.set(nodeId, this.#connections.size + 1);
    return this.#connections.size;
  }
}
