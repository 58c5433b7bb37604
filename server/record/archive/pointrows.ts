/** The columns of a `Points` message as rows of the table `points`. */
import { cellOf, TABLES } from '../../../proto/domain/record/tables.table.ts';
import type { watchfloor } from '../../../proto/generated/record.js';
import type { Stage } from './stage.ts';

/** The sets of feeds are staged by number, and named when the file is written. */
export const POINT_STAGE = { ...TABLES.points.columns, feeds: { type: 'UINTEGER' } };

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

const NO_MMSI = 0xffff_ffff;
const ABSENT_16 = 0xffff;
const ABSENT_8 = 0xff;
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
    stage.set(MMSI, unless(columns.mmsi[i]!, NO_MMSI));
    stage.set(LAT, lat);
    stage.set(LON, lon);
    stage.set(SOG, unless(columns.sog[i]!, ABSENT_16));
    stage.set(COG, unless(columns.cog[i]!, ABSENT_16));
    stage.set(HEADING, unless(columns.heading[i]!, ABSENT_16));
    stage.set(STATUS, unless(columns.navStatus[i]!, ABSENT_8));
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

const unless = (value: number, absent: number): number | undefined => (value === absent ? undefined : value);

const ellipseAt = (ellipse: Uint8Array, i: number): number | undefined => {
  const major = ellipse[3 * i];
  return major === undefined || major === 0
    ? undefined
    : major | (ellipse[3 * i + 1]! << 8) | (ellipse[3 * i + 2]! << 16);
};
