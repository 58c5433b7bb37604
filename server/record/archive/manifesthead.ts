/** A manifest's head: the one small file that says which parts hold. Written twice; the newer whole one counts. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RETENTION_CLASSES, type RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import type { ArchiveFile } from './archivefile.ts';
import type { Signed } from './chain.ts';
import { sha256Of, writeDurably } from './durable.ts';
import { type Damage, type PartName, readPart } from './manifestparts.ts';
import { MANIFEST } from './places.ts';

/** Of the head and the parts; a newer one is refused. */
export const MANIFEST_FORMAT = 1;

const HEADS = ['head.json', 'head-copy.json'] as const;

/** The last seq of a class's log that is in the archive. */
export type Rolled = Readonly<Record<RetentionClass, number>>;

export const NOTHING_ROLLED: Rolled = { sea: 0, land: 0, own: 0, decisions: 0 };

/** A file that went, as the history keeps it. */
export type Gone = Pick<
  ArchiveFile,
  'path' | 'table' | 'class' | 'rows' | 'minKnownMs' | 'maxKnownMs' | 'sha256'
>;

/** What one version of the manifest did; the history is a chain of these. */
export interface Change {
  readonly what: 'rolled' | 'compacted' | 'imported' | 'deleted' | 'counted' | 'rebuilt';
  /** For deletions. */
  readonly why?: string;
  readonly added: number;
  readonly removed: readonly Gone[];
  /** SHA-256 over the head's parts and what was rolled. */
  readonly content: string;
}

export interface Head {
  readonly format: number;
  readonly signed: Signed<Change>;
  readonly parts: readonly PartName[];
  /** Of the version before: readers may still be at them. */
  readonly before: readonly string[];
  readonly rolled: Rolled;
}

export const contentOf = (parts: readonly PartName[], rolled: Rolled): string =>
  sha256Of(JSON.stringify([parts, rolled]));

export class ManifestError extends Error {}

/** The commit: after it the new version holds. */
export function writeHead(record: string, head: Head): void {
  const json = JSON.stringify(head);
  for (const name of HEADS)
    writeDurably(path.join(record, MANIFEST, name), `${JSON.stringify({ sum: sha256Of(json), head })}\n`);
}

export interface HeadRead {
  /** Absent: nothing was archived yet, or both were damaged. */
  readonly head?: Head;
  readonly damages: readonly Damage[];
}

/** Throws a {@link ManifestError} where a newer version of the program wrote it. */
export function readHead(record: string): HeadRead {
  const damages: Damage[] = [];
  let newest: Head | undefined;
  for (const name of HEADS) {
    const file = path.join(record, MANIFEST, name);
    if (!existsSync(file)) continue;
    const head = wholeHead(readFileSync(file, 'utf8'));
    if (head === undefined)
      damages.push({ path: `${MANIFEST}/${name}`, what: 'the manifest’s head was changed' });
    else if (newest === undefined || head.signed.statement.n > newest.signed.statement.n) newest = head;
  }
  if (newest !== undefined && newest.format > MANIFEST_FORMAT)
    throw new ManifestError(
      `the archive's manifest has format ${newest.format}, this program reads up to ${MANIFEST_FORMAT}: use the newer program`,
    );
  return { ...(newest && { head: newest }), damages };
}

function wholeHead(text: string): Head | undefined {
  try {
    const { sum, head } = JSON.parse(text) as { sum: string; head: Head };
    return sha256Of(JSON.stringify(head)) === sum ? head : undefined;
  } catch {
    return undefined;
  }
}

const PART = /^(\d{4,}-\d\d)\.(\d+)\.part$/;

/** The newest part of each month that lies there: for when both heads are damaged. */
export function partsLyingThere(record: string): { month: string; version: number; file: string }[] {
  const folder = path.join(record, MANIFEST);
  const newest = new Map<string, number>();
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const [, month, version] = PART.exec(name) ?? [];
    if (month !== undefined) newest.set(month, Math.max(newest.get(month) ?? 0, Number(version)));
  }
  return [...newest].sort().map(([month, version]) => ({ month, version, file: `${month}.${version}.part` }));
}

/** The files that can still be named without a head, and how far the logs were rolled by them. */
export function withoutHead(record: string): { files: ArchiveFile[]; rolled: Rolled; damages: Damage[] } {
  const files: ArchiveFile[] = [];
  const damages: Damage[] = [];
  for (const { file } of partsLyingThere(record)) {
    const read = readPart(record, file);
    files.push(...(read?.files ?? []));
    damages.push(...(read?.damages ?? []));
  }
  const rolled = { ...NOTHING_ROLLED };
  for (const name of RETENTION_CLASSES)
    for (const { class: of, lastSeq = 0 } of files)
      if (of === name) rolled[name] = Math.max(rolled[name], lastSeq);
  return { files, rolled, damages };
}
