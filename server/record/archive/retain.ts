/** What goes: files of a class that are wholly older than it is kept, and when the disk is short the oldest before. */
import { existsSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';
import {
  RETENTION,
  RETENTION_CLASSES,
  type RetentionClass,
} from '../../../proto/domain/record/retention.table.ts';
import type { ArchiveFile } from './archivefile.ts';
import { openDuck } from './duck.ts';
import { writeDurably } from './durable.ts';
import { heldFiles } from './held.ts';
import { readHolds } from './holds.ts';
import type { ManifestWriter } from './manifestwriter.ts';
import { absolute, DAY_MS, MANIFEST, WORK } from './places.ts';
import { dropTorn } from './torn.ts';

export interface RetainOptions {
  /** The machine's time, UTC epoch milliseconds. */
  readonly nowMs: number;
  /** Days by class; absent: RETENTION's. */
  readonly keepDays?: Readonly<Partial<Record<RetentionClass, number>>>;
  readonly leastFreeBytes?: number;
  /** Of the archive. */
  readonly mostBytes?: number;
  /** Of the disk; absent: asked of the system. */
  readonly freeBytes?: () => number;
}

/** One deletion, as it is told in the record of what happened. */
export interface Deletion {
  readonly class: RetentionClass;
  readonly why: 'age' | 'disk';
  readonly files: number;
  readonly rows: number;
  readonly bytes: number;
  readonly fromMs: number;
  readonly untilMs: number;
  /** The manifest's version that signs which files, with their hashes. */
  readonly version: number;
}

export interface Retained {
  readonly deletions: readonly Deletion[];
  /** Files that would have gone. */
  readonly held: number;
  /** Less is free than asked for, and nothing more may go. */
  readonly isShort: boolean;
}

/** Throws as the file system does. Where a hold cannot be read, nothing goes. */
export async function retain(writer: ManifestWriter, options: RetainOptions): Promise<Retained> {
  const { nowMs, keepDays = {} } = options;
  const { record } = writer;
  const deletions: Deletion[] = [];
  const believedMs = believedNow(record, nowMs);
  const holds = readHolds(record, nowMs);
  if (holds.isDamaged) return { deletions, held: 0, isShort: isShort(writer, options) };
  const all = writer.manifest.all().filter(({ table }) => table !== 'statistics');
  const daysOf = (of: RetentionClass): number => keepDays[of] ?? RETENTION[of].days;
  if (holds.standing.length === 0) dropTorn(record, believedMs, daysOf);
  const old = all.filter((file) => ageDays(file, believedMs) > daysOf(file.class));
  const oldEnough = isShort(writer, options)
    ? all.filter((file) => ageDays(file, believedMs) > leastDays(file.class, daysOf(file.class)))
    : [];
  if (old.length + oldEnough.length === 0) return { deletions, held: 0, isShort: isShort(writer, options) };
  const held = await heldAmong(record, holds.standing, [...new Set([...old, ...oldEnough])], all);
  for (const of of RETENTION_CLASSES) {
    const going = old.filter((file) => file.class === of && !held.has(file.path));
    if (going.length > 0) deletions.push(drop(writer, going, 'age', nowMs));
  }
  const gone = new Set(old);
  const oldestFirst = oldEnough
    .filter((file) => !gone.has(file) && !held.has(file.path))
    .sort((a, b) => a.maxKnownMs - b.maxKnownMs);
  for (const file of oldestFirst) {
    if (!isShort(writer, options)) break;
    deletions.push(drop(writer, [file], 'disk', nowMs));
  }
  return { deletions, held: held.size, isShort: isShort(writer, options) };
}

/** Own units' tracks and decisions stay their whole time, however short the disk is. */
const leastDays = (of: RetentionClass, days: number): number =>
  RETENTION[of].leastDays >= RETENTION[of].days ? days : Math.min(RETENTION[of].leastDays, days);

/** From when it was known, or came in where that was later: a recording of years ago is kept as long as today's. */
const ageDays = ({ maxKnownMs, writtenMs }: ArchiveFile, nowMs: number): number =>
  (nowMs - Math.max(Math.min(maxKnownMs, nowMs), Math.min(writtenMs, nowMs))) / DAY_MS;

const BELIEVED = `${MANIFEST}/believed-now`;
/** A run an hour: after a long stop it takes some, and a clock that jumped years ahead deletes a day an hour, alarmed. */
const MOST_AHEAD_MS = DAY_MS;

/** A clock that says less was never set. */
const PLAUSIBLE_MS = Date.UTC(2020, 0, 1);

/** The machine's time, as far as it does not jump: what was deleted by a wrong clock does not come back. */
function believedNow(record: string, nowMs: number): number {
  const file = path.join(record, BELIEVED);
  const before = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const believed = before > PLAUSIBLE_MS ? Math.min(nowMs, before + MOST_AHEAD_MS) : nowMs;
  writeDurably(file, `${Math.max(believed, before > PLAUSIBLE_MS ? before : 0)}\n`);
  return believed;
}

async function heldAmong(
  record: string,
  standing: Parameters<typeof heldFiles>[2],
  candidates: readonly ArchiveFile[],
  all: readonly ArchiveFile[],
): Promise<ReadonlySet<string>> {
  if (standing.length === 0) return new Set();
  const duck = await openDuck(path.join(absolute(record, WORK), 'held'));
  try {
    return await heldFiles(duck.connection, record, standing, candidates, all);
  } finally {
    duck.close();
  }
}

/** The signed statement first: a file that is gone without one is a fault. */
function drop(
  writer: ManifestWriter,
  files: readonly ArchiveFile[],
  why: Deletion['why'],
  atMs: number,
): Deletion {
  const [{ class: of }] = files as [ArchiveFile];
  writer.commit({
    what: 'deleted',
    why: why === 'age' ? 'older than its class is kept' : 'the disk was short',
    atMs,
    remove: files,
  });
  for (const file of files) rmSync(absolute(writer.record, file.path), { force: true });
  return {
    ...{ class: of, why, files: files.length, version: writer.manifest.version },
    rows: files.reduce((sum, { rows }) => sum + rows, 0),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    fromMs: files.reduce((min, { minKnownMs }) => Math.min(min, minKnownMs), Number.POSITIVE_INFINITY),
    untilMs: files.reduce((max, { maxKnownMs }) => Math.max(max, maxKnownMs), Number.NEGATIVE_INFINITY),
  };
}

function isShort(
  { record, manifest }: ManifestWriter,
  { leastFreeBytes, mostBytes, freeBytes }: RetainOptions,
): boolean {
  if (leastFreeBytes !== undefined && (freeBytes?.() ?? freeOf(record)) < leastFreeBytes) return true;
  return mostBytes !== undefined && manifest.all().reduce((sum, { bytes }) => sum + bytes, 0) > mostBytes;
}

function freeOf(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
