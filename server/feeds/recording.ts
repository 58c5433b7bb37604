/** A recording on disk: opened, unpacked, and asked when it begins. */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { EpochMs } from '../../proto/domain/units.ts';
import { LineCutter } from './lines.ts';
import { type Stamp, stampOf } from './stamp.ts';

/** A file that shows no time in this many bytes is taken for one without. */
const PROBE_BYTES = 1_048_576;

/** The file's bytes, unpacked when it begins as gzip does (RFC 1952, 2.3.1). Rejects with the system's error. */
export async function openRecording(path: string): Promise<Readable> {
  const { isFile, isDirectory } = await kindOf(path);
  if (isDirectory) throw Object.assign(new Error('a directory'), { code: 'EISDIR' });
  if (!isFile) throw new Error('not a regular file; give a pipe or device to standard input (--feed -)');
  const handle = await open(path);
  const { buffer: magic } = await handle.read(Buffer.alloc(2), 0, 2, 0);
  await handle.close();
  const raw = createReadStream(path);
  if (magic[0] !== 0x1f || magic[1] !== 0x8b) return raw;
  // An error on either side destroys both, and whoever reads is told.
  return pipeline(raw, createGunzip(), () => {});
}

/** The first time in a recording; absent when the file has none or cannot be read. */
export async function firstTimeOf(path: string): Promise<EpochMs | undefined> {
  return (await firstStampOf(path).catch(() => undefined))?.ms;
}

/** The receiver's first stamp, or an instrument's where the receiver wrote none. Rejects with the system's error. */
export async function firstStampOf(path: string): Promise<Stamp | undefined> {
  const cutter = new LineCutter();
  let instrument: Stamp | undefined;
  let read = 0;
  const stream = await openRecording(path);
  const consider = (line: Uint8Array): Stamp | undefined => {
    const stamp = stampOf(textOf(line));
    if (stamp?.by === 'receiver') return stamp;
    instrument ??= stamp;
    return undefined;
  };
  for await (const chunk of stream) {
    for (const line of cutter.push(chunk)) {
      const stamp = consider(line);
      if (stamp !== undefined) return stamp;
    }
    read += chunk.length;
    if (read >= PROBE_BYTES) return instrument;
  }
  const last = cutter.rest();
  return (last && consider(last)) ?? instrument;
}

/** No line with a time is longer than this: tag block, sentence and suffixes. */
const STAMPED_LINE_BYTES = 512;

/** A line's text as far as a time may stand in it. */
export const textOf = (line: Uint8Array): string =>
  line.length > STAMPED_LINE_BYTES
    ? ''
    : Buffer.from(line.buffer, line.byteOffset, line.length).toString('latin1');

async function kindOf(path: string) {
  const found = await stat(path);
  return { isFile: found.isFile(), isDirectory: found.isDirectory() };
}
