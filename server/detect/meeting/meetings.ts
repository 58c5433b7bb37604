/**
 * Two vessels together at sea. Rendezvous: both came from elsewhere, from apart, and lie together. Encounter: less is
 * sure: one of them has lain there all along, both fish, they keep their distance, or go on together slowly.
 */

import { isVesselClass } from '../../../proto/domain/alert/thingclass.ts';
import { encounter, rendezvous } from '../../../proto/domain/alert/thresholds/meeting.table.ts';
import { distanceM, type Position } from '../../../proto/domain/geo.ts';
import { degrees, epochMs } from '../../../proto/domain/units.ts';
import type { OpenDetector, Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';
import { areMadeFast, isOrdinary, serves, strangersAt, worksAlongside } from './ordinary.ts';
import { Pair } from './pair.ts';
import { type Whereabouts, WhereaboutsOf } from './whereabouts.ts';

/** Each is asked for its neighbours no more often. */
const ASK_MS = 30_000;
/** Not heard for longer, and nothing is known of it. */
const GAP_MS = 15 * 60_000;
/** Those who did not come from apart are only looked at to see them part. */
const IDLE_MS = 60_000;
/** Apart by more than so many times the range, and they have parted. */
const PARTED = 2;
/** So in this many reports running; one alone may be a wrong one. */
const RUNNING = 2;
/** Pairs at once; beyond it no new ones are followed until others part. */
const MAX_PAIRS = 20_000;
/** Pairs that were told of; beyond it the oldest is forgotten. */
const MAX_TOLD = 5_000;

export const meetings: OpenDetector = (watch) => new Meetings(watch);

class Meetings {
  readonly name = 'meetings';
  readonly #watch: Watch;
  readonly #where = new WhereaboutsOf();
  readonly #askedMs = new Map<Thing, number>();
  readonly #pairs = new Map<string, Pair>();
  readonly #of = new Map<Thing, Set<Pair>>();
  readonly #toldMs = new Map<string, number>();

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  moved(thing: Thing): void {
    if (!isVesselClass(thing.class) || Number.isNaN(thing.sogKn)) return;
    const { slowKn, leaveKn, rangeM } = this.#watch.values(rendezvous, thing.class);
    const where = this.#where.moved(thing, slowKn, leaveKn);
    const pairs = this.#of.get(thing);
    if (pairs) for (const pair of pairs) this.#follow(pair);
    if (where.fast >= RUNNING || thing.sogKn > this.#slowKn(thing) || serves(thing)) return;
    const asked = this.#askedMs.get(thing);
    if (asked !== undefined && thing.ms - asked < ASK_MS) return;
    this.#askedMs.set(thing, thing.ms);
    for (const other of this.#watch.near(thing.lat, thing.lon, rangeM)) this.#begin(thing, other);
  }

  gone(thing: Thing): void {
    this.#where.forget(thing);
    this.#askedMs.delete(thing);
    for (const pair of this.#of.get(thing) ?? []) this.#part(pair);
  }

  stepBack(): void {
    for (const pair of this.#pairs.values()) this.#part(pair);
    this.#askedMs.clear();
    this.#toldMs.clear();
  }

  #slowKn(thing: Thing): number {
    return this.#watch.values(encounter, thing.class).slowKn;
  }

  #begin(a: Thing, b: Thing): void {
    if (a === b || a.nature !== b.nature || !isVesselClass(b.class) || serves(b)) return;
    if (a.mmsi !== undefined && a.mmsi === b.mmsi) return;
    const [ofA, ofB] = [this.#where.of(a), this.#where.of(b)];
    if (!(b.sogKn <= this.#slowKn(b)) || Math.abs(a.ms - b.ms) > GAP_MS || !ofA || !ofB) return;
    // Neighbours at their moorings: nothing will be told of them.
    if (ofA.slow && ofB.slow && ofA.cameM === 0 && ofB.cameM === 0) return;
    const name = a.name < b.name ? `${a.name}+${b.name}` : `${b.name}+${a.name}`;
    if (this.#pairs.has(name) || this.#pairs.size >= MAX_PAIRS) return;
    const pair = new Pair(name, a, b);
    this.#pairs.set(name, pair);
    for (const thing of [a, b]) {
      const pairs = this.#of.get(thing);
      if (pairs) pairs.add(pair);
      else this.#of.set(thing, new Set([pair]));
    }
    this.#follow(pair);
  }

  #follow(pair: Pair): void {
    const { a, b } = pair;
    const nowMs = Math.max(a.ms, b.ms);
    if (!pair.cameApart && nowMs - pair.lastMs < IDLE_MS) return;
    const apartM = distanceM(placeOf(a), placeOf(b));
    const { rangeM, afterS } = this.#watch.values(rendezvous, a.class);
    const [ofA, ofB] = [this.#where.of(a)!, this.#where.of(b)!];
    const isStale = Math.abs(a.ms - b.ms) > GAP_MS || nowMs - pair.lastMs > GAP_MS;
    if (isStale || apartM > rangeM * PARTED || this.#isUnderWay(a, ofA) || this.#isUnderWay(b, ofB)) {
      this.#part(pair);
      return;
    }
    if (pair.told && this.#isWork(pair)) {
      this.#watch.retract(pair.told, pair.name, 'serviceVessel');
      pair.told = undefined;
      this.#part(pair);
      return;
    }
    pair.lastMs = nowMs;
    pair.nearestM = Math.min(pair.nearestM, apartM);
    if (ofA.notSlow >= RUNNING || ofB.notSlow >= RUNNING) pair.rise(nowMs);
    else if (ofA.slow && ofB.slow && apartM <= rangeM) pair.lie(nowMs, apartM);
    if (pair.told === 'rendezvous' || !pair.cameApart || pair.ordinary) return;
    if (nowMs - pair.sinceMs >= afterS * 1000) this.#judge(pair, ofA, ofB, nowMs);
  }

  #isUnderWay(thing: Thing, { fast }: Whereabouts): boolean {
    return fast >= RUNNING && thing.sogKn > this.#slowKn(thing);
  }

  #judge(pair: Pair, ofA: Whereabouts, ofB: Whereabouts, nowMs: number): void {
    const { a, b, lyingMs } = pair;
    const { cameM, quietS } = this.#watch.values(rendezvous, a.class);
    const [cameA, cameB] = [ofA.cameM >= cameM, ofB.cameM >= cameM];
    const isMeeting = cameA && cameB && ofA.slow && ofB.slow && this.#lieTogether(pair, nowMs);
    const kind = isMeeting
      ? 'rendezvous'
      : !pair.told && this.#areNear(pair, [cameA, cameB], nowMs)
        ? 'encounter'
        : undefined;
    if (!kind) return;
    const toldMs = this.#toldMs.get(`${kind}|${pair.name}`);
    if (toldMs !== undefined && nowMs - toldMs < quietS * 1000) return;
    const sideBySideMs = isMeeting && this.#isSideBySide(pair) ? lyingMs : undefined;
    pair.ordinary = areMadeFast(a, b, ofA, ofB) || isOrdinary(this.#watch, a, b, sideBySideMs);
    if (!pair.ordinary) this.#tell(pair, kind, nowMs);
  }

  #isSideBySide({ a, meanM }: Pair): boolean {
    return meanM <= this.#watch.values(rendezvous, a.class).sideM;
  }

  #lieTogether(pair: Pair, nowMs: number): boolean {
    const { a, b, lyingMs } = pair;
    const { afterS, looseM, steadyM } = this.#watch.values(rendezvous, a.class);
    if (lyingMs === undefined || nowMs - lyingMs < afterS * 1000) return false;
    if ((a.class === 'fishing' && b.class === 'fishing') || worksAlongside(a, b)) return false;
    return this.#isSideBySide(pair) || (pair.meanM <= looseM && pair.variedM <= steadyM);
  }

  /** It has shown what one of them is: what was told of them was its work. */
  #isWork({ a, b, told }: Pair): boolean {
    return serves(a) || serves(b) || (told === 'rendezvous' && worksAlongside(a, b));
  }

  /** One of them came and they lie side by side (neighbours at anchor do not), or both go slowly (tows and trawlers do). */
  #areNear(pair: Pair, came: readonly [boolean, boolean], nowMs: number): boolean {
    const { a, b, sinceMs, nearestM, lyingMs, goingMs } = pair;
    const { afterS } = this.#watch.values(encounter, a.class);
    const isWork = worksAlongside(a, b);
    if (a.sogKn > this.#slowKn(a) || b.sogKn > this.#slowKn(b)) return false;
    if (lyingMs !== undefined)
      return (
        (isWork ? came[0] && came[1] : came[0] || came[1]) &&
        nowMs - sinceMs >= afterS * 1000 &&
        this.#isSideBySide(pair)
      );
    if (isWork || (a.class === 'fishing' && b.class === 'fishing')) return false;
    return nowMs - goingMs >= afterS * 1000 && nearestM <= this.#watch.values(rendezvous, a.class).looseM;
  }

  #tell(pair: Pair, kind: 'rendezvous' | 'encounter', nowMs: number): void {
    const { a, b, name } = pair;
    const watch = this.#watch;
    if (pair.told) watch.clear(pair.told, name);
    pair.told = kind;
    this.#toldMs.delete(`${kind}|${name}`);
    this.#toldMs.set(`${kind}|${name}`, nowMs);
    if (this.#toldMs.size > MAX_TOLD) this.#toldMs.delete(this.#toldMs.keys().next().value!);
    const sinceMs = kind === 'rendezvous' ? pair.lyingMs! : pair.sinceMs;
    const { afterS } = watch.values(kind === 'rendezvous' ? rendezvous : encounter, a.class);
    const coastM = watch.shore.distanceM(a.lat, a.lon);
    const nearest = { value: pair.nearestM, unit: 'm' as const };
    watch.raise({
      ...{ name, kind, things: [a, b], onsetMs: sinceMs },
      rule: `${kind}.afterS`,
      measured: { value: (nowMs - sinceMs) / 1000, unit: 's' },
      threshold: { value: afterS, unit: 's' },
      evidence: [
        {
          ...{ what: 'togetherWith', trackId: b.id, place: placeOf(b), measure: nearest },
          ...(b.called !== undefined && { text: b.called }),
        },
        { what: 'togetherSince', atMs: epochMs(sinceMs), place: placeOf(a) },
        { what: 'speedNow', measure: { value: a.sogKn, unit: 'kn' }, trackId: a.id },
        { what: 'speedNow', measure: { value: b.sogKn, unit: 'kn' }, trackId: b.id },
        ...(coastM === undefined
          ? []
          : [{ what: 'fromCoast', measure: { value: coastM, unit: 'm' as const } }]),
        { what: 'othersStayedHere', measure: { value: strangersAt(watch, a, b), unit: 'count' } },
      ],
    });
  }

  #part(pair: Pair): void {
    if (pair.told) this.#watch.clear(pair.told, pair.name);
    this.#pairs.delete(pair.name);
    for (const thing of [pair.a, pair.b]) {
      const pairs = this.#of.get(thing);
      pairs?.delete(pair);
      if (pairs?.size === 0) this.#of.delete(thing);
    }
  }
}

const placeOf = ({ lat, lon }: Thing): Position => ({ lat: degrees(lat), lon: degrees(lon) });
