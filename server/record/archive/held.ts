/** Which files holds keep. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ArchiveFile } from './archivefile.ts';
import { quoted, rowsOf } from './duck.ts';
import type { StandingHold } from './holds.ts';
import { absolute, HOUR_MS, hourOf } from './places.ts';

type Span = readonly [fromMs: number, untilMs: number];

/** In these it can be looked up whether a vessel is in a file. */
const LOOKED_UP: ReadonlySet<string> = new Set(['points', 'identities']);

/**
 * The paths of `candidates` that are held; `all`: the manifest's. A hold over a vessel keeps the files that it is in, and
 * of the other tables those of the same hours: its bytes, its alerts. A file that cannot be read is held.
 */
export async function heldFiles(
  connection: DuckDBConnection,
  record: string,
  holds: readonly StandingHold[],
  candidates: readonly ArchiveFile[],
  all: readonly ArchiveFile[],
): Promise<ReadonlySet<string>> {
  const held = new Set<string>();
  for (const { over } of holds) {
    const isNear = ({ minKnownMs, maxKnownMs }: ArchiveFile): boolean =>
      maxKnownMs >= (over.fromMs ?? Number.NEGATIVE_INFINITY) &&
      minKnownMs < (over.beforeMs ?? Number.POSITIVE_INFINITY);
    const isOf = (file: ArchiveFile): boolean =>
      isNear(file) && (over.classes === undefined || over.classes.includes(file.class));
    const condition = conditionOf(over);
    if (condition === undefined) {
      for (const file of candidates) if (isOf(file)) held.add(file.path);
      continue;
    }
    const spans: Span[] = [];
    for (const file of all) {
      // Other classes' files say when it was there, too.
      if (!LOOKED_UP.has(file.table) || !isNear(file) || !isBeside(file, candidates)) continue;
      const when = await whenIn(connection, absolute(record, file.path), condition);
      if (when.length === 0) continue;
      spans.push(...when);
      if (isOf(file)) held.add(file.path);
    }
    for (const file of candidates)
      if (!LOOKED_UP.has(file.table) && isOf(file) && spans.some((span) => meets(file, span)))
        held.add(file.path);
  }
  return held;
}

function conditionOf({ track, mmsi }: StandingHold['over']): string | undefined {
  if (track === undefined && mmsi === undefined) return undefined;
  const parts = [
    ...(track === undefined ? [] : [`epoch = ${track.epoch} AND track = ${track.track}`]),
    ...(mmsi === undefined ? [] : [`mmsi = ${mmsi}`]),
  ];
  return parts.join(' AND ');
}

/** Only what lies about the candidates is looked into. */
const isBeside = (file: ArchiveFile, candidates: readonly ArchiveFile[]): boolean =>
  candidates.some((one) => meets(one, [hourOf(file.minKnownMs), hourOf(file.maxKnownMs) + HOUR_MS]));

const meets = ({ minKnownMs, maxKnownMs }: ArchiveFile, [fromMs, untilMs]: Span): boolean =>
  maxKnownMs >= fromMs && minKnownMs < untilMs;

/** The hours in which it is in a file; all time where that cannot be read. */
async function whenIn(connection: DuckDBConnection, file: string, condition: string): Promise<Span[]> {
  try {
    const rows = await rowsOf(
      connection,
      `SELECT DISTINCT known_ms // ${HOUR_MS} FROM ${quoted(file)} WHERE ${condition}`,
    );
    return rows.map(([hour]) => [Number(hour) * HOUR_MS, (Number(hour) + 1) * HOUR_MS] as const);
  } catch {
    return [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]];
  }
}
