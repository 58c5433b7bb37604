/** The bytes of any number of connections, as datagrams or streams, to records. */
import type { BlockReader, BlockSink, Place } from './blocks.ts';
import { Patience } from './patience.ts';

/** Connections with unfinished blocks that are kept at a time; beyond them the oldest is given up. */
const MAX_CONNECTIONS = 1024;

/** What is unfinished of a connection: at most the longest block and the next header, and what one push brought. */
class Stream {
  place: Place = { lost: false };
  readonly patience = new Patience();
  /** With fewer bytes it is not worth looking at them again. */
  needed = 1;
  #bytes: Uint8Array = new Uint8Array();
  #length = 0;

  get pending(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Room grows by doubling, so that single bytes cost no more than many. */
  add(more: Uint8Array): void {
    this.patience.came(more.length);
    const length = this.#length + more.length;
    if (length > this.#bytes.length) {
      const room = new Uint8Array(Math.max(length, this.#bytes.length * 2));
      room.set(this.pending);
      this.#bytes = room;
    }
    this.#bytes.set(more, this.#length);
    this.#length = length;
  }

  drop(count: number): void {
    this.#bytes = this.#bytes.slice(count, this.#length);
    this.#length -= count;
  }
}

/** Keeps what is unfinished of each stream, within the bound of one block. */
export class Framing {
  readonly #blocks: BlockReader;
  readonly #streams = new Map<number, Stream>();

  constructor(blocks: BlockReader) {
    this.#blocks = blocks;
  }

  datagram(bytes: Uint8Array, sink: BlockSink): void {
    this.#blocks.datagram(bytes, sink);
  }

  push(bytes: Uint8Array, connection: number, sink: BlockSink): void {
    const stream = this.#streams.get(connection) ?? this.#open(connection, sink);
    stream.add(bytes);
    if (stream.pending.length >= stream.needed) this.#read(stream, false, sink);
  }

  /** The connection ended: what is unfinished is looked through once more, and forgotten. */
  close(connection: number, sink: BlockSink): void {
    const stream = this.#streams.get(connection);
    if (stream === undefined) return;
    this.#streams.delete(connection);
    this.#read(stream, true, sink);
  }

  #open(connection: number, sink: BlockSink): Stream {
    for (const oldest of this.#streams.keys()) {
      if (this.#streams.size < MAX_CONNECTIONS) break;
      this.close(oldest, sink);
    }
    const stream = new Stream();
    this.#streams.set(connection, stream);
    return stream;
  }

  #read(stream: Stream, ended: boolean, sink: BlockSink): void {
    const rest = this.#blocks.stream(stream.pending, stream.place, ended, stream.patience, sink);
    stream.drop(rest.at);
    stream.place = { lost: rest.lost, landing: rest.landing };
    stream.needed = rest.needed;
  }
}
