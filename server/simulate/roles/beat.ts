/** To and fro along a route for ever, with a while of drifting at either end. */
import { between } from '../../../proto/domain/random.ts';
import { type EpochMs, knotsToMetresPerSecond } from '../../../proto/domain/units.ts';
import { type Activity, NavStatus, type Role } from '../activity.ts';
import { later } from '../day.ts';
import { pathThrough } from '../path.ts';
import type { Crew } from '../surroundings.ts';

type Route = readonly (readonly [number, number])[];

/** Hours at either end. */
const DRIFT_H = [0.2, 0.5] as const;

/** `openingM`: how far along the route it is when the world opens. */
export function beat(
  crew: Crew,
  plan: { readonly route: Route; readonly openingM: number; readonly kn: number },
  openingMs: EpochMs,
): Role {
  const points = plan.route.map(([lat, lon]) => ({ lat, lon }));
  const cruiseMps = knotsToMetresPerSecond(plan.kn);
  const paths = { there: pathThrough(points), back: pathThrough(points.toReversed()) };
  let heading: keyof typeof paths = 'there';
  let sailing = true;

  const sail = (): Activity & { kind: 'passage' } => {
    sailing = true;
    return { kind: 'passage', path: paths[heading], cruiseMps, stop: true, navStatus: NavStatus.underWay };
  };
  return {
    begin(nowMs) {
      const sailedM = Math.max(1, plan.openingM - (cruiseMps * (openingMs - nowMs)) / 1000);
      return { activity: sail(), sailedM };
    },
    next(nowMs) {
      if (!sailing) return sail();
      sailing = false;
      heading = heading === 'there' ? 'back' : 'there';
      return { kind: 'holding', untilMs: later(nowMs, between(crew.random, ...DRIFT_H)) };
    },
    voyage: () => (crew.ship.draughtM === undefined ? {} : { draughtM: crew.ship.draughtM }),
  };
}
