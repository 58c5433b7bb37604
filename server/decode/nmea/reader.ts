/** Bytes of any number of connections in, checked sentences with what stood around them out; see `NmeaReader`. */
import type { FaultKind } from '../../../proto/domain/frame.ts';
import { printable } from './ascii.ts';
import { Intern } from './intern.ts';
import { type LineSink, LineSplitter, Unfinished } from './lines.ts';
import { Sentence } from './sentence.ts';
import { gatehouseTime, leadingTime, Suffix } from './stamps.ts';
import { Tags } from './tags.ts';

/** Which of the times around a sentence {@link NmeaLine.stationMs} is. */
export type TimeSource = 'tag' | 'pghp' | 'suffix' | 'line';

/** A sentence whose checksum is right, in its line; reused, valid during the call only. */
export class NmeaLine {
  bytes: Uint8Array = new Uint8Array(0);
  /** The line, tag blocks and suffix included. */
  start = 0;
  end = 0;
  connection = 0;
  receivedMs = 0;
  /** When a station or logger says that it received the sentence: the first of tag block, `$PGHP`, suffix, line. */
  stationMs: number | undefined;
  timeSource: TimeSource | undefined;
  readonly sentence = new Sentence();
  readonly suffix = new Suffix();
  /** Trusted tags only. */
  tags = new Tags();

  /** The line as printable text, at most 120 characters. */
  sample(): string {
    return printable(this.bytes, this.start, this.end);
  }
}

export interface NmeaSink {
  sentence(line: NmeaLine): void;
  fault(kind: FaultKind, detail: string, sample: string): void;
}

/** Senders remembered at once; the one that was new first is forgotten for another. */
export const MAX_CONNECTIONS = 4096;

const EXCLAMATION = 33;
const HASH = 35;
const DOLLAR = 36;
const COMMA = 44;
const BACKSLASH = 92;
const startsSentence = (byte: number): boolean => byte === EXCLAMATION || byte === DOLLAR;

/** What one connection has said that its next sentence needs. */
class Connection {
  readonly unfinished = new Unfinished();
  readonly tags = new Tags();
  /** From `$PGHP`, for the sentence with this checksum (or the next, when it names none). */
  gatehouseMs: number | undefined;
  gatehouseChecksum: number | undefined;
}

/**
 * Reads IEC 61162-1 sentences with tag blocks, USCG suffixes, `$PGHP` and leading times, from lines of any length
 * split at any byte. Comments (`#`) are passed over. Bounded: 1 KiB of line a connection, {@link MAX_CONNECTIONS}.
 */
export class NmeaReader implements LineSink {
  readonly #sink: NmeaSink;
  readonly #forgotten: (connection: number) => void;
  readonly #connections = new Map<number, Connection>();
  readonly #intern = new Intern();
  readonly #lines = new LineSplitter();
  readonly #line = new NmeaLine();
  #connection = new Connection();

  /** `forgotten` is told of a connection that was given up for another. */
  constructor(sink: NmeaSink, forgotten: (connection: number) => void) {
    this.#sink = sink;
    this.#forgotten = forgotten;
  }

  push(bytes: Uint8Array, receivedMs: number, connection: number): void {
    this.#enter(connection, receivedMs);
    this.#lines.push(bytes, this.#connection.unfinished, this);
  }

