/** The things and transmitters that are followed, brought up to date from the picture. */
import type { ThingClass } from '../../proto/domain/alert/thingclass.ts';
import { thingClass } from '../../proto/domain/alert/thingclass.ts';
import type { WatchedPicture } from '../../proto/domain/detecting.ts';
import type { FeedId, TrackId } from '../../proto/domain/ids.ts';
import type { Nature, PositionObservation, TrackKind } from '../../proto/domain/observation.ts';
import type { ContactState } from '../../proto/domain/track.ts';
import { Nearby } from './nearby.ts';
import { newTrace, type Thing, Vessel } from './thing.ts';

/** Transmitters remembered; beyond it the one heard longest ago is forgotten. */
const MAX_VESSELS = 200_000;
/** Where no speed is said it is made good over so long. */
const MADE_GOOD_MS = 30_000;
/** Share of a new interval in the learned one. */
const INTERVAL_SHARE = 0.2;
/** A break this long is no interval. */
const LONGEST_INTERVAL_MS = 20 * 60_000;

class Followed implements Thing {
  readonly trace = newTrace();
  readonly slot: number;
  readonly id: TrackId;
  name = '';
  kind: TrackKind = 0;
  nature: Nature = 0;
  class: ThingClass = 'otherVessel';
  firstMs: number;
  ms = Number.NEGATIVE_INFINITY;
  lat = 0;
  lon = 0;
  sogKn = Number.NaN;
  cogDeg = Number.NaN;
  headingDeg = Number.NaN;
  navStatus: number | undefined;
  contact: ContactState = 0;
  sources = 0;
  state = 0;
  mmsi: number | undefined;
  called: string | undefined;
  shipType: number | undefined;
  lengthM: number | undefined;
  count: number | undefined;
  feeds: readonly FeedId[] = [];
  vessel: Vessel | undefined;
  counter: number;
  staticVersion = -1;

  constructor(slot: number, id: TrackId, counter: number, firstMs: number) {
    this.slot = slot;
    this.id = id;
    this.counter = counter;
    this.firstMs = firstMs;
  }
}

export class FollowedThings {
  readonly nearby = new Nearby();
  readonly #picture: WatchedPicture;
  readonly #bySlot: (Followed | undefined)[] = [];
  readonly #vessels = new Map<number, Vessel>();
  #readTick = -1;

  constructor(picture: WatchedPicture) {
    this.#picture = picture;
  }

  thing(slot: number): Thing | undefined {
    return this.#bySlot[slot];
  }

