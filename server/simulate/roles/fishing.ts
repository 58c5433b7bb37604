/** Fishing boats: out before dawn (seiners at dusk), hauls on their grounds, home with the catch. */
import { between, pick } from '../../../proto/domain/random.ts';
import { type EpochMs, epochMs, knotsToMetresPerSecond } from '../../../proto/domain/units.ts';
import { type Activity, NavStatus, type Role } from '../activity.ts';
import { HOUR_MS, later, nextAt } from '../day.ts';
import { pathThrough } from '../path.ts';
import type { Scenario } from '../scenario.ts';
import { type Crew, HARBOUR_KN } from '../surroundings.ts';
import { cruiseOf } from '../vessel.ts';
import { haulLine, placeOn } from './grounds.ts';

type Stage = 'moored' | 'outbound' | 'fishing' | 'hauling' | 'homebound';
type Place = { readonly lat: number; readonly lon: number };

export function fishing(crew: Crew, fleet: Scenario['fishing'][number]): Role {
  const { seaways, places, random, ship } = crew;
  const offset = crew.scenario.utcOffsetMinutes;
  const berth = places.ownBerth(fleet.port, 'fishing');
  const byNight = fleet.manner === 'seine';
  const departMin = Math.round(byNight ? between(random, 990, 1140) : between(random, 120, 330));
  const outHours = byNight ? between(random, 9, 12) : between(random, 10, 15);
  const restDayShare = 0.12;
  const wayMps = cruiseOf(ship);
  const spread = random();
  let stage: Stage = 'moored';
  let ground = places.ground(pick(random, fleet.grounds));
  let homeMs = epochMs(0);

  const sail = (path: ReturnType<typeof pathThrough>, cruiseMps: number, stop: boolean, navStatus: number) =>
    ({ kind: 'passage', path, cruiseMps, stop, navStatus }) as const;
  const rest = (nowMs: EpochMs): Activity => {
    stage = 'moored';
    let untilMs = nextAt(epochMs(nowMs + HOUR_MS), departMin, offset);
    if (random() < restDayShare) untilMs = later(untilMs, 24);
    return { kind: 'moored', untilMs, headingDeg: berth.headingDeg };
  };
  const toGround = (nowMs: EpochMs, at: Place): Activity & { kind: 'passage' } => {
    stage = 'outbound';
    ground = places.ground(pick(random, fleet.grounds));
    homeMs = later(nowMs, outHours - 2);
    const finish = placeOn(ground, seaways.waypoint(ground.waypoint), random);
    const path = seaways.path(
      [fleet.port, ground.waypoint].map((id, i) => (i === 0 ? berth.port.waypoint : id)),
      spread,
      {
        start: { ...at, maxKn: HARBOUR_KN },
        finish,
      },
    );
    return sail(path, wayMps, false, NavStatus.underWay);
  };
  const haul = (at: Place): Activity => {
    stage = 'fishing';
    const middle = seaways.waypoint(ground.waypoint);
    const speedKn = byNight ? between(random, 4.5, 6.5) : between(random, 2.8, 4);
    const points = byNight
      ? [at, placeOn(ground, middle, random), placeOn(ground, middle, random)]
      : haulLine(ground, middle, at, random);
    return sail(pathThrough(points), knotsToMetresPerSecond(speedKn), byNight, NavStatus.fishing);
  };
  const home = (at: Place): Activity => {
    stage = 'homebound';
    const path = seaways.path([ground.waypoint, berth.port.waypoint], spread, {
      start: { ...at },
      finish: { lat: berth.lat, lon: berth.lon, maxKn: HARBOUR_KN },
    });
    return sail(path, wayMps, true, NavStatus.underWay);
  };

  return {
    begin(nowMs) {
      const nextDepartMs = nextAt(nowMs, departMin, offset);
      const outForH = 24 - (nextDepartMs - nowMs) / HOUR_MS;
      if (outForH > outHours - 1 || random() < restDayShare) {
        const untilMs = random() < restDayShare ? later(nextDepartMs, 24) : nextDepartMs;
        return { activity: { kind: 'moored', untilMs, headingDeg: berth.headingDeg }, at: { ...berth } };
      }
      const departMs = later(nowMs, -outForH);
      const out = toGround(departMs, berth);
      const sailed = wayMps * outForH * 3600 * 0.9;
      if (sailed < out.path.lengthM) return { activity: out, sailedM: sailed };
      const activity = haul(placeOn(ground, seaways.waypoint(ground.waypoint), random));
      return activity.kind === 'passage'
        ? { activity, sailedM: activity.path.lengthM * random() * 0.8 }
        : { activity };
    },
    next(nowMs, at) {
      if (stage === 'moored') return toGround(nowMs, at);
      if (stage === 'homebound') return rest(nowMs);
      if (nowMs >= homeMs) return home(at);
      if (stage !== 'fishing') return haul(at);
      stage = 'hauling';
      const hours = byNight ? between(random, 0.5, 1.4) : between(random, 0.2, 0.5);
      return { kind: 'holding', untilMs: later(nowMs, hours), navStatus: NavStatus.fishing };
    },
    voyage: () => ({
      ...(stage === 'moored' ? {} : { destination: 'FISHING' }),
      ...(ship.draughtM === undefined ? {} : { draughtM: ship.draughtM }),
    }),
  };
}
