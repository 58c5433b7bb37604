/**
 * Several vessels that lose their place at once: jumps and frozen positions of different vessels near each other within
 * minutes, and silences that go with them. Silence alone is a receiver's: it counts only beside what receivers cannot do.
 */
import type { Clue } from '../../../proto/domain/alert/alert.ts';
import { isVesselClass } from '../../../proto/domain/alert/thingclass.ts';
import { jamming } from '../../../proto/domain/alert/thresholds/kinematics.table.ts';
import type { PositionObservation } from '../../../proto/domain/observation.ts';
import { degrees, epochMs } from '../../../proto/domain/units.ts';
import type { Watch } from '../detector.ts';
import type { Thing, Vessel } from '../thing.ts';
import { apartM } from './step.ts';
import type { Jump } from './strand.ts';

/** A vessel that was hit. */
interface Hit {
  readonly how: 'jumped' | 'froze' | 'silent';
  readonly ms: number;
  readonly lat: number;
  readonly lon: number;
  readonly thing: Thing;
}

/** One place said again and again. */
interface Stay {
  lat: number;
  lon: number;
  times: number;
  sinceMs: number;
  /** How fast it came there, knots; 0: not known. */
  cameKn: number;
}

interface Area {
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  sinceMs: number;
  lastMs: number;
}

/** Hits remembered; beyond it the oldest goes. */
const MAX_HITS = 2048;
const MAX_AREAS = 64;
const EVERY_MS = 10_000;
/** Of the vessels that were hit so many at least jumped or froze. */
const SURE = 2;
/** Reports by which its usual interval is known. */
const KNOWN_REPORTS = 5;
const MAX_PARTIES = 12;

/** Part of the detector that finds jumps: it asks before it tells of one. */
export interface Jamming {
  /** Another vessel that was hit, where it is one of many: its alert is part of theirs. */
  jumped(thing: Thing, jump: Jump): Thing | undefined;
  reported(vessel: Vessel, report: PositionObservation, thing: Thing): void;
  gone(vessel: Vessel): void;
  tick(nowMs: number): void;
  stepBack(): void;
}

export function openJamming(watch: Watch): Jamming {
  /** By what a thing is called: the newest last. */
  const hits = new Map<string, Hit>();
  const stays = new Map<Vessel, Stay>();
  const areas: Area[] = [];
  let dueMs = Number.NEGATIVE_INFINITY;
  const hit = (of: Hit): Thing | undefined => {
    hits.delete(of.thing.name);
    hits.set(of.thing.name, of);
    if (hits.size > MAX_HITS) hits.delete(hits.keys().next().value!);
    return judge(watch, of, hits, areas);
  };
  return {
    jumped: (thing, { toMs, fromLat, fromLon }) =>
      hit({ how: 'jumped', ms: toMs, lat: fromLat, lon: fromLon, thing }),
    reported(vessel, report, thing) {
      if (report.longRange || !isWatched(thing)) return;
      const stay = stays.get(vessel);
      if (!stay) stays.set(vessel, newStay(report));
      else if (freezes(watch, stay, report, thing))
        hit({ how: 'froze', ms: stay.sinceMs, lat: report.lat, lon: report.lon, thing });
    },
    gone(vessel) {
      stays.delete(vessel);
    },
    tick(nowMs) {
      if (nowMs < dueMs || hits.size === 0) return;
      dueMs = nowMs + EVERY_MS;
      const { windowS } = watch.values(jamming);
      for (const [name, { ms }] of hits) if (nowMs - ms > windowS * 1000) hits.delete(name);
      // Only where somebody jumped or froze is it asked who fell silent.
      const sure = [...hits.values()].find(({ how }) => how !== 'silent');
      if (sure) for (const one of silentNear(watch, sure, nowMs)) hit(one);
    },
    stepBack() {
      hits.clear();
      stays.clear();
      areas.length = 0;
      dueMs = Number.NEGATIVE_INFINITY;
    },
  };
}

const isWatched = (thing: Thing): boolean => isVesselClass(thing.class) && thing.class !== 'contact';

const newStay = ({ lat, lon, observedMs }: PositionObservation): Stay => ({
  ...{ lat, lon, times: 1, sinceMs: observedMs, cameKn: 0 },
});

/** True when a report makes its place a frozen one: once. */
function freezes(watch: Watch, stay: Stay, report: PositionObservation, thing: Thing): boolean {
  if (report.lat !== stay.lat || report.lon !== stay.lon) {
    stay.lat = report.lat;
    stay.lon = report.lon;
    stay.times = 1;
    stay.sinceMs = report.observedMs;
    stay.cameKn = Number.isNaN(thing.sogKn) ? 0 : thing.sogKn;
    return false;
  }
  stay.times++;
  // Cheap: most that stay lie.
  if (stay.cameKn < 1 && (report.sogKn ?? 0) < 1) return false;
  const { frozenReports, frozenKn } = watch.values(jamming, thing.class);
  return stay.times === frozenReports && Math.max(report.sogKn ?? 0, stay.cameKn) >= frozenKn;
}

