/** Steers a hull along a path: wheels over in good time, slows before turns, limits and the end, stops on the spot. */
import { turnBetween } from '../../proto/domain/geo.ts';
import { toDegrees, toRadians } from '../../proto/domain/units.ts';
import { type Current, type Handling, type Motion, step } from './motion.ts';
import { METRES_PER_DEGREE, type Path } from './path.ts';

/** A leg on the plane that touches the earth at its middle: worked out once, used every second. */
interface Leg {
  readonly lat: number;
  readonly lon: number;
  /** Metres in a degree of longitude. */
  readonly metresPerLon: number;
  readonly lengthM: number;
  /** Unit vector along it. */
  readonly north: number;
  readonly east: number;
  readonly courseDeg: number;
}

/** Where a ship is on its path. */
export interface Progress {
  readonly path: Path;
  leg: number;
  /** Distance still to go along the path, metres. */
  remainingM: number;
  line: Leg;
  /** How far the next leg turns from this one, degrees; 0 on the last. */
  turnDeg: number;
}

export function along(path: Path, leg = 0): Progress {
  const progress = { path, leg, remainingM: path.lengthM, line: legOf(path, leg), turnDeg: 0 };
  enterLeg(progress, leg);
  return progress;
}

function enterLeg(progress: Progress, leg: number): void {
  const { path } = progress;
  progress.leg = leg;
  progress.line = legOf(path, leg);
  const isLast = leg >= path.lats.length - 2;
  progress.turnDeg = isLast
    ? 0
    : Math.abs(turnBetween(progress.line.courseDeg, legOf(path, leg + 1).courseDeg));
}

function legOf(path: Path, leg: number): Leg {
  const [lat, lon, endLat, endLon] = [
    path.lats[leg]!,
    path.lons[leg]!,
    path.lats[leg + 1]!,
    path.lons[leg + 1]!,
  ];
  const metresPerLon = METRES_PER_DEGREE * Math.cos(toRadians((lat + endLat) / 2));
  const north = (endLat - lat) * METRES_PER_DEGREE;
  const east = (endLon - lon) * metresPerLon;
  const lengthM = Math.hypot(north, east);
  const courseDeg = toDegrees(Math.atan2(east, north));
  return { lat, lon, metresPerLon, lengthM, north: north / lengthM, east: east / lengthM, courseDeg };
}

/** Slowest speed with which a ship feels its way to a berth, metres a second. */
const CREEP_MPS = 0.35;
/** From this error of heading on a ship stops to turn on the spot, degrees. */
const TURN_ON_SPOT_DEG = 80;
/** Up to this error it does not slow down. */
const TURN_AT_SPEED_DEG = 25;
const ARRIVED_M = 4;

/**
 * One second along the path at a cruising speed. True when the end is reached: stopped there if `stop`, else at
 * speed.
 */
export function steer(
  motion: Motion,
  handling: Handling,
  progress: Progress,
  cruiseMps: number,
  stop: boolean,
  current: Current,
): boolean {
  const { path, leg, line, turnDeg } = progress;
  const lastLeg = path.lats.length - 2;
  const legM = line.lengthM;
  const legCourseDeg = line.courseDeg;
  const north = (motion.lat - line.lat) * METRES_PER_DEGREE;
  const east = (motion.lon - line.lon) * line.metresPerLon;
  const doneM = north * line.north + east * line.east;
  const asideM = east * line.north - north * line.east;
  progress.remainingM = path.lengthM - path.fromStartM[leg]! - doneM;

  // Line of sight to a point ahead on the leg (Fossen 2011, 10.3.2), taking the current's set into account.
  const speed = motion.speedMps;
  const aheadM = Math.max(40, speed * (handling.helmS * 2 + 8));
  const toEndM = legM - doneM;
  const sightM = leg === lastLeg && stop ? Math.max(15, Math.min(aheadM, toEndM)) : aheadM;
  const courseDeg = legCourseDeg - toDegrees(Math.atan2(asideM, sightM));
  const wantedDeg = courseDeg + setCorrection(courseDeg, speed, current);

  const error = Math.abs(turnBetween(motion.headingDeg, wantedDeg));
  let wantedMps = Math.min(cruiseMps, path.maxMps[leg]!);
  if (leg < lastLeg) {
    wantedMps = Math.min(wantedMps, slowedFor(path.maxMps[leg + 1]!, toEndM, handling));
    wantedMps = Math.min(wantedMps, slowedFor(turnSpeed(turnDeg, cruiseMps), toEndM, handling));
    const nextM = path.fromStartM[leg + 2]! - path.fromStartM[leg + 1]!;
    if (toEndM < wheelOverM(speed, turnDeg, handling, Math.min(legM, nextM))) enterLeg(progress, leg + 1);
  } else if (stop) {
    wantedMps = Math.min(wantedMps, Math.max(CREEP_MPS, slowedFor(0, toEndM - 2, handling)));
  }
  if (error > TURN_AT_SPEED_DEG)
    wantedMps *= Math.max(0, (TURN_ON_SPOT_DEG - error) / (TURN_ON_SPOT_DEG - TURN_AT_SPEED_DEG));

  const nearEnd =
    leg === lastLeg && (toEndM <= ARRIVED_M || (stop && toEndM < 40 && speed < 0.1 && error > 60));
  if (!nearEnd) {
    step(motion, handling, wantedDeg, wantedMps, current);
    return false;
  }
  if (!stop) return true;
  step(motion, handling, motion.headingDeg, 0, current);
  return motion.speedMps <= 0;
}

/** How far to point up against a set across the course, degrees. */
function setCorrection(courseDeg: number, speedMps: number, current: Current): number {
  if (speedMps < 0.5) return 0;
  const course = toRadians(courseDeg);
  const across = current.eastMps * Math.cos(course) - current.northMps * Math.sin(course);
  return -toDegrees(Math.asin(Math.max(-0.6, Math.min(0.6, across / speedMps))));
}

/** The speed now from which a later speed is reached in time: v² = u² + 2as, with a third in hand. */
const slowedFor = (laterMps: number, distanceM: number, handling: Handling): number =>
  laterMps === Number.POSITIVE_INFINITY
    ? laterMps
    : Math.sqrt(laterMps * laterMps + 2 * handling.decelerationMps2 * 0.65 * Math.max(0, distanceM));

/** Speed at which a turn of so many degrees is taken. */
function turnSpeed(turnDeg: number, cruiseMps: number): number {
  if (turnDeg < 30) return Number.POSITIVE_INFINITY;
  return Math.max(2.5, cruiseMps * (1 - turnDeg / 240));
}

/** Distance before a waypoint at which the wheel is put over: R·tan(turn/2) and the helm's delay. */
function wheelOverM(speedMps: number, turnDeg: number, handling: Handling, roomM: number): number {
  const radiusM = speedMps / toRadians(handling.maxTurnDegPerS);
  const tan = Math.tan(toRadians(Math.min(turnDeg, 120)) / 2);
  const delayM = turnDeg > 10 ? speedMps * handling.helmS : 0;
  return Math.max(2, Math.min(radiusM * tan + delayM, roomM * 0.45));
}
