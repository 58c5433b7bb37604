/** Where a run came to other tracks and alerts than were shown. */
import type { Alert } from '../../proto/domain/alert/alert.ts';
import { trackId } from '../../proto/domain/ids.ts';
import type { Nature, TrackKind } from '../../proto/domain/observation.ts';
import { feedsOfText } from '../../proto/domain/record/feedset.ts';
import type { ReplayDifference } from '../../proto/domain/record/replay.ts';
import { epochMs } from '../../proto/domain/units.ts';
import type { FoundDifference } from '../publish/replay/difference.ts';
import { Manifest } from '../record/archive/manifest.ts';
import { Engine } from '../record/query/engine.ts';
import type { Line } from '../record/query/line.ts';
import { Past, Sources } from '../record/query/sources.ts';

/** Positions of one transmitter at one time further apart than this are a difference, metres. */
export const APART_M = 50;
/** Told at most, the farthest apart and the earliest first. */
const MOST_DIFFERENCES = 500;
/** An alert may be told so much earlier or later and is the same, milliseconds. */
const SAME_ALERT_MS = 120_000;
/** Who was seen within this time before the range was in the picture, whether it reported within or not. */
const SEEN_BEFORE_MS = 3_600_000;
/** Whatever is there at the beginning of a range is said with its first tick: that is no news. */
const FIRST_MS = 2000;
const METRES_A_DEGREE = 111_195;

