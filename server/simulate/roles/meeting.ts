/** One of two who meet: out to the place by the set time, a while side by side, home again, else out of the world. */
import { type EpochMs, epochMs, knotsToMetresPerSecond } from '../../../proto/domain/units.ts';
import { type Activity, NavStatus, type Role } from '../activity.ts';
import { MINUTE_MS, minutesOfDay, nextAt } from '../day.ts';
import { moved, pathThrough, sailingTimeS } from '../path.ts';
import type { Oddity } from '../scenariosensing.ts';
import type { Crew } from '../surroundings.ts';

type Meeting = Oddity & { story: 'rendezvous' };
type Stage = 'away' | 'out' | 'there' | 'back';

/** Between the two while they lie together, metres. */
const APART_M = 45;
/** Time for the last metres, seconds. */
const IN_HAND_S = 120;

export function meeting(crew: Crew, plan: Meeting, party: 0 | 1): Role {
  const { from, kn } = plan.parties[party];
  const [lat, lon] = plan.place;
  const there = moved(lat, lon, 0, party * APART_M);
  const home = { lat: from[0], lon: from[1] };
  const out = pathThrough([home, there]);
  const back = pathThrough([there, home]);
  const cruiseMps = knotsToMetresPerSecond(kn);
  const offset = crew.scenario.utcOffsetMinutes;
  const wayMs = (sailingTimeS(out, cruiseMps) + IN_HAND_S) * 1000;
  let stage: Stage = 'away';
  let meetMs: EpochMs = epochMs(0);

  const away = (nowMs: EpochMs): Activity => {
    stage = 'away';
    const soonest = epochMs(nowMs + wayMs);
    meetMs = epochMs(Math.min(...plan.times.map((t) => nextAt(soonest, minutesOfDay(t), offset))));
    return { kind: 'away', untilMs: epochMs(meetMs - wayMs) };
  };
  const sail = (path: typeof out, stop: boolean): Activity => ({
    kind: 'passage',
    path,
    cruiseMps,
    stop,
    navStatus: NavStatus.underWay,
  });
  return {
    begin: (nowMs) => ({ activity: away(nowMs) }),
    next(nowMs) {
      if (stage === 'away') {
        stage = 'out';
        return sail(out, true);
      }
      if (stage === 'out') {
        stage = 'there';
        return { kind: 'holding', untilMs: epochMs(Math.max(nowMs, meetMs) + plan.forMin * MINUTE_MS) };
      }
      if (stage === 'back') return away(nowMs);
      stage = 'back';
      return sail(back, false);
    },
    voyage: () => ({}),
  };
}
