/** A recording of any format as JSON lines: which reader it takes, and how captured datagrams reach it. */

import { feedId } from '../../proto/domain/ids.ts';
import { Nature } from '../../proto/domain/observation.ts';
import { epochMs } from '../../proto/domain/units.ts';
import { AdsbDecoder } from '../decode/adsb/decoder.ts';
import { type DecodeSummary, decodeToJson, messageToJson } from '../decode/ais/lines.ts';
import { AisstreamDecoder } from '../decode/aisstream/decoder.ts';
import { decodeAsterixToJson } from '../decode/asterix/lines.ts';
import { CotDecoder } from '../decode/cot/decoder.ts';
import type { Decoder, DecodeSink } from '../decode/decoder.ts';
import { decodeNmeaToJson } from '../decode/nmea/json.ts';
import { decodeSapientToJson } from '../decode/sapient/lines.ts';
import { type Piece, RecordingCutter } from '../feeds/pieces.ts';

export const DECODED_FORMATS = [
  'auto',
  'ais',
  'nmea',
  'asterix',
  'sapient',
  'cot',
  'adsb',
  'aisstream',
] as const;
export type DecodedFormat = (typeof DECODED_FORMATS)[number];

/** @param editions of ASTERIX, by category; throws a RangeError for one that there is no table for */
export async function* decodedLines(
  format: DecodedFormat,
  chunks: AsyncIterable<Uint8Array>,
  summary: DecodeSummary,
  editions: Readonly<Record<string, string>>,
): AsyncGenerator<object> {
  const pieces = piecesOf(format, chunks, summary);
  switch (format) {
    case 'ais':
      yield* decodeToJson(bytesOf(pieces), summary);
      return;
    case 'auto':
    case 'nmea':
      yield* decodeNmeaToJson(bytesOf(pieces), summary);
      return;
    case 'sapient':
      yield* decodeSapientToJson(bytesOf(pieces), summary);
      return;
    case 'asterix': {
      const first = await pieces.next();
      if (first.done) return;
      const datagrams = first.value.datagram;
      yield* decodeAsterixToJson(bytesOf(preceded(first.value, pieces)), summary, { editions, datagrams });
      return;
    }
    case 'cot':
      yield* observed((said) => new CotDecoder(said), pieces, summary);
      return;
    case 'aisstream':
      yield* observed(
        (said) =>
          new AisstreamDecoder(({ message, timeMs }) =>
            said({ ...messageToJson(message), ...(timeMs !== undefined && { timeMs }) }),
          ),
        pieces,
        summary,
      );
      return;
    case 'adsb':
      yield* observed(() => new AdsbDecoder(), pieces, summary);
  }
}

async function* piecesOf(
  format: DecodedFormat,
  chunks: AsyncIterable<Uint8Array>,
  summary: DecodeSummary,
): AsyncGenerator<Piece> {
  const cutter = new RecordingCutter(format, ({ kind }) => {
    summary.faults[kind] = (summary.faults[kind] ?? 0) + 1;
  });
  for await (const chunk of chunks) yield* cutter.push(chunk);
  yield* cutter.rest();
}

async function* bytesOf(pieces: AsyncIterable<Piece>): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of pieces) yield bytes;
}

async function* preceded<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}

/** For formats whose messages are what they say of the world: what the decoder tells, a line each. */
async function* observed(
  open: (said: (message: object) => void) => Decoder,
  pieces: AsyncIterable<Piece>,
  summary: DecodeSummary,
): AsyncGenerator<object> {
  let decoded: object[] = [];
  let tellsMessages = false;
  const decoder = open((message) => {
    tellsMessages = true;
    decoded.push(message);
  });
  const sink: DecodeSink = {
    message: () => {
      summary.messages++;
    },
    observation: (observation) => {
      summary.types[observation.type] = (summary.types[observation.type] ?? 0) + 1;
      if (tellsMessages) return;
      const { feedId: _feed, nature: _nature, receivedMs: _received, ...said } = observation;
      decoded.push(said);
    },
    fault: ({ kind, detail, sample }) => {
      summary.faults[kind] = (summary.faults[kind] ?? 0) + 1;
      decoded.push({ fault: kind, detail, sample });
    },
    reply: () => undefined,
    cutOff: (_, reason) => decoded.push({ fault: 'protocol', detail: reason, sample: '' }),
  };
  const about = { feedId: feedId('file'), nature: Nature.recorded, connection: 1, timeShiftMs: 0 };
  for await (const { bytes, datagram, stamp } of pieces) {
    const receivedMs = stamp?.ms ?? epochMs(0);
    decoder.push({ ...about, receivedMs, bytes, ...(datagram && { datagram }) }, sink);
    yield* decoded;
    decoded = [];
  }
  decoder.close(1, sink);
  yield* decoded;
}
