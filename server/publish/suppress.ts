/**
 * Which updates need not be sent: those that a client's dead reckoning of the last published values already
 * shows, within a bound that the eye would not notice at the level's zoom.
 */
import { EARTH_RADIUS_M, turnBetween } from '../../proto/domain/geo.ts';
import { velocityDegPerS } from '../../proto/domain/motion.ts';
import { toRadians } from '../../proto/domain/units.ts';

/** Differences up to these are not published. */
export interface SuppressionBounds {
  readonly positionM: number;
  readonly directionDeg: number;
  readonly speedKn: number;
}

/** By level: about a pixel at the level's middle zoom. */
export const SUPPRESSION_BOUNDS: readonly [SuppressionBounds, SuppressionBounds, SuppressionBounds] = [
  { positionM: 1000, directionDeg: 10, speedKn: 2 },
  { positionM: 150, directionDeg: 5, speedKn: 1 },
  { positionM: 15, directionDeg: 2, speedKn: 0.5 },
];

/** Steps of an ellipse's axis that make a quarter: 10^(5·5/254) = 1.25. */
const QUARTER_STEPS = 5;

/**
 * A heard track is published at least this often: a ship on a straight course, or at anchor, reports hundreds of times
 * meanwhile what its last record says already. A page carries on each tile's record by what that tile says.
 */
export const KEEP_ALIVE_MS = 1_800_000;
/** Below this a course over ground is noise, knots. */
const STEERAGE_KN = 0.5;

/** A track's motion; absent numbers are NaN. */
export interface Motion {
  lat: number;
  lon: number;
  sogKn: number;
  cogDeg: number;
  headingDeg: number;
  observedMs: number;
}

const known = (value: number): number | undefined => (Number.isNaN(value) ? undefined : value);

/** Whether two directions look alike: both absent, or both there and close. */
function alikeDirection(a: number, b: number, boundDeg: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
  return Math.abs(turnBetween(a, b)) <= boundDeg;
}

function alikeSpeed(a: number, b: number, boundKn: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
  return Math.abs(a - b) <= boundKn;
}

/**
 * Metres between what dead reckoning of `published` shows at `now.observedMs` and `now` (tangent plane). What is at
 * rest is not reckoned on.
 */
export function reckoningErrorM(published: Motion, now: Motion, isAtRest: boolean): number {
  const t = isAtRest ? 0 : Math.max(0, (now.observedMs - published.observedMs) / 1000);
  const v = velocityDegPerS(published.lat, known(published.sogKn), known(published.cogDeg));
  const north = toRadians(now.lat - (published.lat + v.lat * t));
  const east = toRadians(turnBetween(published.lon + v.lon * t, now.lon)) * Math.cos(toRadians(now.lat));
  return Math.hypot(north, east) * EARTH_RADIUS_M;
}

/**
 * Whether two ellipses of the wire, at `at` in each, look alike: both absent, both within a dot of `dotStep` (a step of
 * the axis), or their axes less than a quarter apart.
 */
export function alikeEllipse(published: Uint8Array, now: Uint8Array, at: number, dotStep: number): boolean {
  const before = published[at]!;
  const after = now[at]!;
  if (before === 0 || after === 0) return before === after;
  if (before <= dotStep && after <= dotStep) return true;
  return (
    Math.abs(before - after) < QUARTER_STEPS && Math.abs(published[at + 1]! - now[at + 1]!) < QUARTER_STEPS
  );
}

/** Whether a client that reckons on from `published` sees `now` well enough. */
export function explains(
  published: Motion,
  now: Motion,
  isAtRest: boolean,
  bounds: SuppressionBounds,
): boolean {
  if (!alikeSpeed(published.sogKn, now.sogKn, bounds.speedKn)) return false;
  if (!alikeDirection(published.headingDeg, now.headingDeg, bounds.directionDeg)) return false;
  const courseKnown = Number.isNaN(published.cogDeg) === Number.isNaN(now.cogDeg);
  if (!courseKnown) return false;
  const drifting = published.sogKn < STEERAGE_KN && now.sogKn < STEERAGE_KN;
  if (!drifting && !alikeDirection(published.cogDeg, now.cogDeg, bounds.directionDeg)) return false;
  return reckoningErrorM(published, now, isAtRest) <= bounds.positionM;
}
