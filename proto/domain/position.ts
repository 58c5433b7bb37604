/** A position as people type it: decimal degrees, degrees and minutes as charts and the radio have them, or with seconds. */

export interface TypedPosition {
  readonly lat: number;
  readonly lon: number;
}

export type PositionRead =
  | { readonly ok: true; readonly value: TypedPosition }
  | { readonly ok: false; readonly fault: PositionFault };

export interface PositionFault {
  readonly what: string;
  readonly where: 'position' | 'latitude' | 'longitude';
  readonly remedy: string;
}

/** Nothing that is a position is longer. */
const MAX_LENGTH = 100;

/** Degrees, minutes and seconds between marks or spaces, with the hemisphere before or after. */
const PART = String.raw`([NSEW])?\s*([+\-−]?\d+(?:\.\d+)?)(?:[°º\s\-]+(\d+(?:\.\d+)?))?(?:['′’\s\-]+(\d+(?:\.\d+)?))?\s*["″'′’°]*\s*([NSEW])?`;
const ONE = new RegExp(`^${PART}$`, 'i');

/** As {@link readPosition}, where it does not matter why it is none. */
export function parsePosition(text: string): TypedPosition | undefined {
  const read = readPosition(text);
  return read.ok ? read.value : undefined;
}

/**
 * Latitude first, unless letters say otherwise. Read as meant are `41°19.230′N 019°26.700′E`, `41 19.23 N, 19 26.7 E`,
 * `N41 19.2 E019 26.7`, `41-19.23N 019-26.7E`, `41 19 14 N 19 26 42 E` and `41.3205, 19.445`.
 */
export function readPosition(text: string): PositionRead {
  if (text.length > MAX_LENGTH) return no('too long for a position', 'position', EXAMPLE);
  const parts = halves(text.trim().replace(/\s+/g, ' '));
  if (parts === undefined) return no('a latitude and a longitude were not found', 'position', EXAMPLE);
  const first = readAngle(parts[0]);
  const second = readAngle(parts[1]);
  if (typeof first === 'string') return no(first, 'latitude', EXAMPLE);
  if (typeof second === 'string') return no(second, 'longitude', EXAMPLE);
  if (first.axis !== undefined && first.axis === second.axis)
    return no(
      `both are ${first.axis === 'lat' ? 'latitudes' : 'longitudes'}`,
      'position',
      'one N or S, one E or W',
    );
  const turned = first.axis === 'lon' || second.axis === 'lat';
  const [lat, lon] = turned ? [second.deg, first.deg] : [first.deg, second.deg];
  if (Math.abs(lat) > 90) return no('a latitude beyond 90°', 'latitude', 'latitude first, or say N, S, E, W');
  if (Math.abs(lon) > 180) return no('a longitude beyond 180°', 'longitude', 'give it from 180° W to 180° E');
  return { ok: true, value: { lat, lon } };
}

const EXAMPLE = "type it as 41°12.345'N 019°05.678'E or 41.20575, 19.09463";
const no = (what: string, where: PositionFault['where'], remedy: string): PositionRead => ({
  ok: false,
  fault: { what, where, remedy },
});

/** Latitude and longitude apart: at the comma, at the letter between them, or in the middle of the numbers. */
function halves(text: string): readonly [string, string] | undefined {
  const commas = text.split(/[,;/]/);
  if (commas.length === 2) return [commas[0]!.trim(), commas[1]!.trim()];
  if (commas.length > 2) return undefined;
  const after = /^(.*?\d[^NSEW\d]*[NSEW])\s*(.*[NSEW])$/i.exec(text);
  if (after !== null && !/^[NSEW]/i.test(text)) return [after[1]!, after[2]!];
  const before = /^([NSEW].*?)\s*([NSEW].*)$/i.exec(text);
  if (before !== null) return [before[1]!, before[2]!];
  const words = text.split(' ');
  const middle = words.length / 2;
  if (!Number.isInteger(middle)) return undefined;
  return [words.slice(0, middle).join(' '), words.slice(middle).join(' ')];
}

interface Angle {
  readonly deg: number;
  readonly axis?: 'lat' | 'lon';
}

/** Degrees, or what is wrong with them. */
function readAngle(text: string): Angle | string {
  const match = ONE.exec(text);
  if (match === null) return `'${text}' is no angle`;
  const [, before, whole = '', minutes, seconds, after] = match;
  if (before !== undefined && after !== undefined) return `'${text}' has two letters`;
  const letter = (before ?? after)?.toUpperCase();
  const negative = /^[-−]/.test(whole);
  if (letter !== undefined && negative) return `'${text}' has a sign and a letter`;
  const size = Number(whole.replace(/^[+\-−]/, ''));
  if (minutes !== undefined && whole.includes('.')) return 'only the last part may have a fraction';
  if (seconds !== undefined && minutes?.includes('.')) return 'only the last part may have a fraction';
  if (Number(minutes ?? 0) >= 60) return `${minutes} minutes: a degree has 60`;
  if (Number(seconds ?? 0) >= 60) return `${seconds} seconds: a minute has 60`;
  const deg = size + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600;
  const sign = negative || letter === 'S' || letter === 'W' ? -1 : 1;
  const axis = letter === undefined ? undefined : letter === 'N' || letter === 'S' ? 'lat' : 'lon';
  return { deg: deg === 0 ? 0 : sign * deg, ...(axis && { axis }) };
}
