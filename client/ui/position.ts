/** A position as people type it: decimal degrees, degrees and minutes as charts and the radio have them, or with seconds. */

export interface TypedPosition {
  readonly lat: number;
  readonly lon: number;
}

/** Degrees, minutes and seconds between marks or spaces, with the hemisphere before or after. */
const PART = String.raw`([NSEW])?\s*([+\-−]?\d+(?:\.\d+)?)(?:[°º\s\-]+(\d+(?:\.\d+)?))?(?:['′’\s\-]+(\d+(?:\.\d+)?))?\s*["″'′’°]*\s*([NSEW])?`;
const ONE = new RegExp(`^${PART}$`, 'i');

/**
 * Latitude first, unless letters say otherwise; undefined where it is no position. Read as meant are `41°19.230′N
 * 019°26.700′E`, `41 19.23 N, 19 26.7 E`, `N41 19.2 E019 26.7`, `41-19.23N 019-26.7E`, `41 19 14 N 19 26 42 E` and
 * `41.3205, 19.445`.
 */
export function parsePosition(text: string): TypedPosition | undefined {
  const parts = halves(text.trim().replace(/\s+/g, ' '));
  if (parts === undefined) return undefined;
  const [a, b] = parts.map(parseAngle);
  if (a === undefined || b === undefined) return undefined;
  const turned = a.axis === 'lon' || b.axis === 'lat';
  if (a.axis !== undefined && a.axis === b.axis) return undefined;
  const [lat, lon] = turned ? [b.deg, a.deg] : [a.deg, b.deg];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : undefined;
}

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

function parseAngle(text: string): { readonly deg: number; readonly axis?: 'lat' | 'lon' } | undefined {
  const match = ONE.exec(text);
  if (match === null) return undefined;
  const [, before, whole = '', minutes, seconds, after] = match;
  if (before !== undefined && after !== undefined) return undefined;
  const letter = (before ?? after)?.toUpperCase();
  const negative = /^[-−]/.test(whole);
  if (letter !== undefined && negative) return undefined;
  const size = Number(whole.replace(/^[+\-−]/, ''));
  // Only the last part may have a fraction.
  if (minutes !== undefined && (whole.includes('.') || Number(minutes) >= 60)) return undefined;
  if (seconds !== undefined && (minutes?.includes('.') || Number(seconds) >= 60)) return undefined;
  const deg = size + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600;
  const sign = negative || letter === 'S' || letter === 'W' ? -1 : 1;
  const axis = letter === undefined ? undefined : letter === 'N' || letter === 'S' ? 'lat' : 'lon';
  return { deg: deg === 0 ? 0 : sign * deg, ...(axis && { axis }) };
}
