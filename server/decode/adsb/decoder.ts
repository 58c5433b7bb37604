/** ADS-B as every format is offered: BaseStation lines, readsb's JSON and raw frames, told apart by their first byte. */
import type { FaultKind, Frame } from '../../../proto/domain/frame.ts';
import type { Decoder, DecodeSink } from '../decoder.ts';
import { printable } from '../nmea/ascii.ts';
import { AircraftTable } from './aircraft.ts';
import { type AircraftJson, readAircraftJson, salvage } from './aircraftjson.ts';
import { parseBaseStation } from './basestation.ts';
import { CprTable } from './cpr.ts';
import { readSquitter } from './modes.ts';
import { type AdsbSplitSink, AdsbSplitter } from './split.ts';

/** Connections remembered at once; the one that was new first is forgotten for another. */
const MAX_CONNECTIONS = 1024;
/** What unfinished documents of all connections may take together. */
const MAX_HELD_BYTES = 33_554_432;

/** Raw frames (AVR, port 30002): `*…;`, or `@` and twelve digits of the receiver's clock before. */
const RAW = /^(?:\*|@[0-9a-f]{12})([0-9a-f]{14,28});$/i;

/** One for each feed. */
export class AdsbDecoder implements Decoder, AdsbSplitSink {
  readonly #splitters = new Map<number, AdsbSplitter>();
  readonly #aircraft = new AircraftTable();
  readonly #positions = new CprTable();
  /** What the last document said of its time. */
  #nowMs: number | undefined;
  #frame: Frame | undefined;
  #sink: DecodeSink | undefined;

  push(frame: Frame, sink: DecodeSink): void {
    this.#frame = frame;
    this.#sink = sink;
    if (frame.datagram || frame.topic !== undefined) {
      const once = new AdsbSplitter();
      once.push(frame.bytes, this);
      once.end(this);
      return;
    }
    let splitter = this.#splitters.get(frame.connection);
    if (splitter === undefined) {
      splitter = new AdsbSplitter();
      this.#splitters.set(frame.connection, splitter);
    }
    splitter.push(frame.bytes, this);
    this.#makeRoom();
  }

  close(connection: number, sink: DecodeSink): void {
    this.#sink = sink;
    this.#splitters.get(connection)?.end(this);
    this.#splitters.delete(connection);
  }

  #makeRoom(): void {
    let held = 0;
    for (const splitter of this.#splitters.values()) held += splitter.heldBytes;
    for (const [connection, splitter] of this.#splitters) {
      if (held <= MAX_HELD_BYTES && this.#splitters.size <= MAX_CONNECTIONS) return;
      held -= splitter.heldBytes;
      splitter.end(this);
      this.#splitters.delete(connection);
    }
  }

  line(bytes: Uint8Array): void {
    const text = Buffer.from(bytes).toString('latin1');
    // between the entries of a torn document
    if (/^[\s,[\]}]*$/.test(text)) return;
    const frame = RAW.exec(text)?.[1];
    if (frame !== undefined) {
      this.#squitter(frame, bytes);
      return;
    }
    const said = parseBaseStation(text);
    if ('wrong' in said) {
      const isOne = said.wrong !== 'no BaseStation line';
      this.fault(isOne ? 'format' : 'not-a-sentence', said.wrong, printable(bytes, 0, bytes.length));
      return;
    }
    this.#sink?.message();
    const observation = this.#frame && this.#aircraft.heard(said, this.#frame);
    if (observation !== undefined) this.#sink?.observation(observation);
  }

  #squitter(hex: string, bytes: Uint8Array): void {
    const squitter = readSquitter(hex);
    if ('wrong' in squitter) {
      this.fault(squitter.kind, squitter.wrong, printable(bytes, 0, bytes.length));
      return;
    }
    this.#sink?.message();
    const frame = this.#frame;
    if (frame === undefined) return;
    const { said, position } = squitter;
    const place = position && this.#positions.place(said.address, position, frame.receivedMs);
    const observation = this.#aircraft.heard({ ...said, ...place }, frame);
    if (observation !== undefined) this.#sink?.observation(observation);
  }

  object(bytes: Uint8Array): void {
    const read = readAircraftJson(textOf(bytes), this.#nowMs);
    if (read === undefined)
      this.fault('schema', 'an object without aircraft', printable(bytes, 0, bytes.length));
    else if (read.damaged)
      this.fault('format', 'an object that is no JSON', printable(bytes, 0, bytes.length));
    else if (read.entries.length === 0) this.#sink?.message();
    if (read !== undefined) this.#listed(read);
  }

  torn(bytes: Uint8Array): void {
    this.fault('incomplete', 'an object that breaks off', printable(bytes, 0, bytes.length));
    this.#listed(salvage(textOf(bytes), this.#nowMs));
  }

  #listed({ entries, nowMs }: AircraftJson): void {
    this.#nowMs = nowMs ?? this.#nowMs;
    for (const entry of entries) {
      this.#sink?.message();
      const observation = this.#frame && this.#aircraft.listed(entry, this.#frame);
      if (observation !== undefined) this.#sink?.observation(observation);
    }
  }

  fault(kind: FaultKind, detail: string, sample: string): void {
    this.#sink?.fault({ kind, detail, sample });
  }
}

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
