/** Whether an archive is what was written: every file, every list, every signature, and the log's check sums. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { SCHEMA_VERSION, TABLES, type TableName } from '../../../proto/domain/record/tables.table.ts';
import { readSegment, segments } from '../log/segments.ts';
import type { ArchiveFile } from './archivefile.ts';
import { readChain } from './chain.ts';
import { CORRECTIONS } from './corrections.ts';
import { openDuck, quoted, rowsOf } from './duck.ts';
import { hashFile } from './durable.ts';
import { HOLDS } from './holds.ts';
import { fingerprintOf, isSigned, readPublicKey } from './key.ts';
import { Manifest } from './manifest.ts';
import { type Change, contentOf, type Gone } from './manifesthead.ts';
import type { Damage } from './manifestparts.ts';
import { HISTORY } from './manifestwriter.ts';
import { absolute } from './places.ts';

export interface ArchiveChecked {
  readonly files: number;
  readonly rows: number;
  readonly bytes: number;
  /** Segments of the log that are not archived yet, and their entries. */
  readonly segments: number;
  readonly entries: number;
  /** Versions of the manifest that are told. */
  readonly versions: number;
  /** Of the key that signs, to be noted elsewhere; absent: there is none. */
  readonly fingerprint?: string;
  readonly damages: readonly Damage[];
}

/**
 * Everything, or of the files only those whose path `only` takes. Reads beside a running server: a file that is
 * compacted or deleted meanwhile is looked up again. Throws a `ManifestError` where a newer program wrote it.
 */
export async function checkArchive(
  record: string,
  scratch: string,
  only: (file: ArchiveFile) => boolean = () => true,
): Promise<ArchiveChecked> {
  let manifest = Manifest.read(record);
  const damages = checkLists(record, manifest);
  const files = manifest.all().filter(only);
  damages.push(...manifest.damages);
  const duck = await openDuck(scratch);
  let [rows, bytes] = [0, 0];
  try {
    for (const file of files) {
      const found = await checkFile(duck.connection, record, file);
      if (found.length > 0) {
        manifest = Manifest.read(record, manifest);
        if (!manifest.all().some((one) => one.path === file.path)) continue;
      }
      damages.push(...found);
      rows += file.rows;
      bytes += file.bytes;
    }
  } finally {
    duck.close();
  }
  const log = await checkLog(record);
  damages.push(...log.damages);
  const key = readPublicKey(record);
  return {
    ...{ files: files.length, rows, bytes, segments: log.segments, entries: log.entries },
    versions: readChain<Change>(path.join(record, HISTORY)).signed.length,
    ...(key && { fingerprint: fingerprintOf(key) }),
    damages,
  };
}

/** Of one file; none: it is what was written. */
export async function checkFile(
  connection: DuckDBConnection,
  record: string,
  file: ArchiveFile,
): Promise<Damage[]> {
  const what = await wrongWith(connection, absolute(record, file.path), file);
  return what === undefined ? [] : [{ path: file.path, what }];
}

async function wrongWith(
  connection: DuckDBConnection,
  where: string,
  file: ArchiveFile,
): Promise<string | undefined> {
  if (!existsSync(where)) return 'it is not there';
  try {
    const { sha256, bytes } = hashFile(where);
    if (bytes !== file.bytes) return `it has ${bytes} bytes, and had ${file.bytes}`;
    if (sha256 !== file.sha256) return 'it was changed since it was written';
    if (file.schema > SCHEMA_VERSION)
      return `it has schema ${file.schema}, this program reads up to ${SCHEMA_VERSION}`;
    if (!(file.table in TABLES)) return undefined;
    return await wrongWithin(connection, where, file);
  } catch (error) {
    return `it cannot be read: ${(error as Error).message.split('\n')[0]}`;
  }
}

/** A file that is as it was written, and is not what its manifest says, was written by a defect. */
async function wrongWithin(
  connection: DuckDBConnection,
  where: string,
  file: ArchiveFile,
): Promise<string | undefined> {
  const described = await rowsOf(connection, `DESCRIBE SELECT * FROM ${quoted(where)}`);
  const columns = described.map(([name, type]) => `${name} ${type}`).join(', ');
  const wanted = Object.entries(TABLES[file.table as TableName].columns)
    .map(([name, { type }]) => `${name} ${type}`)
    .join(', ');
  if (columns !== wanted) return `its columns are ${columns}`;
  const [counted] = await rowsOf(
    connection,
    `SELECT count(*), min(known_ms), max(known_ms) FROM ${quoted(where)}`,
  );
  const [rows, min, max] = (counted ?? []).map(Number);
  if (rows !== file.rows) return `it has ${rows} rows, its manifest says ${file.rows}`;
  if (min !== file.minKnownMs || max !== file.maxKnownMs)
    return `its times are ${min} to ${max}, its manifest says ${file.minKnownMs} to ${file.maxKnownMs}`;
  return undefined;
}

/** The head's signature and content, and the chains. */
function checkLists(record: string, { head }: Manifest): Damage[] {
  const key = readPublicKey(record);
  const damages: Damage[] = [];
  for (const file of [HISTORY, HOLDS, CORRECTIONS])
    for (const { line, what } of readChain(path.join(record, file), key).broken)
      damages.push({ path: file, what: `line ${line}: ${what}` });
  if (head === undefined) return damages;
  const { signed, parts, rolled } = head;
  const at = 'archive/manifest/head.json';
  if (key === undefined)
    damages.push({ path: 'archive-key.pem', what: 'there is no key: signatures cannot be checked' });
  else if (!isSigned(signed.hash, signed.signature, key))
    damages.push({ path: at, what: 'it is signed with another key' });
  if (contentOf(parts, rolled) !== signed.statement.said.content)
    damages.push({ path: at, what: 'its lists are not those that were signed' });
  const last = readChain<Change>(path.join(record, HISTORY)).signed.at(-1);
  if (last?.hash !== signed.hash && last?.hash !== signed.statement.previous)
    damages.push({ path: HISTORY, what: 'it does not end with the version that holds' });
  return damages;
}

/** What was deleted, as it was signed: for whoever asks what became of a time. */
export const deletedFiles = (
  record: string,
): readonly (Gone & { readonly why: string; readonly atMs: number })[] =>
  readChain<Change>(path.join(record, HISTORY)).signed.flatMap(({ statement: { said, atMs } }) =>
    said.what === 'deleted' ? said.removed.map((gone) => ({ ...gone, why: said.why ?? '', atMs })) : [],
  );

async function checkLog(
  record: string,
): Promise<{ segments: number; entries: number; damages: readonly Damage[] }> {
  const damages: Damage[] = [];
  let [count, entries] = [0, 0];
  for (const segment of await segments(record)) {
    const name = `log/${segment.class}/${path.basename(segment.path)}`;
    count += 1;
    try {
      for await (const part of readSegment(segment.path)) {
        entries += part.entries.length;
        // Of the last one: what is just being written.
        for (const { kind, offset, bytes } of part.damages)
          if (kind !== 'tail' || segment.isFollowed)
            damages.push({
              path: name,
              what: `${kind}: ${bytes} bytes at ${offset} are not what was written`,
            });
      }
    } catch (error) {
      // Archived and dropped while we looked.
      if (existsSync(segment.path)) damages.push({ path: name, what: (error as Error).message });
    }
  }
  return { segments: count, entries, damages };
}
