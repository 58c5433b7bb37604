/** A vessel by any identity that it ever claimed: where it was in a time. */
import type { Question } from '../../../../proto/domain/record/questions.ts';
import { folded } from '../claims.ts';
import { type Finding, type Found, ONE_MORE } from '../found.ts';
import { whole } from '../line.ts';
import { foundOf, STRETCH_COLUMNS, type Stretch } from '../stretches.ts';
import { isOneOf, keyOf, type TrackKey } from '../trackkeys.ts';

export const VESSEL_COLUMNS = ['points', 'fastestKn', 'callSign', 'imo', 'names'] as const;

/** Tracks that are looked at for one question; more words find fewer. */
const MOST_TRACKS = 20_000;
/** Numbers by which other tracks of the same vessel are found. */
const MOST_NUMBERS = 200;
const RESTATED_MS = 2 * 3_600_000;

let made = 0;

interface VesselRow extends Stretch {
  readonly points: number;
  readonly fastest: number | null;
}

/** The tracks, and those of them that only their own id led to: they may be shown without their name. */
export async function tracksByWords(
  { line, past, seen }: Pick<Finding, 'line' | 'past' | 'seen'>,
  words: string,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): Promise<{ readonly keys: readonly TrackKey[]; readonly own: TrackKey | undefined }> {
  const own = keyOf(words.trim());
  const text = words.trim().replace(/^(?:mmsi|imo)[\s:]*/i, '');
  const number = /^\d{5,9}$/.test(text) ? Number(text) : undefined;
  // A number is a number: it is no part of a name.
  const matching = (name: string): string =>
    [
      ...(number === undefined ? [`contains(${name}, ${folded('$text')})`] : []),
      'call_sign = upper($text)',
      ...(number === undefined ? [] : [`mmsi = ${whole(number)}`, `imo = ${whole(number)}`]),
    ].join(' OR ');
  const matches = matching(folded('name'));
  const near = past.rowsOf('identities', { fromMs: fromMs - RESTATED_MS, untilMs });
  const find = async (where: string): Promise<TrackKey[]> =>
    line.rows<TrackKey>(`SELECT DISTINCT epoch, track FROM ${near} WHERE ${where} LIMIT ${MOST_TRACKS}`, {
      text,
    });
  if (!seen.isWhole || text === '') return { keys: text === '' ? [] : await find(matches), own };
  // What it once was called leads to what it is called now; only for whoever sees all of the past.
  const numbers = await line.rows<{ mmsi: number | null; imo: number | null }>(
    `SELECT DISTINCT mmsi, imo FROM ${await past.claims()} WHERE ${matching('name')} LIMIT ${MOST_NUMBERS}`,
    { text },
  );
  const listed = (of: 'mmsi' | 'imo'): string[] => {
    const all = [...new Set(numbers.flatMap((one) => one[of] ?? []))];
    return all.length === 0 ? [] : [`${of} IN (${all.join(', ')})`];
  };
  return { keys: await find([`(${matches})`, ...listed('mmsi'), ...listed('imo')].join(' OR ')), own };
}

export async function vessel(
  finding: Finding,
  { words, fromMs, untilMs }: Extract<Question, { ask: 'vessel' }>,
): Promise<Found> {
  const range = { fromMs, untilMs };
  const { keys, own } = await tracksByWords(finding, words, range);
  finding.tell(0.3);
  const all = own ? [...keys, own] : keys;
  if (all.length === 0) return { columns: VESSEL_COLUMNS, rows: [], isCut: false };
  made += 1;
  const heard = `vessel_heard_${made}`;
  // Read once: of all that there is, little is theirs. Nobody is found by a name that may not be told.
  await finding.line.run(
    `CREATE TEMP TABLE ${heard} AS SELECT epoch, track, observed_ms, lat_e6, lon_e6, sog_dkn, mmsi, named
     FROM ${finding.seen.heard(range)} WHERE ${isOneOf(all)} AND (named OR ${own ? isOneOf([own]) : 'false'})`,
  );
  try {
    const found = await finding.line.rows<VesselRow>(
      `SELECT epoch, track, ${STRETCH_COLUMNS}, count(DISTINCT observed_ms)::DOUBLE AS points, max(sog_dkn) AS fastest
       FROM ${heard} GROUP BY epoch, track ORDER BY "fromMs", epoch, track LIMIT ${ONE_MORE}`,
    );
    finding.tell(0.6);
    return await foundOf(finding, found, range, {
      ...{ columns: VESSEL_COLUMNS, heard },
      values: ({ points, fastest }, said) => ({
        points,
        ...(fastest !== null && { fastestKn: fastest / 10 }),
        ...(said?.callSign !== undefined && { callSign: said.callSign }),
        ...(said?.imo !== undefined && { imo: said.imo }),
        ...(said && said.names.length > 1 && { names: said.names.join(' · ') }),
      }),
    });
  } finally {
    finding.line.again();
    await finding.line.run(`DROP TABLE IF EXISTS ${heard}`);
  }
}
