/** How a hull moves: it turns and changes speed only as fast as its length lets it, in water that moves too. */
import { turnBetween } from '../../proto/domain/geo.ts';
import { toRadians } from '../../proto/domain/units.ts';
import { METRES_PER_DEGREE } from './path.ts';

/** What a hull can do; larger ships do everything more slowly. */
export interface Handling {
  readonly maxTurnDegPerS: number;
  /** Time constant of the answer to the helm, seconds. */
  readonly helmS: number;
  readonly accelerationMps2: number;
  readonly decelerationMps2: number;
}

/**
 * Handling by length: turn rates as ships use them (20°/min at 300 m, 60°/min at 100 m, 5°/s for boats), far inside
 * the turning circles of IMO MSC.137(76) (advance under 4.5 lengths); acceleration from 0.01 m/s² at 300 m.
 */
export function handlingOf(lengthM: number): Handling {
  const accelerationMps2 = Math.max(0.01, Math.min(0.4, 3 / lengthM));
  return {
    maxTurnDegPerS: Math.max(20, Math.min(300, 6000 / lengthM)) / 60,
    helmS: Math.max(2, Math.min(20, lengthM / 12)),
    accelerationMps2,
    decelerationMps2: accelerationMps2 * 1.5,
  };
}

/** Velocity of the water, metres a second. */
export interface Current {
  readonly northMps: number;
  readonly eastMps: number;
}

export const STILL_WATER: Current = { northMps: 0, eastMps: 0 };

/** A hull's state; changed in place, once a second for each of hundreds. */
export interface Motion {
  lat: number;
  lon: number;
  headingDeg: number;
  turnDegPerS: number;
  /** Through the water. */
  speedMps: number;
  /** Over the ground. */
  northMps: number;
  eastMps: number;
}

/** The largest turn rate at which the ship still stops turning in time: the helm steers towards it. */
const HELM_GAIN = 0.4;

/** One second with a wanted heading and speed through the water. */
export function step(
  motion: Motion,
  handling: Handling,
  wantedDeg: number,
  wantedMps: number,
  current: Current,
): void {
  const limit = handling.maxTurnDegPerS;
  const wantedTurn = (turnBetween(motion.headingDeg, wantedDeg) * HELM_GAIN) / handling.helmS;
  const held = Math.max(-limit, Math.min(limit, wantedTurn));
  motion.turnDegPerS += (held - motion.turnDegPerS) / Math.max(1, handling.helmS / 2);
  motion.headingDeg = (((motion.headingDeg + motion.turnDegPerS) % 360) + 360) % 360;
  const change = wantedMps - motion.speedMps;
  motion.speedMps += Math.max(-handling.decelerationMps2, Math.min(handling.accelerationMps2, change));
  carry(motion, current);
}

/** Moves the hull on for a second by its heading and speed and the water's. */
function carry(motion: Motion, current: Current): void {
  const heading = toRadians(motion.headingDeg);
  motion.northMps = motion.speedMps * Math.cos(heading) + current.northMps;
  motion.eastMps = motion.speedMps * Math.sin(heading) + current.eastMps;
  motion.lat += motion.northMps / METRES_PER_DEGREE;
  motion.lon += motion.eastMps / (METRES_PER_DEGREE * Math.cos(toRadians(motion.lat)));
}
