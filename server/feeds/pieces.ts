/** A recording in the pieces in which it was received: lines, captured datagrams, or bytes as they come. */
import type { DecodeFault } from '../../proto/domain/frame.ts';
import { readDatagram } from './datagram.ts';
import { LineCutter } from './lines.ts';
import { PcapReader } from './pcap.ts';
import { type FeedFormat, isLineFormat } from './settings.ts';
import { type Stamp, stampOf } from './stamp.ts';

export interface Piece {
  readonly bytes: Uint8Array;
  /** When it was received, as the recording says. */
  readonly stamp?: Stamp;
  /** One whole datagram: it is not joined with others. */
  readonly datagram: boolean;
}

export interface PieceCutter {
  push(chunk: Uint8Array): Iterable<Piece>;
  /** What is left at the end. */
  rest(): Iterable<Piece>;
}

/** Bytes without lines or times are cut into pieces of this size, for {@link Piece}s are paced. */
const BLOCK_BYTES = 1024;
/** pcap in both byte orders, with µs and ns, and pcapng (draft-ietf-opsawg-pcap, -pcapng). */
const CAPTURES = ['a1b2c3d4', 'd4c3b2a1', 'a1b23c4d', '4d3cb2a1', '0a0d0d0a'];
const MAGIC_BYTES = 4;

/** Chooses by the first bytes and the format; faults are those of a broken capture. */
export class RecordingCutter implements PieceCutter {
  readonly #format: FeedFormat;
  readonly #onFault: (fault: DecodeFault) => void;
  #chosen: PieceCutter | undefined;

  constructor(format: FeedFormat, onFault: (fault: DecodeFault) => void) {
    this.#format = format;
    this.#onFault = onFault;
  }

  push(chunk: Uint8Array): Iterable<Piece> {
    this.#chosen ??= this.#choose(chunk);
    return this.#chosen.push(chunk);
  }

  rest(): Iterable<Piece> {
    return this.#chosen?.rest() ?? [];
  }

  #choose(first: Uint8Array): PieceCutter {
    if (CAPTURES.includes(Buffer.from(first.subarray(0, MAGIC_BYTES)).toString('hex'))) {
      return new CaptureCutter(isLineFormat(this.#format), this.#onFault);
    }
    const isText = isLineFormat(this.#format) || ['adsb', 'aisstream', 'detections'].includes(this.#format);
    return isText ? new LinePieces() : new Blocks();
  }
}

class LinePieces implements PieceCutter {
  readonly #cutter = new LineCutter();

  *push(chunk: Uint8Array): Generator<Piece> {
    for (const line of this.#cutter.push(chunk)) yield linePiece(line);
  }

  *rest(): Generator<Piece> {
    const last = this.#cutter.rest();
    if (last !== undefined) yield linePiece(last);
  }
}

/** No line with a time is longer than this: tag block, sentence and suffixes. */
const STAMPED_LINE_BYTES = 512;

function linePiece(line: Uint8Array): Piece {
  if (line.length > STAMPED_LINE_BYTES) return { bytes: line, datagram: false };
  const stamp = stampOf(Buffer.from(line.buffer, line.byteOffset, line.length).toString('latin1'));
  return { bytes: line, datagram: false, ...(stamp !== undefined && { stamp }) };
}

class CaptureCutter implements PieceCutter {
  readonly #reader = new PcapReader();
  readonly #lines: boolean;
  readonly #onFault: (fault: DecodeFault) => void;

  constructor(lines: boolean, onFault: (fault: DecodeFault) => void) {
    this.#lines = lines;
    this.#onFault = onFault;
  }

  push(chunk: Uint8Array): readonly Piece[] {
    const pieces: Piece[] = [];
    this.#reader.push(chunk, this.#into(pieces));
    return pieces;
  }

  rest(): readonly Piece[] {
    const pieces: Piece[] = [];
    this.#reader.end(this.#into(pieces));
    return pieces;
  }

  #into(pieces: Piece[]): Parameters<PcapReader['push']>[1] {
    return {
      fault: this.#onFault,
      datagram: ({ payload, timeMs }) => {
        const stamp = timeMs === undefined ? {} : { stamp: { ms: timeMs, by: 'receiver' as const } };
        const content = this.#lines ? readDatagram(payload) : { bytes: payload };
        if ('fault' in content) this.#onFault(content.fault);
        else pieces.push({ bytes: content.bytes.slice(), datagram: !this.#lines, ...stamp });
      },
    };
  }
}

class Blocks implements PieceCutter {
  *push(chunk: Uint8Array): Generator<Piece> {
    for (let at = 0; at < chunk.length; at += BLOCK_BYTES) {
      yield { bytes: chunk.subarray(at, at + BLOCK_BYTES), datagram: false };
    }
  }

  rest(): readonly Piece[] {
    return [];
  }
}
