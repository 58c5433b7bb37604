/** Bytes of any number of connections in, AIS messages out; see `AisReader`. */
import type { FaultKind } from '../../../proto/domain/frame.ts';
import { printable } from '../nmea/ascii.ts';
import { type NmeaLine, NmeaReader, type NmeaSink } from '../nmea/reader.ts';
import type { Suffix } from '../nmea/stamps.ts';
import type { Tags } from '../nmea/tags.ts';
import { Assembler, type Pending } from './assembler.ts';
import { AisRecord } from './record.ts';
import { Vdm } from './vdm.ts';

export interface AisHandler {
  /** A message; the record is valid during the call only. */
  message(record: AisRecord): void;
  fault(kind: FaultKind, detail: string, sample: string): void;
  /** A sentence that is not AIS; true when it is taken, else it is an `unsupported` fault. */
  other?(line: NmeaLine): boolean;
}

const LARGEST_MMSI = 999_999_999;
const BAD_PAYLOAD = 'characters that no payload has, or more of them than any message';

/** What was said around the first part of a message, kept until its last. */
interface Around {
  readonly tags: Tags;
  readonly suffix: Suffix;
  readonly stationMs: number | undefined;
  readonly timeSource: AisRecord['timeSource'];
  readonly sample: string;
}

/**
 * Decodes VDM and VDO sentences of every talker, with tag blocks, USCG suffixes, `$PGHP` and leading times, from lines
 * of any length split at any byte. Other sentences are `unsupported` faults. Nothing throws; all is bounded
 * (see `NmeaReader` and `Assembler`).
 */
export class AisReader implements NmeaSink {
  readonly #assembler = new Assembler<Around>((pending) => this.#incomplete(pending));
  readonly #nmea = new NmeaReader(this, (connection) => this.#assembler.close(connection));
  readonly #talkers = new Map<number, string>();
  #talkerCode = -1;
  readonly #record = new AisRecord();
  readonly #vdm = new Vdm();
  #handler: AisHandler = { message: () => undefined, fault: () => undefined };

  /** Takes any slice of a connection's bytes, received at `receivedMs`; tells the handler before it returns. */
  push(bytes: Uint8Array, receivedMs: number, connection: number, handler: AisHandler): void {
    this.#handler = handler;
    this.#assembler.expire(receivedMs);
    this.#nmea.push(bytes, receivedMs, connection);
  }

  /** A connection ended: its last line is read, what is unfinished becomes faults, and it is forgotten. */
  close(connection: number, receivedMs: number, handler: AisHandler): void {
    this.#handler = handler;
    this.#nmea.close(connection, receivedMs);
    this.#assembler.close(connection);
  }

  fault(kind: FaultKind, detail: string, sample: string): void {
    this.#handler.fault(kind, detail, sample);
  }

  sentence(line: NmeaLine): void {
    const { bytes, sentence } = line;
    const vdm = this.#vdm;
    if (!Vdm.is(bytes, sentence.start, sentence.end)) {
      if (this.#handler.other?.(line) === true) return;
      const name = printable(bytes, sentence.from(0), sentence.to(0), 12);
      this.#handler.fault('unsupported', `the sentence ${name} is not AIS`, line.sample());
      return;
    }
    if (!vdm.parse(bytes, sentence.start, sentence.end)) {
      this.#handler.fault('format', 'total, part, sequence number or fill bits impossible', line.sample());
      return;
    }
    const record = this.#record;
    if (vdm.talker !== this.#talkerCode) {
      record.talker = this.#talkers.get(vdm.talker) ?? this.#newTalker(vdm.talker);
      this.#talkerCode = vdm.talker;
    }
    record.own = vdm.own;
    record.channel = CHANNELS[vdm.channel];
    record.connection = line.connection;
    record.receivedMs = line.receivedMs;
    record.stationMs = line.stationMs;
    record.timeSource = line.timeSource;
    record.tags = line.tags;
    record.suffix = line.suffix;
    record.bits.clear();
    if (vdm.total > 1) this.#part(line);
    else if (record.bits.append(bytes, vdm.from, vdm.to)) this.#complete(line, vdm.fillBits);
    else this.#handler.fault('payload', BAD_PAYLOAD, line.sample());
  }

  #part(line: NmeaLine): void {
    const { talker, channel, own, sequence, part, total, fillBits, from, to } = this.#vdm;
    const whole = this.#assembler.add(
      {
        connection: line.connection,
        key: ((((talker << 8) | channel) * 2 + (own ? 1 : 0)) * 11 + sequence) * 10 + total,
        number: part,
        total,
        fillBits,
        receivedMs: line.receivedMs,
        stationMs: line.stationMs,
        groupId: line.tags.group?.id,
      },
      line.bytes,
      from,
      to,
      () => ({
        tags: line.tags.copy(),
        suffix: line.suffix.copy(),
        stationMs: line.stationMs,
        timeSource: line.timeSource,
        sample: line.sample(),
      }),
    );
    if (whole !== undefined) this.#stitch(line, whole);
  }

  #stitch(line: NmeaLine, { parts, context, fillBits }: Pending<Around>): void {
    const record = this.#record;
    for (const characters of parts)
      if (characters === undefined || !record.bits.append(characters, 0, characters.length)) {
        this.#handler.fault('payload', BAD_PAYLOAD, line.sample());
        return;
      }
    // what stood around the part that came first speaks for the message, where it said anything
    if (context.stationMs !== undefined) {
      record.stationMs = context.stationMs;
      record.timeSource = context.timeSource;
    }
    if (!context.tags.empty) record.tags = context.tags;
    if (context.suffix.station !== undefined) record.suffix = context.suffix;
    this.#complete(line, fillBits);
  }

  #complete(line: NmeaLine, fillBits: number): void {
    const record = this.#record;
    record.bits.finish(fillBits);
    if (!record.begin())
      this.#handler.fault('too-short', 'the message ends before its MMSI does', line.sample());
    else if (record.type < 1 || record.type > 27)
      this.#handler.fault('unsupported', `message type ${record.type}`, line.sample());
    else if (record.mmsi > LARGEST_MMSI)
      this.#handler.fault('payload', 'an MMSI of ten digits', line.sample());
    else if (record.type === 24 && (record.bits.number(38, 2) ?? 2) > 1)
      this.#handler.fault('unsupported', 'type 24 of neither part A nor part B', line.sample());
    else this.#handler.message(record);
  }

  #incomplete({ missing, total, context }: Pending<Around>): void {
    this.#handler.fault('incomplete', `${missing} of ${total} parts never came`, context.sample);
  }

  /** At most one string for each two bytes. */
  #newTalker(code: number): string {
    const talker = printable(Uint8Array.of(code >> 8, code & 255), 0, 2);
    this.#talkers.set(code, talker);
    return talker;
  }
}

/** By the channel field's first byte: 1 and 2 are A and B; blank or unprintable is undefined. */
const CHANNELS: readonly (string | undefined)[] = Array.from({ length: 256 }, (_, code) => {
  if (code === 49) return 'A';
  if (code === 50) return 'B';
  return code > 32 && code < 127 ? String.fromCharCode(code).toUpperCase() : undefined;
});
