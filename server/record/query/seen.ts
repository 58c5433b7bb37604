/**
 * Points as whoever asks may see them: every question reads these and nothing else, so that nothing that is not seen is
 * found, counted or drawn, and nothing is found by a name or a place that is not told.
 */
import { EARTH_RADIUS_M } from '../../../proto/domain/geo.ts';
import { TrackStateBits } from '../../../proto/domain/track.ts';
import { toDegrees } from '../../../proto/domain/units.ts';
import { quoted } from '../archive/duck.ts';
import { QueryFault } from './fault.ts';
import { type Line, real, whole } from './line.ts';
import { factText, MOST_SIGHTS, type SightRow, type Sights } from './sights.ts';
import type { Past, Range } from './sources.ts';
import { factsOf } from './summary.ts';
import { keyOf } from './trackkeys.ts';

/** What comes to be known later than this after the time it speaks of is not found by that time. */
export const LATE_MS = 3_600_000;

const { lifeMask, distress, alarmed, conflict, coasting } = TrackStateBits;
/** As `reducedState` of the live picture. */
const COARSE_STATE = lifeMask | distress;
const NAMELESS_STATE = 0xff & ~(alarmed | conflict);

const KEPT = 'p.epoch, p.track, p.known_ms, p.observed_ms';
const REST = 'p.kind, p.nature';

let made = 0;

export class Seen {
  readonly #line: Line;
  readonly #past: Past;
  readonly #table: string | undefined;
  readonly #has: { readonly rounded: boolean; readonly single: boolean };

