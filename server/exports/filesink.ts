/** A file while it is written: part by part, with its hash and its length. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { LONGEST_FILE } from '../record/export/exportasked.ts';
import { QueryFault } from '../record/query/fault.ts';

const HELD_CHARACTERS = 1 << 18;

export interface Written {
  readonly bytes: number;
  readonly sha256: string;
}

export class FileSink {
  readonly #fd: number;
  readonly #hash = createHash('sha256');
  #held: string[] = [];
  #heldCharacters = 0;
  #bytes = 0;

  /** Throws as the file system does; no file may be there. */
  constructor(file: string) {
    this.#fd = openSync(file, 'wx', 0o600);
  }

  text(text: string): void {
    this.#held.push(text);
    this.#heldCharacters += text.length;
    if (this.#heldCharacters >= HELD_CHARACTERS) this.#flush();
  }

  bytes(bytes: Uint8Array): void {
    this.#flush();
    this.#write(bytes);
  }

  close(): Written {
    this.#flush();
    closeSync(this.#fd);
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  /** Nothing more is written, whatever there is. */
  abandon(): void {
    closeSync(this.#fd);
  }

  #flush(): void {
    if (this.#heldCharacters === 0) return;
    const bytes = Buffer.from(this.#held.join(''));
    this.#held = [];
    this.#heldCharacters = 0;
    this.#write(bytes);
  }

  #write(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    if (this.#bytes > LONGEST_FILE)
      throw new QueryFault('refused', 'the file would be larger than 2 GiB: ask for a shorter time');
    this.#hash.update(bytes);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#fd, bytes, at);
  }
}

/** Writes a file by `write`; nothing stays open. */
export function written(file: string, write: (sink: FileSink) => void): Written {
  const sink = new FileSink(file);
  try {
    write(sink);
  } catch (error) {
    sink.abandon();
    throw error;
  }
  return sink.close();
}

/** As {@link written}, where the rows come one after the other. */
export async function writtenLater(file: string, write: (sink: FileSink) => Promise<void>): Promise<Written> {
  const sink = new FileSink(file);
  try {
    await write(sink);
  } catch (error) {
    sink.abandon();
    throw error;
  }
  return sink.close();
}
