/** The scrubber: reads some of the archive at each run, slowly, and says which files are not what was written. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { ArchiveFile } from './archivefile.ts';
import { writeDurably } from './durable.ts';
import type { Manifest } from './manifest.ts';
import type { Damage } from './manifestparts.ts';
import { absolute, MANIFEST } from './places.ts';

/** A hundred gigabytes in eight days of hourly runs of a minute. */
export const SCRUB_BYTES = 512 << 20;
export const SCRUB_BYTES_PER_S = 8 << 20;
const CHUNK_BYTES = 1 << 20;
const STATE = `${MANIFEST}/scrubbed.json`;
/** More are counted, and read again at the next round. */
const MOST_DAMAGES = 1_000;

const stateSchema = z.object({
  /** The last that was read; the next in the order of paths is next. */
  last: z.string(),
  damages: z.array(z.object({ path: z.string(), what: z.string() })).max(MOST_DAMAGES),
});

export interface Scrubbed {
  readonly files: number;
  readonly bytes: number;
  /** Of this run and those before, as long as they stand. */
  readonly damages: readonly Damage[];
}

export interface ScrubOptions {
  readonly bytes?: number;
  readonly bytesPerS?: number;
}

/** Goes on where the run before ended, and round again. A file is read to its end, however long. */
export async function scrub(
  manifest: Manifest,
  { bytes: most = SCRUB_BYTES, bytesPerS = SCRUB_BYTES_PER_S }: ScrubOptions = {},
): Promise<Scrubbed> {
  const all = manifest.all().sort((a, b) => (a.path < b.path ? -1 : 1));
  const state = readState(manifest.record);
  const known = new Map(state.damages.map((damage) => [damage.path, damage]));
  const from = all.findIndex((file) => file.path > state.last);
  const round = from < 0 ? all : [...all.slice(from), ...all.slice(0, from)];
  // What was found before is looked at again: it may have been put back.
  const again = all.filter((file) => known.has(file.path));
  const damages = new Map<string, Damage>();
  let { last } = state;
  let [files, bytes] = [0, 0];
  const looked = new Set<string>();
  for (const [file, isNew] of [
    ...again.map((file) => [file, false] as const),
    ...round.map((file) => [file, true] as const),
  ]) {
    if (looked.has(file.path) || (isNew && bytes >= most)) continue;
    looked.add(file.path);
    const what = await wrongWith(manifest.record, file, bytesPerS);
    if (what !== undefined && damages.size < MOST_DAMAGES) damages.set(file.path, { path: file.path, what });
    files += 1;
    bytes += file.bytes;
    if (isNew) last = file.path;
  }
  const found = [...damages.values()];
  writeDurably(path.join(manifest.record, STATE), `${JSON.stringify({ last, damages: found })}\n`);
  return { files, bytes, damages: found };
}

function readState(record: string): z.infer<typeof stateSchema> {
  const file = path.join(record, STATE);
  try {
    if (existsSync(file)) return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // It begins anew.
  }
  return { last: '', damages: [] };
}

async function wrongWith(record: string, file: ArchiveFile, bytesPerS: number): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    const handle = await open(absolute(record, file.path), 'r');
    try {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      for (;;) {
        const { bytesRead } = await handle.read(chunk, 0, chunk.length);
        if (bytesRead === 0) break;
        hash.update(chunk.subarray(0, bytesRead));
        await pause((bytesRead / bytesPerS) * 1000);
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    return `it cannot be read: ${(error as Error).message}`;
  }
  return hash.digest('hex') === file.sha256 ? undefined : 'it was changed since it was written';
}
