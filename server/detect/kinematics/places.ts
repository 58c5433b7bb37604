/**
 * One transmitter is in one place: a position that it cannot have reached (`teleport`), and two transmitters under one
 * MMSI (`duplicateMmsi`). Both come of the same reports, so one file tells them apart. A jump that no vessel can make is
 * told with its first report; one that a faster vessel could make, with the report after it. Many at once are `jamming`.
 */
import type { Clue } from '../../../proto/domain/alert/alert.ts';
import type { ThingClass } from '../../../proto/domain/alert/thingclass.ts';
import { duplicateMmsi, teleport } from '../../../proto/domain/alert/thresholds/kinematics.table.ts';
import { isDefaultMmsi } from '../../../proto/domain/identityfaults.ts';
import type { PositionObservation } from '../../../proto/domain/observation.ts';
import { degrees, epochMs } from '../../../proto/domain/units.ts';
import type { OpenDetector, Watch } from '../detector.ts';
import type { Thing, Vessel } from '../thing.ts';
import { type Jamming, openJamming } from './jammed.ts';
import type { Limits } from './limits.ts';
import { apartM, meanKn } from './step.ts';
import type { Jump, Said } from './strand.ts';
import { type Proof, Strands } from './strands.ts';

interface Known {
  readonly strands: Strands;
  /** The jump that was told last, for late reports that fill it. */
  told: { readonly jump: Jump; readonly how: string } | undefined;
  /** When two transmitters were told last. */
  twoMs: number;
}

/** What is said again is brought up to date so seldom. */
const AGAIN_MS = 300_000;
/** A message of long range is coarse to a tenth of a minute and may be minutes old (ITU-R M.1371-5, message 27). */
const LONG_RANGE_M = 10_000;
/** A late report fills a gap where neither half of it is faster than this share of the whole beside a speed that is said. */
const FILLED_KN = 60;

export const places: OpenDetector = (watch) => {
  /** By transmitter; let go with its last track. */
  const known = new Map<Vessel, Known>();
  const limitsOf = limitsBy(watch);
  const jamming = openJamming(watch);
  return {
    name: 'places',
    reported(vessel, report, thing, isLate) {
      if (!isWatched(thing.class)) return;
      const before = known.get(vessel);
      if (isLate) {
        if (before?.told) fills(watch, before, vessel, report);
        return;
      }
      if (isDefaultMmsi(vessel.mmsi)) return;
      const of = before ?? begin(known, vessel);
      const limits = limitsOf(thing.class);
      if (report.longRange && isCoarse(of, report)) return;
      const proof = of.strands.take(saidBy(report, thing, limits), limits);
      if (proof) tell(watch, vessel, of, proof, jamming);
      jamming.reported(vessel, report, thing);
    },
    gone(thing) {
      const { vessel } = thing;
      if (!vessel || vessel.things.size > 0) return;
      known.delete(vessel);
      jamming.gone(vessel);
    },
    tick(nowMs) {
      jamming.tick(nowMs);
    },
    stepBack() {
      jamming.stepBack();
      for (const { strands } of known.values()) strands.stepBack();
    },
  };
};

/** What moves by itself and speaks for itself. */
const isWatched = (of: ThingClass): boolean =>
  of !== 'fixed' && of !== 'device' && of !== 'unit' && of !== 'contact';

function limitsBy(watch: Watch): (of: ThingClass) => Limits {
  let jumps: object | undefined;
  const kept = new Map<ThingClass, Limits>();
  return (of) => {
    // The engine gives the same object as long as nothing was set anew.
    const now = watch.values(teleport, 'otherVessel');
    if (now !== jumps) {
      jumps = now;
      kept.clear();
    }
    const had = kept.get(of);
    if (had) return had;
    const limits = { ...watch.values(duplicateMmsi, of), ...watch.values(teleport, of) };
    kept.set(of, limits);
    return limits;
  };
}

function begin(known: Map<Vessel, Known>, vessel: Vessel): Known {
  const of = { strands: new Strands(), told: undefined, twoMs: Number.NEGATIVE_INFINITY };
  known.set(vessel, of);
  return of;
}

/** A speed that cannot be is none. */
function saidBy(report: PositionObservation, thing: Thing, { hardKn }: Limits): Said {
  const { observedMs, lat, lon, sogKn = Number.NaN, cogDeg = Number.NaN } = report;
  return { ms: observedMs, lat, lon, sogKn: sogKn > hardKn ? Number.NaN : sogKn, cogDeg, thing };
}

const isCoarse = ({ strands }: Known, { lat, lon }: PositionObservation): boolean =>
  strands.places.some((place) => apartM(place.lat, place.lon, lat, lon) < LONG_RANGE_M);