  /** A connection ended: its unfinished line is its last, and it is forgotten. */
  close(connection: number, receivedMs: number): void {
    if (!this.#connections.has(connection)) return;
    this.#enter(connection, receivedMs);
    this.#lines.flush(this.#connection.unfinished, this);
    this.#connections.delete(connection);
  }

  #enter(id: number, receivedMs: number): void {
    this.#line.connection = id;
    this.#line.receivedMs = receivedMs;
    let connection = this.#connections.get(id);
    if (connection === undefined) {
      if (this.#connections.size >= MAX_CONNECTIONS)
        for (const oldest of this.#connections.keys()) {
          this.#connections.delete(oldest);
          this.#forgotten(oldest);
          break;
        }
      connection = new Connection();
      this.#connections.set(id, connection);
    }
    this.#connection = connection;
    this.#line.tags = connection.tags;
  }

  tooLong(bytes: Uint8Array, start: number, end: number): void {
    this.#sink.fault('too-long', `a line of more than ${end - start} bytes`, printable(bytes, start, end));
  }

  line(bytes: Uint8Array, start: number, end: number): void {
    const line = this.#line;
    const { tags } = this.#connection;
    line.bytes = bytes;
    line.start = start;
    line.end = end;
    let at = start;
    // what stands before the first tag block or sentence: nothing, a time, or noise
    while (at < end && bytes[at] !== BACKSLASH && !startsSentence(bytes[at]!)) at++;
    let leadingMs: number | undefined;
    if (at > start) {
      if (bytes[start] === HASH) return;
      if (at < end) leadingMs = leadingTime(bytes, start, at);
    }
    while (at < end && bytes[at] === BACKSLASH) {
      const after = tags.parse(bytes, at, end, this.#intern);
      if (after < 0) {
        tags.reset();
        this.#fault('format', 'a tag block that does not end');
        return;
      }
      at = after;
    }
    if (at < end && startsSentence(bytes[at]!)) this.#read(at, leadingMs);
    // tag blocks alone on a line speak of the next sentence
    else if (at < end || tags.empty) this.#noSentence();
  }

  #noSentence(): void {
    const { bytes, start, end } = this.#line;
    for (let i = start; i < end; i++)
      if (bytes[i]! > 32) {
        this.#fault('not-a-sentence', 'no sentence in the line');
        return;
      }
  }

  #read(at: number, leadingMs: number | undefined): void {
    const line = this.#line;
    const { sentence, bytes, end, suffix } = line;
    const { tags } = this.#connection;
    sentence.parse(bytes, at, end);
    const { after } = sentence;
    if (tags.distrusted) this.#fault('tag-checksum', 'the tag block has a wrong checksum or none');
    if (sentence.checksum === 'wrong') this.#fault('checksum', 'the checksum is wrong');
    else if (sentence.checksum === 'absent') this.#fault('checksum', 'no checksum: cut off?');
    else if (bytes[at] === DOLLAR && sentence.is('PGHP')) this.#gatehouse();
    else {
      suffix.reset();
      if (after < end && bytes[after] === COMMA) suffix.parse(bytes, after, end, this.#intern);
      this.#time(leadingMs);
      this.#sink.sentence(line);
    }
    tags.reset();
    // a lost line end: the next sentence follows at once
    if (after < end && (startsSentence(bytes[after]!) || bytes[after] === BACKSLASH))
      this.line(bytes, after, end);
  }

  #gatehouse(): void {
    const time = gatehouseTime(this.#line.bytes, this.#line.sentence);
    this.#connection.gatehouseMs = time?.timeMs;
    this.#connection.gatehouseChecksum = time?.checksum;
    if (time === undefined) this.#fault('format', '$PGHP without a time');
  }

  #time(leadingMs: number | undefined): void {
    const line = this.#line;
    const connection = this.#connection;
    const { gatehouseMs: statedMs, gatehouseChecksum } = connection;
    connection.gatehouseMs = undefined;
    // of a sentence in several parts the line states the parts' checksums together, which are not all here
    const fits =
      gatehouseChecksum === undefined ||
      gatehouseChecksum === line.sentence.stated ||
      line.sentence.number(1) > 1;
    const gatehouseMs = fits ? statedMs : undefined;
    line.stationMs = line.tags.timeMs ?? gatehouseMs ?? line.suffix.timeMs ?? leadingMs;
    if (line.stationMs === undefined) line.timeSource = undefined;
    else if (line.tags.timeMs !== undefined) line.timeSource = 'tag';
    else if (gatehouseMs !== undefined) line.timeSource = 'pghp';
    else line.timeSource = line.suffix.timeMs !== undefined ? 'suffix' : 'line';
  }

  #fault(kind: FaultKind, detail: string): void {
    this.#sink.fault(kind, detail, this.#line.sample());
  }
}
