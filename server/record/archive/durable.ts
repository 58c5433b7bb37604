/** Files that are wholly there after a power cut, or not at all. */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';

const CHUNK_BYTES = 1 << 20;

/** A folder's names are on the disk; where the system cannot say so (Windows), nothing is done. */
export function syncFolder(folder: string): void {
  let fd: number;
  try {
    fd = openSync(folder, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(fd);
  } catch {
    // A folder cannot be synced there.
  } finally {
    closeSync(fd);
  }
}

export function syncFile(file: string): void {
  const fd = openSync(file, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** The folder and those above it, each name on the disk. */
export function makeFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = path.dirname(made))
    syncFolder(path.dirname(made));
}

/** What lies under `file.new`, synced, becomes `file`. */
export function putInPlace(file: string): void {
  syncFile(`${file}.new`);
  renameSync(`${file}.new`, file);
  syncFolder(path.dirname(file));
}

/** Throws as the file system does; `file` is then as it was. */
export function writeDurably(file: string, bytes: string | Uint8Array, mode = 0o600): void {
  const fd = openSync(`${file}.new`, 'w', mode);
  try {
    const buffer = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    for (let at = 0; at < buffer.length; ) at += writeSync(fd, buffer, at);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(`${file}.new`, file);
  syncFolder(path.dirname(file));
}

export const sha256Of = (bytes: string | Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

export interface Hashed {
  readonly sha256: string;
  readonly bytes: number;
}

/** Of a file's bytes; throws as the file system does. */
export function hashFile(file: string): Hashed {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const fd = openSync(file, 'r');
  let bytes = 0;
  try {
    for (;;) {
      const read = readSync(fd, chunk, 0, chunk.length, null);
      if (read === 0) break;
      hash.update(chunk.subarray(0, read));
      bytes += read;
    }
  } finally {
    closeSync(fd);
  }
  return { sha256: hash.digest('hex'), bytes };
}
