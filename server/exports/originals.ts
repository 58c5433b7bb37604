/** The bytes of feeds as they came, line by line, each with a tag block that says when: a recording that reads as one. */
import { Nature } from '../../proto/domain/observation.ts';
import { LineCutter } from '../feeds/lines.ts';
import { stampOf } from '../feeds/stamp.ts';
import { QueryFault } from '../record/query/fault.ts';
import type { RecordedFrame } from '../record/recordedframes.ts';
import { SYNTHETIC } from './exported.ts';
import type { FileSink } from './filesink.ts';
import { tagBlock } from './formats/nmea.ts';

/** A tag block's source has so many characters (NMEA 0183 4.10, 7.6). */
const SOURCE_CHARACTERS = 15;
/** Connections whose lines are cut at once; a feed of ours has fewer. */
const MOST_CONNECTIONS = 4096;

export interface OriginalsAsked {
  /** Absent: of every feed. */
  readonly feed?: string;
  /** Synthetic data may go. */
  readonly isExercise: boolean;
}

export interface Originals {
  readonly lines: number;
  readonly isSynthetic: boolean;
}

/** Feeds of lines: of others the bytes are no text. Throws a `QueryFault` where there is synthetic data that may not go. */
export async function writeOriginals(
  sink: FileSink,
  frames: AsyncIterable<RecordedFrame>,
  { feed, isExercise }: OriginalsAsked,
): Promise<Originals> {
  const cutters = new Map<string, LineCutter>();
  let lines = 0;
  let isSynthetic = false;
  for await (const frame of frames) {
    if (feed !== undefined && frame.feed !== feed) continue;
    if (frame.nature === Nature.synthetic) {
      if (!isExercise) throw new QueryFault('refused', 'there is synthetic data in it');
      isSynthetic = true;
    }
    const key = `${frame.feed} ${frame.connection}`;
    const cutter = cutters.get(key) ?? new LineCutter();
    cutters.set(key, cutter);
    if (cutters.size > MOST_CONNECTIONS) cutters.delete(cutters.keys().next().value!);
    const put = (line: Uint8Array): void => {
      sink.text(stamped(Buffer.from(line).toString('latin1'), frame));
      lines += 1;
    };
    for (const line of cutter.push(frame.bytes)) put(line);
    const rest = frame.datagram || frame.closed ? cutter.rest() : undefined;
    if (rest !== undefined) put(rest);
    if (frame.closed) cutters.delete(key);
  }
  return { lines, isSynthetic };
}

/** A line that says itself when it was received stays as it is. */
function stamped(line: string, { feed, knownMs, nature }: RecordedFrame): string {
  const text = line.replace(/[\r\n]+$/, '');
  const source =
    nature === Nature.synthetic ? SYNTHETIC : feed.replace(/[^\w.-]/g, '').slice(0, SOURCE_CHARACTERS);
  const block =
    nature !== Nature.synthetic && stampOf(text)?.by === 'receiver'
      ? ''
      : tagBlock(`s:${source},c:${knownMs}`);
  return `${block}${text}\r\n`;
}
