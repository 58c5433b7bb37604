/** The columns of a `Points` message as rows of the table `points`. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { cellOf, TABLES, type TableName } from '../../../proto/domain/record/tables.table.ts';
import type { watchfloor } from '../../../proto/generated/record.js';
import { Stage } from './stage.ts';

/**
 * As they are staged: what is absent keeps the message's value for it, and sets of feeds their number; both are put right
 * when the file is written. Setting nulls one by one costs ten times as much.
 */
export const POINT_STAGE = {
  ...TABLES.points.columns,
  sog_dkn: { type: 'USMALLINT' },
  cog_ddeg: { type: 'USMALLINT' },
  heading_ddeg: { type: 'USMALLINT' },
  feeds: { type: 'UINTEGER' },
};
const ABSENT: Readonly<Record<string, number>> = {
  mmsi: 0xffff_ffff,
  sog_dkn: 0xffff,
  cog_ddeg: 0xffff,
  heading_ddeg: 0xffff,
  nav_status: 0xff,
  ellipse: 0,
};

/** The columns of `table` from a stage's rows `t`, as TABLES has them; `names`: the table that names sets of feeds. */
export const stagedColumns = (table: TableName, names: string): string =>
  Object.entries(TABLES[table].columns)
    .map(([name, { type }]) => {
      if (table === 'points' && name === 'feeds')
        return `(SELECT feeds FROM ${names} f WHERE f.number = t.feeds) AS feeds`;
      const absent = table === 'points' ? ABSENT[name] : undefined;
      const cell = absent === undefined ? `t.${name}` : `nullif(t.${name}, ${absent})`;
      return `${cell}::${type} AS ${name}`;
    })
    .join(', ');

/** Where a column stands; the rows are set by place, which is what makes it fast. */
const AT = Object.fromEntries(Object.keys(TABLES.points.columns).map((name, i) => [name, i]));
const [CELL, EPOCH, TRACK, KNOWN, OBSERVED] = placesOf('cell', 'epoch', 'track', 'known_ms', 'observed_ms');
const [MMSI, LAT, LON, SOG, COG] = placesOf('mmsi', 'lat_e6', 'lon_e6', 'sog_dkn', 'cog_ddeg');
const [HEADING, STATUS, STATE, KIND, NATURE] = placesOf(
  'heading_ddeg',
  'nav_status',
  'state',
  'kind',
  'nature',
);
const [CONTACT, SOURCES, ELLIPSE, FEEDS, RESTATED] = placesOf(
  'contact',
  'sources',
  'ellipse',
  'feeds',
  'restated',
);

function placesOf(
  ...names: [string, string, string, string, string]
): [number, number, number, number, number] {
  return names.map((name) => AT[name]!) as [number, number, number, number, number];
}

const MICRO = 1e6;

/** Sets of feeds, numbered as they come. */
export class FeedSets {
  readonly #numbers = new Map<string, number>();

  numberOf(feeds: string): number {
    const known = this.#numbers.get(feeds);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(feeds, number);
    return number;
  }

  get all(): ReadonlyMap<string, number> {
    return this.#numbers;
  }

  /** As a table of this name. */
  async write(connection: DuckDBConnection, name: string): Promise<void> {
    const stage = await Stage.open(connection, name, {
      number: { type: 'UINTEGER' },
      feeds: { type: 'VARCHAR' },
    });
    for (const [feeds, number] of this.#numbers) {
      stage.set(0, number);
      stage.set(1, feeds);
      stage.next();
    }
    stage.close();
  }
}

const NOTHING = new Uint8Array();

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array;

/** A copy that stands at a whole address, as typed arrays want it. */
const whole = (bytes: Uint8Array | null | undefined): ArrayBuffer => new Uint8Array(bytes ?? NOTHING).buffer;

type Points = watchfloor.record.v1.IPoints;

/** Undefined where the columns do not have `count` values each: nothing of it is kept then. */
function columnsOf(points: Points) {
  const columns = {
    track: new Uint32Array(whole(points.track)),
    mmsi: new Uint32Array(whole(points.mmsi)),
    lat: new Int32Array(whole(points.lat)),
    lon: new Int32Array(whole(points.lon)),
    age: new Uint32Array(whole(points.age)),
    sog: new Uint16Array(whole(points.sog)),
    cog: new Uint16Array(whole(points.cog)),
    heading: new Uint16Array(whole(points.heading)),
    navStatus: points.navStatus ?? NOTHING,
    state: points.state ?? NOTHING,
    kind: points.kind ?? NOTHING,
    nature: points.nature ?? NOTHING,
    contact: points.contact ?? NOTHING,
    sources: new Uint16Array(whole(points.sources)),
    feeds: new Uint16Array(whole(points.feeds)),
  } satisfies Record<string, Numbers>;
  const ellipse = points.ellipse ?? NOTHING;
  const count = points.count ?? 0;
  const isWhole =
    Object.values(columns).every((column) => column.length === count) &&
    (ellipse.length === 0 || ellipse.length === 3 * count);
  return isWhole ? { ...columns, ellipse, count } : undefined;
}

/** False where the message's columns do not fit each other: none of its rows were staged. */
export function stagePoints(
  stage: Stage,
  sets: FeedSets,
  entry: { readonly epoch: number; readonly knownMs: number },
  points: Points,
): boolean {
  let columns: ReturnType<typeof columnsOf>;
  try {
    columns = columnsOf(points);
  } catch {
    // A column that ends within a number.
    return false;
  }
  if (columns === undefined) return false;
  const numbers = (points.feedSets ?? []).map((feeds) => sets.numberOf(feeds));
  const { count } = columns;
  const restated = points.restated === true;
  const { knownMs, epoch } = entry;
  for (let i = 0; i < count; i++) {
    const [lat, lon] = [columns.lat[i]!, columns.lon[i]!];
    stage.set(CELL, cellOf(lat / MICRO, lon / MICRO));
    stage.set(EPOCH, epoch);
    stage.set(TRACK, columns.track[i]);
    stage.set(KNOWN, knownMs);
    stage.set(OBSERVED, knownMs - columns.age[i]!);
    stage.set(MMSI, columns.mmsi[i]);
    stage.set(LAT, lat);
    stage.set(LON, lon);
    stage.set(SOG, columns.sog[i]);
    stage.set(COG, columns.cog[i]);
    stage.set(HEADING, columns.heading[i]);
    stage.set(STATUS, columns.navStatus[i]);
    stage.set(STATE, columns.state[i]);
    stage.set(KIND, columns.kind[i]);
    stage.set(NATURE, columns.nature[i]);
    stage.set(CONTACT, columns.contact[i]);
    stage.set(SOURCES, columns.sources[i]);
    stage.set(ELLIPSE, ellipseAt(columns.ellipse, i));
    stage.set(FEEDS, numbers[columns.feeds[i]!]);
    stage.set(RESTATED, restated);
    stage.next();
  }
  return true;
}

const ellipseAt = (ellipse: Uint8Array, i: number): number => {
  const major = ellipse[3 * i];
  return major === undefined || major === 0
    ? 0
    : major | (ellipse[3 * i + 1]! << 8) | (ellipse[3 * i + 2]! << 16);
};
