/** Changes the manifest: a new version wholly there, or the old one. One writer at a time holds the archive's lock. */
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { ArchiveFile } from './archivefile.ts';
import { appendSigned, NOTHING_BEFORE, readChain, signed } from './chain.ts';
import { makeFolder } from './durable.ts';
import { openKey, type SigningKey } from './key.ts';
import { Manifest } from './manifest.ts';
import {
  type Change,
  contentOf,
  type Gone,
  MANIFEST_FORMAT,
  ManifestError,
  partsLyingThere,
  type Rolled,
  writeHead,
} from './manifesthead.ts';
import { monthOf, type PartName, writePart } from './manifestparts.ts';
import { MANIFEST } from './places.ts';

/** The chain of all versions, beside the head. */
export const HISTORY = `${MANIFEST}/history.jsonl`;

export interface Commit {
  readonly what: Change['what'];
  readonly why?: string;
  readonly atMs: number;
  readonly add?: readonly ArchiveFile[];
  readonly remove?: readonly ArchiveFile[];
  /** What is named here replaces what was. */
  readonly rolled?: Partial<Rolled>;
  /** What is damaged in the lists was looked up: without it a damaged list is not written anew. */
  readonly isMending?: boolean;
}

/** A line of a list was changed, or there is no head: what is not listed may have been. Reads all lists. */
export const isListDamaged = (manifest: Manifest): boolean => {
  const files = manifest.all();
  return (
    (manifest.head === undefined && files.length > 0) ||
    manifest.damages.some((damage) => damage.path.endsWith('.part'))
  );
};

export class ManifestWriter {
  readonly record: string;
  readonly #key: SigningKey;
  #manifest: Manifest;

  private constructor(record: string, key: SigningKey) {
    this.record = record;
    this.#key = key;
    this.#manifest = Manifest.read(record);
  }

  /** Throws as the file system does, and a `ManifestError` where a newer program wrote the manifest. */
  static open(record: string): ManifestWriter {
    makeFolder(path.join(record, MANIFEST));
    const writer = new ManifestWriter(record, openKey(record));
    writer.#finish();
    return writer;
  }

  /** As the last change left it. */
  get manifest(): Manifest {
    return this.#manifest;
  }

  /** Before files are written that are to be listed: throws a {@link ManifestError} where a list is damaged. */
  demandWhole(): void {
    if (isListDamaged(this.#manifest))
      throw new ManifestError(
        'a list of the archive’s files is damaged: the roller mends it with its next run',
      );
  }

  /** The version before was committed, but the process ended before its history was told. */
  #finish(): void {
    const last = this.#manifest.head?.signed;
    if (last === undefined) return;
    const history = readChain<Change>(path.join(this.record, HISTORY)).signed;
    if (history.at(-1)?.hash !== last.hash) appendSigned(path.join(this.record, HISTORY), last);
  }

  /**
   * Durable when it answers. Throws as the file system does, and a {@link ManifestError} where a list is damaged that
   * the roller has not mended yet: then nothing was changed.
   */
  commit({ what, why, atMs, add = [], remove = [], rolled = {}, isMending = false }: Commit): void {
    const before = this.#manifest;
    const n = this.#lastVersion() + 1;
    const months = new Set([...add, ...remove].map(monthOf));
    const isRebuilt = before.head === undefined;
    if (!isMending && isListDamaged(before))
      throw new ManifestError(
        'a list of the archive’s files is damaged: the roller mends it with its next run',
      );
    for (const part of isMending ? (before.head?.parts ?? []) : []) months.add(part.month);
    if (isRebuilt) for (const file of before.all()) months.add(monthOf(file));
    const gone = new Set(remove.map((file) => file.path));
    const parts: PartName[] = (before.head?.parts ?? []).filter(({ month }) => !months.has(month));
    for (const month of months) {
      const kept = isRebuilt ? before.all().filter((file) => monthOf(file) === month) : before.ofMonth(month);
      const files = [
        ...kept.filter((file) => !gone.has(file.path)),
        ...add.filter((file) => monthOf(file) === month),
      ].sort((a, b) => a.minKnownMs - b.minKnownMs || (a.path < b.path ? -1 : 1));
      if (files.length > 0) parts.push(writePart(this.record, month, n, files));
    }
    parts.sort((a, b) => (a.month < b.month ? -1 : 1));
    const rolledTo = { ...before.rolled, ...rolled };
    const change: Change = {
      what,
      ...(why !== undefined && { why }),
      added: add.length,
      removed: remove.map(goneOf),
      content: contentOf(parts, rolledTo),
    };
    const previous = before.head?.signed.hash ?? this.#lastTold();
    const one = signed({ n, atMs, previous, said: change }, this.#key);
    writeHead(this.record, {
      format: MANIFEST_FORMAT,
      signed: one,
      parts,
      before: (before.head?.parts ?? []).map(({ file }) => file),
      rolled: rolledTo,
    });
    appendSigned(path.join(this.record, HISTORY), one);
    this.#manifest = Manifest.read(this.record, before);
    this.#dropLists();
  }

  /** Without a head the lists that lie there say how far it had come. */
  #lastVersion(): number {
    const { version } = this.#manifest;
    if (version > 0) return version;
    return partsLyingThere(this.record).reduce((max, part) => Math.max(max, part.version), 0);
  }

  #lastTold(): string {
    return readChain<Change>(path.join(this.record, HISTORY)).signed.at(-1)?.hash ?? NOTHING_BEFORE;
  }

  /** Lists that neither this version nor the one before names. */
  #dropLists(): void {
    const { head } = this.#manifest;
    if (head === undefined) return;
    const named = new Set([...head.parts.map(({ file }) => file), ...head.before]);
    const folder = path.join(this.record, MANIFEST);
    for (const name of readdirSync(folder))
      if (/\.(part|new)$/.test(name) && !named.has(name)) rmSync(path.join(folder, name), { force: true });
  }
}

const goneOf = ({ path, table, class: of, rows, minKnownMs, maxKnownMs, sha256 }: ArchiveFile): Gone => ({
  path,
  table,
  class: of,
  rows,
  minKnownMs,
  maxKnownMs,
  sha256,
});
