/**
 * Corrections: rows that were wrong are marked so, never edited. The list is a signed chain beside the manifest; readers
 * leave out what it names, and whoever wants to see what was once believed reads without it.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { TableName } from '../../../proto/domain/record/tables.table.ts';
import { readChain, sayNext } from './chain.ts';
import { makeFolder } from './durable.ts';
import { openKey } from './key.ts';
import { MANIFEST } from './places.ts';

export const CORRECTIONS = `${MANIFEST}/corrections.jsonl`;
const LONGEST_TEXT = 1_000;
/** Each is looked at with every row that its table is asked for. */
export const MOST_CORRECTIONS = 5_000;

export const correction = z.strictObject({
  /** An entry that has a number of its own, or what a track was said to be and do from `fromMs` until before `untilMs`. */
  wrong: z.union([
    z.strictObject({ table: z.enum(['frames', 'told', 'happened']), seq: z.int() }),
    z.strictObject({
      table: z.enum(['points', 'identities']),
      epoch: z.int(),
      track: z.int().nonnegative(),
      fromMs: z.number(),
      untilMs: z.number(),
    }),
  ]),
  why: z.string().trim().min(1).max(LONGEST_TEXT),
  by: z.string().trim().min(1).max(LONGEST_TEXT),
});
export type Correction = z.infer<typeof correction>;

export type MadeCorrection = Correction & { readonly atMs: number };

export function readCorrections(record: string): readonly MadeCorrection[] {
  const { signed } = readChain<Correction>(path.join(record, CORRECTIONS));
  return signed.map(({ statement: { said, atMs } }) => ({ ...said, atMs }));
}

/**
 * A sentence: why none is made; undefined: all are, durably; tell them in the record as `corrected`, too. Throws as the
 * file system does.
 */
export function addCorrections(
  record: string,
  asked: readonly Correction[],
  atMs: number,
): string | undefined {
  if (readCorrections(record).length + asked.length > MOST_CORRECTIONS)
    return `there are ${MOST_CORRECTIONS} corrections: mark longer times of a track at once`;
  makeFolder(path.join(record, MANIFEST));
  const key = openKey(record);
  for (const one of asked)
    sayNext<Correction>(path.join(record, CORRECTIONS), correction.parse(one), atMs, key);
  return undefined;
}

/** What stands, read anew only where the list has grown. */
export class Corrections {
  readonly #record: string;
  #known = '';
  #all: readonly MadeCorrection[] = [];

  constructor(record: string) {
    this.#record = record;
  }

  /** Throws as the file system does. */
  now(): readonly MadeCorrection[] {
    const stat = statSync(path.join(this.#record, CORRECTIONS), { throwIfNoEntry: false });
    const known = stat === undefined ? '' : `${stat.size} ${stat.mtimeMs}`;
    if (known !== this.#known) this.#all = readCorrections(this.#record);
    this.#known = known;
    return this.#all;
  }
}

/** Entries of `table` that were wrong, by their numbers. */
export const wrongEntries = (table: TableName, corrections: readonly Correction[]): ReadonlySet<number> =>
  new Set(corrections.flatMap(({ wrong }) => (wrong.table === table && 'seq' in wrong ? [wrong.seq] : [])));

/** Of `known_ms`; absent: all time. */
interface Known {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** A condition for rows of `table`, known in a range, that were not corrected; undefined: none was. */
export function uncorrected(
  table: TableName,
  corrections: readonly Correction[],
  known?: Known,
): string | undefined {
  const entries = [...wrongEntries(table, corrections)];
  const tracks = corrections.flatMap(({ wrong }) => {
    if (wrong.table !== table || 'seq' in wrong) return [];
    const { epoch, track, fromMs, untilMs } = wrong;
    if (known && (untilMs <= known.fromMs || fromMs >= known.untilMs)) return [];
    return [`epoch = ${epoch} AND track = ${track} AND known_ms >= ${fromMs} AND known_ms < ${untilMs}`];
  });
  const wrong = [...(entries.length > 0 ? [`seq IN (${entries.join(', ')})`] : []), ...tracks];
  return wrong.length === 0 ? undefined : `NOT (${wrong.map((one) => `(${one})`).join(' OR ')})`;
}
