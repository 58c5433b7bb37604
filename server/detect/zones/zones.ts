/**
 * The rules of zones: who is in which, from when on, and what it does there. A zone's border is one place on the way in
 * and another on the way out, so that what lies on it does not enter again and again. What was inside when its track, the
 * zone or the zone's time began was not seen to enter: it is present; a young track that moves inside came in unseen.
 */
import { ZONE_RULE_KINDS, type ZoneRuleKind } from '../../../proto/domain/alert/rules.ts';
import { THING_CLASSES, type ThingClass } from '../../../proto/domain/alert/thingclass.ts';
import { zoneBorder, zoneConduct } from '../../../proto/domain/alert/thresholds/zones.table.ts';
import { distanceM, wrapLongitude } from '../../../proto/domain/geo.ts';
import { counts } from '../../../proto/domain/shapes/linecrossing.ts';
import { degrees, epochMs } from '../../../proto/domain/units.ts';
import type { Detector, OpenDetector, Watch } from '../detector.ts';
import { isLandKind } from '../land/landthings.ts';
import type { Thing } from '../thing.ts';
import { Approaches } from './approach.ts';
import { entered, isLying, isUnknownWay, left, over, passed, stayAfter } from './borders.ts';
import { lookAtConduct } from './conduct.ts';
import { motionClues, tell } from './finding.ts';
import { type Crossed, LineWatch } from './linewatch.ts';
import { type Departed, Stay, Visitor } from './stay.ts';
import { ZoneGrid } from './zonegrid.ts';
import { ZoneIndex } from './zoneindex.ts';
import { FLIES, UNLESS_NAMED, type ZoneInForce, ZonesInForce } from './zonesinforce.ts';

/** Rules that others look after: `server/detect/land`, contacts, collision. */
const NOT_OURS: ReadonlySet<ZoneRuleKind> = new Set(['uncooperative', 'group', 'collision']);
const OURS = ZONE_RULE_KINDS.filter((kind) => !NOT_OURS.has(kind));
/** Remembered of those who were lost in a zone; beyond it the first to go is forgotten. */
const MAX_DEPARTED = 1_000;
/** How far what is lost may have gone: as fast as it went, and faster, or a walk. */
const LOST_MPS = 2;

export const zones: OpenDetector = (watch) => new ZoneRules(watch);

class ZoneRules implements Detector {
  readonly name = 'zones';
  readonly #watch: Watch;
  readonly #inForce: ZonesInForce;
  readonly #index = new ZoneIndex();
  readonly #approaches: Approaches;
  readonly #lines: LineWatch;
  readonly #visitors = new Map<Thing, Visitor>();
  /** Areas with a rule about coming in or going out. */
  #borders = new ZoneGrid<ZoneInForce>();
  #byId: ReadonlyMap<string, ZoneInForce> = new Map();
  #classes: ReadonlySet<ThingClass> = new Set();
  #departed: Departed[] = [];
  #beganMs: number | undefined;

  constructor(watch: Watch) {
    this.#watch = watch;
    this.#inForce = new ZonesInForce(watch, (zone) => zone.has(...OURS));
    this.#approaches = new Approaches(watch);
    this.#lines = new LineWatch(watch, (crossed) => this.#crossed(crossed));
  }

  tick(nowMs: number): void {
    this.#beganMs ??= nowMs;
    this.#refresh(nowMs);
  }

  stepBack(): void {
    this.#inForce.stepBack();
    for (const visitor of this.#visitors.values()) {
      visitor.approachDueMs = Number.NEGATIVE_INFINITY;
      for (const stay of visitor.stays.values()) stay.loiterDueMs = Number.NEGATIVE_INFINITY;
    }
  }

