/** ASTERIX bytes of files, and the short ways to decode them in a test. */
import { readFileSync } from 'node:fs';
import type { DecodeFault, Frame } from '../../../../proto/domain/frame.ts';
import { feedId } from '../../../../proto/domain/ids.ts';
import { Nature } from '../../../../proto/domain/observation.ts';
import type { Observation } from '../../../../proto/domain/observations.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { BlockReader } from '../../../../server/decode/asterix/blocks.ts';
import { AsterixDecoder } from '../../../../server/decode/asterix/decoder.ts';
import { type AsterixEditions, tablesOf } from '../../../../server/decode/asterix/editions.ts';
import { encodeAsterix } from '../../../../server/decode/asterix/encode.ts';
import { Framing } from '../../../../server/decode/asterix/framing.ts';
import type { AsterixRecord } from '../../../../server/decode/asterix/record.ts';
import type { DecodeSink } from '../../../../server/decode/decoder.ts';
import { type CapturedDatagram, PcapReader } from '../../../../server/feeds/pcap.ts';

export interface Read {
  readonly records: { readonly category: number; readonly record: AsterixRecord }[];
  readonly faults: { readonly kind: string; readonly detail: string }[];
}

/** Everything that chunks of a stream, or datagrams, say. */
export function read(
  chunks: Iterable<Uint8Array>,
  { editions, datagrams = false }: { editions?: AsterixEditions; datagrams?: boolean } = {},
): Read {
  const result: Read = { records: [], faults: [] };
  const framing = new Framing(new BlockReader(tablesOf(editions)));
  const sink = {
    record: (category: number, record: AsterixRecord) => result.records.push({ category, record }),
    fault: (kind: string, detail: string) => result.faults.push({ kind, detail }),
  };
  for (const chunk of chunks)
    if (datagrams) framing.datagram(chunk, sink);
    else framing.push(chunk, 1, sink);
  framing.close(1, sink);
  return result;
}

/** The datagrams of a recording, with bytes of their own. */
export function datagramsOf(file: string): CapturedDatagram[] {
  const datagrams: CapturedDatagram[] = [];
  const reader = new PcapReader();
  const sink = {
    datagram: (one: CapturedDatagram) => datagrams.push({ ...one, payload: one.payload.slice() }),
    fault: (fault: DecodeFault) => {
      throw new Error(JSON.stringify(fault));
    },
  };
  reader.push(readFileSync(file), sink);
  reader.end(sink);
  return datagrams;
}

export const FEED = feedId('coast');

export function frameOf(bytes: Uint8Array, receivedMs: number, more: Partial<Frame> = {}): Frame {
  return {
    feedId: FEED,
    nature: Nature.real,
    connection: 1,
    receivedMs: epochMs(receivedMs),
    timeShiftMs: 0,
    bytes,
    ...more,
  };
}

export interface Heard {
  messages: number;
  readonly observations: Observation[];
  readonly faults: DecodeFault[];
  readonly sink: DecodeSink;
}

/** Collects what a decoder says. */
export function listener(): Heard {
  const heard: Heard = {
    messages: 0,
    observations: [],
    faults: [],
    sink: {
      message: () => {
        heard.messages++;
      },
      observation: (one) => heard.observations.push(one),
      fault: (one) => heard.faults.push(one),
      reply: () => {},
      cutOff: () => {},
    },
  };
  return heard;
}

/** What a decoder says to one datagram. */
export function say(
  decoder: AsterixDecoder,
  bytes: Uint8Array,
  receivedMs: number,
  more?: Partial<Frame>,
): Heard {
  const heard = listener();
  decoder.push(frameOf(bytes, receivedMs, { datagram: true, ...more }), heard.sink);
  return heard;
}

/** 2026-01-15 06:30:01 UTC, and a second before it as a time of day. */
export const NOW_MS = Date.UTC(2026, 0, 15, 6, 30, 1);
export const TIME_S = 23_400;
export const source = { sac: 25, sic: 13 };
export const decoder = (): AsterixDecoder => new AsterixDecoder({ feedId: FEED });

/** What a decoder observes in one record of `source`. */
export const observe = (
  category: number,
  record: AsterixRecord,
  of = decoder(),
  atMs = NOW_MS,
): readonly Observation[] =>
  say(of, encodeAsterix(category, [{ '010': source, ...record }]), atMs).observations;
