/**
 * Legal holds: what they touch is kept, whatever its age and however full the disk. Each is a signed statement in a chain
 * beside the manifest, and so is its release.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { RETENTION_CLASSES } from '../../../proto/domain/record/retention.table.ts';
import { readChain, sayNext } from './chain.ts';
import { openKey } from './key.ts';
import { MANIFEST } from './places.ts';

export const HOLDS = `${MANIFEST}/holds.jsonl`;
const LONGEST_TEXT = 1_000;
/** A second is under way in a hundredth of one; whoever wants more merges them. */
export const MOST_HOLDS = 1_000;

const text = z.string().trim().min(1).max(LONGEST_TEXT);

export const hold = z.strictObject({
  /** Says which one it is; used once. */
  name: text,
  reason: text,
  /** Who ordered it. */
  by: text,
  /** It ends by itself then, UTC epoch milliseconds; absent: when it is released. */
  untilMs: z.number().optional(),
  /** What it is over: all of this that is said at once. */
  over: z.strictObject({
    classes: z.array(z.enum(RETENTION_CLASSES)).min(1).optional(),
    /** Known from then on and before, UTC epoch milliseconds. */
    fromMs: z.number().optional(),
    beforeMs: z.number().optional(),
    /** What this track did, and all that was known beside it in the same files. */
    track: z.strictObject({ epoch: z.int(), track: z.int().nonnegative() }).optional(),
    mmsi: z.int().nonnegative().optional(),
  }),
});
export type Hold = z.infer<typeof hold>;

export interface HoldRelease {
  readonly name: string;
  readonly reason: string;
  readonly by: string;
}

type Said = { readonly held: Hold } | { readonly released: HoldRelease };

/** A hold that stands, and since when. */
export type StandingHold = Hold & { readonly sinceMs: number };

export interface HoldsRead {
  readonly standing: readonly StandingHold[];
  /** A line was changed or removed: nothing is deleted until a person looked. */
  readonly isDamaged: boolean;
}

/** Those that stand at `nowMs`. */
export function readHolds(record: string, nowMs: number): HoldsRead {
  const { signed, broken } = readChain<Said>(path.join(record, HOLDS));
  const standing = new Map<string, StandingHold>();
  for (const { statement } of signed) {
    const { said, atMs } = statement;
    if ('held' in said) standing.set(said.held.name, { ...said.held, sinceMs: atMs });
    else standing.delete(said.released.name);
  }
  return {
    standing: [...standing.values()].filter(({ untilMs }) => untilMs === undefined || untilMs > nowMs),
    isDamaged: broken.length > 0,
  };
}

/** A sentence: why it is not held; undefined: it is, durably. Throws as the file system does. */
export function addHold(record: string, asked: Hold, atMs: number): string | undefined {
  const { standing } = readHolds(record, atMs);
  if (standing.some(({ name }) => name === asked.name)) return `there is a hold “${asked.name}” already`;
  if (standing.length >= MOST_HOLDS) return `there are ${MOST_HOLDS} holds: release one first`;
  say(record, { held: hold.parse(asked) }, atMs);
  return undefined;
}

/** As {@link addHold}. */
export function releaseHold(record: string, release: HoldRelease, atMs: number): string | undefined {
  const { standing } = readHolds(record, atMs);
  if (!standing.some(({ name }) => name === release.name)) return `there is no hold “${release.name}”`;
  say(record, { released: release }, atMs);
  return undefined;
}

function say(record: string, said: Said, atMs: number): void {
  mkdirSync(path.join(record, MANIFEST), { recursive: true });
  sayNext<Said>(path.join(record, HOLDS), said, atMs, openKey(record));
}
