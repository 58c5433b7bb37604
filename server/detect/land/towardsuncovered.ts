/**
 * Somebody on land goes towards a sector that needs a unit now and has none. Told of those who crossed the border line;
 * of those who walk where nobody usually does at this hour; and, until the watch has learned that, of those at night.
 */
import type { Condition } from '../../../proto/domain/alert/alert.ts';
import { towardsUncovered as table } from '../../../proto/domain/alert/thresholds/land.table.ts';
import type { TrackId } from '../../../proto/domain/ids.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { borderCrossings, borderDistanceM } from '../../../proto/domain/shapes/border.ts';
import { contains } from '../../../proto/domain/shapes/prepared.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { Detector, OpenDetector, Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';
import { wayOf } from '../zones/approach.ts';
import { isLandKind } from './landthings.ts';
import { isDaylight, isOwnTeam, isShepherd } from './normal.ts';
import { SectorsNeeded } from './sectorsneeded.ts';
import { wayKind } from './ways.ts';

/** Each thing is looked at so often. */
const EVERY_MS = 10_000;
/** Those who crossed; beyond it the first to have crossed is forgotten. */
const MAX_CROSSED = 2_000;
/** Slower than this goes nowhere. */
const GOES_KN = 0.8;

interface Going {
  dueMs: number;
  /** Looks in a row that said so, by the sector's id. */
  readonly hits: Map<string, number>;
  /** Names under which it was raised, by the sector's id. */
  readonly raised: Map<string, string>;
}

export const towardsUncovered: OpenDetector = (watch) => new TowardsUncovered(watch);

class TowardsUncovered implements Detector {
  readonly name = 'towardsUncovered';
  readonly #watch: Watch;
  readonly #sectors: SectorsNeeded;
  readonly #going = new Map<Thing, Going>();
  readonly #crossed = new Set<TrackId>();

  constructor(watch: Watch) {
    this.#watch = watch;
    this.#sectors = new SectorsNeeded(watch);
  }

  tick(nowMs: number): void {
    if (!this.#sectors.refresh(nowMs)) return;
    const uncovered = new Set(this.#sectors.uncovered.map(({ id }) => id));
    for (const going of this.#going.values())
      for (const id of going.raised.keys()) if (!uncovered.has(id)) this.#drop(going, id);
  }

  raised({ kind, parties }: Condition): void {
    if (kind !== 'borderCrossed') return;
    for (const { trackId } of parties) this.#crossed.add(trackId);
    if (this.#crossed.size > MAX_CROSSED) this.#crossed.delete(this.#crossed.values().next().value!);
  }

  moved(thing: Thing): void {
    this.#sectors.moved(thing);
    if (!isLandKind(thing) || this.#sectors.uncovered.length === 0) return;
    const known = this.#going.get(thing);
    if (known && thing.ms < known.dueMs) return;
    const going = known ?? { dueMs: 0, hits: new Map(), raised: new Map() };
    if (!known) this.#going.set(thing, going);
    going.dueMs = thing.ms + EVERY_MS;
    const isOfInterest = this.#isOfInterest(thing);
    for (const sector of this.#sectors.uncovered) this.#look(thing, going, sector, isOfInterest);
  }

  gone(thing: Thing): void {
    this.#sectors.gone(thing);
    this.#going.delete(thing);
    this.#crossed.delete(thing.id);
  }

  stepBack(): void {
    this.#sectors.stepBack();
    this.#going.clear();
  }

  #look(thing: Thing, going: Going, sector: Version<'sector'>, isOfInterest: boolean): void {
    const { id, value } = sector;
    const { withinS } = this.#watch.values(table, thing.class);
    // Once inside it has come: the alert stands until somebody is there.
    if (contains(value.area, thing.lat, thing.lon)) {
      going.hits.delete(id);
      return;
    }
    const seconds =
      isOfInterest && thing.sogKn >= GOES_KN && !Number.isNaN(thing.cogDeg)
        ? secondsTo(thing, sector, withinS)
        : undefined;
    if (seconds === undefined) {
      // Not by one wavering course.
      if ((going.hits.get(id) ?? 0) < 0) this.#drop(going, id);
      else going.hits.set(id, going.raised.has(id) ? -1 : 0);
      return;
    }
    const hits = Math.max(0, going.hits.get(id) ?? 0) + 1;
    going.hits.set(id, hits);
    if (hits >= 2) this.#tell(thing, going, sector, seconds, withinS);
  }

  #isOfInterest(thing: Thing): boolean {
    const watch = this.#watch;
    if (isOwnTeam(watch, thing) || isShepherd(watch, thing)) return false;
    if (this.#crossed.has(thing.id)) return true;
    // Traffic goes everywhere.
    if (thing.class === 'vehicle') return false;
    const { learnedDays, usualDays } = watch.values(table, thing.class);
    const { land } = watch.learned;
    if (land.days < learnedDays) return !isDaylight(thing);
    return land.daysOf(wayKind(thing), thing.lat, thing.lon, thing.ms) < usualDays;
  }

  #tell(
    thing: Thing,
    going: Going,
    { id, value }: Version<'sector'>,
    seconds: number,
    withinS: number,
  ): void {
    const name = going.raised.get(id) ?? `${thing.name}|${id}`;
    going.raised.set(id, name);
    const usual = this.#watch.learned.land.daysOf(wayKind(thing), thing.lat, thing.lon, thing.ms);
    this.#watch.raise({
      name,
      kind: 'towardsUncovered',
      things: [thing],
      about: { sectorId: id },
      onsetMs: thing.ms,
      rule: 'towardsUncovered.withinS',
      measured: { value: seconds, unit: 's' },
      threshold: { value: withinS, unit: 's' },
      evidence: [
        { what: 'sector', text: value.name },
        { what: 'entryExpected', atMs: epochMs(Math.round(thing.ms + seconds * 1000)) },
        {
          what: 'distanceToBorder',
          measure: { value: borderDistanceM(value.area, thing.lat, thing.lon), unit: 'm' },
        },
        ...(this.#crossed.has(thing.id)
          ? [{ what: 'crossedBefore' }]
          : [{ what: 'usualOnDays', measure: { value: usual, unit: 'count' } } as const]),
        { what: 'speed', measure: { value: thing.sogKn, unit: 'kn' } },
      ],
    });
  }

  #drop(going: Going, id: string): void {
    going.hits.delete(id);
    const name = going.raised.get(id);
    if (name === undefined) return;
    going.raised.delete(id);
    this.#watch.clear('towardsUncovered', name);
  }
}

function secondsTo(thing: Thing, { value }: Version<'sector'>, withinS: number): number | undefined {
  let before = { lat: thing.lat, lon: thing.lon, s: 0 };
  for (const leg of wayOf(thing, 0, 0, withinS)) {
    const [into] = borderCrossings(value.area, before, leg);
    if (into) return before.s + into.part * (leg.s - before.s);
    before = leg;
  }
  return undefined;
}
