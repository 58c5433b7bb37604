/** What will be in a zone if it goes on as it does: dead reckoning along speed, course and turn. */
import { zoneConduct } from '../../../proto/domain/alert/thresholds/zones.table.ts';
import { wrapLongitude } from '../../../proto/domain/geo.ts';
import { velocityDegPerS } from '../../../proto/domain/motion.ts';
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import { borderCrossings } from '../../../proto/domain/shapes/border.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';
import { motionClues, tell } from './finding.ts';
import type { Visitor } from './stay.ts';
import { ZoneGrid } from './zonegrid.ts';
import type { ZoneInForce } from './zonesinforce.ts';

/** How often a way is looked along. */
const EVERY_MS = 10_000;
/** A turn is followed in steps of so many seconds. */
const TURN_STEP_S = 10;
/** Less is a wheel that is never quite still. */
const LEAST_TURN_DEG_PER_MIN = 5;
const MOST_TURN_DEG = 90;
const MAX_S = 7200;

export class Approaches {
  readonly #watch: Watch;
  #grid = new ZoneGrid<ZoneInForce>();
  #byId: ReadonlyMap<string, ZoneInForce> = new Map();
  #longestS = 0;

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  /** Areas alone: a line is crossed, and not entered. */
  set(areas: readonly ZoneInForce[]): void {
    const wanted = areas.filter((zone) => zone.has('approach'));
    this.#byId = new Map(wanted.map((zone) => [zone.id, zone]));
    this.#grid = new ZoneGrid();
    this.#longestS = 0;
    for (const zone of wanted) {
      this.#grid.add(zone.box, zone);
      for (const { rule } of zone.rules)
        if (rule.kind === 'approach')
          this.#longestS = Math.max(this.#longestS, limitS(this.#watch, rule, zone));
    }
  }

  look(visitor: Visitor, thing: Thing): void {
    if (thing.ms < visitor.approachDueMs) return;
    if (this.#byId.size === 0 && !visitor.approaching) return;
    visitor.approachDueMs = thing.ms + EVERY_MS;
    const hits = this.#hitsOf(visitor, thing);
    for (const [id, seconds] of hits) this.#onWay(visitor, thing, this.#byId.get(id)!, seconds);
    for (const [id, one] of visitor.approaching ?? []) {
      if (hits.has(id)) continue;
      one.hits = 0;
      // Inside, or turned away for good.
      if (++one.misses < 2 && !visitor.stays.has(id)) continue;
      if (one.name !== undefined) this.#watch.clear('zoneApproach', one.name);
      visitor.approaching!.delete(id);
    }
    if (visitor.approaching?.size === 0) visitor.approaching = undefined;
  }

  /** Seconds to each zone that its way leads into in time. */
  #hitsOf(visitor: Visitor, thing: Thing): ReadonlyMap<string, number> {
    const { sogKn, cogDeg } = thing;
    const isUnderWay = sogKn >= this.#watch.values(zoneConduct, thing.class).stillKn && !Number.isNaN(cogDeg);
    if (!isUnderWay || this.#grid.isEmpty) return NONE;
    const turn = this.#watch.picture.columns.turnDegPerMin[thing.slot] ?? Number.NaN;
    const way = wayOf(thing, turn, this.#watch.values(zoneConduct, thing.class).turnKeptS, this.#longestS);
    let found: Map<string, number> | undefined;
    let before: Leg = { lat: thing.lat, lon: thing.lon, s: 0 };
    for (const leg of way) {
      const eastDeg = wrapLongitude(leg.lon - before.lon);
      for (const zone of this.#grid.along(before.lat, before.lon, leg.lat, eastDeg)) {
        if (found?.has(zone.id) || visitor.stays.has(zone.id)) continue;
        const rule = zone.ruleFor('approach', thing);
        if (!rule || zone.isBeside(thing, this.#watch)) continue;
        const [into] = borderCrossings(zone.zone.shape, before, leg);
        if (!into) continue;
        const seconds = before.s + into.part * (leg.s - before.s);
        if (seconds > limitS(this.#watch, rule.rule, zone)) continue;
        found ??= new Map();
        found.set(zone.id, seconds);
      }
      before = leg;
    }
    return found ?? NONE;
  }

  #onWay(visitor: Visitor, thing: Thing, zone: ZoneInForce, seconds: number): void {
    visitor.approaching ??= new Map();
    const known = visitor.approaching.get(zone.id);
    const one = known ?? { hits: 0, misses: 0, name: undefined, sinceMs: thing.ms };
    if (!known) visitor.approaching.set(zone.id, one);
    one.misses = 0;
    // Twice in a row: a course over ground that wavers is no approach.
    if (++one.hits < 2 && one.name === undefined) return;
    const rule = zone.ruleFor('approach', thing)!;
    one.name = tell(this.#watch, 'zoneApproach', thing, zone, rule, {
      onsetMs: one.sinceMs,
      measured: { value: seconds, unit: 's' },
      threshold: { value: limitS(this.#watch, rule.rule, zone), unit: 's' },
      evidence: [
        { what: 'entryExpected', atMs: epochMs(Math.round(thing.ms + seconds * 1000)) },
        { what: 'distanceToBorder', measure: { value: zone.borderM(thing), unit: 'm' } },
        ...motionClues(thing),
      ],
    });
  }
}

const NONE: ReadonlyMap<string, number> = new Map();

const limitS = (watch: Watch, { afterMin }: { readonly afterMin?: number }, zone: ZoneInForce): number =>
  Math.min(
    MAX_S,
    afterMin === undefined ? watch.values(zoneConduct, undefined, [zone.id]).approachS : afterMin * 60,
  );

interface Leg extends LatLon {
  /** Seconds from now. */
  readonly s: number;
}

/** Where it is after each leg: a turn in short ones, then straight on. Longitudes are not wrapped. */
export function wayOf(
  { lat, lon, sogKn, cogDeg }: Pick<Thing, 'lat' | 'lon' | 'sogKn' | 'cogDeg'>,
  turnDegPerMin: number,
  turnKeptS: number,
  untilS: number,
): readonly Leg[] {
  const legs: Leg[] = [];
  let [y, x, course, s] = [lat, lon, cogDeg, 0];
  const go = (seconds: number): void => {
    const v = velocityDegPerS(y, sogKn, course);
    y += v.lat * seconds;
    x += v.lon * seconds;
    s += seconds;
    legs.push({ lat: y, lon: x, s });
  };
  if (Math.abs(turnDegPerMin) >= LEAST_TURN_DEG_PER_MIN) {
    const turnS = Math.min(turnKeptS, untilS, (MOST_TURN_DEG / Math.abs(turnDegPerMin)) * 60);
    const step = (turnDegPerMin / 60) * TURN_STEP_S;
    while (s + TURN_STEP_S <= turnS) {
      // The chord of the arc has the course of its middle.
      course += step / 2;
      go(TURN_STEP_S);
      course += step / 2;
    }
  }
  // Degrees of longitude grow shorter on the way: a quarter of an hour at a time is straight to a metre in a mile.
  while (s < untilS) go(Math.min(900, untilS - s));
  return legs;
}