  private constructor(line: Line, past: Past, table: string | undefined, rows: readonly SightRow[]) {
    this.#line = line;
    this.#past = past;
    this.#table = table;
    this.#has = {
      rounded: rows.some(({ roundM }) => (roundM ?? 0) > 0),
      single: rows.some(({ track }) => track !== undefined),
    };
  }

  static async open(line: Line, past: Past, sights: Sights): Promise<Seen> {
    const { rows: some, nowMs } = await rowsBy(line, past, sights);
    if (some === 'whole') return new Seen(line, past, undefined, []);
    if (some.length > MOST_SIGHTS)
      throw new QueryFault('refused', 'too many releases differ in that time: ask for a shorter one');
    made += 1;
    const table = `sights_${made}`;
    await line.run(
      `CREATE TEMP TABLE ${table} (feeds VARCHAR, kind UTINYINT, distress BOOLEAN, from_ms BIGINT, until_ms BIGINT,
       epoch INTEGER, track UINTEGER, nameless BOOLEAN, coarse BOOLEAN, height_deg DOUBLE, before_ms BIGINT)`,
    );
    const rows = some.map((row) => sightValues(row, nowMs));
    for (let i = 0; i < rows.length; i += 500)
      await line.run(`INSERT INTO ${table} VALUES ${rows.slice(i, i + 500).join(', ')}`);
    return new Seen(line, past, table, some);
  }

  async close(): Promise<void> {
    if (this.#table === undefined) return;
    this.#line.again();
    await this.#line.run(`DROP TABLE IF EXISTS ${this.#table}`);
  }

  /** All is seen: then what is not points may be read too. */
  get isWhole(): boolean {
    return this.#table === undefined;
  }

  /**
   * Rows known in a range, as something to select FROM: the columns of `points` without ellipse and feeds, and `named`,
   * false where neither name nor number may be told.
   */
  points(range: Range): string {
    const rows = this.#past.rowsOf('points', range);
    if (this.#table === undefined)
      return `(SELECT p.* EXCLUDE (ellipse, feeds), true AS named FROM ${rows} p)`;
    const parts = [this.#branch(rows, false)];
    if (this.#has.rounded) parts.push(this.#branch(rows, true));
    return `(${parts.join(' UNION ALL ')})`;
  }

  /**
   * What was observed in a range, each observation once for every time that it was said: not what was said anew, carried
   * on or found stale.
   */
  heard({ fromMs, untilMs }: Range): string {
    const known = this.points({ fromMs, untilMs: untilMs + LATE_MS });
    return `(SELECT * FROM ${known} WHERE observed_ms >= ${whole(fromMs)} AND observed_ms < ${whole(untilMs)}
      AND NOT restated AND (state & ${lifeMask | coasting}) = 0)`;
  }

  #branch(rows: string, rounded: boolean): string {
    const table = this.#table!;
    const single = this.#has.single
      ? `AND CASE WHEN s.track IS NULL
           THEN (p.epoch, p.track) NOT IN (SELECT (epoch, track) FROM ${table} WHERE track IS NOT NULL)
           ELSE s.epoch = p.epoch AND s.track = p.track END`
      : '';
    const from = `FROM ${rows} p JOIN ${table} s ON p.feeds = s.feeds AND p.kind = s.kind
      AND ((p.state & ${distress}) <> 0) = s.distress
      WHERE p.known_ms >= s.from_ms AND p.known_ms < s.until_ms AND p.observed_ms <= s.before_ms
      AND ${rounded ? 's.height_deg > 0' : 's.height_deg = 0'} ${single}`;
    const unless = (condition: string, column: string): string =>
      `CASE WHEN s.${condition} THEN NULL ELSE p.${column} END AS ${column}`;
    const said = `${unless('coarse', 'sog_dkn')}, ${unless('coarse', 'cog_ddeg')}, ${unless('coarse', 'heading_ddeg')},
      ${unless('coarse', 'nav_status')},
      (CASE WHEN s.coarse THEN p.state & ${COARSE_STATE} WHEN s.nameless THEN p.state & ${NAMELESS_STATE} ELSE p.state END)::UTINYINT AS state,
      ${REST},
      (CASE WHEN s.coarse OR s.nameless THEN 0 ELSE p.contact END)::UTINYINT AS contact,
      (CASE WHEN s.coarse OR s.nameless THEN 0 ELSE p.sources END)::USMALLINT AS sources, p.restated, NOT s.nameless AS named`;
    const mmsi = unless('nameless', 'mmsi');
    if (!rounded) return `SELECT p.cell, ${KEPT}, ${mmsi}, p.lat_e6, p.lon_e6, ${said} ${from}`;
    // As `roundedTo` of server/publish/reduced.ts: the middle of the cell that holds it.
    return `SELECT (floor(lat_e6 / 250000.0 + 360) * 1440 + floor(lon_e6 / 250000.0 + 720))::INTEGER AS cell, * FROM (
      SELECT ${KEPT}, ${mmsi},
      greatest(0, least(round(180 / s.height_deg) - 1, floor((p.lat_e6 / 1e6 + 90) / s.height_deg))) AS round_row,
      -90 + (round_row + 0.5) * s.height_deg AS round_lat,
      greatest(1, floor(360 * cos(radians(round_lat)) / s.height_deg)) AS round_cells,
      greatest(0, least(round_cells - 1, floor((p.lon_e6 / 1e6 + 180) / 360 * round_cells))) AS round_cell,
      round(round_lat * 1e6)::INTEGER AS lat_e6,
      round((-180 + (round_cell + 0.5) / round_cells * 360) * 1e6)::INTEGER AS lon_e6,
      ${said} ${from}) t`.replace(
      '* FROM (',
      '* EXCLUDE (round_row, round_lat, round_cells, round_cell) FROM (',
    );
  }
}

/** All is read as it is only while there is nothing in it that was not decided about. */
async function rowsBy(
  line: Line,
  past: Past,
  sights: Sights,
): Promise<{ readonly rows: 'whole' | readonly SightRow[]; readonly nowMs: number }> {
  if (sights === 'whole') return { rows: 'whole', nowMs: 0 };
  if (!('whole' in sights)) return sights;
  const { whole: decided, nowMs } = sights;
  const known = new Set(decided.map(factText));
  const there = await factsOf(line, past, sights);
  return { rows: there.every((fact) => known.has(factText(fact))) ? 'whole' : decided, nowMs };
}

const FOREVER_MS = Number.MAX_SAFE_INTEGER;

function sightValues(row: SightRow, nowMs: number): string {
  const { feeds, kind, distress: isDistress, fromMs, untilMs, track, nameless, roundM, delayMs } = row;
  const key = track === undefined ? undefined : keyOf(track);
  const heightDeg =
    roundM === undefined || roundM <= 0
      ? 0
      : 180 / Math.max(1, Math.floor(180 / toDegrees(roundM / EARTH_RADIUS_M)));
  return `(${[
    quoted(feeds),
    whole(kind),
    String(isDistress),
    whole(fromMs ?? -FOREVER_MS),
    whole(untilMs ?? FOREVER_MS),
    key ? whole(key.epoch) : 'NULL',
    key ? whole(key.track) : track === undefined ? 'NULL' : whole(0xffff_ffff),
    String(nameless === true),
    String((roundM ?? 0) > 0 || (delayMs ?? 0) > 0),
    real(heightDeg),
    whole(delayMs === undefined ? FOREVER_MS : nowMs - delayMs),
  ].join(', ')})`;
}
