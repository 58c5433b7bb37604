/** ASTERIX as every format is offered: frames in, observations and faults out. */
import type { FaultKind, Frame } from '../../../proto/domain/frame.ts';
import type { FeedId } from '../../../proto/domain/ids.ts';
import type { Decoder, DecoderContext, DecodeSink } from '../decoder.ts';
import { BlockReader, type BlockSink } from './blocks.ts';
import { Duplicates } from './duplicates.ts';
import { type AsterixEditions, tablesOf } from './editions.ts';
import { Framing } from './framing.ts';
import { Memory } from './memory.ts';
import { observe021 } from './observe-adsb.ts';
import { observe034, observe048 } from './observe-radar.ts';
import { observe010 } from './observe-surface.ts';
import { observe062, observe063, observe065 } from './observe-system.ts';
import type { AsterixRecord } from './record.ts';
import { NOTHING, type Said, timeOfDay } from './said.ts';

export interface AsterixSettings extends DecoderContext {
  /** Editions other than the defaults (see `editions.ts`). */
  readonly editions?: AsterixEditions;
}

/** Bytes shown of what is wrong. */
const SAMPLE_BYTES = 40;

/**
 * One for each feed. Datagrams are read whole, streams are found again after garbage; records that came within three
 * seconds before, by any connection, are dropped. Bounds: see `Framing`, `Duplicates` and `Memory`.
 * @throws RangeError from the constructor for an edition that there is no table for.
 */
export class AsterixDecoder implements Decoder, BlockSink {
  readonly #feedId: FeedId;
  readonly #framing: Framing;
  readonly #duplicates = new Duplicates();
  readonly #memory = new Memory();
  #frame: Frame | undefined;
  #sink: DecodeSink | undefined;

  constructor({ feedId, editions }: AsterixSettings) {
    this.#feedId = feedId;
    this.#framing = new Framing(new BlockReader(tablesOf(editions)));
  }

  push(frame: Frame, sink: DecodeSink): void {
    this.#frame = frame.feedId === this.#feedId ? frame : { ...frame, feedId: this.#feedId };
    this.#sink = sink;
    if (frame.datagram === true) this.#framing.datagram(frame.bytes, this);
    else this.#framing.push(frame.bytes, frame.connection, this);
  }

  close(connection: number, sink: DecodeSink): void {
    this.#sink = sink;
    this.#framing.close(connection, this);
  }

  record(category: number, record: AsterixRecord, bytes: Uint8Array): void {
    const frame = this.#frame;
    if (frame === undefined) return;
    const timed = timeOfDay(category, record) !== undefined;
    if (this.#duplicates.isDouble(category, bytes, timed, frame.receivedMs)) return;
    this.#sink?.message();
    for (const observation of observe(category, record, frame, this.#memory))
      this.#sink?.observation(observation);
  }

  fault(kind: FaultKind, detail: string, at: Uint8Array): void {
    this.#sink?.fault({ kind, detail, sample: sampleOf(at) });
  }
}

/** The first bytes as hexadecimal digits. */
export const sampleOf = (at: Uint8Array): string => Buffer.from(at.subarray(0, SAMPLE_BYTES)).toString('hex');

function observe(category: number, record: AsterixRecord, frame: Frame, memory: Memory): Said {
  switch (category) {
    case 10:
      return observe010(record, frame, memory);
    case 21:
      return observe021(record, frame);
    case 34:
      return observe034(record, frame, memory);
    case 48:
      return observe048(record, frame, memory);
    case 62:
      return observe062(record, frame, memory);
    case 63:
      return observe063(record, frame, memory);
    case 65:
      return observe065(record, frame, memory);
    default:
      return NOTHING;
  }
}
