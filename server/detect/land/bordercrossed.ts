/**
 * Somebody on land crossed the border line away from a crossing point: those who cross together are one happening, and so
 * is a track that is lost and found again. It grows with who crosses after them, each named with time and place; when it
 * has more people than were told of, it asks for attention again. Own teams, shepherds, and who crosses there day after
 * day are the normal case.
 */
import type { Clue } from '../../../proto/domain/alert/alert.ts';
import { borderCrossed as table } from '../../../proto/domain/alert/thresholds/land.table.ts';
import { distanceM } from '../../../proto/domain/geo.ts';
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { counts } from '../../../proto/domain/shapes/linecrossing.ts';
import { degrees, epochMs } from '../../../proto/domain/units.ts';
import type { Detector, OpenDetector, Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';
import { type Crossed, LineWatch } from '../zones/linewatch.ts';
import { type RuleInForce, type ZoneInForce, ZonesInForce } from '../zones/zonesinforce.ts';
import { isLandKind, peopleIn } from './landthings.ts';
import { isDaylight, isOwnTeam, isShepherd } from './normal.ts';

/** Crossings remembered to belong together; beyond it the oldest is forgotten. */
const MAX_RECENT = 200;
/** Of one crossing: with whoever comes after another begins. */
const MAX_TOGETHER = 16;
/** Of those who came after the first so many are named with time and place: the newest. */
const LATER_TOLD = 2;

interface Together {
  readonly name: string;
  readonly lineId: string;
  readonly direction: Crossed['direction'];
  readonly first: Crossed;
  readonly things: Thing[];
  /** Who came after the first, the newest last. */
  later: Crossed[];
  place: LatLon;
  ms: number;
  /** People when it was told of as news; and when that was. */
  people: number;
  newsMs: number;
  grewMs: number | undefined;
  /** More people came so soon after that that it is to be news later. */
  isDue: boolean;
  readonly line: ZoneInForce;
  readonly rule: RuleInForce | undefined;
  readonly point: NearPoint | undefined;
}

export const borderCrossed: OpenDetector = (watch) => new BorderCrossed(watch);

class BorderCrossed implements Detector {
  readonly name = 'borderCrossed';
  readonly #watch: Watch;
  readonly #inForce: ZonesInForce;
  readonly #lines: LineWatch;
  #recent: Together[] = [];

  constructor(watch: Watch) {
    this.#watch = watch;
    this.#inForce = new ZonesInForce(
      watch,
      ({ zone }) => zone.purpose === 'borderLine' && zone.shape.kind === 'line',
    );
    this.#lines = new LineWatch(watch, (crossed) => this.#crossed(crossed));
  }

  tick(nowMs: number): void {
    if (this.#inForce.refresh(nowMs)) this.#lines.set(this.#inForce.now);
    for (const one of this.#recent) if (one.isDue && this.#isNews(one, nowMs)) this.#tell(one);
  }

  stepBack(nowMs: number): void {
    this.#inForce.stepBack();
    for (const one of this.#recent) one.newsMs = Math.min(one.newsMs, nowMs);
  }

  moved(thing: Thing): void {
    if (isLandKind(thing)) this.#lines.moved(thing);
  }

  gone(thing: Thing): void {
    this.#lines.gone(thing);
  }

  #crossed(crossed: Crossed): void {
    const { thing, line, direction, place, ms } = crossed;
    const watch = this.#watch;
    const { shape } = line.zone;
    if (shape.kind !== 'line' || !counts(shape.crossing, direction)) return;
    const rule = line.ruleFor('crossing', thing);
    // A border line needs no rule to be watched; one that has some says for whom.
    if (!rule && line.has('crossing')) return;
    const values = watch.values(table, thing.class, [line.id]);
    const point = nearestPoint(watch, place);
    if (point && point.farM <= values.pointM && point.point.value.status !== 'closed') return;
    if (isOwnTeam(watch, thing) || isShepherd(watch, thing)) return;
    const isUsual =
      isDaylight(thing) && watch.learned.land.daysOf('crossed', place.lat, place.lon, ms) >= values.usualDays;
    watch.learned.land.passed('crossed', place.lat, place.lon, ms);
    if (isUsual) return;
    this.#tell(this.#together(crossed, values, { line, rule, point }));
  }

  #together(
    crossed: Crossed,
    { togetherM, togetherS }: { readonly togetherM: number; readonly togetherS: number },
    where: Pick<Together, 'line' | 'rule' | 'point'>,
  ): Together {
    const { thing, line, direction, place, ms } = crossed;
    this.#recent = this.#recent.filter((one) => Math.abs(ms - one.ms) <= togetherS * 1000);
    const known = this.#recent.find(
      (one) =>
        one.lineId === line.id &&
        one.direction === direction &&
        farM(one.place, place) <= togetherM &&
        (one.things.length < MAX_TOGETHER || one.things.includes(thing)),
    );
    const one: Together = known ?? {
      name: `${line.id}|${direction}|${thing.name}`,
      ...{ ...where, lineId: line.id, direction, first: crossed, things: [thing], later: [], place, ms },
      ...{ people: peopleIn([thing]), newsMs: ms, grewMs: undefined, isDue: false },
    };
    if (!known) this.#recent.push(one);
    if (this.#recent.length > MAX_RECENT) this.#recent.shift();
    if (known && !one.things.includes(thing)) this.#joined(one, crossed);
    one.place = place;
    one.ms = ms;
    return one;
  }

  /** One more, named at once. Those of one file are news together: who knows of it is not asked at each of them. */
  #joined(one: Together, crossed: Crossed): void {
    one.things.push(crossed.thing);
    one.later = [...one.later, crossed].slice(-LATER_TOLD);
    one.isDue = peopleIn(one.things) > one.people;
    if (one.isDue) this.#isNews(one, crossed.ms);
  }

  /** More people than were told of, long enough after that. */
  #isNews(one: Together, nowMs: number): boolean {
    const { newsS } = this.#watch.values(table, one.first.thing.class, [one.lineId]);
    if (nowMs - one.newsMs < newsS * 1000) return false;
    one.people = peopleIn(one.things);
    one.newsMs = nowMs;
    one.grewMs = nowMs;
    one.isDue = false;
    return true;
  }

  #tell(one: Together): void {
    const watch = this.#watch;
    const { first, things, later, grewMs, line, rule, point } = one;
    const { pointM, toldS } = watch.values(table, first.thing.class, [line.id]);
    const people = peopleIn(things);
    const priority = line.priority(rule?.rule, 'borderCrossed', watch);
    const evidence: Clue[] = [
      { what: 'zone', text: line.zone.name },
      { what: one.direction, atMs: epochMs(first.ms), place: first.place },
      { what: 'seenTogether', measure: { value: people, unit: 'count' } },
      ...later.map(
        ({ thing, ms, place }): Clue => ({
          what: 'crossedLater',
          ...{ atMs: epochMs(ms), place, trackId: thing.id },
          measure: { value: peopleIn([thing]), unit: 'count' },
        }),
      ),
      ...(point === undefined
        ? []
        : [
            {
              what: 'nearestCrossing',
              text: point.point.value.name,
              measure: { value: point.farM, unit: 'm' },
              place: point.point.value.place,
            } as const,
          ]),
      ...(Number.isNaN(first.thing.sogKn)
        ? []
        : [{ what: 'speed', measure: { value: first.thing.sogKn, unit: 'kn' } } as const]),
      ...(isDaylight(first.thing) ? [] : [{ what: 'night' }]),
    ];
    watch.raise({
      name: one.name,
      kind: 'borderCrossed',
      things,
      about: { zoneId: line.id },
      place: first.place,
      onsetMs: first.ms,
      provedMs: things.at(-1)!.ms,
      ...(grewMs !== undefined && { grewMs }),
      rule: rule?.path ?? 'borderCrossed.pointM',
      measured: point ? { value: point.farM, unit: 'm' } : { value: people, unit: 'count' },
      threshold: point ? { value: pointM, unit: 'm' } : { value: 1, unit: 'count' },
      evidence,
      holdsMs: toldS * 1000,
      outlasts: true,
      ...(priority && { priority }),
    });
  }
}

interface NearPoint {
  readonly point: Version<'crossingPoint'>;
  readonly farM: number;
}

function nearestPoint(watch: Watch, place: LatLon): NearPoint | undefined {
  let best: NearPoint | undefined;
  for (const point of watch.records.list('crossingPoint')) {
    if (point.value.kind !== 'land') continue;
    const away = farM(point.value.place, place);
    if (best === undefined || away < best.farM) best = { point, farM: away };
  }
  return best;
}

const farM = (a: LatLon, b: LatLon): number =>
  distanceM({ lat: degrees(a.lat), lon: degrees(a.lon) }, { lat: degrees(b.lat), lon: degrees(b.lon) });
