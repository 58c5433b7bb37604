/** A recording as observations with the times at which they were received. */
import type { DecodeFault, FaultKind, Frame } from '../../proto/domain/frame.ts';
import type { FeedId } from '../../proto/domain/ids.ts';
import type { Nature } from '../../proto/domain/observation.ts';
import type { Observation } from '../../proto/domain/observations.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import type { Decoder, DecodeSink } from '../decode/decoder.ts';
import { type DecodingSettings, openDecoder } from '../decoders.ts';
import { RecordingCutter } from '../feeds/pieces.ts';
import { firstStampOf, openRecording } from '../feeds/recording.ts';
import { type FeedFormat, isLineFormat } from '../feeds/settings.ts';
import type { Stamp } from '../feeds/stamp.ts';
import { BareClock } from './bareclock.ts';
import { SapientPieces } from './sapientpieces.ts';

export interface RecordingSettings {
  readonly path: string;
  readonly feedId: FeedId;
  readonly format: FeedFormat;
  readonly nature: Nature;
  readonly decoding: DecodingSettings;
  /** Of lines that nobody wrote a time to: when the first came; the reports' own seconds lead on (see {@link BareClock}). */
  readonly startMs?: EpochMs;
  /** Every piece as it was received, once it is known when; the frame counts during the call only. */
  readonly onFrame?: (frame: Frame, atMs: EpochMs) => void;
  /** Each fault, and the number of the piece (of lines: the line) that showed it, from 1. */
  readonly onFault?: (fault: DecodeFault, piece: number) => void;
  /** A piece that says something, and nobody says when. */
  readonly onUntimed?: (piece: number) => void;
}

/** What was received at once. */
export interface Batch {
  readonly atMs: EpochMs;
  readonly said: readonly Observation[];
}

export interface RecordingTally {
  messages: number;
  /** Messages that nobody said the time of: they are left out. */
  untimed: number;
  readonly faults: Partial<Record<FaultKind, number>>;
}

/** Times that go back by less are a recorder's hurry: the time before stands. */
const HURRY_MS = 5_000;
const SECOND_MS = 1000;
/** Nobody knows when it was received: what it says of its time is all there is. */
const UNKNOWN_MS = epochMs(0);

/**
 * Reads a recording, unpacking gzip. Times are its receiver's stamps or a capture's; of formats that say their own time,
 * that. Memory: a chunk of the file. Rejects with the system's error where it cannot be read.
 */
export class Recording {
  readonly tally: RecordingTally = { messages: 0, untimed: 0, faults: {} };
  readonly #settings: RecordingSettings;
  readonly #decoder: Decoder;
  readonly #sink: DecodeSink;
  #said: Observation[] = [];
  #waiting: Batch[] = [];
  #atMs: number | undefined;
  #tickedMs = Number.NEGATIVE_INFINITY;
  #piece = 0;
  readonly #bare: BareClock | undefined;

  constructor(settings: RecordingSettings) {
    this.#settings = settings;
    this.#decoder = openDecoder(settings.format, settings.feedId, settings.decoding);
    if (settings.startMs !== undefined) this.#bare = new BareClock(settings.startMs);
    this.#sink = {
      message: () => {
        this.tally.messages++;
      },
      observation: (said) => void this.#said.push(said),
      fault: (fault) => {
        this.tally.faults[fault.kind] = (this.tally.faults[fault.kind] ?? 0) + 1;
        settings.onFault?.(fault, this.#piece);
      },
      reply: () => undefined,
      cutOff: () => undefined,
    };
  }

