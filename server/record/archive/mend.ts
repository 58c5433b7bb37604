/**
 * Mends the lists of files: a file whose line was damaged says itself what it is. Told as a damage, because its hash can
 * only be taken as it is now.
 */
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ArchiveFile } from './archivefile.ts';
import { openDuck, quoted, rowsOf } from './duck.ts';
import { hashFile } from './durable.ts';
import type { Damage } from './manifestparts.ts';
import { isListDamaged, type ManifestWriter } from './manifestwriter.ts';
import { absolute, dayOf, WORK } from './places.ts';
import { filesLyingThere } from './sweep.ts';

export interface Mended {
  /** Files that are listed again. */
  readonly damages: readonly Damage[];
  /** Every file that lies there is listed, or known to be left over: what is not may be dropped. */
  readonly isWhole: boolean;
}

/** Before anything else is changed. Throws as DuckDB and the file system do. */
export async function mend(writer: ManifestWriter, nowMs: number): Promise<Mended> {
  const { record, manifest } = writer;
  const named = new Set(manifest.all().map((file) => file.path));
  if (!isListDamaged(manifest)) return { damages: [], isWhole: true };
  const lost = filesLyingThere(record).filter((file) => !named.has(file) && file.endsWith('.parquet'));
  const found: ArchiveFile[] = [];
  let isWhole = true;
  const duck = await openDuck(path.join(absolute(record, WORK), 'mend'));
  try {
    for (const file of lost) {
      const about = await aboutOf(duck.connection, record, file);
      if (about === undefined) isWhole = false;
      else found.push(about);
    }
  } finally {
    duck.close();
  }
  const before = manifest.damages.map(({ path: file, what }) => ({ path: file, what: `${what} (mended)` }));
  const again = found.filter((file) => isMissed(file, [...manifest.all(), ...found], writer));
  writer.commit({ what: 'rebuilt', atMs: nowMs, add: again, isMending: true });
  return {
    isWhole,
    damages: [
      ...before,
      ...again.map((file) => ({
        path: file.path,
        what: 'its line was lost: it is listed again as it is now',
      })),
    ],
  };
}

/** Not left over by a compaction, nor by a roll that was killed before it was listed. */
function isMissed(file: ArchiveFile, others: readonly ArchiveFile[], { manifest }: ManifestWriter): boolean {
  const same = others.filter(
    (one) =>
      one.path !== file.path &&
      one.table === file.table &&
      one.class === file.class &&
      dayOf(one.minKnownMs) === dayOf(file.minKnownMs),
  );
  if (file.span === 'hour')
    return (
      (file.lastSeq ?? 0) <= manifest.rolled[file.class] &&
      !same.some((one) => one.span === 'day' && one.writtenMs >= file.writtenMs)
    );
  const listed = new Set(manifest.all().map((one) => one.path));
  // A newer day, or the hours that this one was made of and did not replace yet.
  return !same.some((one) => (one.span === 'day' ? one.path > file.path : listed.has(one.path)));
}

/** What a file says of itself; undefined: it cannot be read. */
async function aboutOf(
  connection: DuckDBConnection,
  record: string,
  file: string,
): Promise<ArchiveFile | undefined> {
  const where = absolute(record, file);
  try {
    const [row] = await rowsOf(
      connection,
      `SELECT decode(value) FROM parquet_kv_metadata(${quoted(where)}) WHERE decode(key) = 'watchfloor'`,
    );
    const about = JSON.parse(String(row?.[0])) as Omit<ArchiveFile, 'path' | 'bytes' | 'sha256'>;
    return { path: file, ...about, ...hashFile(where) };
  } catch {
    return undefined;
  }
}
