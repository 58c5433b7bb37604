/** Aircraft on their routes, as a function of time alone, and what they say of themselves (ADS-B). */
import { type EpochMs, knotsToMetresPerSecond } from '../../../proto/domain/units.ts';
import { type BaseStationMessage, encodeBaseStation } from '../../decode/adsb/basestation.ts';
import { MINUTE_MS } from '../day.ts';
import type { Outbox } from '../outbox.ts';
import { type Path, pathThrough, pointAt } from '../path.ts';
import type { FlightPlan } from '../scenarioforces.ts';

export interface FlightState {
  readonly plan: FlightPlan;
  readonly lat: number;
  readonly lon: number;
  readonly altM: number;
  readonly sogKn: number;
  readonly cogDeg: number;
}

const METRES_PER_FOOT = 0.3048;
/** Altitudes are said in steps of 25 feet (ICAO Doc 9871, Q bit). */
const ALTITUDE_STEP_FT = 25;
/** Identity every so many seconds; position and velocity every second. */
const IDENTITY_EVERY_S = 5;
/** From the aircraft to the feed. */
const DELAY_MS = 150;
/** Speed and height of what has just taken off or is about to land grow over this distance, metres. */
const CLIMB_M = 3000;

export class Flight {
  readonly plan: FlightPlan;
  private readonly path: Path;
  private readonly openingMs: EpochMs;

  constructor(plan: FlightPlan, openingMs: EpochMs) {
    this.plan = plan;
    this.openingMs = openingMs;
    this.path = pathThrough(plan.route.map(([lat, lon]) => ({ lat, lon })));
  }

  /** Where it is; undefined while it is out of the world. */
  at(atMs: number): FlightState | undefined {
    const { plan, path } = this;
    const everyMs = plan.everyMin * MINUTE_MS;
    const sinceMs = (((atMs - this.openingMs + plan.openingMin * MINUTE_MS) % everyMs) + everyMs) % everyMs;
    const goneM = (sinceMs / 1000) * knotsToMetresPerSecond(plan.kn);
    if (goneM >= path.lengthM) return undefined;
    const { at, courseDeg } = pointAt(path, goneM);
    const low = plan.helicopter ? Math.min(1, (Math.min(goneM, path.lengthM - goneM) + 300) / CLIMB_M) : 1;
    return { plan, ...at, altM: plan.altM * low, sogKn: plan.kn, cogDeg: courseDeg };
  }

  /** What it sends in the second that begins now. */
  transmit(secondMs: number, feed: string, outbox: Outbox): void {
    const state = this.at(secondMs);
    if (state === undefined) return;
    const { plan, lat, lon, altM, sogKn, cogDeg } = state;
    const phaseMs = Number.parseInt(plan.address.slice(-3), 16) % 400;
    const altFt = Math.round(altM / METRES_PER_FOOT / ALTITUDE_STEP_FT) * ALTITUDE_STEP_FT;
    const say = (offsetMs: number, what: Partial<BaseStationMessage> & { transmission: number }): void => {
      const timeMs = secondMs + phaseMs + offsetMs;
      const line = encodeBaseStation({ line: 'MSG', address: plan.address, timeMs, ...what });
      outbox.send(timeMs + DELAY_MS, feed, Buffer.from(line, 'latin1'));
    };
    const here = this.at(secondMs + phaseMs) ?? { lat, lon };
    say(0, { transmission: 3, altFt, lat: here.lat, lon: here.lon, squawk: plan.squawk, onGround: false });
    say(400, { transmission: 4, sogKn: Math.round(sogKn), cogDeg: Math.round(cogDeg), climbFtPerMin: 0 });
    if ((secondMs / 1000) % IDENTITY_EVERY_S === 0) say(500, { transmission: 1, callSign: plan.callSign });
  }
}