  /** Arrays of batches, as they come from the file. */
  async *batches(): AsyncGenerator<readonly Batch[]> {
    const { path, format } = this.#settings;
    const chunks = await openRecording(path);
    if (format === 'sapient') {
      const pieces = new SapientPieces();
      for await (const chunk of chunks) {
        pieces.push(chunk, ({ bytes, atMs, connection }) => this.#take(bytes, atMs, connection, false));
        yield this.#taken();
      }
    } else {
      const by = (await firstStampOf(path, format))?.by;
      const cutter = new RecordingCutter(format, this.#sink.fault);
      const takeAll = (pieces: Iterable<{ bytes: Uint8Array; stamp?: Stamp; datagram: boolean }>): void => {
        for (const { bytes, stamp, datagram } of pieces)
          this.#take(bytes, stamp?.by === by ? (stamp?.ms ?? this.#bare?.at(bytes)) : undefined, 1, datagram);
      };
      for await (const chunk of chunks) {
        takeAll(cutter.push(chunk));
        yield this.#taken();
      }
      takeAll(cutter.rest());
    }
    this.#decoder.close(1, this.#sink);
    this.#settle();
    yield this.#taken();
  }

  #take(bytes: Uint8Array, stampMs: number | undefined, connection: number, datagram: boolean): void {
    this.#piece += 1;
    if (stampMs !== undefined) this.#setTime(stampMs);
    const { feedId, nature, format } = this.#settings;
    const isStamped = this.#atMs !== undefined && (stampMs !== undefined || isLineFormat(format));
    const receivedMs = isStamped ? epochMs(this.#atMs!) : UNKNOWN_MS;
    if (isStamped && receivedMs - this.#tickedMs >= SECOND_MS) {
      this.#tickedMs = receivedMs;
      this.#decoder.tick?.(receivedMs, this.#sink);
    }
    const frame = { feedId, nature, connection, receivedMs, timeShiftMs: 0, bytes };
    const whole: Frame = datagram ? { ...frame, datagram } : frame;
    this.#decoder.push(whole, this.#sink);
    this.#settle();
    if (this.#atMs !== undefined) this.#settings.onFrame?.(whole, epochMs(this.#atMs));
  }

  /** What the decoder told, with the time at which it is taken to have been received. */
  #settle(): void {
    if (this.#said.length === 0) return;
    const said = this.#said;
    this.#said = [];
    if (said[0]!.receivedMs !== UNKNOWN_MS) {
      this.#waiting.push({ atMs: said[0]!.receivedMs, said });
      return;
    }
    if (isLineFormat(this.#settings.format)) {
      this.tally.untimed += said.length;
      this.#settings.onUntimed?.(this.#piece);
      return;
    }
    for (const one of said) {
      this.#setTime(one.observedMs);
      const atMs = epochMs(this.#atMs!);
      this.#waiting.push({ atMs, said: [{ ...one, receivedMs: atMs }] });
    }
  }

  #setTime(ms: number): void {
    const before = this.#atMs ?? Number.NEGATIVE_INFINITY;
    this.#atMs = ms < before && before - ms <= HURRY_MS ? before : ms;
  }

  #taken(): readonly Batch[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }
}

/** Several recordings as one, in order of time; what was received at once in the order in which they are named. */
export async function* merged(recordings: readonly Recording[]): AsyncGenerator<readonly Batch[]> {
  if (recordings.length === 1) {
    yield* recordings[0]!.batches();
    return;
  }
  const sources = recordings.map((recording) => ({
    source: recording.batches(),
    head: [] as readonly Batch[],
    at: 0,
  }));
  const fill = async (one: (typeof sources)[number]): Promise<boolean> => {
    while (one.at >= one.head.length) {
      const next = await one.source.next();
      if (next.done) return false;
      one.head = next.value;
      one.at = 0;
    }
    return true;
  };
  let open = sources;
  for (;;) {
    const filled = await Promise.all(open.map(fill));
    open = open.filter((_, i) => filled[i]);
    if (open.length === 0) return;
    const out: Batch[] = [];
    // As long as every one of them has something.
    while (open.every(({ head, at }) => at < head.length)) {
      let first = open[0]!;
      for (const one of open) if (one.head[one.at]!.atMs < first.head[first.at]!.atMs) first = one;
      out.push(first.head[first.at++]!);
    }
    yield out;
  }
}
