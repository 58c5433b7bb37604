/**
 * The roll: segments of the log that nothing is added to any more become Parquet files in the manifest, and are dropped.
 *
 * A batch is committed with the last seq that is in it. What was read before a kill is passed over after it, what was
 * not is read: nothing is lost, nothing doubled, nothing skipped.
 */
import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import { SCHEMA_VERSION } from '../../../proto/domain/record/tables.table.ts';
import type { Damage as LogDamage } from '../log/cutter.ts';
import { entryOf, readSegment, type Segment, type SegmentEnd, segments } from '../log/segments.ts';
import type { ArchiveFile } from './archivefile.ts';
import { Batch } from './batch.ts';
import { type Duck, openDuck } from './duck.ts';
import { hashFile, makeFolder, putInPlace, syncFolder } from './durable.ts';
import type { Damage } from './manifestparts.ts';
import type { ManifestWriter } from './manifestwriter.ts';
import { absolute, dayName, WORK } from './places.ts';

export interface Rolled {
  readonly segments: number;
  readonly files: number;
  readonly rows: number;
  /** What of the log could not be read; the segment is kept in the archive as it was. */
  readonly damages: readonly Damage[];
}

/** Throws as DuckDB and the file system do: what was committed before stays. */
export async function roll(writer: ManifestWriter, atMs: number): Promise<Rolled> {
  const run = new Roll(writer, atMs);
  const all = await segments(writer.record);
  for (const of of new Set(all.map((segment) => segment.class)))
    await run.rollClass(
      of,
      all.filter((segment) => segment.class === of),
    );
  return run.rolled();
}

class Roll {
  readonly #writer: ManifestWriter;
  readonly #atMs: number;
  readonly #damages: Damage[] = [];
  #segments = 0;
  #files = 0;
  #rows = 0;

  constructor(writer: ManifestWriter, atMs: number) {
    this.#writer = writer;
    this.#atMs = atMs;
  }

  rolled(): Rolled {
    return { segments: this.#segments, files: this.#files, rows: this.#rows, damages: this.#damages };
  }

  async rollClass(of: RetentionClass, all: readonly Segment[]): Promise<void> {
    const { record } = this.#writer;
    const duck = await openDuck(path.join(absolute(record, WORK), `roll-${of}`));
    try {
      const open = {
        batch: await Batch.open(duck.connection, of),
        done: [] as Segment[],
        kept: [] as ArchiveFile[],
      };
      for (const segment of all) {
        if (!segment.isFollowed && !(await isSealed(segment))) break;
        const wanted = await this.#read(duck, segment, open);
        if (!wanted) break;
      }
      await this.#commit(of, open);
    } finally {
      duck.close();
    }
  }

  /** False: it is left where it is, and with it what comes after. */
  async #read(duck: Duck, segment: Segment, open: Open): Promise<boolean> {
    const of = segment.class;
    const afterSeq = this.#writer.manifest.rolled[of];
    const damages: string[] = [];
    let [minMs, maxMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const parts = readSegment(segment.path, { afterSeq });
    let part = await parts.next();
    for (; !part.done; part = await parts.next()) {
      if (part.value.damages.some(({ kind }) => kind === 'newer')) {
        this.#name(segment, 'a newer program wrote it: it is left where it is');
        return false;
      }
      for (const damage of part.value.damages) damages.push(sentence(damage));
      for (const logged of part.value.entries) {
        try {
          const entry = entryOf(logged);
          [minMs, maxMs] = [Math.min(minMs, entry.knownMs), Math.max(maxMs, entry.knownMs)];
          if (!open.batch.add(entry)) damages.push(`entry ${logged.seq} says nothing that can be kept`);
        } catch {
          damages.push(`entry ${logged.seq} is no entry`);
        }
        if (!open.batch.isFull) continue;
        await this.#commit(of, open);
        open.batch = await Batch.open(duck.connection, of);
      }
    }
    for (const what of damages) this.#name(segment, what);
    // Killed between the commit and the drop, it is read once more.
    const isKept =
      damages.length > 0 &&
      this.#writer.manifest
        .all()
        .some(
          ({ table, class: its, path: file }) =>
            table === 'damaged' && its === of && path.basename(file) === keptName(segment),
        );
    if (damages.length > 0 && !isKept)
      open.kept.push(
        this.#keepDamaged(segment, part.value, Number.isFinite(minMs) ? [minMs, maxMs] : undefined),
      );
    open.done.push(segment);
    return true;
  }

  async #commit(of: RetentionClass, { batch, done, kept }: Open): Promise<void> {
    const files = await batch.write(this.#writer.record, this.#atMs);
    const seqs = batch.seqs;
    if (seqs !== undefined || kept.length > 0)
      this.#writer.commit({
        what: 'rolled',
        atMs: this.#atMs,
        add: [...files, ...kept],
        ...(seqs && { rolled: { [of]: seqs.last } }),
      });
    this.#files += files.length;
    this.#rows += files.reduce((sum, { rows }) => sum + rows, 0);
    this.#segments += done.length;
    for (const segment of done) {
      rmSync(segment.path, { force: true });
      syncFolder(path.dirname(segment.path));
    }
    done.length = 0;
    kept.length = 0;
  }

  /** As it is, for whoever can read more of it. */
  #keepDamaged(segment: Segment, end: SegmentEnd, known: readonly [number, number] | undefined): ArchiveFile {
    const [minKnownMs, maxKnownMs] = known ?? [this.#atMs, this.#atMs];
    const place = `archive/${segment.class}/damaged/${dayName(minKnownMs)}/${keptName(segment)}`;
    const file = absolute(this.#writer.record, place);
    makeFolder(path.dirname(file));
    copyFileSync(segment.path, `${file}.new`);
    putInPlace(file);
    return {
      ...{ path: place, table: 'damaged', class: segment.class, schema: SCHEMA_VERSION, span: 'hour' },
      ...{ rows: end.entries, minKnownMs, maxKnownMs, epochs: [] },
      writtenMs: this.#atMs,
      ...hashFile(file),
    };
  }

  #name({ class: of, path: file }: Segment, what: string): void {
    this.#damages.push({ path: `log/${of}/${path.basename(file)}`, what });
  }
}

const keptName = ({ firstSeq }: Segment): string => `${firstSeq}.log`;

interface Open {
  batch: Batch;
  /** Read to their end; dropped once that is committed. */
  readonly done: Segment[];
  readonly kept: ArchiveFile[];
}

/** The last of its class: nothing more comes into it. */
async function isSealed(segment: Segment): Promise<boolean> {
  const parts = readSegment(segment.path, { afterSeq: Number.MAX_SAFE_INTEGER });
  let part = await parts.next();
  while (!part.done) part = await parts.next();
  return part.value.isSealed;
}

function sentence({ kind, offset, bytes, afterSeq, beforeSeq }: LogDamage): string {
  const which = beforeSeq === undefined ? `all after ${afterSeq}` : `between ${afterSeq} and ${beforeSeq}`;
  const what = {
    header: 'its header cannot be read, and nothing of it',
    headerCopy: 'one of the copies of its header was changed: nothing is lost',
    entry: 'entries were changed',
    tail: 'it ends within an entry',
    missing: 'entries were cut out',
    newer: 'a newer program wrote it',
  }[kind];
  return `${what} (${bytes} bytes at ${offset}; numbers ${which})`;
}
