/** A group as large as a zone's rule asks to know of: by the number that a sensor gives, or by counting who is together. */
import { groupSize as table } from '../../../proto/domain/alert/thresholds/land.table.ts';
import { zoneBorder } from '../../../proto/domain/alert/thresholds/zones.table.ts';
import { distanceM } from '../../../proto/domain/geo.ts';
import { contains } from '../../../proto/domain/shapes/prepared.ts';
import { degrees } from '../../../proto/domain/units.ts';
import type { Detector, OpenDetector, Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';
import { type RuleInForce, type ZoneInForce, ZonesInForce } from '../zones/zonesinforce.ts';
import { peopleIn } from './landthings.ts';
import { isOwnTeam } from './normal.ts';

/** Each thing is looked at so often. */
const EVERY_MS = 10_000;
/** Groups remembered; beyond it the oldest is forgotten. */
const MAX_GROUPS = 500;
const MAX_TOGETHER = 16;

/** One group in one zone: whoever is found near where it was last seen belongs to it. */
interface Group {
  readonly name: string;
  readonly zoneId: string;
  readonly sinceMs: number;
  ms: number;
  lat: number;
  lon: number;
  most: number;
}

export const groupSize: OpenDetector = (watch) => new GroupSize(watch);

class GroupSize implements Detector {
  readonly name = 'groupSize';
  readonly #watch: Watch;
  readonly #inForce: ZonesInForce;
  readonly #dueMs = new Map<Thing, number>();
  #groups: Group[] = [];

  constructor(watch: Watch) {
    this.#watch = watch;
    this.#inForce = new ZonesInForce(
      watch,
      ({ zone, rules }) =>
        zone.shape.kind !== 'line' &&
        (zone.purpose === 'borderLine' || rules.some(({ rule }) => rule.kind === 'group')),
    );
  }

  tick(nowMs: number): void {
    this.#inForce.refresh(nowMs);
    const { holdsS } = this.#watch.values(table);
    for (const { name, ms } of this.#groups)
      if (nowMs - ms > holdsS * 1000) this.#watch.clear('groupSize', name);
    this.#groups = this.#groups.filter(({ ms }) => nowMs - ms <= holdsS * 1000);
  }

  stepBack(): void {
    this.#inForce.stepBack();
    this.#dueMs.clear();
  }

  gone(thing: Thing): void {
    this.#dueMs.delete(thing);
  }

  moved(thing: Thing): void {
    if (thing.class !== 'group' && thing.class !== 'person') return;
    if (this.#inForce.now.length === 0 || thing.ms < (this.#dueMs.get(thing) ?? 0)) return;
    this.#dueMs.set(thing, thing.ms + EVERY_MS);
    for (const zone of this.#inForce.now) {
      if (!contains(zone.zone.shape, thing.lat, thing.lon)) continue;
      const rule = zone.ruleFor('group', thing);
      if (rule || !zone.has('group')) this.#count(zone, rule, thing);
    }
  }

  #count(zone: ZoneInForce, rule: RuleInForce | undefined, thing: Thing): void {
    const watch = this.#watch;
    const { nearM, minCount } = watch.values(table, thing.class, [zone.id]);
    const least = rule?.rule.minCount ?? minCount;
    const together = watch
      .near(thing.lat, thing.lon, nearM)
      .filter((one) => one.class === 'group' || one.class === 'person');
    const people = peopleIn(together);
    if (people < least || isOwnTeam(watch, thing)) return;
    const group = this.#groupOf(zone, thing, nearM);
    group.most = Math.max(group.most, people);
    const priority = zone.priority(rule?.rule, 'groupSize', watch);
    watch.raise({
      name: group.name,
      kind: 'groupSize',
      things: together.slice(0, MAX_TOGETHER),
      about: { zoneId: zone.id },
      place: { lat: thing.lat, lon: thing.lon },
      onsetMs: group.sinceMs,
      provedMs: thing.ms,
      rule: rule?.path ?? 'groupSize.minCount',
      measured: { value: people, unit: 'count' },
      threshold: { value: least, unit: 'count' },
      evidence: [
        { what: 'zone', text: zone.zone.name },
        { what: 'seenTogether', measure: { value: people, unit: 'count' } },
        { what: 'mostSeen', measure: { value: group.most, unit: 'count' } },
        ...(Number.isNaN(thing.sogKn)
          ? []
          : [{ what: 'speed', measure: { value: thing.sogKn, unit: 'kn' } } as const]),
      ],
      outlasts: true,
      ...(priority && { priority }),
    });
  }

  #groupOf(zone: ZoneInForce, thing: Thing, nearM: number): Group {
    const here = { lat: degrees(thing.lat), lon: degrees(thing.lon) };
    const reachM = (ms: number): number =>
      nearM + this.#watch.values(zoneBorder, thing.class).edgeM + (2 * Math.max(0, thing.ms - ms)) / 1000;
    const known = this.#groups.find(
      (one) =>
        one.zoneId === zone.id &&
        distanceM({ lat: degrees(one.lat), lon: degrees(one.lon) }, here) <= reachM(one.ms),
    );
    const group = known ?? {
      name: `${zone.id}|${thing.name}`,
      zoneId: zone.id,
      sinceMs: thing.ms,
      ms: thing.ms,
      lat: thing.lat,
      lon: thing.lon,
      most: 0,
    };
    if (!known) this.#groups.push(group);
    if (this.#groups.length > MAX_GROUPS) this.#groups.shift();
    group.ms = thing.ms;
    group.lat = thing.lat;
    group.lon = thing.lon;
    return group;
  }
}
