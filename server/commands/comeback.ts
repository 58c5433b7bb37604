/** Whether what was encoded is read again as what was to be said: a line that would say something else is a fault. */

type Json = { readonly [field: string]: unknown };

/** Positions of 1/10 minute are the coarsest. */
const PLACE_DEG = 0.002;
/** Whole knots, degrees and metres are the coarsest of other numbers; far up a scale its steps are wider. */
const NUMBER = 0.51;
const NUMBER_PART = 0.02;
const FULL_TURN_DEG = 360;

/**
 * The first field of `said` that does not come back, in words; undefined when all do, rounded to their steps. What
 * comes back besides was left out and has a usual value.
 */
export function lostField(said: Json, back: Json, derived: readonly string[] = []): string | undefined {
  for (const [field, value] of Object.entries(said)) {
    if (value === undefined || value === null || derived.includes(field)) continue;
    const lost = lostValue(field, value, Object.hasOwn(back, field) ? back[field] : undefined);
    if (lost !== undefined) return lost;
  }
  return undefined;
}

function lostValue(path: string, said: unknown, back: unknown): string | undefined {
  const told = () => `${path} cannot be ${text(said)}: it would be read as ${text(back)}`;
  if (back === undefined) return `${path} cannot be said${isPlain(said) ? ` as ${text(said)}` : ''} here`;
  if (Array.isArray(said)) {
    if (!Array.isArray(back) || back.length !== said.length) return told();
    for (const [i, one] of said.entries()) {
      const lost = lostValue(`${path}[${i}]`, one, back[i]);
      if (lost !== undefined) return lost;
    }
    return undefined;
  }
  if (isObject(said)) {
    if (!isObject(back)) return told();
    for (const [field, value] of Object.entries(said)) {
      if (value === undefined || value === null) continue;
      const lost = lostValue(`${path}.${field}`, value, back[field]);
      if (lost !== undefined) return lost;
    }
    return undefined;
  }
  return isSame(path, said, back) ? undefined : told();
}

function isSame(path: string, said: unknown, back: unknown): boolean {
  if (typeof said === 'string' && typeof back === 'string')
    return said.trimEnd().toUpperCase() === back.trimEnd().toUpperCase();
  if (typeof said !== 'number' || typeof back !== 'number') return said === back;
  if (/ms$/i.test(path)) return said === back;
  const off = Math.abs(said - back);
  if (/(?:^|\.|\b)(?:lat|lon)$|(?:Lat|Lon)$/.test(path)) return off <= PLACE_DEG;
  const turned = /Deg$/.test(path) ? Math.min(off, Math.abs(FULL_TURN_DEG - off)) : off;
  return turned <= Math.max(NUMBER, Math.abs(said) * NUMBER_PART);
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isPlain = (value: unknown): boolean => typeof value !== 'object';
const text = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 80);
