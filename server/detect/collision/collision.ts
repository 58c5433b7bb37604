/**
 * Two vessels that will come closer than is safe, in zones whose rule asks for it and nowhere else. Pilots, tugs and their
 * like, what lies, what berths, who overtakes with room and who turns away already are none.
 */
import { isVesselClass, SERVICE_CLASSES } from '../../../proto/domain/alert/thingclass.ts';
import { collision as table } from '../../../proto/domain/alert/thresholds/collision.table.ts';
import { turnBetween } from '../../../proto/domain/geo.ts';
import { contains } from '../../../proto/domain/shapes/prepared.ts';
import { degrees, epochMs, knotsToMetresPerSecond } from '../../../proto/domain/units.ts';
import type { OpenDetector, Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';
import { type RuleInForce, type ZoneInForce, ZonesInForce } from '../zones/zonesinforce.ts';
import { type Approach, closest } from './cpa.ts';

/** Each is asked for its neighbours no more often. */
const ASK_MS = 10_000;
/** The fastest that the other may come. */
const OTHER_KN = 40;
const FARTHEST_M = 15_000;
/** Not heard for longer, and where it goes is not known. */
const GAP_MS = 90_000;
/** Farther than so many times the limit, and it is over. */
const OVER = 1.5;
/** Their CPA grew by this share since it was seen first: one of them turns away. */
const BETTER = 1.25;
const MAX_PAIRS = 5_000;
/** Navigational status, ITU-R M.1371-5 table 45. */
const LIES: ReadonlySet<number> = new Set([1, 5, 6]);

interface Threat {
  readonly a: Thing;
  readonly b: Thing;
  readonly zone: ZoneInForce;
  readonly rule: RuleInForce;
  readonly sinceMs: number;
  readonly firstCpaM: number;
  lastMs: number;
  told: boolean;
}

export const collision: OpenDetector = (watch) => {
  const inForce = new ZonesInForce(watch, (zone) => zone.has('collision'));
  const askedMs = new Map<Thing, number>();
  const threats = new Map<string, Threat>();

  const end = (name: string, { told }: Threat): void => {
    if (told) watch.clear('collision', name);
    threats.delete(name);
  };

  const ruleAt = (thing: Thing): readonly [ZoneInForce, RuleInForce] | undefined => {
    for (const zone of inForce.now) {
      const rule = zone.ruleFor('collision', thing);
      if (rule && contains(zone.zone.shape, thing.lat, thing.lon)) return [zone, rule];
    }
    return undefined;
  };

  const meet = (a: Thing, b: Thing, zone: ZoneInForce, rule: RuleInForce): void => {
    const name = a.name < b.name ? `${a.name}+${b.name}` : `${b.name}+${a.name}`;
    const known = threats.get(name);
    const approach = closest(a, b);
    const isClose = isTooClose(watch, a, b, approach, known?.told ? OVER : 1);
    if (!known) {
      if (!isClose || threats.size >= MAX_PAIRS) return;
      const { ms } = a;
      threats.set(name, {
        ...{ a, b, zone, rule, sinceMs: ms, firstCpaM: approach.cpaM, lastMs: ms, told: false },
      });
      return;
    }
    if (!isClose) {
      end(name, known);
      return;
    }
    known.lastMs = a.ms;
    if (known.told || a.ms - known.sinceMs < watch.values(table, a.class).forS * 1000) return;
    const limitM = Math.min(cpaLimit(watch, a), cpaLimit(watch, b));
    if (approach.cpaM > Math.max(known.firstCpaM * BETTER, known.firstCpaM + limitM / 10)) end(name, known);
    else tell(name, known, approach);
  };

  const tell = (name: string, threat: Threat, { cpaM, tcpaS, rangeM }: Approach): void => {
    const { a, b, zone, rule } = threat;
    threat.told = true;
    const priority = zone.priority(rule.rule, 'collision', watch);
    watch.raise({
      ...{ kind: 'collision', name, things: [a, b], onsetMs: threat.sinceMs, rule: rule.path },
      about: { zoneId: zone.id },
      ...(priority && { priority }),
      measured: { value: cpaM, unit: 'm' },
      threshold: { value: Math.min(cpaLimit(watch, a), cpaLimit(watch, b)), unit: 'm' },
      evidence: [
        {
          ...{ what: 'approaches', trackId: b.id, measure: { value: rangeM, unit: 'm' } },
          place: { lat: degrees(b.lat), lon: degrees(b.lon) },
          ...(b.called !== undefined && { text: b.called }),
        },
        {
          ...{ what: 'closestIn', measure: { value: tcpaS, unit: 's' } },
          atMs: epochMs(Math.max(a.ms, b.ms) + Math.round(tcpaS * 1000)),
        },
        { what: 'speedNow', measure: { value: a.sogKn, unit: 'kn' }, trackId: a.id },
        { what: 'speedNow', measure: { value: b.sogKn, unit: 'kn' }, trackId: b.id },
        { what: 'zone', text: zone.zone.name },
      ],
    });
  };

  return {
    name: 'collision',
    tick(nowMs) {
      inForce.refresh(nowMs);
      for (const [name, threat] of threats)
        if (nowMs - threat.lastMs > GAP_MS || !inForce.now.includes(threat.zone)) end(name, threat);
    },
    moved(thing) {
      if (inForce.now.length === 0 || !mayCollide(watch, thing)) return;
      const asked = askedMs.get(thing);
      if (asked !== undefined && thing.ms - asked < ASK_MS) return;
      const found = ruleAt(thing);
      if (!found) return;
      askedMs.set(thing, thing.ms);
      const { tcpaS } = watch.values(table, thing.class);
      const reachM = Math.min(FARTHEST_M, knotsToMetresPerSecond(thing.sogKn + OTHER_KN) * tcpaS);
      for (const other of watch.near(thing.lat, thing.lon, reachM))
        if (other !== thing && other.nature === thing.nature && isOther(thing, other))
          if (mayCollide(watch, other) && Math.abs(other.ms - thing.ms) <= GAP_MS)
            meet(thing, other, ...found);
    },
    gone(thing) {
      askedMs.delete(thing);
      for (const [name, threat] of threats) if (threat.a === thing || threat.b === thing) end(name, threat);
    },
    stepBack() {
      inForce.stepBack();
      askedMs.clear();
      for (const [name, threat] of threats) end(name, threat);
    },
  };
};

/** One transmitter has two tracks at times; what sends nothing may be an echo of the other. */
const isOther = (a: Thing, b: Thing): boolean =>
  a.mmsi === undefined || b.mmsi === undefined ? a.class !== b.class : a.mmsi !== b.mmsi;

function mayCollide(watch: Watch, thing: Thing): boolean {
  if (!isVesselClass(thing.class) || SERVICE_CLASSES.has(thing.class)) return false;
  if (thing.navStatus !== undefined && LIES.has(thing.navStatus)) return false;
  return thing.sogKn >= watch.values(table, thing.class).restKn && !Number.isNaN(thing.cogDeg);
}

const cpaLimit = (watch: Watch, thing: Thing): number => watch.values(table, thing.class).cpaM;

/** The smaller class's limit counts: a yacht passes a ship as near as it passes yachts. */
function isTooClose(
  watch: Watch,
  a: Thing,
  b: Thing,
  { cpaM, tcpaS, rangeM }: Approach,
  slack: number,
): boolean {
  const { tcpaS: within, leastKn, overtakeDeg, overtakeM } = watch.values(table, a.class);
  const limitM = Math.min(cpaLimit(watch, a), cpaLimit(watch, b)) * slack;
  if (tcpaS <= 0 || tcpaS > within || cpaM > limitM) return false;
  if (Math.max(a.sogKn, b.sogKn) < leastKn) return false;
  const isOvertaking = Math.abs(turnBetween(a.cogDeg, b.cogDeg)) < overtakeDeg;
  // Side by side at one speed the sum says little: the distance now must be small as well.
  return !isOvertaking || (cpaM < overtakeM && rangeM > limitM / 2 && Math.abs(a.sogKn - b.sogKn) > 1);
}