  moved(thing: Thing): void {
    this.#refresh(this.#watch.nowMs);
    if (!this.#classes.has(thing.class)) {
      // It is known better by now, and no rule is for it.
      if (this.#visitors.has(thing)) this.gone(thing);
      return;
    }
    this.#lines.moved(thing);
    if (this.#byId.size === 0) return;
    const known = this.#visitors.get(thing);
    const visitor = known ?? new Visitor(thing.ms, thing.lat, thing.lon);
    if (!known) this.#visitors.set(thing, visitor);
    const change = this.#index.moved(thing.id, thing.lat, thing.lon);
    const within = this.#index.here;
    if (change || !visitor.isSettled) this.#stay(visitor, thing, within, known === undefined);
    if (known && (this.#index.besides === undefined || this.#index.besides.length > 0))
      this.#passings(visitor, thing, within);
    this.#approaches.look(visitor, thing);
    visitor.ms = thing.ms;
    visitor.lat = thing.lat;
    visitor.lon = thing.lon;
  }

  gone(thing: Thing): void {
    this.#lines.gone(thing);
    const visitor = this.#visitors.get(thing);
    if (!visitor) return;
    this.#visitors.delete(thing);
    this.#index.forget(thing.id);
    for (const stay of visitor.stays.values()) over(this.#watch, stay);
    for (const { name } of visitor.approaching?.values() ?? [])
      if (name !== undefined) this.#watch.clear('zoneApproach', name);
    if (visitor.stays.size === 0) return;
    const stays = new Map([...visitor.stays].map(([id, { sinceMs }]) => [id, sinceMs]));
    this.#departed.push({ name: thing.name, lat: visitor.lat, lon: visitor.lon, ms: visitor.ms, stays });
    if (this.#departed.length > MAX_DEPARTED) this.#departed.shift();
  }

  #refresh(nowMs: number): void {
    if (!this.#inForce.refresh(nowMs)) return;
    const { now } = this.#inForce;
    const areas = now.filter(({ zone }) => zone.shape.kind !== 'line');
    this.#byId = new Map(areas.map((zone) => [zone.id, zone]));
    this.#index.set(areas.map(({ id, zone }) => ({ id, shape: zone.shape })));
    this.#borders = new ZoneGrid();
    for (const zone of areas) if (zone.asksBorders) this.#borders.add(zone.box, zone);
    this.#approaches.set(areas);
    this.#lines.set(now.filter((zone) => zone.has('crossing')));
    this.#classes = new Set(
      THING_CLASSES.filter((one) => now.some(({ rules }) => rules.some(({ classes }) => isOf(classes, one)))),
    );
    for (const visitor of this.#visitors.values()) {
      visitor.isSettled = false;
      for (const [id, stay] of visitor.stays) {
        const zone = this.#byId.get(id);
        if (zone) stay.zone = zone;
        else {
          // No longer in force: nobody left it.
          over(this.#watch, stay);
          visitor.stays.delete(id);
        }
      }
    }
  }

  #stay(visitor: Visitor, thing: Thing, within: readonly string[], isNew: boolean): void {
    for (const id of within) {
      const zone = this.#byId.get(id);
      if (!zone || visitor.stays.has(id) || !zone.concerns(thing) || zone.isBeside(thing, this.#watch))
        continue;
      visitor.stays.set(
        id,
        isNew ? this.#newStay(thing, zone) : stayAfter(this.#watch, visitor, thing, zone),
      );
    }
    for (const [id, stay] of visitor.stays) {
      const isIn = within.includes(id) && !stay.zone.isBeside(thing, this.#watch);
      if (isIn) this.#inside(stay, thing);
      else if (this.#isOut(stay, thing)) {
        visitor.stays.delete(id);
        left(this.#watch, stay, thing, isUnknownWay(this.#watch, visitor, thing) !== 'jump');
      }
    }
    visitor.isSettled = !FLIES.has(thing.class);
    for (const stay of visitor.stays.values())
      if (!stay.isCertain || stay.outsideMs !== undefined || stay.zone.asksConduct) visitor.isSettled = false;
  }

  #inside(stay: Stay, thing: Thing): void {
    const watch = this.#watch;
    stay.outsideMs = undefined;
    if (!stay.isCertain) {
      const { edgeM, edgeS } = watch.values(zoneBorder, thing.class, [stay.zone.id]);
      const isCertain =
        !isLying(watch, thing) ||
        thing.ms - stay.sinceMs >= edgeS * 1000 ||
        stay.zone.borderM(thing) >= edgeM;
      if (!isCertain) return;
      entered(watch, stay, thing);
    }
    if (stay.zone.asksConduct) lookAtConduct(watch, stay, thing);
  }

  #isOut(stay: Stay, thing: Thing): boolean {
    if (!stay.isCertain) return true;
    stay.outsideMs ??= thing.ms;
    const { edgeM, edgeS } = this.#watch.values(zoneBorder, thing.class, [stay.zone.id]);
    if (thing.ms - stay.outsideMs >= edgeS * 1000 && !isLying(this.#watch, thing)) return true;
    return stay.zone.isBeside(thing, this.#watch) || stay.zone.borderM(thing) >= edgeM;
  }

  /** Of a track that is new: was it lost in there, has it come unseen, or was it there all the time? */
  #newStay(thing: Thing, zone: ZoneInForce): Stay {
    const { appearedS, warmUpS } = this.#watch.values(zoneBorder, thing.class, [zone.id]);
    const sinceMs = this.#lostIn(thing, zone);
    const here = { lat: thing.lat, lon: thing.lon };
    if (sinceMs !== undefined) return new Stay(zone, 'there', sinceMs, here);
    const isYoung = thing.ms - thing.firstMs <= appearedS * 1000 && !isLying(this.#watch, thing);
    const isWarm = this.#beganMs !== undefined && thing.firstMs - this.#beganMs >= warmUpS * 1000;
    return new Stay(zone, isYoung && isWarm ? 'appeared' : 'there', thing.ms, here);
  }

  #lostIn(thing: Thing, { id }: ZoneInForce): number | undefined {
    const { rejoinS, edgeM } = this.#watch.values(zoneBorder, thing.class, [id]);
    this.#departed = this.#departed.filter(({ ms }) => thing.ms - ms <= rejoinS * 1000);
    const reachMps = Math.max(LOST_MPS, (thing.sogKn || 0) * 0.8);
    const lost = this.#departed.findLast(
      (one) =>
        one.stays.has(id) &&
        (one.name === thing.name ||
          distanceM(
            { lat: degrees(one.lat), lon: degrees(one.lon) },
            { lat: degrees(thing.lat), lon: degrees(thing.lon) },
          ) <=
            2 * edgeM + (reachMps * (thing.ms - one.ms)) / 1000),
    );
    return lost?.stays.get(id);
  }

  /** In and out again since the last report. */
  #passings(visitor: Visitor, thing: Thing, within: readonly string[]): void {
    const { besides } = this.#index;
    if (besides)
      for (const { id } of besides) {
        const zone = this.#byId.get(id);
        if (zone?.asksBorders) this.#passing(visitor, thing, within, zone);
      }
    else {
      const eastDeg = wrapLongitude(thing.lon - visitor.lon);
      for (const zone of this.#borders.along(visitor.lat, visitor.lon, thing.lat, eastDeg))
        this.#passing(visitor, thing, within, zone);
    }
  }

  #passing(visitor: Visitor, thing: Thing, within: readonly string[], zone: ZoneInForce): void {
    if (within.includes(zone.id) || visitor.stays.has(zone.id)) return;
    const { west, south, east, north } = zone.box;
    if (Math.max(visitor.lat, thing.lat) < south || Math.min(visitor.lat, thing.lat) > north) return;
    // Beside it on the chart; over the antimeridian the border itself is asked.
    const isWrapped = east > 180 || Math.abs(thing.lon - visitor.lon) > 180;
    if (!isWrapped && (Math.max(visitor.lon, thing.lon) < west || Math.min(visitor.lon, thing.lon) > east))
      return;
    if (!zone.isBeside(thing, this.#watch)) passed(this.#watch, visitor, thing, zone);
  }

  #crossed({ thing, line, direction, place, ms, fromM }: Crossed): void {
    const { shape, purpose } = line.zone;
    if (shape.kind !== 'line' || !counts(shape.crossing, direction)) return;
    // On land a border line has a detector of its own.
    if (purpose === 'borderLine' && isLandKind(thing)) return;
    const rule = line.ruleFor('crossing', thing);
    if (!rule) return;
    tell(this.#watch, 'lineCrossed', thing, line, rule, {
      onsetMs: ms,
      place,
      part: direction,
      measured: { value: 1, unit: 'count' },
      threshold: { value: 1, unit: 'count' },
      evidence: [
        { what: direction, atMs: epochMs(ms), place },
        { what: 'cameFrom', measure: { value: fromM, unit: 'm' } },
        ...motionClues(thing),
      ],
      holdsMs: this.#watch.values(zoneConduct).toldS * 1000,
    });
  }
}

const isOf = (classes: ReadonlySet<ThingClass> | undefined, one: ThingClass): boolean =>
  classes ? classes.has(one) : !UNLESS_NAMED.has(one);
