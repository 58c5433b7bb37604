/** What is on somebody's watch list, until the list expires by the data's time: vessels, areas, and what others detect. */
import type { Clue, Condition } from '../../../proto/domain/alert/alert.ts';
import type { AlertKind } from '../../../proto/domain/alert/kinds.table.ts';
import { kindRow } from '../../../proto/domain/alert/kinds.table.ts';
import type { WatchList } from '../../../proto/domain/alert/rules.ts';
import { type ThingClass, thingClass } from '../../../proto/domain/alert/thingclass.ts';
import { zoneBorder } from '../../../proto/domain/alert/thresholds/zones.table.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { borderDistanceM } from '../../../proto/domain/shapes/border.ts';
import type { Detector, OpenDetector, Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';
import { ZoneIndex } from '../zones/zoneindex.ts';
import { UNLESS_NAMED } from '../zones/zonesinforce.ts';
import { ListedVessels, type Match } from './claims.ts';

/** Patterns that hold at once; beyond it others are not told of. */
const MAX_PATTERNS = 5_000;
const ONE = { value: 1, unit: 'count' } as const;

interface ListedArea {
  readonly list: Version<'watchList'>;
  readonly area: WatchList['areas'][number];
}

/** One thing, and what was raised of it by each list. */
interface Looked {
  staticVersion: number;
  listsVersion: number;
  /** Lists whose vessel it is, and the names under which that was raised. */
  readonly vessels: Map<string, string>;
  /** The same of areas, by the area's key. */
  readonly areas: Map<string, string>;
}

export const watchLists: OpenDetector = (watch) => new WatchLists(watch);

class WatchLists implements Detector {
  readonly name = 'watchLists';
  readonly #watch: Watch;
  readonly #index = new ZoneIndex();
  #lists: ReadonlyMap<string, Version<'watchList'>> = new Map();
  #vessels = new ListedVessels();
  #areas: ReadonlyMap<string, ListedArea> = new Map();
  #patterns: readonly (readonly [Version<'watchList'>, WatchList['patterns'][number]])[] = [];
  readonly #looked = new Map<Thing, Looked>();
  /** Raised for patterns: the name, and the condition that it was raised for. */
  readonly #told = new Map<string, { kind: AlertKind; of: string; listId: string }>();
  #revision = -1;
  #expiresMs = Number.POSITIVE_INFINITY;
  #version = 0;

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  tick(nowMs: number): void {
    this.#refresh(nowMs);
    for (const [name, { kind, of, listId }] of this.#told) {
      if (this.#watch.isRaised(kind, of) && this.#lists.has(listId)) continue;
      this.#watch.clear('watchListPattern', name);
      this.#told.delete(name);
    }
  }

  moved(thing: Thing): void {
    this.#refresh(this.#watch.nowMs);
    const known = this.#looked.get(thing);
    if (this.#vessels.isEmpty && this.#areas.size === 0 && !known) return;
    const looked = known ?? { staticVersion: -1, listsVersion: -1, vessels: new Map(), areas: new Map() };
    if (!known) this.#looked.set(thing, looked);
    const staticVersion = this.#watch.picture.columns.staticVersion[thing.slot]!;
    const isNews = looked.staticVersion !== staticVersion || looked.listsVersion !== this.#version;
    looked.staticVersion = staticVersion;
    looked.listsVersion = this.#version;
    if (isNews) this.#lookAtClaims(thing, looked);
    const change = this.#index.moved(thing.id, thing.lat, thing.lon);
    if (change || isNews || looked.areas.size > 0) this.#lookAtAreas(thing, looked);
  }

  gone(thing: Thing): void {
    this.#looked.delete(thing);
    this.#index.forget(thing.id);
  }

  raised(condition: Condition): void {
    const { kind, key } = condition;
    if (kindRow(kind).family === 'watchList') return;
    for (const [list, pattern] of this.#patterns) {
      if (pattern.kind !== kind || this.#told.size >= MAX_PATTERNS) continue;
      if (pattern.classes && !this.#classesOf(condition).some((of) => pattern.classes!.includes(of)))
        continue;
      const name = `${key}|${list.id}`;
      this.#told.set(name, { kind, of: key.slice(kind.length + 1), listId: list.id });
      this.#watch.raise({
        name,
        kind: 'watchListPattern',
        things: [],
        parties: condition.parties,
        ...this.#ofList(list),
        // It tells all that the other tells: who may not see a zone of that sees none of this.
        about: { ...condition.about, watchListId: list.id },
        ...(condition.place && { place: condition.place }),
        onsetMs: condition.onsetMs,
        provedMs: condition.provedMs,
        measured: condition.measured,
        threshold: condition.threshold,
        evidence: [
          ...listClues(list, pattern.note),
          { what: 'behaviour', text: kind },
          ...condition.evidence.slice(0, 2),
        ],
      });
    }
  }

  stepBack(): void {
    this.#revision = -1;
  }

  #classesOf({ parties }: Condition): readonly ThingClass[] {
    return parties.map(({ trackId, kind }) => {
      const slot = this.#watch.picture.slotOf(trackId);
      const thing = slot === undefined ? undefined : this.#watch.thing(slot);
      return thing?.class ?? thingClass(kind, undefined);
    });
  }

  #refresh(nowMs: number): void {
    const { records } = this.#watch;
    if (records.revision === this.#revision && nowMs < this.#expiresMs) return;
    this.#revision = records.revision;
    const lists = records.list('watchList').filter(({ value }) => value.untilMs > nowMs);
    this.#expiresMs = lists.reduce((ms, { value }) => Math.min(ms, value.untilMs), Number.POSITIVE_INFINITY);
    if (lists.length === this.#lists.size && lists.every((one) => this.#lists.get(one.id) === one)) return;
    this.#version++;
    this.#lists = new Map(lists.map((list) => [list.id, list]));
    this.#vessels = new ListedVessels();
    for (const { id, value } of lists) for (const vessel of value.vessels) this.#vessels.add(id, vessel);
    this.#areas = new Map(
      lists.flatMap((list) =>
        list.value.areas.map((area, i) => [`${list.id}/${i}`, { list, area }] as const),
      ),
    );
    this.#index.set([...this.#areas].map(([id, { area }]) => ({ id, shape: area.area })));
    this.#patterns = lists.flatMap((list) => list.value.patterns.map((pattern) => [list, pattern] as const));
    // Whoever says nothing more is looked at too: their list may be over.
    for (const looked of this.#looked.values()) this.#dropEnded(looked);
  }

  #dropEnded(looked: Looked): void {
    for (const [listId, name] of looked.vessels)
      if (!this.#lists.has(listId)) this.#drop('watchListVessel', looked.vessels, listId, name);
    for (const [key, name] of looked.areas)
      if (!this.#areas.has(key)) this.#drop('watchListArea', looked.areas, key, name);
  }

  #drop(kind: AlertKind, from: Map<string, string>, key: string, name: string): void {
    from.delete(key);
    this.#watch.clear(kind, name);
  }

  #lookAtClaims(thing: Thing, looked: Looked): void {
    const matches = this.#vessels.isEmpty
      ? []
      : this.#vessels.matches(this.#watch.picture.static(thing.slot));
    for (const [listId, name] of looked.vessels)
      if (!matches.some((one) => one.listId === listId))
        this.#drop('watchListVessel', looked.vessels, listId, name);
    for (const match of matches)
      if (!looked.vessels.has(match.listId)) this.#tellVessel(thing, looked, match);
  }

  #tellVessel(thing: Thing, looked: Looked, { listId, vessel, matched }: Match): void {
    const list = this.#lists.get(listId)!;
    const name = `${thing.name}|${listId}`;
    looked.vessels.set(listId, name);
    this.#watch.raise({
      name,
      kind: 'watchListVessel',
      things: [thing],
      ...this.#ofList(list),
      onsetMs: thing.ms,
      measured: { value: matched.length, unit: 'count' },
      threshold: ONE,
      evidence: [...matched, ...listClues(list, vessel.note)],
    });
  }

  #lookAtAreas(thing: Thing, looked: Looked): void {
    const within = this.#index.zonesOf(thing.id);
    for (const [key, name] of looked.areas) {
      const listed = this.#areas.get(key);
      const isIn =
        listed &&
        isFor(listed.area, thing) &&
        (within.includes(key) ||
          borderDistanceM(listed.area.area, thing.lat, thing.lon) < this.#edgeM(thing));
      if (!isIn) this.#drop('watchListArea', looked.areas, key, name);
    }
    for (const key of within) {
      const { list, area } = this.#areas.get(key)!;
      if (looked.areas.has(key) || !isFor(area, thing)) continue;
      const name = `${thing.name}|${key}`;
      looked.areas.set(key, name);
      this.#watch.raise({
        name,
        kind: 'watchListArea',
        things: [thing],
        ...this.#ofList(list),
        onsetMs: thing.ms,
        measured: ONE,
        threshold: ONE,
        evidence: [
          ...listClues(list, area.note),
          { what: 'inArea', place: { lat: thing.lat, lon: thing.lon } },
          ...(Number.isNaN(thing.sogKn)
            ? []
            : [{ what: 'speed', measure: { value: thing.sogKn, unit: 'kn' } } as const]),
        ],
      });
    }
  }

  #edgeM(thing: Thing): number {
    return this.#watch.values(zoneBorder, thing.class).edgeM;
  }

  #ofList({ id, value }: Version<'watchList'>) {
    return {
      about: { watchListId: id },
      rule: `watchList/${id}`,
      ...(value.priority && { priority: value.priority }),
    };
  }
}

const isFor = ({ classes }: { readonly classes?: readonly ThingClass[] }, thing: Thing): boolean =>
  classes ? classes.includes(thing.class) : !UNLESS_NAMED.has(thing.class);

/** Whose list, and why. */
const listClues = ({ value }: Version<'watchList'>, note: string | undefined): readonly Clue[] => [
  { what: 'watchList', text: value.name },
  { what: 'listedBy', text: value.marking.owner },
  { what: 'reason', text: value.reason },
  ...(note === undefined ? [] : [{ what: 'listNote', text: note }]),
];
