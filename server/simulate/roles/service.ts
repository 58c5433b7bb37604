/** Pilot boats, tugs and patrols: out of their berth along a beat, some time there, and back. */
import { between } from '../../../proto/domain/random.ts';
import { type Activity, NavStatus, type Role } from '../activity.ts';
import { later } from '../day.ts';
import type { Scenario } from '../scenario.ts';
import { type Crew, HARBOUR_KN } from '../surroundings.ts';
import { cruiseOf } from '../vessel.ts';

type Service = Scenario['services'][number];
type Stage = 'berth' | 'out' | 'there' | 'back';

/** Hours in the berth and at the end of the beat. */
const HABITS: Record<Service['kind'], Record<'berthH' | 'thereH', readonly [number, number]>> = {
  pilot: { berthH: [0.5, 1.8], thereH: [0.1, 0.35] },
  tug: { berthH: [1, 4], thereH: [0.3, 1] },
  patrol: { berthH: [1.5, 5], thereH: [0.2, 0.8] },
};

export function service(crew: Crew, { kind, port, beat }: Service): Role {
  const { seaways, places, random, ship } = crew;
  const berth = places.ownBerth(port, 'service');
  const { berthH, thereH } = HABITS[kind];
  const spread = random();
  let stage: Stage = 'berth';

  const sail = (path: ReturnType<typeof seaways.path>) =>
    ({
      kind: 'passage',
      path,
      cruiseMps: cruiseOf(ship) * between(random, 0.85, 1),
      stop: true,
      navStatus: NavStatus.underWay,
    }) as const;
  const out = (at: { lat: number; lon: number }) => {
    stage = 'out';
    const start = { lat: at.lat, lon: at.lon, maxKn: HARBOUR_KN };
    return sail(seaways.path([berth.port.waypoint, ...beat], spread, { start }));
  };
  const back = (at: { lat: number; lon: number }): Activity => {
    stage = 'back';
    const finish = { lat: berth.lat, lon: berth.lon, maxKn: HARBOUR_KN };
    return sail(
      seaways.path([beat.at(-1)!, berth.port.waypoint], spread, {
        start: { lat: at.lat, lon: at.lon },
        finish,
      }),
    );
  };

  return {
    begin(nowMs) {
      if (random() < (kind === 'patrol' ? 0.65 : 0.3)) {
        const activity = out(berth);
        return { activity, sailedM: activity.path.lengthM * between(random, 0.05, 0.95) };
      }
      const untilMs = later(nowMs, random() * berthH[1]);
      return { activity: { kind: 'moored', untilMs, headingDeg: berth.headingDeg }, at: { ...berth } };
    },
    next(nowMs, at) {
      if (stage === 'berth') return out(at);
      if (stage === 'out') {
        stage = 'there';
        return { kind: 'holding', untilMs: later(nowMs, between(random, ...thereH)) };
      }
      if (stage === 'there') return back(at);
      stage = 'berth';
      return {
        kind: 'moored',
        untilMs: later(nowMs, between(random, ...berthH)),
        headingDeg: berth.headingDeg,
      };
    },
    voyage: () => (ship.draughtM === undefined ? {} : { draughtM: ship.draughtM }),
  };
}
