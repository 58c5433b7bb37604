/**
 * Runs again what was recorded: the old bytes, in the order in which they came, through today's decoders, tracks and
 * detectors, from the start state of an hour. The same record gives the same tracks and alerts, byte for byte, whoever
 * asks for it: the command `detect` and a replay use this and nothing else.
 */
import { createHash } from 'node:crypto';
import type { Happening } from '../../proto/domain/alert/alert.ts';
import type { Frame } from '../../proto/domain/frame.ts';
import { feedId } from '../../proto/domain/ids.ts';
import { Nature } from '../../proto/domain/observation.ts';
import type { Observation } from '../../proto/domain/observations.ts';
import type { RetentionClass } from '../../proto/domain/record/retention.table.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import type { Decoder, DecodeSink } from '../decode/decoder.ts';
import { openDecoder } from '../decoders.ts';
import { openShore } from '../detect/ground/shore.ts';
import { learnedFrom } from '../learnedfile.ts';
import { checkpointHours, readCheckpoint } from '../record/checkpoints.ts';
import { type RecordedFrame, recordedFrames } from '../record/recordedframes.ts';
import type { What } from '../record/recorder/linkoptions.ts';
import { PictureTap } from '../record/taps/picturetap.ts';
import { configOf, RecordsByHour, type StartState } from './startstate.ts';
import { OfflineWatch } from './watching.ts';

/** Run before the range, so that tracks are there when it begins: a class B vessel at anchor reports every three minutes. */
export const WARM_UP_MS = 30 * 60_000;
/** Of one run, the warm-up apart. */
export const LONGEST_AGAIN_MS = 6 * 3_600_000;
const HOUR_MS = 3_600_000;
const SECOND_MS = 1000;

export interface AgainOptions {
  /** The record's folder. */
  readonly record: string;
  readonly fromMs: number;
  readonly untilMs: number;
  /** A folder for what does not fit into the memory. */
  readonly work: string;
  /** Tracks as they are told, within the range. */
  readonly kept: (of: RetentionClass, what: What, knownMs: number) => void;
  /** Whatever began, changed or ended within the range, and when it was told. */
  readonly happened: (happening: Happening, toldMs: EpochMs) => void;
  /** 0…1. */
  readonly progress?: (share: number) => void;
}

export interface AgainSummary {
  /** Of the start state; undefined: there was none, and it began with nothing learned and nothing decided. */
  readonly startMs?: number;
  readonly startSha256?: string;
  readonly frames: number;
  /** Of the bytes that ran, the warm-up among them. */
  readonly sha256: string;
  /** Frames of feeds that nobody knows how to read. */
  readonly unread: number;
}

export async function runAgain(options: AgainOptions): Promise<AgainSummary> {
  const again = new Again(options);
  const { record, fromMs, untilMs, work, progress } = options;
  const beginMs = fromMs - WARM_UP_MS;
  let told = 0;
  for await (const frame of recordedFrames(record, { fromMs: beginMs, untilMs }, work)) {
    again.take(frame);
    const share = Math.min(1, (frame.knownMs - beginMs) / Math.max(1, untilMs - beginMs));
    if (share - told >= 0.01) {
      told = share;
      progress?.(share);
    }
  }
  return again.end();
}

