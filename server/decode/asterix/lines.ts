/** ASTERIX bytes as plain objects that JSON can carry: `watchfloor decode --format asterix`. */
import type { FaultKind } from '../../../proto/domain/frame.ts';
import { BlockReader, type BlockSink } from './blocks.ts';
import { sampleOf } from './decoder.ts';
import { type AsterixEditions, tablesOf } from './editions.ts';
import { Framing } from './framing.ts';
import type { AsterixRecord } from './record.ts';

/** One record: its category and its items (see `AsterixRecord`). What is not there is absent. */
export interface AsterixLine {
  readonly category: number;
  readonly items: AsterixRecord;
}

export interface AsterixLineFault {
  readonly fault: FaultKind;
  readonly detail: string;
  readonly sample: string;
}

/** How many records of each category, and how often each kind of fault came. */
export interface AsterixSummary {
  messages: number;
  readonly types: Record<string, number>;
  readonly faults: Partial<Record<FaultKind, number>>;
}

export const emptyAsterixSummary = (): AsterixSummary => ({ messages: 0, types: {}, faults: {} });

/**
 * Decodes bytes of one source in the order they came; `datagrams`: each chunk is one whole datagram, else they are a
 * stream. Records that come twice are told twice: nothing is known of when they came. Adds up `summary` on the way.
 * @throws RangeError for an edition that there is no table for.
 */
export async function* decodeAsterixToJson(
  chunks: AsyncIterable<Uint8Array>,
  summary: AsterixSummary,
  { editions, datagrams = false }: { readonly editions?: AsterixEditions; readonly datagrams?: boolean } = {},
): AsyncGenerator<AsterixLine | AsterixLineFault> {
  const framing = new Framing(new BlockReader(tablesOf(editions)));
  let decoded: (AsterixLine | AsterixLineFault)[] = [];
  const sink: BlockSink = {
    record(category, items) {
      summary.messages++;
      summary.types[category] = (summary.types[category] ?? 0) + 1;
      decoded.push({ category, items });
    },
    fault(kind, detail, at) {
      summary.faults[kind] = (summary.faults[kind] ?? 0) + 1;
      decoded.push({ fault: kind, detail, sample: sampleOf(at) });
    },
  };
  for await (const chunk of chunks) {
    if (datagrams) framing.datagram(chunk, sink);
    else framing.push(chunk, 0, sink);
    yield* decoded;
    decoded = [];
  }
  framing.close(0, sink);
  yield* decoded;
}

export const isAsterixFault = (line: AsterixLine | AsterixLineFault): line is AsterixLineFault =>
  'fault' in line;
