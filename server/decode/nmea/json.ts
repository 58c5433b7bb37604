/** Sentences as plain objects that JSON can carry, AIS and all others: `watchfloor decode --format nmea`. */
import { geodesicDirect } from '../../../proto/domain/geodesic.ts';
import { formatMmsi } from '../../../proto/domain/ids.ts';
import { readApplication } from '../ais/applications/applications.ts';
import { Bits } from '../ais/bits.ts';
import { BitWriter } from '../ais/bitwriter.ts';
import {
  type DecodedFault,
  type DecodedLine,
  type DecodeSummary,
  messageToJson,
  toJson,
} from '../ais/lines.ts';
import { type AisHandler, AisReader } from '../ais/reader.ts';
import type { NmeaLine } from './reader.ts';
import { distressCall } from './sentences/dsc.ts';
import type { Abm, Bbm, NmeaSentence, Ttm } from './sentences/messages.ts';
import { type ReadSentence, SentenceReader } from './sentences/read.ts';
import { Station } from './station/station.ts';
import { motionOf, placeOf } from './station/target.ts';

/**
 * One sentence: its fields (see `NmeaSentence`; MMSIs as nine digits), then what the stream makes of it: `timeMs`, a
 * target's `lat`, `lon`, `azimuthDeg`, `sogKn` and `cogDeg`, a call's kind, a request's application. What is not available is not there.
 */
export type SentenceLine = { readonly [field: string]: unknown; readonly sentence: NmeaSentence['sentence'] };

/**
 * Decodes a stream of bytes of one source, in the order it came; adds up `summary` on the way, sentences by name.
 * Memory: what one chunk decodes to, the bounds of `AisReader` and of `Station`.
 */
export async function* decodeNmeaToJson(
  chunks: AsyncIterable<Uint8Array>,
  summary: DecodeSummary,
): AsyncGenerator<DecodedLine | SentenceLine | DecodedFault> {
  const reader = new AisReader();
  let decoded: (DecodedLine | SentenceLine | DecodedFault)[] = [];
  const count = (kind: string | number): void => {
    summary.messages++;
    summary.types[kind] = (summary.types[kind] ?? 0) + 1;
  };
  const fault: AisHandler['fault'] = (kind, detail, sample) => {
    summary.faults[kind] = (summary.faults[kind] ?? 0) + 1;
    decoded.push({ fault: kind, detail, sample });
  };
  const sentences = new SentenceLines((detail, sample) => fault('incomplete', detail, sample));
  const handler: AisHandler = {
    message(record) {
      const line = toJson(record);
      if (line === undefined) return;
      count(line.type);
      decoded.push(line);
    },
    fault,
    other(line) {
      const read = sentences.read(line);
      if (read.kind === 'unknown') return false;
      if (read.kind === 'part') return true;
      const wrong = read.kind === 'wrong' ? read.detail : read.doubt;
      if (wrong !== undefined) fault('format', wrong, line.sample());
      if (read.kind === 'read') {
        count(read.sentence.sentence);
        decoded.push(sentences.toLine(read.sentence, line));
      }
      return true;
    },
  };
  for await (const chunk of chunks) {
    // a file says nothing of when it was received: times are those of stations and of the sentences' own dates
    reader.push(chunk, 0, 0, handler);
    yield* decoded;
    decoded = [];
  }
  reader.close(0, 0, handler);
  sentences.close();
  yield* decoded;
}

class SentenceLines {
  readonly #sentences: SentenceReader;
  readonly #station = new Station();
  #heardMs = 0;

  constructor(incomplete: (detail: string, sample: string) => void) {
    this.#sentences = new SentenceReader(incomplete);
  }

  close(): void {
    this.#sentences.close(0);
  }

  read(line: NmeaLine): ReadSentence {
    return this.#sentences.read(line);
  }

  /** To be called once for each sentence, in their order. */
  toLine(said: NmeaSentence, line: NmeaLine): SentenceLine {
    const station = this.#station;
    this.#heardMs = line.stationMs ?? this.#heardMs;
    const atMs = station.take(said, this.#heardMs);
    const isTimed = line.stationMs !== undefined || station.timeline.dated;
    return {
      ...withMmsis(said),
      ...this.#meaning(said, atMs),
      ...(isTimed ? { timeMs: atMs } : {}),
      timeSource: line.timeSource,
      station: line.tags.source ?? line.suffix.station,
    };
  }

  #meaning(said: NmeaSentence, atMs: number): object | undefined {
    const { distress } = this.#station;
    if (said.sentence === 'ABM' || said.sentence === 'BBM') return requested(said);
    if (said.sentence === 'TTM') return this.#target(said, atMs);
    if (said.sentence === 'DSC') {
      distress.call(said, atMs);
      return { call: distressCall(said) };
    }
    if (said.sentence !== 'DSE') return undefined;
    const { lat, lon } = distress.expand(said, atMs) ?? {};
    return { lat, lon };
  }

  #target(ttm: Ttm, atMs: number): object {
    const own = this.#station.ownShip.at(atMs);
    const place = placeOf(ttm, own, undefined);
    const motion = motionOf(ttm, own, undefined);
    if (typeof place === 'string' || place.from === undefined) return { ...motion };
    const { lat, lon } = geodesicDirect(place.from, place.azimuthDeg, place.rangeM);
    return { azimuthDeg: place.azimuthDeg, lat, lon, ...motion };
  }
}

/** What the application says that a transponder is asked to send, where it is a known one. */
function requested({ sentence, dac, fi, data, dataBits }: Abm | Bbm): object | undefined {
  if (dac === undefined || fi === undefined || data === undefined || dataBits === undefined) return undefined;
  const { payload, fillBits } = new BitWriter().bytes(Buffer.from(data, 'hex'), dataBits).armoured();
  const characters = Buffer.from(payload, 'latin1');
  const bits = new Bits();
  bits.append(characters, 0, characters.length);
  bits.finish(fillBits);
  const application = readApplication(dac, fi, sentence === 'ABM', bits, 0, bits.length);
  if (application === undefined) return undefined;
  return { application: messageToJson({ type: 8, mmsi: 0, application }).application };
}

const withMmsis = (said: NmeaSentence): SentenceLine => ({
  ...said,
  ...('mmsi' in said && said.mmsi !== undefined ? { mmsi: formatMmsi(said.mmsi) } : {}),
  ...('distressMmsi' in said && said.distressMmsi !== undefined
    ? { distressMmsi: formatMmsi(said.distressMmsi) }
    : {}),
  ...('destinationMmsi' in said ? { destinationMmsi: formatMmsi(said.destinationMmsi) } : {}),
});
