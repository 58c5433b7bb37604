/** Every byte that was received, in the order in which it came: from the archive, then from the log that is not rolled. */
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { readCorrections, wrongEntries } from './archive/corrections.ts';
import { openDuck, quoted } from './archive/duck.ts';
import { Manifest } from './archive/manifest.ts';
import { absolute } from './archive/places.ts';
import { entryOf, readSegment, type Segment, segments } from './log/segments.ts';

export interface RecordedFrame {
  readonly seq: number;
  readonly knownMs: number;
  readonly feed: string;
  readonly connection: number;
  readonly nature: number;
  readonly timeShiftMs: number;
  readonly datagram: boolean;
  readonly topic?: string;
  /** The connection ended here; no bytes. */
  readonly closed: boolean;
  readonly bytes: Uint8Array;
}

export interface FrameRange {
  readonly fromMs: number;
  /** Included. */
  readonly untilMs: number;
}

/** Rolled while we looked: it is looked at again. */
const MOST_TRIES = 5;

/**
 * By seq, known in a range, without those that a correction names. Memory: a part of each source. `work`: a folder for what DuckDB spills.
 * Throws as DuckDB and the file system do.
 */
export async function* recordedFrames(
  record: string,
  range: FrameRange,
  work: string,
): AsyncGenerator<RecordedFrame> {
  let manifest = Manifest.read(record);
  let logs = await segments(record);
  for (let i = 0; i < MOST_TRIES; i += 1) {
    const again = Manifest.read(record);
    if (again.version === manifest.version) break;
    manifest = again;
    logs = await segments(record);
  }
  const duck = await openDuck(path.join(work, 'frames'));
  try {
    const files = manifest.files({ table: 'frames', fromMs: range.fromMs, untilMs: range.untilMs + 1 });
    const paths = files.map((file) => quoted(absolute(record, file.path)));
    const classes = [...new Set(logs.map((one) => one.class))];
    const sources = [
      ...(paths.length > 0 ? [archived(duck.connection, paths, range)] : []),
      ...classes.map((of) =>
        logged(
          logs.filter((one) => one.class === of),
          manifest.rolled[of],
          range,
        ),
      ),
    ];
    const wrong = wrongEntries('frames', readCorrections(record));
    for await (const frame of bySeq(sources)) if (!wrong.has(frame.seq)) yield frame;
  } finally {
    duck.close();
  }
}

async function* archived(
  connection: DuckDBConnection,
  paths: readonly string[],
  { fromMs, untilMs }: FrameRange,
): AsyncGenerator<RecordedFrame> {
  const result = await connection.stream(
    `SELECT CAST(seq AS DOUBLE), CAST(known_ms AS DOUBLE), feed, connection, nature, CAST(time_shift_ms AS DOUBLE),
            datagram, topic, closed, bytes
     FROM read_parquet([${paths.join(', ')}], hive_partitioning = false)
     WHERE known_ms BETWEEN ${fromMs} AND ${untilMs} ORDER BY seq`,
  );
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return;
    for (const row of chunk.getRows()) {
      const [seq, knownMs, feed, connection, nature, timeShiftMs, datagram, topic, closed, bytes] = row;
      yield {
        ...{ seq: Number(seq), knownMs: Number(knownMs), feed: String(feed ?? '') },
        ...{ connection: Number(connection ?? 0), nature: Number(nature ?? 0) },
        ...{ timeShiftMs: Number(timeShiftMs ?? 0), datagram: datagram === true, closed: closed === true },
        ...(typeof topic === 'string' && { topic }),
        bytes: bytesOf(bytes),
      };
    }
  }
}

const bytesOf = (value: unknown): Uint8Array =>
  typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array
    ? value.bytes
    : new Uint8Array(0);

async function* logged(
  logs: readonly Segment[],
  afterSeq: number,
  { fromMs, untilMs }: FrameRange,
): AsyncGenerator<RecordedFrame> {
  for (const segment of logs)
    for await (const { entries } of readSegment(segment.path, { afterSeq }))
      for (const one of entries) {
        const { seq, knownMs, frame } = entryOf(one);
        if (!frame || knownMs < fromMs || knownMs > untilMs) continue;
        const { topic } = frame;
        yield {
          ...{ seq, knownMs, feed: frame.feed ?? '', connection: frame.connection ?? 0 },
          ...{ nature: frame.nature ?? 0, timeShiftMs: frame.timeShiftMs ?? 0 },
          ...{ datagram: frame.datagram === true, closed: frame.closed === true },
          ...(typeof topic === 'string' && { topic }),
          bytes: frame.bytes ?? new Uint8Array(0),
        };
      }
}

/** Sources that each ascend, as one that does. */
async function* bySeq(sources: readonly AsyncGenerator<RecordedFrame>[]): AsyncGenerator<RecordedFrame> {
  const heads = new Map<AsyncGenerator<RecordedFrame>, RecordedFrame>();
  const next = async (source: AsyncGenerator<RecordedFrame>): Promise<void> => {
    const { done, value } = await source.next();
    if (done) heads.delete(source);
    else heads.set(source, value);
  };
  for (const source of sources) await next(source);
  while (heads.size > 0) {
    let first: [AsyncGenerator<RecordedFrame>, RecordedFrame] | undefined;
    for (const head of heads) if (!first || head[1].seq < first[1].seq) first = head;
    yield first![1];
    await next(first![0]);
  }
}
