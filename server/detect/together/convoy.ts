/** Several that keep company at sea for long. Lanes, tows, fleets, ferries and yachts in company are none. */
import { isVesselClass, SERVICE_CLASSES, type ThingClass } from '../../../proto/domain/alert/thingclass.ts';
import { convoy as table } from '../../../proto/domain/alert/thresholds/together.table.ts';
import { distanceM, type Position, turnBetween } from '../../../proto/domain/geo.ts';
import { degrees, epochMs } from '../../../proto/domain/units.ts';
import type { OpenDetector } from '../detector.ts';
import type { Thing } from '../thing.ts';

/** Each is asked for its company no more often; who is missing from it for longer has left. */
const ASK_MS = 4 * 60_000;
const LEFT_MS = 15 * 60_000;
/** Whoever was in one that was told of is not told of again in so long. */
const QUIET_MS = 12 * 3_600_000;
const MAX_TOLD = 5_000;
const MAX_COMPANY = 16;
const NAMED = 6;
/** Lanes need so many passages to be known. */
const LEAST_SAMPLES = 10;
const KEEP_COMPANY: ReadonlySet<ThingClass> = new Set<ThingClass>([
  ...SERVICE_CLASSES,
  ...(['fishing', 'passenger', 'highSpeed', 'pleasure'] as const),
]);

interface Company {
  readonly sinceMs: number;
  readonly from: Position;
  lastMs: number;
}

export const convoy: OpenDetector = (watch) => {
  const askedMs = new Map<Thing, number>();
  const companies = new Map<Thing, Map<Thing, Company>>();
  const toldMs = new Map<string, number>();
  /** Who leads a convoy that was told of, and by what name. */
  const leads = new Map<Thing, string>();

  const mayJoin = (thing: Thing): boolean =>
    isVesselClass(thing.class) &&
    !KEEP_COMPANY.has(thing.class) &&
    thing.sogKn >= watch.values(table, thing.class).leastKn &&
    !Number.isNaN(thing.cogDeg);

  const over = (thing: Thing): void => {
    const name = leads.get(thing);
    if (name !== undefined) watch.clear('convoy', name);
    leads.delete(thing);
  };

  /** Those that go along with it, now. */
  const ask = (thing: Thing): Map<Thing, Company> => {
    const { rangeM, courseDeg, speedKn } = watch.values(table, thing.class);
    const company = companies.get(thing) ?? new Map<Thing, Company>();
    for (const other of watch.near(thing.lat, thing.lon, rangeM)) {
      if (other === thing || other.nature !== thing.nature || !mayJoin(other)) continue;
      if (other.mmsi !== undefined && other.mmsi === thing.mmsi) continue;
      if (Math.abs(turnBetween(other.cogDeg, thing.cogDeg)) > courseDeg) continue;
      if (Math.abs(other.sogKn - thing.sogKn) > speedKn) continue;
      const known = company.get(other);
      if (known) known.lastMs = thing.ms;
      else if (company.size < MAX_COMPANY)
        company.set(other, { sinceMs: thing.ms, from: placeOf(thing), lastMs: thing.ms });
    }
    for (const [other, { lastMs }] of company) if (thing.ms - lastMs > LEFT_MS) company.delete(other);
    if (company.size > 0) companies.set(thing, company);
    else companies.delete(thing);
    return company;
  };

  const look = (thing: Thing): void => {
    const { members, afterS, aheadM, laneShare } = watch.values(table, thing.class);
    const here = placeOf(thing);
    const steady = [...ask(thing)].filter(
      ([, { sinceMs, from }]) => thing.ms - sinceMs >= afterS * 1000 && distanceM(from, here) >= aheadM,
    );
    if (steady.length + 1 < members) {
      over(thing);
      return;
    }
    const all = [thing, ...steady.map(([other]) => other)].sort((a, b) => (a.name < b.name ? -1 : 1));
    const wasTold = all.some(({ name }) => thing.ms - (toldMs.get(name) ?? -QUIET_MS) < QUIET_MS);
    if (wasTold) return;
    const usual = watch.learned.traffic.usual(thing.class, thing.lat, thing.lon, thing.ms);
    if (usual && usual.samples >= LEAST_SAMPLES && usual.courseShare(thing.cogDeg) >= laneShare) return;
    for (const { name } of all) {
      toldMs.delete(name);
      toldMs.set(name, thing.ms);
      if (toldMs.size > MAX_TOLD) toldMs.delete(toldMs.keys().next().value!);
    }
    const name = all
      .slice(0, NAMED)
      .map((one) => one.name)
      .join('+');
    leads.set(thing, name);
    const sinceMs = Math.max(...steady.map(([, company]) => company.sinceMs));
    watch.raise({
      ...{ kind: 'convoy', name, things: all, onsetMs: sinceMs, rule: 'convoy.members' },
      measured: { value: all.length, unit: 'count' },
      threshold: { value: members, unit: 'count' },
      evidence: [
        { what: 'togetherSince', atMs: epochMs(sinceMs), place: steady[0]![1].from },
        { what: 'speed', measure: { value: thing.sogKn, unit: 'kn' } },
        { what: 'course', measure: { value: thing.cogDeg, unit: 'deg' } },
        ...all.slice(0, 3).map((one) => ({
          ...{ what: 'member', trackId: one.id, place: placeOf(one) },
          ...(one.called !== undefined && { text: one.called }),
        })),
      ],
    });
  };

  return {
    name: 'convoy',
    moved(thing) {
      if (!mayJoin(thing)) return;
      const asked = askedMs.get(thing);
      if (asked !== undefined && thing.ms - asked < ASK_MS) return;
      askedMs.set(thing, thing.ms);
      look(thing);
    },
    gone(thing) {
      over(thing);
      for (const other of companies.get(thing)?.keys() ?? []) companies.get(other)?.delete(thing);
      companies.delete(thing);
      askedMs.delete(thing);
    },
    stepBack() {
      for (const thing of leads.keys()) over(thing);
      askedMs.clear();
      companies.clear();
      toldMs.clear();
    },
  };
};

const placeOf = ({ lat, lon }: Thing): Position => ({ lat: degrees(lat), lon: degrees(lon) });
