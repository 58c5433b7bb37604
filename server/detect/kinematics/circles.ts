/**
 * Positions on a circle that nobody steers: a course or heading that does not go along it, several at once, a circle too
 * perfect for a helm, or one that it jumped onto.
 */
import type { Clue } from '../../../proto/domain/alert/alert.ts';
import { isVesselClass } from '../../../proto/domain/alert/thingclass.ts';
import { circleSpoofing } from '../../../proto/domain/alert/thresholds/kinematics.table.ts';
import type { ValuesOf } from '../../../proto/domain/alert/thresholds/threshold.ts';
import { degrees, epochMs, toDegrees, toRadians } from '../../../proto/domain/units.ts';
import type { OpenDetector, Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';
import type { Trace } from '../trace.ts';
import { type FittedCircle, fitCircle } from './circlefit.ts';
import { apartM } from './step.ts';

type Values = ValuesOf<typeof circleSpoofing>;

interface Followed {
  fittedMs: number;
  /** Mean direction of the heading, as a vector that forgets; how many went into it. */
  east: number;
  north: number;
  headings: number;
  /** When it was on a circle last. */
  circleMs: number;
}

/** One fit in so long. */
const EVERY_MS = 30_000;
/** Slower is lying at anchor, swinging. */
const SLOWEST_KN = 3;
/** Made good over so many fixes. */
const SPAN_FIXES = 3;
/** How many fixes a circle is sought in; the shortest that goes around counts. */
const WINDOWS = [10, 12, 14, 17, 20, 24, 28, 34, 40, 60, 90] as const;
/** Share of a new heading in the mean: about the last twenty. */
const HEADING_SHARE = 0.1;
const ENOUGH_HEADINGS = 8;
/** A heading that stays: the length of its mean, 1 where all are one. */
const STEADY = 0.8;
/** Of half a circle the chord is two radii, and 1.4 half-way; of a straight way it is twice as far as half-way. */
const AROUND = 1.5;

export const circles: OpenDetector = (watch) => {
  const followed = new Map<Thing, Followed>();
  return {
    name: 'circles',
    moved(thing) {
      if (!isVesselClass(thing.class) || thing.class === 'contact') return;
      const of = followed.get(thing) ?? begin(followed, thing);
      takeHeading(of, thing.headingDeg);
      if (thing.ms - of.fittedMs < EVERY_MS) return;
      of.fittedMs = thing.ms;
      const circle = goes(thing) ? findCircle(watch, thing) : undefined;
      if (!circle) return;
      of.circleMs = thing.ms;
      const proof = proofOf(watch, thing, of, circle, followed);
      if (proof) tell(watch, thing, of, circle, proof);
    },
    gone(thing) {
      followed.delete(thing);
    },
    stepBack() {
      followed.clear();
    },
  };
};

/** As it says, or as its places do: what is moved by somebody else may say that it lies. */
function goes({ sogKn, trace }: Thing): boolean {
  return sogKn >= SLOWEST_KN || (trace.count > SPAN_FIXES && trace.madeGoodKn(SPAN_FIXES) >= SLOWEST_KN);
}

function begin(followed: Map<Thing, Followed>, thing: Thing): Followed {
  const of = {
    ...{ fittedMs: thing.ms, east: 0, north: 0, headings: 0 },
    circleMs: Number.NEGATIVE_INFINITY,
  };
  followed.set(thing, of);
  return of;
}

function takeHeading(of: Followed, headingDeg: number): void {
  if (Number.isNaN(headingDeg)) return;
  const share = of.headings === 0 ? 1 : HEADING_SHARE;
  of.east += share * (Math.sin(toRadians(headingDeg)) - of.east);
  of.north += share * (Math.cos(toRadians(headingDeg)) - of.north);
  of.headings++;
}

function findCircle(watch: Watch, { trace, class: cls }: Thing): FittedCircle | undefined {
  const values = watch.values(circleSpoofing, cls);
  const { reports, minRadiusM, maxRadiusM, scatter } = values;
  for (const count of WINDOWS) {
    if (count > trace.count) return undefined;
    if (count < reports || !isAround(trace, count)) continue;
    const circle = fitCircle(trace, count);
    if (!circle || circle.radiusM < minRadiusM || circle.radiusM > maxRadiusM) continue;
    if (circle.scatter > scatter || Math.abs(circle.sweepDeg) < leastSweep(circle, values)) continue;
    return circle.meanKn >= SLOWEST_KN ? circle : undefined;
  }
  return undefined;
}

function leastSweep({ courseMisfitDeg = 0, scatter }: FittedCircle, values: Values): number {
  const misfits = courseMisfitDeg > values.misfitDeg && scatter <= values.perfectScatter;
  return misfits ? values.misfitSweepDeg : values.sweepDeg;
}

/** Cheap: who went half around and more is nearer to where it began than twice the way to half-way. */
function isAround(trace: Trace, count: number): boolean {
  const [end, middle] = [count - 1, count >> 1];
  const beganM = apartM(trace.lat(0), trace.lon(0), trace.lat(end), trace.lon(end));
  return beganM < AROUND * apartM(trace.lat(0), trace.lon(0), trace.lat(middle), trace.lon(middle));
}

interface Proof {
  readonly member: 'misfitDeg' | 'together' | 'perfectScatter' | 'sweepDeg';
  readonly value: number;
  readonly others: readonly Thing[];
}

function proofOf(
  watch: Watch,
  thing: Thing,
  of: Followed,
  circle: FittedCircle,
  followed: ReadonlyMap<Thing, Followed>,
): Proof | undefined {
  const values = watch.values(circleSpoofing, thing.class);
  const { courseMisfitDeg = 0 } = circle;
  if (courseMisfitDeg > values.misfitDeg) return { member: 'misfitDeg', value: courseMisfitDeg, others: [] };
  const steady = Math.hypot(of.east, of.north);
  if (of.headings >= ENOUGH_HEADINGS && steady > STEADY && Math.abs(circle.sweepDeg) >= values.sweepDeg)
    // A heading that stays is 90° off the way around a circle in the mean.
    return { member: 'misfitDeg', value: 90, others: [] };
  const others: Thing[] = [];
  for (const [other, { circleMs }] of followed)
    if (
      other !== thing &&
      thing.ms - circleMs <= values.holdsS * 1000 &&
      apartM(thing.lat, thing.lon, other.lat, other.lon) <= values.togetherM
    )
      others.push(other);
  if (others.length + 1 >= values.together)
    return { member: 'together', value: others.length + 1, others: others.slice(0, 8) };
  if (
    circle.radiusM >= values.perfectRadiusM &&
    circle.scatter <= values.perfectScatter &&
    isPerfect(thing, values.perfectSweepDeg, values.perfectScatter)
  )
    return { member: 'perfectScatter', value: circle.scatter, others: [] };
  if (watch.isRaised('teleport', thing.name))
    return { member: 'sweepDeg', value: Math.abs(circle.sweepDeg), others: [] };
  return undefined;
}

/** Around again on the same circle, as no helm does in wind and current. */
function isPerfect({ trace }: Thing, sweepDeg: number, scatter: number): boolean {
  for (const count of WINDOWS) {
    if (count > trace.count) return false;
    const circle = fitCircle(trace, count);
    if (circle && circle.scatter <= scatter && Math.abs(circle.sweepDeg) >= sweepDeg) return true;
  }
  return false;
}

function tell(watch: Watch, thing: Thing, of: Followed, circle: FittedCircle, proof: Proof): void {
  const values = watch.values(circleSpoofing, thing.class);
  const ratio = proof.member === 'perfectScatter';
  const unit = ratio ? 'ratio' : proof.member === 'together' ? 'count' : 'deg';
  const evidence: Clue[] = [
    {
      what: 'circleCentre',
      place: { lat: degrees(circle.lat), lon: degrees(circle.lon) },
      measure: { value: Math.round(circle.radiusM), unit: 'm' },
      atMs: epochMs(circle.fromMs),
    },
    { what: 'circleScatter', measure: { value: thousandths(circle.scatter), unit: 'ratio' } },
    { what: 'circleSweep', measure: { value: Math.round(Math.abs(circle.sweepDeg)), unit: 'deg' } },
  ];
  if (circle.courseMisfitDeg !== undefined)
    evidence.push({
      what: 'courseAgainstCircle',
      measure: { value: Math.round(circle.courseMisfitDeg), unit: 'deg' },
    });
  if (proof.member === 'misfitDeg' && of.headings >= ENOUGH_HEADINGS)
    evidence.push({
      what: 'headingStays',
      measure: { value: Math.round((toDegrees(Math.atan2(of.east, of.north)) + 360) % 360), unit: 'deg' },
    });
  for (const other of proof.others.slice(0, 2))
    evidence.push({
      what: 'alsoOnCircle',
      trackId: other.id,
      place: { lat: degrees(other.lat), lon: degrees(other.lon) },
    });
  watch.raise({
    ...{ name: thing.name, kind: 'circleSpoofing', things: [thing, ...proof.others], evidence },
    onsetMs: circle.fromMs,
    rule: `circleSpoofing.${proof.member}`,
    measured: { value: ratio ? thousandths(proof.value) : Math.round(proof.value), unit },
    threshold: { value: values[proof.member], unit },
    holdsMs: values.holdsS * 1000,
  });
}

const thousandths = (value: number): number => Math.round(value * 1000) / 1000;
