/** The formats `nmea` and `auto`: AIS, radar targets, own ship and distress calls from one stream of sentences. */
import type { FaultKind, Frame } from '../../../proto/domain/frame.ts';
import { type SensorId, sensorId } from '../../../proto/domain/ids.ts';
import type { SensorSettings } from '../../../proto/domain/sensor.ts';
import { AisObserver } from '../ais/observer.ts';
import { type AisHandler, AisReader } from '../ais/reader.ts';
import type { AisRecord } from '../ais/record.ts';
import { observedTime } from '../ais/time.ts';
import type { Decoder, DecoderContext, DecodeSink } from '../decoder.ts';
import { Interpreter } from './interpreter.ts';
import { MAX_CONNECTIONS, type NmeaLine } from './reader.ts';
import { SentenceReader } from './sentences/read.ts';
import { Station } from './station/station.ts';

/** Radars told apart on one feed: talkers that send targets. Those of further ones are faults. */
const MAX_RADARS = 16;

export interface NmeaContext extends DecoderContext {
  /** The site's radar on this feed; a place makes it a fixed one. */
  readonly sensor?: SensorSettings;
}

/** One for each feed. Bounds: those of `AisReader`, and a `Station` for each of 4,096 connections. */
export class NmeaDecoder implements Decoder, AisHandler {
  readonly #context: NmeaContext;
  readonly #reader = new AisReader();
  readonly #observer = new AisObserver();
  readonly #sentences = new SentenceReader((detail, sample) => this.fault('incomplete', detail, sample));
  readonly #stations = new Map<number, Station>();
  readonly #radars = new Map<string, SensorId>();
  readonly #interpreter: Interpreter;
  #frame: Frame | undefined;
  #sink: DecodeSink | undefined;

  constructor(context: NmeaContext) {
    this.#context = context;
    this.#interpreter = new Interpreter(context.feedId, context.sensor, (talker) => this.#radarOf(talker));
  }

  push(frame: Frame, sink: DecodeSink): void {
    this.#frame = frame;
    this.#sink = sink;
    this.#reader.push(frame.bytes, frame.receivedMs, frame.connection, this);
  }

  close(connection: number, sink: DecodeSink): void {
    this.#sink = sink;
    this.#reader.close(connection, this.#frame?.receivedMs ?? 0, this);
    this.#sentences.close(connection);
    this.#stations.delete(connection);
  }

  message(record: AisRecord): void {
    this.#sink?.message();
    const [frame, sink] = [this.#frame, this.#sink];
    if (frame === undefined || sink === undefined) return;
    this.#observer.observe(record, frame, sink);
    if (!this.#interpreter.followsTransponders) return;
    const { receivedMs, feedId, nature } = frame;
    this.#interpreter.heardAis(receivedMs, {
      observation: (said) =>
        sink.observation({ ...said, feedId, nature, observedMs: receivedMs, receivedMs }),
      fault: () => undefined,
    });
  }

  fault(kind: FaultKind, detail: string, sample: string): void {
    this.#sink?.fault({ kind, detail, sample });
  }

  other(line: NmeaLine): boolean {
    const read = this.#sentences.read(line);
    if (read.kind === 'unknown') return false;
    const station = this.#stationOf(line.connection);
    if (read.kind === 'part') return true;
    if (read.kind === 'wrong') {
      this.fault('format', read.detail, line.sample());
      return true;
    }
    if (read.doubt !== undefined) this.fault('format', read.doubt, line.sample());
    this.#sink?.message();
    const frame = this.#frame;
    if (frame === undefined) return true;
    const { receivedMs, timeShiftMs, feedId, nature } = frame;
    const stationMs = line.stationMs === undefined ? undefined : line.stationMs + timeShiftMs;
    const heardMs = observedTime(receivedMs, stationMs, undefined) - timeShiftMs;
    const atMs = station.take(read.sentence, heardMs);
    const observedMs = station.timeline.observedMs(atMs, receivedMs, timeShiftMs);
    this.#interpreter.interpret(read.sentence, station, atMs, {
      observation: (said) => this.#sink?.observation({ ...said, feedId, nature, observedMs, receivedMs }),
      fault: (kind, detail) => this.fault(kind, detail, line.sample()),
    });
    return true;
  }

  /** A connection that was silent is forgotten with the reader's own; here the oldest makes room. */
  #stationOf(connection: number): Station {
    const known = this.#stations.get(connection);
    if (known !== undefined) return known;
    if (this.#stations.size >= MAX_CONNECTIONS)
      for (const oldest of this.#stations.keys()) {
        this.#stations.delete(oldest);
        this.#sentences.close(oldest);
        break;
      }
    const station = new Station();
    this.#stations.set(connection, station);
    return station;
  }

  /** The feed itself is the radar that sends targets first; others on the same feed carry their talker. */
  #radarOf(talker: string): SensorId | undefined {
    const known = this.#radars.get(talker);
    if (known !== undefined || this.#radars.size >= MAX_RADARS) return known;
    const { feedId } = this.#context;
    const id = sensorId(this.#radars.size === 0 ? feedId : `${feedId}/${talker}`);
    this.#radars.set(talker, id);
    return id;
  }
}
