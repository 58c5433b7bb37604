/** JSON of aisstream.io as every format is offered: one object a message, or a line of a recording. */
import type { FaultKind, Frame } from '../../../proto/domain/frame.ts';
import { aisPayload } from '../ais/encode.ts';
import type { AisMessage } from '../ais/message.ts';
import { observe } from '../ais/observe.ts';
import { AisRecord } from '../ais/record.ts';
import { toMessage } from '../ais/to-message.ts';
import type { Decoder, DecodeSink } from '../decoder.ts';
import { printable } from '../nmea/ascii.ts';
import { isObject, JsonFields, type JsonObject } from './fields.ts';
import { READINGS } from './messages.table.ts';

/** Longer than any message of the service; a longer line is passed over. */
export const MAX_LINE_BYTES = 65_536;
/** Connections in the middle of a line; the one that was new first is forgotten for another. */
const MAX_CONNECTIONS = 256;
const LARGEST_MMSI = 999_999_999;
const NEWLINE = 0x0a;
/** `2022-12-29 18:22:32.318353 +0000 UTC`. */
const TIME = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,9}))? \+0000 UTC$/;
/** Their data comes in an encoding that the service does not document. */
const BINARY_TYPES = [6, 8, 17, 25, 26];

/** What a message said besides itself. */
export interface AisstreamSaid {
  readonly message: AisMessage;
  /** When the service received it. */
  readonly timeMs: number | undefined;
}

/** The beginning of a line; `skipping`: it was too long, and the rest of it is passed over. */
interface Unfinished {
  kept: Buffer;
  skipping: boolean;
}

/**
 * One for each feed. A message becomes the AIS message that the service decoded, bit by bit, so that what is said of the
 * world is what the AIS decoder says. Name and position of `MetaData` are the service's memory of the vessel and not
 * what this message said: they are left out. `said` is told of every message.
 */
export class AisstreamDecoder implements Decoder {
  readonly #said: ((said: AisstreamSaid) => void) | undefined;
  readonly #record = new AisRecord();
  readonly #unfinished = new Map<number, Unfinished>();

  constructor(said?: (said: AisstreamSaid) => void) {
    this.#said = said;
  }

  push(frame: Frame, sink: DecodeSink): void {
    if (frame.datagram) this.#object(frame.bytes, frame, sink);
    else this.#lines(frame, sink);
  }

  close(connection: number, sink: DecodeSink): void {
    const unfinished = this.#unfinished.get(connection);
    this.#unfinished.delete(connection);
    if (unfinished === undefined || unfinished.kept.length === 0) return;
    const sample = printable(unfinished.kept, 0, unfinished.kept.length);
    sink.fault({ kind: 'incomplete', detail: 'a line that does not end', sample });
  }

  #lines(frame: Frame, sink: DecodeSink): void {
    const { bytes, connection } = frame;
    const unfinished = this.#unfinished.get(connection) ?? { kept: Buffer.alloc(0), skipping: false };
    this.#unfinished.delete(connection);
    let from = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      const line = Buffer.concat([unfinished.kept, bytes.subarray(from, end)]);
      if (!unfinished.skipping) this.#object(line, frame, sink);
      unfinished.kept = Buffer.alloc(0);
      unfinished.skipping = false;
      from = end + 1;
    }
    if (!unfinished.skipping) unfinished.kept = Buffer.concat([unfinished.kept, bytes.subarray(from)]);
    if (unfinished.kept.length > MAX_LINE_BYTES) {
      const sample = printable(unfinished.kept, 0, unfinished.kept.length);
      sink.fault({ kind: 'too-long', detail: `a line of more than ${MAX_LINE_BYTES} bytes`, sample });
      unfinished.kept = Buffer.alloc(0);
      unfinished.skipping = true;
    }
    if (unfinished.kept.length === 0 && !unfinished.skipping) return;
    this.#unfinished.set(connection, unfinished);
    if (this.#unfinished.size > MAX_CONNECTIONS)
      for (const oldest of this.#unfinished.keys()) {
        this.close(oldest, sink);
        break;
      }
  }

  #object(bytes: Uint8Array, frame: Frame, sink: DecodeSink): void {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
    if (text.trim() === '') return;
    const fault = (kind: FaultKind, detail: string): void =>
      sink.fault({ kind, detail, sample: printable(bytes, 0, bytes.length) });
    let said: unknown;
    try {
      said = JSON.parse(text);
    } catch {
      fault('format', 'no JSON');
      return;
    }
    if (!isObject(said)) {
      fault('schema', 'no JSON object');
      return;
    }
    const { error } = said;
    if (typeof error === 'string') {
      const words = error.replace(/[^\x20-\x7e]/g, ' ').slice(0, 120);
      fault('protocol', `the service says: ${words}`);
      sink.cutOff(frame.connection, words);
      return;
    }
    this.#message(said, frame, sink, fault);
  }

  #message(
    envelope: JsonObject,
    frame: Frame,
    sink: DecodeSink,
    fault: (kind: FaultKind, detail: string) => void,
  ): void {
    const { MessageType: name } = envelope;
    const wrong: string[] = [];
    const fields = new JsonFields(envelope, wrong);
    if (typeof name !== 'string') {
      fault('schema', 'an object without MessageType');
      return;
    }
    const reading = Object.hasOwn(READINGS, name) ? READINGS[name] : undefined;
    if (reading === undefined) {
      fault('unsupported', `a message of kind ${name.replace(/[^\x21-\x7e]/g, '.').slice(0, 60)}`);
      return;
    }
    const body = fields.inside('Message').inside(name);
    const mmsi = body.whole('UserID', 0, LARGEST_MMSI);
    const type = body.whole('MessageID', 1, 27);
    if (mmsi === undefined) wrong.push('UserID is no MMSI');
    if (type === undefined || !reading.types.includes(type)) wrong.push(`MessageID is none of ${name}`);
    if (body.flag('Valid') === false) wrong.push('the service says that it is not valid');
    const repeat = body.whole('RepeatIndicator', 0, 3);
    const timeMs = timeOf(fields.inside(Object.hasOwn(envelope, 'MetaData') ? 'MetaData' : 'Metadata'));
    const message =
      mmsi === undefined || type === undefined ? undefined : reading.read(body, { repeat, mmsi }, type);
    if (message === undefined || wrong.length > 0) {
      fault('schema', wrong.join(', '));
      return;
    }
    const record = this.#record;
    const { payload, fillBits } = aisPayload(message);
    const characters = Buffer.from(payload, 'latin1');
    record.bits.clear();
    record.bits.append(characters, 0, characters.length);
    record.bits.finish(fillBits);
    record.begin();
    record.stationMs = timeMs;
    sink.message();
    const meant = toMessage(record);
    if (meant !== undefined) this.#said?.({ message: meant, timeMs });
    const observation = BINARY_TYPES.includes(record.type) ? undefined : observe(record, frame);
    if (observation !== undefined) sink.observation(observation);
  }
}

function timeOf(metaData: JsonFields): number | undefined {
  const [, day, time, fraction = '0'] = TIME.exec(metaData.text('time_utc') ?? '') ?? [];
  if (day === undefined || time === undefined) return undefined;
  const ms = Date.parse(`${day}T${time}Z`);
  return Number.isNaN(ms) ? undefined : ms + Number(fraction.padEnd(3, '0').slice(0, 3));
}