function tell(watch: Watch, vessel: Vessel, of: Known, proof: Proof, jamming: Jamming): void {
  const name = nameOf(vessel);
  if (proof.is === 'two') {
    tellTwo(watch, vessel, of, proof);
    return;
  }
  // Two transmitters jump all the time.
  if (watch.isRaised('duplicateMmsi', name)) return;
  const { jump, how, limitKn } = proof;
  const alike = jamming.jumped(jump.from.thing, jump);
  of.told = { jump, how };
  const own = withOthers(jump.from.thing, vessel);
  // One happening for all that jump at once.
  const things = alike ? [...own, alike] : own;
  const place = { lat: degrees(jump.toLat), lon: degrees(jump.toLon) };
  const evidence: Clue[] = [
    {
      what: 'placeBefore',
      atMs: epochMs(jump.fromMs),
      place: { lat: degrees(jump.fromLat), lon: degrees(jump.fromLon) },
    },
    { what: 'placeAfter', atMs: epochMs(jump.toMs), place },
    { what: 'jumpDistance', measure: { value: Math.round(jump.wayM), unit: 'm' } },
    { what: 'jumpTime', measure: { value: Math.round(jump.tookMs / 1000), unit: 's' } },
    { what: 'speedBesideJump', measure: { value: tenths(jump.besideKn), unit: 'kn' } },
  ];
  if (how === 'back') evidence.push({ what: 'cameBack', atMs: epochMs(watch.nowMs) });
  if (how === 'stays') evidence.push({ what: 'goesOnFromThere', atMs: epochMs(watch.nowMs) });
  watch.raise({
    ...{ name, kind: 'teleport', things, place, evidence },
    onsetMs: jump.toMs,
    rule:
      how === 'hard'
        ? 'teleport.hardKn'
        : how === 'back'
          ? 'teleport.spikeMarginKn'
          : 'teleport.stayMarginKn',
    measured: { value: tenths(jump.kn), unit: 'kn' },
    threshold: { value: tenths(limitKn), unit: 'kn' },
    holdsMs: watch.values(teleport).holdsS * 1000,
  });
}

function tellTwo(watch: Watch, vessel: Vessel, of: Known, proof: Extract<Proof, { is: 'two' }>): void {
  if (watch.nowMs - of.twoMs < AGAIN_MS && watch.nowMs >= of.twoMs) return;
  of.twoMs = watch.nowMs;
  const name = nameOf(vessel);
  const { here, there, switches } = proof;
  const values = watch.values(duplicateMmsi);
  const apart = Math.round(apartM(here.lat, here.lon, there.lat, there.lon));
  const clue = (what: string, at: typeof here): Clue => ({
    ...{ what, atMs: epochMs(at.ms), trackId: at.thing.id },
    place: { lat: degrees(at.lat), lon: degrees(at.lon) },
    measure: { value: at.count, unit: 'count' },
  });
  watch.raise({
    ...{ name, kind: 'duplicateMmsi', things: withOthers(here.thing, vessel) },
    onsetMs: Math.min(here.ms, there.ms),
    rule: 'duplicateMmsi.switches',
    measured: { value: switches, unit: 'count' },
    threshold: { value: values.switches, unit: 'count' },
    evidence: [
      clue('heardHere', here),
      clue('heardThere', there),
      { what: 'apart', measure: { value: apart, unit: 'm' } },
      {
        what: 'speedBetween',
        measure: { value: Math.round(meanKn(apart, here.ms - there.ms)), unit: 'kn' },
      },
    ],
    holdsMs: values.holdsS * 1000,
  });
  // Its jumps are explained.
  watch.clear('teleport', name);
}

/** A late report between both ends of a jump that one could go by. */
function fills(watch: Watch, of: Known, vessel: Vessel, report: PositionObservation): void {
  const { jump, how } = of.told!;
  const { observedMs: ms, lat, lon } = report;
  if (how === 'hard' || ms <= jump.fromMs || ms >= jump.toMs) return;
  const firstM = apartM(jump.fromLat, jump.fromLon, lat, lon);
  const secondM = apartM(lat, lon, jump.toLat, jump.toLon);
  const { minM } = watch.values(teleport);
  const between = firstM < jump.wayM - minM / 4 && secondM < jump.wayM - minM / 4;
  const isSlow =
    meanKn(firstM, ms - jump.fromMs) <= FILLED_KN && meanKn(secondM, jump.toMs - ms) <= FILLED_KN;
  if (!between || !isSlow) return;
  of.told = undefined;
  watch.retract('teleport', nameOf(vessel), 'lateReportsFillTheWay');
}

function withOthers(first: Thing, vessel: Vessel): readonly Thing[] {
  const things = [first];
  for (const thing of vessel.things) if (thing !== first && things.length < 4) things.push(thing);
  return things;
}

const nameOf = ({ mmsi }: Vessel): string => `mmsi/${String(mmsi).padStart(9, '0')}`;
const tenths = (value: number): number => Math.round(value * 10) / 10;
