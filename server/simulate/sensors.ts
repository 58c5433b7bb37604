/** What a ship's own instruments say: the truth with small errors of GNSS, gyro and log. */
import { wrapDirection } from '../../proto/domain/geo.ts';
import { gaussian, type Random } from '../../proto/domain/random.ts';
import { metresPerSecondToKnots, toDegrees } from '../../proto/domain/units.ts';
import { moved } from './path.ts';
import type { Vessel } from './vessel.ts';

export interface Reading {
  readonly lat: number;
  readonly lon: number;
  readonly sogKn: number;
  readonly cogDeg: number | undefined;
  readonly headingDeg: number;
  readonly turnDegPerMin: number;
}

/** GNSS error: standard deviation in metres a component, and how long it stays alike, seconds. */
const GNSS_SIGMA_M = 2.2;
const GNSS_MEMORY_S = 120;
/** Velocity error of a component, metres a second; gyro error, degrees. */
const VELOCITY_SIGMA_MPS = 0.04;
const GYRO_SIGMA_DEG = 0.25;
/** Slower than this a receiver gives no course, knots. */
const COURSE_FROM_KN = 0.2;

export class Sensors {
  private northM = 0;
  private eastM = 0;
  private lastS = Number.NEGATIVE_INFINITY;
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  /** What the instruments say at a whole second. */
  read(vessel: Pick<Vessel, 'motion'>, nowS: number): Reading {
    const { motion } = vessel;
    // A first-order Gauss-Markov error, so that a moored ship's position wanders and does not jump.
    const kept = Math.exp(-(nowS - this.lastS) / GNSS_MEMORY_S);
    const fresh = GNSS_SIGMA_M * Math.sqrt(1 - kept * kept);
    this.northM = kept * this.northM + fresh * gaussian(this.random);
    this.eastM = kept * this.eastM + fresh * gaussian(this.random);
    this.lastS = nowS;
    const north = motion.northMps + VELOCITY_SIGMA_MPS * gaussian(this.random);
    const east = motion.eastMps + VELOCITY_SIGMA_MPS * gaussian(this.random);
    const sogKn = metresPerSecondToKnots(Math.hypot(north, east));
    return {
      ...moved(motion.lat, motion.lon, this.northM, this.eastM),
      sogKn,
      cogDeg: sogKn < COURSE_FROM_KN ? undefined : wrapDirection(toDegrees(Math.atan2(east, north))),
      headingDeg: wrapDirection(motion.headingDeg + GYRO_SIGMA_DEG * gaussian(this.random)),
      turnDegPerMin: motion.turnDegPerS * 60,
    };
  }
}
