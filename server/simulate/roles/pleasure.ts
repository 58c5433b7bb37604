/** Yachts and motor boats: out in the morning, a day among the bays, home in the evening; some stay the night. */
import { between, pick } from '../../../proto/domain/random.ts';
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import { type Activity, NavStatus, type Role } from '../activity.ts';
import { HOUR_MS, later, nextAt } from '../day.ts';
import { moved, type PathPoint, pathThrough } from '../path.ts';
import type { Scenario } from '../scenario.ts';
import { type Crew, HARBOUR_KN } from '../surroundings.ts';
import { cruiseOf } from '../vessel.ts';

type Stage = 'marina' | 'outbound' | 'wandering' | 'resting' | 'homebound';
type Place = { readonly lat: number; readonly lon: number };

export function pleasure(crew: Crew, fleet: Scenario['pleasure'][number]): Role {
  const { seaways, places, random, ship } = crew;
  const offset = crew.scenario.utcOffsetMinutes;
  const berth = places.ownBerth(fleet.port, 'marina');
  const departMin = Math.round(between(random, 440, 690));
  const outHours = between(random, 5.5, 9.5);
  const idleShare = 0.22;
  const spread = random();
  const way = ship.kind === 'yacht' && random() < 0.6 ? NavStatus.sailing : NavStatus.underWay;
  let stage: Stage = 'marina';
  let bay = places.bay(pick(random, fleet.bays));
  let homeMs = epochMs(0);

  const inBay = (): PathPoint => {
    const middle = seaways.waypoint(bay.waypoint);
    const away = 0.75 * bay.radiusM * Math.sqrt(random());
    const angle = 2 * Math.PI * random();
    return moved(middle.lat, middle.lon, away * Math.cos(angle), away * Math.sin(angle));
  };
  const sail = (path: ReturnType<typeof pathThrough>, share: number, stop: boolean) =>
    ({ kind: 'passage', path, cruiseMps: cruiseOf(ship) * share, stop, navStatus: way }) as const;
  const marina = (nowMs: EpochMs): Activity => {
    stage = 'marina';
    const days = random() < idleShare ? 24 : 0;
    const untilMs = later(nextAt(epochMs(nowMs + HOUR_MS), departMin, offset), days);
    return { kind: 'moored', untilMs, headingDeg: berth.headingDeg };
  };
  const outbound = (nowMs: EpochMs, at: Place): Activity & { kind: 'passage' } => {
    stage = 'outbound';
    bay = places.bay(pick(random, fleet.bays));
    homeMs = later(nowMs, outHours);
    const path = seaways.path([berth.port.waypoint, bay.waypoint], spread, {
      start: { ...at, maxKn: HARBOUR_KN },
      finish: inBay(),
    });
    return sail(path, 1, true);
  };
  const rest = (nowMs: EpochMs): Activity => {
    stage = 'resting';
    const overnight = nowMs >= homeMs;
    const untilMs = overnight ? nextAt(nowMs, departMin, offset) : later(nowMs, between(random, 0.4, 2));
    if (overnight) homeMs = later(untilMs, outHours / 2);
    return { kind: 'anchored', untilMs };
  };
  const wander = (at: Place): Activity => {
    stage = 'wandering';
    return sail(pathThrough([at, inBay(), inBay(), inBay()]), ship.kind === 'yacht' ? 0.8 : 0.45, true);
  };
  const home = (at: Place): Activity => {
    stage = 'homebound';
    const path = seaways.path([bay.waypoint, berth.port.waypoint], spread, {
      start: { ...at },
      finish: { lat: berth.lat, lon: berth.lon, maxKn: HARBOUR_KN },
    });
    return sail(path, 1, true);
  };

  return {
    begin(nowMs) {
      const nextDepartMs = nextAt(nowMs, departMin, offset);
      const outForH = 24 - (nextDepartMs - nowMs) / HOUR_MS;
      if (outForH > outHours || random() < idleShare) {
        const nightOut = random() < 0.1;
        if (!nightOut) {
          const untilMs = later(nextDepartMs, random() < idleShare ? 24 : 0);
          return { activity: { kind: 'moored', untilMs, headingDeg: berth.headingDeg }, at: { ...berth } };
        }
        homeMs = nowMs;
        return { activity: rest(nowMs), at: { ...inBay(), headingDeg: crew.scenario.wind.fromDeg } };
      }
      const out = outbound(later(nowMs, -outForH), berth);
      const sailed = cruiseOf(ship) * outForH * 3600 * 0.85;
      if (sailed < out.path.lengthM) return { activity: out, sailedM: sailed };
      const activity = wander(inBay());
      return activity.kind === 'passage'
        ? { activity, sailedM: activity.path.lengthM * random() * 0.7 }
        : { activity };
    },
    next(nowMs, at) {
      if (stage === 'marina') return outbound(nowMs, at);
      if (stage === 'homebound') return marina(nowMs);
      if (nowMs >= homeMs) return random() < 0.88 ? home(at) : rest(nowMs);
      return stage === 'resting' ? wander(at) : rest(nowMs);
    },
    voyage: () => (ship.draughtM === undefined ? {} : { draughtM: ship.draughtM }),
  };
}