/** Under way, silent for longer than it should be, near a hit, while a feed that brought it is heard of. */
function silentNear(watch: Watch, near: Hit, nowMs: number): readonly Hit[] {
  const { rangeM, lostIntervals, lostS, windowS, frozenKn } = watch.values(jamming);
  const found: Hit[] = [];
  let heard = 0;
  for (const thing of watch.near(near.lat, near.lon, rangeM)) {
    const { vessel } = thing;
    if (!vessel || !isWatched(thing) || vessel.reports.count < KNOWN_REPORTS) continue;
    const silentMs = nowMs - vessel.lastMs;
    const owedMs = Math.max(lostS * 1000, lostIntervals * (vessel.intervalMs ?? Number.POSITIVE_INFINITY));
    if (silentMs < owedMs / 2) heard++;
    if (silentMs < owedMs || silentMs > owedMs + windowS * 1000 || !(thing.sogKn >= frozenKn)) continue;
    found.push({ how: 'silent', ms: vessel.lastMs, lat: thing.lat, lon: thing.lon, thing });
  }
  // Nobody is heard any more: that is a receiver.
  return heard === 0 ? [] : found;
}

function judge(watch: Watch, newest: Hit, hits: ReadonlyMap<string, Hit>, areas: Area[]): Thing | undefined {
  const values = watch.values(jamming);
  const near: Hit[] = [];
  let sure = 0;
  for (const hit of hits.values()) {
    if (Math.abs(hit.ms - newest.ms) > values.windowS * 1000) continue;
    if (apartM(hit.lat, hit.lon, newest.lat, newest.lon) > values.rangeM) continue;
    near.push(hit);
    if (hit.how !== 'silent') sure++;
  }
  if (near.length < values.vessels || sure < SURE) return undefined;
  const names = new Set(near.map(({ thing }) => thing.name));
  const goers = watch
    .near(newest.lat, newest.lon, values.rangeM)
    .filter((thing) => isWatched(thing) && thing.sogKn >= values.frozenKn && !names.has(thing.name)).length;
  const share = near.length / (near.length + goers);
  if (share < values.share) return undefined;
  tell(watch, near, share, areaOf(newest, near, areas, values));
  return near.find(({ thing }) => thing !== newest.thing)?.thing;
}

/** The area that is known there, or a new one. */
function areaOf(
  { lat, lon, thing }: Hit,
  near: readonly Hit[],
  areas: Area[],
  { rangeM, holdsS }: { readonly rangeM: number; readonly holdsS: number },
): Area {
  const sinceMs = Math.min(...near.map(({ ms }) => ms));
  const lastMs = Math.max(...near.map(({ ms }) => ms));
  const known = areas.find(
    (area) => apartM(area.lat, area.lon, lat, lon) <= 2 * rangeM && lastMs - area.lastMs <= holdsS * 1000,
  );
  if (known) {
    known.lastMs = Math.max(known.lastMs, lastMs);
    return known;
  }
  const area = { name: `from/${thing.name}/${sinceMs}`, lat, lon, sinceMs, lastMs };
  areas.push(area);
  if (areas.length > MAX_AREAS) areas.shift();
  return area;
}

function tell(watch: Watch, near: readonly Hit[], share: number, area: Area): void {
  const { vessels, holdsS } = watch.values(jamming);
  const of = (how: Hit['how']): number => near.filter((hit) => hit.how === how).length;
  const evidence: Clue[] = [
    { what: 'vesselsJumped', measure: { value: of('jumped'), unit: 'count' } },
    { what: 'vesselsFroze', measure: { value: of('froze'), unit: 'count' } },
    { what: 'vesselsSilent', measure: { value: of('silent'), unit: 'count' } },
    { what: 'shareOfTraffic', measure: { value: Math.round(share * 100) / 100, unit: 'ratio' } },
  ];
  for (const { lat, lon, thing, ms } of near.slice(0, 2))
    evidence.push({
      what: 'hitVessel',
      trackId: thing.id,
      atMs: epochMs(ms),
      place: { lat: degrees(lat), lon: degrees(lon) },
    });
  watch.raise({
    name: area.name,
    kind: 'jamming',
    things: near.slice(0, MAX_PARTIES).map(({ thing }) => thing),
    place: { lat: degrees(area.lat), lon: degrees(area.lon) },
    onsetMs: area.sinceMs,
    rule: 'jamming.vessels',
    measured: { value: near.length, unit: 'count' },
    threshold: { value: vessels, unit: 'count' },
    evidence,
    holdsMs: holdsS * 1000,
    outlasts: true,
  });
}
