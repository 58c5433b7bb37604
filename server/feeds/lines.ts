/** Cuts a stream of bytes into lines, whatever the chunks. */

const NEWLINE = 0x0a;
/** A longer line is handed on in pieces of about this size: no more is ever kept. */
export const LONGEST_LINE_BYTES = 65_536;

export class LineCutter {
  /** The unfinished line, in pieces. */
  #kept: Uint8Array[] = [];
  #keptBytes = 0;

  /** The lines that this chunk completes, each with its newline. */
  *push(chunk: Uint8Array): Generator<Uint8Array> {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      yield this.#join(chunk.subarray(from, end + 1));
      from = end + 1;
    }
    if (from === chunk.length) return;
    const rest = chunk.subarray(from);
    if (this.#keptBytes + rest.length > LONGEST_LINE_BYTES) {
      yield this.#join(rest);
    } else {
      this.#kept.push(rest);
      this.#keptBytes += rest.length;
    }
  }

  /** What follows the last newline; absent when nothing does. */
  rest(): Uint8Array | undefined {
    return this.#keptBytes === 0 ? undefined : this.#join(new Uint8Array());
  }

  #join(last: Uint8Array): Uint8Array {
    if (this.#keptBytes === 0) return last;
    const line = Buffer.concat([...this.#kept, last]);
    this.#kept = [];
    this.#keptBytes = 0;
    return line;
  }
}