class Again {
  readonly #options: AgainOptions;
  readonly #records = new RecordsByHour();
  readonly #watch: OfflineWatch;
  readonly #decoders = new Map<string, Decoder>();
  readonly #hash = createHash('sha256');
  readonly #hours: readonly number[];
  readonly #start: ReturnType<typeof readCheckpoint<StartState>>;
  #hour: number | undefined;
  #tap: PictureTap | undefined;
  #said: Observation[] = [];
  #frames = 0;
  #unread = 0;
  #tickedMs = Number.NEGATIVE_INFINITY;
  readonly #sink: DecodeSink = {
    message: () => undefined,
    observation: (said) => void this.#said.push(said),
    fault: () => undefined,
    reply: () => undefined,
    cutOff: () => undefined,
  };

  constructor(options: AgainOptions) {
    this.#options = options;
    const { record, fromMs } = options;
    this.#hours = checkpointHours(record);
    this.#start = readCheckpoint<StartState>(record, fromMs - WARM_UP_MS) ?? this.#firstAfter();
    const { feeds = [], learned = {}, records = [] } = this.#start?.state ?? {};
    this.#records.take(records);
    this.#watch = new OfflineWatch({
      config: configOf(feeds, this.#records),
      shore: openShore(),
      learned: learnedFrom(learned),
      onTick: (nowMs, tick) => this.#ticked(nowMs, tick),
    });
    for (const { id, format, said } of feeds) this.#decoders.set(id, openDecoder(format, feedId(id), said));
  }

  /** Where recording began after the warm-up should, the first state that there is. */
  #firstAfter(): ReturnType<typeof readCheckpoint<StartState>> {
    const { record, untilMs } = this.#options;
    const first = this.#hours[0];
    return first !== undefined && first <= untilMs ? readCheckpoint<StartState>(record, first) : undefined;
  }

  take(frame: RecordedFrame): void {
    const atMs = epochMs(frame.knownMs);
    this.#frames += 1;
    this.#hash
      .update(`${frame.seq} ${frame.knownMs} ${frame.feed} ${frame.connection}\n`)
      .update(frame.bytes);
    this.#hourOf(frame.knownMs);
    if (atMs - this.#tickedMs >= SECOND_MS) {
      this.#tickedMs = atMs;
      for (const decoder of this.#decoders.values()) decoder.tick?.(atMs, this.#sink);
    }
    const decoder = this.#decoders.get(frame.feed);
    if (!decoder) this.#unread += 1;
    else if (frame.closed) decoder.close(frame.connection, this.#sink);
    else decoder.push(frameOf(frame), this.#sink);
    if (this.#said.length === 0) return;
    const said = this.#said;
    this.#said = [];
    this.#tell(this.#watch.take({ atMs, said }));
  }

  end(): AgainSummary {
    this.#tell(this.#watch.end());
    return {
      ...(this.#start && { startMs: this.#start.hourMs, startSha256: this.#start.sha256 }),
      ...{ frames: this.#frames, sha256: this.#hash.digest('hex'), unread: this.#unread },
    };
  }

  /** What was decided counts from the next hour on, whose beginning was kept. */
  #hourOf(knownMs: number): void {
    const hour = Math.floor(knownMs / HOUR_MS) * HOUR_MS;
    if (hour === this.#hour) return;
    const isFirst = this.#hour === undefined;
    this.#hour = hour;
    if (isFirst || !this.#hours.includes(hour)) return;
    const state = readCheckpoint<StartState>(this.#options.record, hour)?.state;
    if (state) this.#records.take(state.records);
  }

  #ticked(nowMs: EpochMs, tick: number): void {
    const { fromMs, untilMs, kept } = this.#options;
    if (nowMs < fromMs || nowMs > untilMs) return;
    this.#tap ??= new PictureTap({ picture: this.#watch.run.picture, keep: kept });
    this.#tap.ticked(tick, nowMs);
  }

  #tell(_over: readonly Happening[]): void {
    const { fromMs, untilMs, happened } = this.#options;
    for (const { happening, toldMs } of this.#watch.changed)
      if (toldMs >= fromMs && toldMs <= untilMs) happened(happening, toldMs);
  }
}

const frameOf = (frame: RecordedFrame): Frame => {
  const { feed, connection, nature, knownMs, timeShiftMs, datagram, topic, bytes } = frame;
  return {
    ...{ feedId: feedId(feed), connection, receivedMs: epochMs(knownMs), timeShiftMs, bytes },
    nature: nature === Nature.synthetic || nature === Nature.recorded ? nature : Nature.real,
    ...(datagram && { datagram }),
    ...(topic !== undefined && { topic }),
  };
};
