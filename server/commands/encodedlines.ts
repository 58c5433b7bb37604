/** Lines of JSON, each encoded or a fault with its number; nothing throws, and no line is kept longer than it takes. */
import { LineCutter, LONGEST_LINE_BYTES } from '../feeds/lines.ts';
import type { Encoded, Line } from './encodedsentences.ts';

export interface EncodeSummary {
  lines: number;
  encoded: number;
  faults: number;
}

/** What is wrong with a line, or what of it could not be said. */
export interface LineFault {
  /** From 1. */
  readonly line: number;
  readonly fault: 'format' | 'too-long' | 'left-out';
  readonly detail: string;
  readonly sample: string;
}

const NEWLINE = 0x0a;

export async function* jsonLines(
  chunks: AsyncIterable<Uint8Array>,
  encode: (line: Line) => Encoded,
  summary: EncodeSummary,
): AsyncGenerator<{ readonly bytes: Uint8Array } | LineFault> {
  const cutter = new LineCutter();
  let isCut = false;
  const take = function* (piece: Uint8Array): Generator<{ readonly bytes: Uint8Array } | LineFault> {
    const ends = piece.at(-1) === NEWLINE;
    const wasCut = isCut;
    // the cutter hands on what is too long in pieces
    isCut = !ends && piece.length > LONGEST_LINE_BYTES;
    if (wasCut) {
      isCut = !ends;
      return;
    }
    summary.lines++;
    const text = Buffer.from(piece).toString('utf8').trim();
    if (text === '') return;
    const fault = (kind: LineFault['fault'], detail: string): LineFault => {
      summary.faults++;
      return { line: summary.lines, fault: kind, detail, sample: text.slice(0, 120) };
    };
    if (isCut) {
      yield fault('too-long', `a line of more than ${LONGEST_LINE_BYTES} bytes`);
      return;
    }
    const encoded = encodeLine(text, encode);
    if ('wrong' in encoded) {
      yield fault('format', encoded.wrong);
      return;
    }
    summary.encoded++;
    yield { bytes: encoded.bytes };
    if (encoded.leftOut !== undefined)
      yield fault('left-out', `${encoded.leftOut}: there is no field for it`);
  };
  for await (const chunk of chunks) for (const piece of cutter.push(chunk)) yield* take(piece);
  const rest = cutter.rest();
  if (rest !== undefined) yield* take(rest);
}

function encodeLine(text: string, encode: (line: Line) => Encoded): Encoded {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    return { wrong: 'no JSON' };
  }
  if (typeof line !== 'object' || line === null || Array.isArray(line)) return { wrong: 'no JSON object' };
  try {
    return encode(line as Line);
  } catch (error) {
    // encoders take what their types allow; a line may be anything
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}