export interface Compared {
  readonly record: string;
  /** What was run again. */
  readonly out: string;
  readonly id: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

/**
 * Tracks are compared by MMSI (an id is of its run), positions at the same observed time; contacts that nobody names
 * are not. Alerts about tracks are compared by kind and MMSI; those of feeds, plans and the system are not run again.
 */
export async function differencesOf(compared: Compared): Promise<readonly FoundDifference[]> {
  const { record, out, id, fromMs, untilMs } = compared;
  const engine = await Engine.open({ record, name: `again-${id}`, lines: 2 });
  try {
    const [line, own] = engine.lines as readonly [Line, Line];
    const sources = new Sources(record, own);
    const known = await sources.past();
    const again = new Past(out, Manifest.read(out), [], new Map());
    try {
      const range = { fromMs, untilMs: untilMs + 1 };
      return [
        ...(await tracks(line, {
          known: known.rowsOf('points', range),
          around: known.rowsOf('points', { fromMs: fromMs - SEEN_BEFORE_MS, untilMs: untilMs + 1 }),
          again: again.rowsOf('points', range),
          toldMs: fromMs + FIRST_MS,
        })),
        ...(await alerts(line, known.rowsOf('told', range), again.rowsOf('told', range), fromMs)),
      ].slice(0, MOST_DIFFERENCES);
    } finally {
      known.release();
      again.release();
    }
  } finally {
    engine.close();
  }
}

/** Of all the rows of a track: whoever may not see what any of its feeds said is not told of it. */
const FACTS = `any_value(kind) AS kind, any_value(nature) AS nature, string_agg(DISTINCT feeds, ' ') AS feeds`;

interface TrackRow {
  readonly kind: number;
  readonly nature: number;
  readonly feeds: string | null;
  readonly epoch: number;
  readonly track: number;
  readonly mmsi: number;
  readonly atMs: number;
  readonly apartM: number | null;
  readonly only: 'known' | 'again' | 'both';
}

interface TrackRows {
  /** Within the range; and from well before it on. */
  readonly known: string;
  readonly around: string;
  readonly again: string;
  /** When all that was there at first has been said. */
  readonly toldMs: number;
}

async function tracks(line: Line, { known, around, again, toldMs }: TrackRows): Promise<FoundDifference[]> {
  const rows = await line.rows<TrackRow>(
    `WITH k AS (SELECT epoch, track, mmsi, observed_ms, lat_e6 / 1e6 AS lat, lon_e6 / 1e6 AS lon, kind, nature, feeds, restated FROM ${known}
                WHERE mmsi IS NOT NULL AND epoch > 0),
          a AS (SELECT epoch, track, mmsi, observed_ms, lat_e6 / 1e6 AS lat, lon_e6 / 1e6 AS lon, kind, nature, feeds, restated, known_ms FROM ${again}
                WHERE mmsi IS NOT NULL),
          both_ AS (SELECT k.mmsi, k.epoch, k.track, k.observed_ms, k.kind, k.nature, k.feeds,
              min(${METRES_A_DEGREE} * sqrt(pow(k.lat - a.lat, 2) + pow((k.lon - a.lon) * cos(radians(k.lat)), 2))) AS apart
            FROM k JOIN a ON k.mmsi = a.mmsi AND k.observed_ms = a.observed_ms GROUP BY ALL)
     SELECT epoch, track, mmsi, CAST(min(observed_ms) AS DOUBLE) AS "atMs", NULL AS "apartM", 'known' AS only, ${FACTS}
       FROM k WHERE NOT restated AND mmsi NOT IN (SELECT mmsi FROM a) GROUP BY epoch, track, mmsi
     UNION ALL SELECT epoch, track, mmsi, CAST(min(observed_ms) AS DOUBLE), NULL, 'again', ${FACTS}
       FROM a WHERE NOT restated AND known_ms > ${toldMs}
         AND mmsi NOT IN (SELECT mmsi FROM ${around} WHERE mmsi IS NOT NULL) GROUP BY epoch, track, mmsi
     UNION ALL SELECT arg_max(epoch, apart), arg_max(track, apart), mmsi, CAST(arg_max(observed_ms, apart) AS DOUBLE), max(apart), 'both', ${FACTS}
       FROM both_ GROUP BY mmsi HAVING max(apart) > ${APART_M}
     ORDER BY "apartM" DESC NULLS LAST, "atMs", mmsi LIMIT ${MOST_DIFFERENCES}`,
  );
  return rows.map(({ epoch, track, mmsi, atMs, apartM, only, kind, nature, feeds }) => ({
    difference: {
      ...{ kind: 'track', only, atMs: epochMs(atMs), track: trackId(epoch, track), mmsi },
      ...(apartM !== null && { apartM: Math.round(apartM) }),
    },
    parties: [
      {
        ...{ trackId: trackId(epoch, track), kind: kind as TrackKind, nature: nature as Nature },
        feeds: [...new Set(feedsOfText(feeds ?? ''))],
        distress: false,
      },
    ],
    alerts: [],
  }));
}

/** One that was raised before the range and only changed within it is none of the range's where the other has none. */
async function alerts(line: Line, known: string, again: string, fromMs: number): Promise<FoundDifference[]> {
  const read = async (rows: string): Promise<readonly Alert[]> =>
    (
      await line.rows<{ json: string }>(
        `SELECT arg_max(json, seq) AS json FROM ${rows} WHERE kind = 'alert' GROUP BY id ORDER BY min(seq)`,
      )
    )
      .map(({ json }) => JSON.parse(json) as Alert)
      .filter(({ lead }) => lead.parties.length > 0);
  const [one, other] = [await read(known), await read(again)];
  const different: FoundDifference[] = [];
  const taken = new Set<Alert>();
  for (const alert of one) {
    const same = other.find((candidate) => !taken.has(candidate) && isSame(alert, candidate));
    if (!same) {
      if (alert.raisedMs >= fromMs) different.push(onlyIn('known', alert));
    } else {
      taken.add(same);
      if (same.priority !== alert.priority) different.push(onlyIn('both', alert, same));
    }
  }
  for (const alert of other) {
    if (!taken.has(alert) && alert.raisedMs >= fromMs) different.push(onlyIn('again', alert));
  }
  return different;
}

const namesOf = ({ lead }: Alert): string =>
  lead.parties
    .map(({ mmsi }) => mmsi ?? '')
    .sort()
    .join();

const isSame = (one: Alert, other: Alert): boolean =>
  one.lead.kind === other.lead.kind &&
  namesOf(one) === namesOf(other) &&
  Math.abs(one.raisedMs - other.raisedMs) <= SAME_ALERT_MS;

function onlyIn(only: ReplayDifference['only'], alert: Alert, other?: Alert): FoundDifference {
  const [party] = alert.lead.parties;
  const { kind } = alert.lead;
  const difference: ReplayDifference = {
    ...{ kind: 'alert', only, atMs: alert.raisedMs },
    text: other ? `${kind}: ${alert.priority}, ${other.priority}` : kind,
    ...(party && { track: party.trackId }),
    ...(party?.mmsi !== undefined && { mmsi: Number(party.mmsi) }),
    ...(party?.name !== undefined && { name: party.name }),
  };
  return { difference, parties: [], alerts: other ? [alert, other] : [alert] };
}
