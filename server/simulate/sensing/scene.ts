/** What there is for a sensor to see at sea in one second: hulls, where they are and how well they reflect. */
import { toRadians } from '../../../proto/domain/units.ts';
import { moved } from '../path.ts';
import type { Vessel } from '../vessel.ts';
import { type Ecef, ecefOf } from './earth.ts';

export interface Body extends Ecef {
  readonly vessel: Vessel;
  /** Of the middle of the hull. */
  readonly lat: number;
  readonly lon: number;
  readonly northMps: number;
  readonly eastMps: number;
  readonly lengthM: number;
  /** How high it stands for the radar horizon. */
  readonly heightM: number;
  /** Mean radar cross-section, m². */
  readonly echoM2: number;
}

/** Mean cross-section of a hull: 10 m² for a boat of 10 m, 1000 m² for a ship of 100 m (after Williams 1978). */
export const ECHO_PER_SQUARE_LENGTH = 0.1;
const HEIGHT_PER_LENGTH = 0.12;
const LOWEST_M = 1.2;

/** Everything afloat but what lies in harbours, among quays and sheds. */
export function sceneOf(vessels: readonly Vessel[]): Body[] {
  const bodies: Body[] = [];
  for (const vessel of vessels) {
    if (!vessel.present || vessel.activity.kind === 'moored' || vessel.ship.transponder === 'SAR') continue;
    const { motion, ship } = vessel;
    // A vessel's position is its antenna's.
    const aheadM = (ship.dimensions.toBowM - ship.dimensions.toSternM) / 2;
    const heading = toRadians(motion.headingDeg);
    const middle = moved(motion.lat, motion.lon, aheadM * Math.cos(heading), aheadM * Math.sin(heading));
    const heightM = Math.max(LOWEST_M, ship.lengthM * HEIGHT_PER_LENGTH);
    bodies.push({
      vessel,
      ...middle,
      ...ecefOf(middle.lat, middle.lon, 0),
      northMps: motion.northMps,
      eastMps: motion.eastMps,
      lengthM: ship.lengthM,
      heightM,
      echoM2: ECHO_PER_SQUARE_LENGTH * ship.lengthM ** 2,
    });
  }
  return bodies;
}
