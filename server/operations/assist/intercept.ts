/** When and where a unit meets something that moves: both keep their speed, the other keeps its course. */
import { bearingDeg, destination, distanceM, type Position } from '../../../proto/domain/geo.ts';
import { knotsToMetresPerSecond } from '../../../proto/domain/units.ts';

export interface Moving extends Position {
  /** Absent with `cogDeg`: it is taken to stay where it is. */
  readonly sogKn?: number;
  readonly cogDeg?: number;
}

export interface Meeting {
  readonly timeS: number;
  readonly meetAt: Position;
  /** The way to the meeting point at its beginning, degrees true. */
  readonly courseDeg: number;
  /** To the meeting point. */
  readonly wayM: number;
}

/** A chase longer than this is none. */
export const LONGEST_CHASE_S = 24 * 3600;
/** The answer is this exact. */
const TOLERANCE_S = 0.5;
const MAX_STEPS = 60;

/**
 * The first meeting of a unit at `from` that makes `speedKn` with `target`; undefined when it never gets there within
 * {@link LONGEST_CHASE_S}. In the plane it is the smaller positive root of (v²−s²)t² + 2(d·v)t + d² = 0 (the pursuit
 * at constant bearing, e.g. Shneydor, Missile Guidance and Pursuit, 1998, §1.4); that root is where the search for it on
 * the sphere begins. Ways are great circles, over whatever lies between.
 */
export function meeting(from: Position, speedKn: number, target: Moving): Meeting | undefined {
  const speed = knotsToMetresPerSecond(speedKn);
  const wayM = distanceM(from, target);
  if (wayM < 1) return { timeS: 0, meetAt: target, courseDeg: 0, wayM: 0 };
  if (!(speed > 0)) return undefined;
  const targetSpeed = target.cogDeg === undefined ? 0 : knotsToMetresPerSecond(target.sogKn ?? 0);
  const at = (timeS: number): Position =>
    targetSpeed === 0 ? target : destination(target, target.cogDeg ?? 0, targetSpeed * timeS);
  /** Positive while the unit, sent straight there, would come too late. */
  const late = (timeS: number): number => distanceM(from, at(timeS)) / speed - timeS;
  const planar = planarTime(wayM, bearingDeg(from, target), speed, targetSpeed, target.cogDeg ?? 0);
  const timeS = firstZero(late, planar);
  if (timeS === undefined || timeS > LONGEST_CHASE_S) return undefined;
  const meetAt = at(timeS);
  return { timeS, meetAt, courseDeg: bearingDeg(from, meetAt), wayM: distanceM(from, meetAt) };
}

function planarTime(
  wayM: number,
  bearing: number,
  speed: number,
  targetSpeed: number,
  courseDeg: number,
): number | undefined {
  // Along the line of sight away from the unit is positive.
  const receding = targetSpeed * Math.cos(((courseDeg - bearing) * Math.PI) / 180);
  const a = targetSpeed * targetSpeed - speed * speed;
  const b = 2 * wayM * receding;
  const c = wayM * wayM;
  if (Math.abs(a) < 1e-9) return b < 0 ? -c / b : undefined;
  const root = b * b - 4 * a * c;
  if (root < 0) return undefined;
  const times = [(-b - Math.sqrt(root)) / (2 * a), (-b + Math.sqrt(root)) / (2 * a)].filter((t) => t > 0);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** The zero of a function that is positive at 0, near `guess`; by bisection, which cannot run away. */
function firstZero(late: (timeS: number) => number, guess: number | undefined): number | undefined {
  if (guess === undefined || guess > 2 * LONGEST_CHASE_S) return undefined;
  let low = 0;
  let high = guess;
  // The sphere moves the root a little: widen until the unit is in time.
  for (let i = 0; late(high) > 0; i += 1) {
    if (i === 8) return undefined;
    low = high;
    high = high * 1.02 + 1;
  }
  for (let i = 0; i < MAX_STEPS && high - low > TOLERANCE_S / 10; i += 1) {
    const middle = (low + high) / 2;
    if (late(middle) > 0) low = middle;
    else high = middle;
  }
  return high;
}
