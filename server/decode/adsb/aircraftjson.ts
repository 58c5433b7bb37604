/** Aircraft as readsb, dump1090 and tar1090 write them in JSON (readsb, README-json; sections are of DO-260B). */

/** One entry of the `aircraft` list, or one line of the JSON port. */
export interface AircraftEntry {
  /** Six hexadecimal digits, lower case; `~` first where it is no ICAO address. */
  readonly address: string;
  /** When the position was received where there is one, else when anything was: epoch ms by the receiver's clock. */
  readonly timeMs?: number;
  readonly callSign?: string;
  readonly lat?: number;
  readonly lon?: number;
  /** Above the ellipsoid where it is known, else barometric. */
  readonly altFt?: number;
  readonly onGround?: boolean;
  readonly sogKn?: number;
  readonly cogDeg?: number;
  readonly squawk?: string;
  /** As said: `general`, `lifeguard`, `minfuel`, `nordo`, `unlawful`, `downed`, `reserved`. */
  readonly emergency?: string;
  /** 95 % of the position's error lie within (2.2.3.2.7.2.7: navigation accuracy category). */
  readonly accuracyM?: number;
}

/** A damaged document is searched for whole entries; so many that are not whole end the search. */
const MAX_BROKEN = 256;
/** Longer than any entry. */
const MAX_ENTRY_CHARACTERS = 8192;
/** Estimated position uncertainty by NACp 0…11, metres (DO-260B, table 2-71); category 0 says nothing. */
const ACCURACY_M = [undefined, 18_520, 7408, 3704, 1852, 926, 555.6, 185.2, 92.6, 30, 10, 3];

type Json = Readonly<Record<string, unknown>>;

export interface AircraftJson {
  readonly entries: readonly AircraftEntry[];
  /** When the document says that it was written. */
  readonly nowMs?: number;
  /** It was no JSON, and `entries` are what was still whole in it. */
  readonly damaged: boolean;
}

/**
 * The aircraft of a document or line; undefined for JSON that has nothing to do with aircraft.
 * @param lastMs what the document said of which this is a part that was torn off; its entries have no time of their own
 */
export function readAircraftJson(text: string, lastMs?: number): AircraftJson | undefined {
  const document = parseObject(text);
  if (document === undefined) return salvage(text, lastMs);
  const nowMs = epochOf(document.now);
  const said = { damaged: false, ...(nowMs !== undefined && { nowMs }) };
  const list = document.aircraft ?? document.ac;
  if (Array.isArray(list))
    return { ...said, entries: list.flatMap((one: unknown) => (isObject(one) ? entryOf(one, nowMs) : [])) };
  const entries = entryOf(document, lastMs);
  return entries.length > 0 ? { ...said, entries } : undefined;
}

/** Of a document that broke off, what is still whole in it; `lastMs` as above. */
export function salvage(text: string, lastMs: number | undefined): AircraftJson {
  const nowMs = epochOf(Number(/"now"\s*:\s*(\d{1,13}(?:\.\d+)?)/.exec(text)?.[1])) ?? lastMs;
  const entries: AircraftEntry[] = [];
  let broken = 0;
  for (let at = text.indexOf('{', 1); at >= 0 && broken < MAX_BROKEN; at = text.indexOf('{', at + 1)) {
    const end = objectEnd(text, at);
    const found = end < 0 ? [] : entryOf(parseObject(text.slice(at, end)) ?? {}, nowMs);
    if (found.length === 0) broken++;
    else {
      entries.push(...found);
      at = end - 1;
    }
  }
  return { entries, damaged: true, ...(nowMs !== undefined && { nowMs }) };
}

/** Behind the brace that closes the one at `at`, or -1. */
function objectEnd(text: string, at: number): number {
  let depth = 0;
  let quoted = false;
  for (let i = at; i < text.length && i - at < MAX_ENTRY_CHARACTERS; i++) {
    const character = text[i];
    if (quoted && character === '\\') i++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '{') depth++;
    else if (!quoted && character === '}' && --depth === 0) return i + 1;
  }
  return -1;
}

function entryOf(entry: Json, documentMs: number | undefined): AircraftEntry[] {
  const address = textOf(entry.hex)?.trim().toLowerCase();
  if (address === undefined || !/^~?[0-9a-f]{6}$/.test(address)) return [];
  const nowMs = epochOf(entry.now) ?? documentMs;
  const [lat, lon] = [within(entry.lat, -90, 90), within(entry.lon, -180, 180)];
  const placed = lat !== undefined && lon !== undefined;
  const ageS = within(placed ? (entry.seen_pos ?? entry.seen) : entry.seen, 0, 86_400) ?? 0;
  const callSign = textOf(entry.flight)?.replaceAll('@', '').trim().slice(0, 8);
  const squawk = /^[0-7]{4}$/.exec(textOf(entry.squawk) ?? '')?.[0];
  const emergency = textOf(entry.emergency)?.slice(0, 20);
  const altFt = within(entry.alt_geom, -2000, 200_000) ?? within(entry.alt_baro, -2000, 200_000);
  const accuracyM = typeof entry.nac_p === 'number' ? ACCURACY_M[entry.nac_p] : undefined;
  const onGround = entry.alt_baro === 'ground' ? true : entry.alt_baro === undefined ? undefined : false;
  const fields = {
    address,
    timeMs: nowMs === undefined ? undefined : Math.round(nowMs - ageS * 1000),
    callSign: callSign || undefined,
    ...(placed && { lat, lon }),
    altFt: onGround ? undefined : altFt,
    onGround,
    sogKn: within(entry.gs, 0, 4000),
    cogDeg: within(entry.track, 0, 360),
    squawk,
    emergency: emergency && emergency !== 'none' ? emergency : undefined,
    accuracyM: placed ? accuracyM : undefined,
  };
  return [Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never];
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const within = (value: unknown, least: number, most: number): number | undefined =>
  typeof value === 'number' && value >= least && value <= most ? value : undefined;

/** Seconds; some aggregators write milliseconds. */
const epochOf = (now: unknown): number | undefined =>
  typeof now !== 'number' || !(now > 0 && now < 1e14) ? undefined : now > 1e11 ? now : now * 1000;
