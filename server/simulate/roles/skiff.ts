/** A small boat about a place: from one spot to another, an hour of lines or pots at each. */
import { between } from '../../../proto/domain/random.ts';
import { knotsToMetresPerSecond } from '../../../proto/domain/units.ts';
import { type Activity, NavStatus, type Role } from '../activity.ts';
import { later } from '../day.ts';
import { moved, pathThrough } from '../path.ts';
import type { Oddity } from '../scenariosensing.ts';
import type { Crew } from '../surroundings.ts';

/** Hours at a spot. */
const AT_SPOT_H = [0.15, 0.9] as const;

export function skiff(crew: Crew, plan: Oddity & { story: 'smallBoats' }): Role {
  const { random } = crew;
  let sailing = false;
  const spot = () => {
    const away = plan.radiusM * Math.sqrt(random());
    const angle = 2 * Math.PI * random();
    return moved(plan.place[0], plan.place[1], away * Math.cos(angle), away * Math.sin(angle));
  };
  const sail = (from: { lat: number; lon: number }): Activity & { kind: 'passage' } => {
    sailing = true;
    const cruiseMps = knotsToMetresPerSecond(plan.kn) * between(random, 0.6, 1);
    const navStatus = NavStatus.underWay;
    return { kind: 'passage', path: pathThrough([from, spot()]), cruiseMps, stop: true, navStatus };
  };
  return {
    begin() {
      const activity = sail(spot());
      return { activity, sailedM: activity.path.lengthM * random() };
    },
    next(nowMs, at) {
      if (!sailing) return sail({ lat: at.lat, lon: at.lon });
      sailing = false;
      return { kind: 'holding', untilMs: later(nowMs, between(random, ...AT_SPOT_H)) };
    },
    voyage: () => ({}),
  };
}
