/** A zip of files on disk, written part by part. Names are ASCII; nothing in it depends on the machine. */
import { closeSync, openSync, readSync } from 'node:fs';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { type Written, written } from '../filesink.ts';

const CHUNK_BYTES = 1 << 18;
const LEVEL = 6;

export interface Packed {
  /** Within the zip, with slashes. */
  readonly name: string;
  readonly file: string;
}

/** Throws as the file system does. */
export const writeZip = (to: string, files: readonly Packed[], madeMs: number): Written =>
  written(to, (sink) => {
    let fault: Error | undefined;
    const zip = new Zip((error, part) => {
      if (error) fault = error;
      else sink.bytes(part);
    });
    for (const { name, file } of files) {
      // Pictures are compressed already.
      const entry = name.endsWith('.png') ? new ZipPassThrough(name) : new ZipDeflate(name, { level: LEVEL });
      entry.mtime = madeMs;
      zip.add(entry);
      eachChunk(file, (chunk, isLast) => entry.push(chunk, isLast));
    }
    zip.end();
    if (fault) throw fault;
  });

function eachChunk(file: string, take: (chunk: Uint8Array, isLast: boolean) => void): void {
  const fd = openSync(file, 'r');
  try {
    for (;;) {
      // A new one each time: what is taken may be kept.
      const chunk = Buffer.alloc(CHUNK_BYTES);
      const read = readSync(fd, chunk, 0, CHUNK_BYTES, null);
      take(chunk.subarray(0, read), read === 0);
      if (read === 0) return;
    }
  } finally {
    closeSync(fd);
  }
}
