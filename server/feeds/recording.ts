/** A recording on disk: opened, unpacked, and asked when it begins. */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { EpochMs } from '../../proto/domain/units.ts';
import { RecordingCutter } from './pieces.ts';
import type { FeedFormat } from './settings.ts';
import type { Stamp } from './stamp.ts';

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
  const unpacked = createGunzip();
  // Whoever looked at its beginning has left when its end turns out to be torn off.
  unpacked.on('error', () => {});
  // An error on either side destroys both, and whoever reads is told.
  return pipeline(raw, unpacked, () => {});
}

/** The first time in a recording; absent when the file has none or cannot be read. */
export async function firstTimeOf(path: string, format: FeedFormat): Promise<EpochMs | undefined> {
  return (await firstStampOf(path, format).catch(() => undefined))?.ms;
}

/** The receiver's first stamp, or an instrument's where the receiver wrote none. Rejects with the system's error. */
export async function firstStampOf(path: string, format: FeedFormat): Promise<Stamp | undefined> {
  const cutter = new RecordingCutter(format, () => {});
  let instrument: Stamp | undefined;
  let read = 0;
  for await (const chunk of await openRecording(path)) {
    for (const { stamp } of cutter.push(chunk)) {
      if (stamp?.by === 'receiver') return stamp;
      instrument ??= stamp;
    }
    read += chunk.length;
    if (read >= PROBE_BYTES) return instrument;
  }
  for (const { stamp } of cutter.rest()) {
    if (stamp?.by === 'receiver') return stamp;
    instrument ??= stamp;
  }
  return instrument;
}

async function kindOf(path: string) {
  const found = await stat(path);
  return { isFile: found.isFile(), isDirectory: found.isDirectory() };
}
