/** Search and rescue aircraft: a patrol along a route at set times of day, otherwise out of the world. */
import { type EpochMs, epochMs, knotsToMetresPerSecond } from '../../../proto/domain/units.ts';
import { type Activity, NavStatus, type Role } from '../activity.ts';
import { lastAt, minutesOfDay, nextAt } from '../day.ts';
import type { Scenario } from '../scenario.ts';
import type { Crew } from '../surroundings.ts';

export function flight(crew: Crew, plan: Scenario['aircraft'][number]): Role {
  const offset = crew.scenario.utcOffsetMinutes;
  const departures = plan.departures.map(minutesOfDay);
  const cruiseMps = knotsToMetresPerSecond(plan.speedKn);
  const path = crew.seaways.path(plan.route, 0);
  let flying = false;

  const fly = () => {
    flying = true;
    return { kind: 'passage', path, cruiseMps, stop: false, navStatus: NavStatus.underWay } as const;
  };
  const wait = (nowMs: EpochMs): Activity => {
    flying = false;
    const untilMs = epochMs(Math.min(...departures.map((minutes) => nextAt(nowMs, minutes, offset))));
    return { kind: 'away', untilMs };
  };

  return {
    begin(nowMs) {
      const last = Math.max(...departures.map((minutes) => lastAt(nowMs, minutes, offset)));
      const sailedM = ((nowMs - last) / 1000) * cruiseMps;
      return sailedM < path.lengthM ? { activity: fly(), sailedM } : { activity: wait(nowMs) };
    },
    next: (nowMs) => (flying ? wait(nowMs) : fly()),
    voyage: () => ({ altM: plan.altM }),
  };
}