  *all(): Iterable<Thing> {
    for (const thing of this.#bySlot) if (thing) yield thing;
  }

  vessel(mmsi: number, nature: number): Vessel | undefined {
    return this.#vessels.get(keyOf(mmsi, nature));
  }

  /** The transmitter of a report, which is remembered there; the newest heard is the last to be forgotten. */
  report(said: PositionObservation, slot: number, isLate: boolean): { vessel: Vessel; thing: Thing } {
    const vessel = this.heard(said.mmsi, said.nature, said.observedMs);
    const thing = this.#follow(slot);
    if (!isLate) {
      const before = vessel.reports.count > 0 ? vessel.reports.ms(0) : undefined;
      const { observedMs, lat, lon, sogKn = Number.NaN, cogDeg = Number.NaN } = said;
      if (vessel.reports.add(observedMs, lat, lon, sogKn, cogDeg)) {
        vessel.takenBy.unshift(thing.id);
        vessel.takenBy.length = Math.min(vessel.takenBy.length, vessel.reports.count);
        if (before !== undefined) learnInterval(vessel, said.observedMs - before);
      }
    }
    vessel.lastMs = Math.max(vessel.lastMs, said.observedMs);
    if (!vessel.feeds.includes(said.feedId)) vessel.feeds = [...vessel.feeds, said.feedId].slice(-8);
    return { vessel, thing };
  }

  /** The transmitter of that number, begun where it is new. */
  heard(mmsi: number, nature: Nature, atMs: number): Vessel {
    const key = keyOf(mmsi, nature);
    const known = this.#vessels.get(key);
    if (known) {
      this.#vessels.delete(key);
      this.#vessels.set(key, known);
      return known;
    }
    const vessel = new Vessel(mmsi, nature, atMs);
    this.#vessels.set(key, vessel);
    if (this.#vessels.size > MAX_VESSELS) this.#vessels.delete(this.#vessels.keys().next().value!);
    return vessel;
  }

  /** Reads the picture after its tick `tick`: what is gone, and whose place is news. */
  read(tick: number, gone: (thing: Thing) => void, moved: (thing: Thing) => void): void {
    const picture = this.#picture;
    const { changedTick } = picture.columns;
    for (let slot = 0; slot < picture.slotCount; slot++) {
      const known = this.#bySlot[slot];
      if (known && (!picture.alive(slot) || picture.columns.counter[slot] !== known.counter)) {
        this.#bySlot[slot] = undefined;
        this.nearby.forget(known);
        known.vessel?.things.delete(known);
        gone(known);
      }
      if (changedTick[slot]! <= this.#readTick || !picture.alive(slot)) continue;
      const thing = this.#follow(slot);
      if (this.#update(thing)) moved(thing);
    }
    this.#readTick = tick;
  }

  #follow(slot: number): Followed {
    const picture = this.#picture;
    const counter = picture.columns.counter[slot]!;
    const known = this.#bySlot[slot];
    if (known?.counter === counter) return known;
    if (known) {
      this.nearby.forget(known);
      known.vessel?.things.delete(known);
    }
    const thing = new Followed(slot, picture.id(slot), counter, picture.columns.observedMs[slot]!);
    this.#bySlot[slot] = thing;
    this.#restate(thing);
    return thing;
  }

  /** True where the place is news. */
  #update(thing: Followed): boolean {
    const { slot } = thing;
    const { columns } = this.#picture;
    if (columns.staticVersion[slot] !== thing.staticVersion) this.#restate(thing);
    thing.navStatus = columns.navStatusOf(slot);
    thing.contact = columns.contact[slot] as ContactState;
    thing.sources = columns.sources[slot]!;
    thing.state = columns.state[slot]!;
    thing.headingDeg = columns.headingDeg[slot]!;
    const ms = columns.observedMs[slot]!;
    if (ms <= thing.ms) return false;
    thing.feeds = this.#picture.feedsOf(slot).feeds;
    thing.ms = ms;
    thing.lat = columns.lat[slot]!;
    thing.lon = columns.lon[slot]!;
    const [sog, cog] = [columns.sogKn[slot]!, columns.cogDeg[slot]!];
    thing.trace.add(ms, thing.lat, thing.lon, sog, cog);
    const since = Number.isNaN(sog) || Number.isNaN(cog) ? thing.trace.back(MADE_GOOD_MS) : undefined;
    thing.sogKn = !Number.isNaN(sog) || since === undefined ? sog : thing.trace.madeGoodKn(since);
    thing.cogDeg = !Number.isNaN(cog) || since === undefined ? cog : thing.trace.madeGoodDeg(since);
    this.nearby.moved(thing);
    return true;
  }

  #restate(thing: Followed): void {
    const said = this.#picture.static(thing.slot);
    const { columns } = this.#picture;
    thing.staticVersion = columns.staticVersion[thing.slot]!;
    thing.kind = said.kind;
    thing.nature = said.nature;
    thing.mmsi = columns.mmsiOf(thing.slot);
    thing.name =
      thing.mmsi === undefined ? `track/${thing.id}` : `mmsi/${String(thing.mmsi).padStart(9, '0')}`;
    thing.called = said.name;
    thing.shipType = said.shipType;
    thing.lengthM =
      said.toBowM !== undefined && said.toSternM !== undefined && said.toBowM + said.toSternM > 0
        ? said.toBowM + said.toSternM
        : undefined;
    thing.count = said.contactCount;
    thing.class = thingClass(thing.kind, thing.shipType);
    thing.contact = columns.contact[thing.slot] as ContactState;
    thing.feeds = this.#picture.feedsOf(thing.slot).feeds;
    const vessel = thing.mmsi === undefined ? undefined : this.heard(thing.mmsi, thing.nature, thing.firstMs);
    if (vessel === thing.vessel) return;
    thing.vessel?.things.delete(thing);
    thing.vessel = vessel;
    vessel?.things.add(thing);
  }
}

const keyOf = (mmsi: number, nature: number): number => mmsi * 4 + nature;

function learnInterval(vessel: Vessel, intervalMs: number): void {
  if (intervalMs <= 0 || intervalMs > LONGEST_INTERVAL_MS) return;
  const before = vessel.intervalMs;
  vessel.intervalMs = before === undefined ? intervalMs : before + INTERVAL_SHARE * (intervalMs - before);
}
