/** Across the water as fast as it goes, at set times; in between out of the world. */
import { type EpochMs, epochMs, knotsToMetresPerSecond } from '../../../proto/domain/units.ts';
import { type Activity, NavStatus, type Role } from '../activity.ts';
import { minutesOfDay, nextAt } from '../day.ts';
import { pathThrough } from '../path.ts';
import type { Oddity } from '../scenariosensing.ts';
import type { Crew } from '../surroundings.ts';

/** Under way when the world opens, `openingM` along its route. */
export function dash(crew: Crew, plan: Oddity & { story: 'goFast' }, openingMs: EpochMs): Role {
  const path = pathThrough(plan.route.map(([lat, lon]) => ({ lat, lon })));
  const cruiseMps = knotsToMetresPerSecond(plan.kn);
  const offset = crew.scenario.utcOffsetMinutes;
  let landed = false;

  const go = (): Activity & { kind: 'passage' } => {
    landed = false;
    return { kind: 'passage', path, cruiseMps, stop: false, navStatus: NavStatus.underWay };
  };
  return {
    begin(nowMs) {
      const sailedM = plan.openingM - (cruiseMps * (openingMs - nowMs)) / 1000;
      if (sailedM >= 0) return { activity: go(), sailedM };
      landed = true;
      return { activity: { kind: 'away', untilMs: epochMs(nowMs - (sailedM / cruiseMps) * 1000) } };
    },
    next(nowMs) {
      if (landed) return go();
      landed = true;
      const untilMs = Math.min(...plan.departures.map((d) => nextAt(nowMs, minutesOfDay(d), offset)));
      return { kind: 'away', untilMs: epochMs(untilMs) };
    },
    voyage: () => ({}),
  };
}
