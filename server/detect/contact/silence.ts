/**
 * Silence: a vessel under way stopped sending where it would be heard. Learns at the same time where what is heard. Who is
 * heard only by what is out is not silent, and what ends its day in port may switch off.
 */
import type { Clue } from '../../../proto/domain/alert/alert.ts';
import { SILENCE } from '../../../proto/domain/alert/thresholds/contact.table.ts';
import { distanceM } from '../../../proto/domain/geo.ts';
import { formatMmsi } from '../../../proto/domain/ids.ts';
import { type PositionObservation, TrackKind } from '../../../proto/domain/observation.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import { degrees, epochMs, metresPerSecondToKnots } from '../../../proto/domain/units.ts';
import type { Detector, Watch } from '../detector.ts';
import { partyOf, type Thing, type Vessel } from '../thing.ts';
import { Hearing } from './hearing.ts';
import { enoughS, isAmongHeard, isClassA, judged, type Verdict } from './judging.ts';
import { Listening } from './listening.ts';
import { ReceiversOut } from './receiverout.ts';

/** Transmitters followed; beyond it the one that began first is let go of. */
const MAX_HEARINGS = 100_000;
/** Nobody is called silent before, whatever is set. */
const LEAST_MS = 120_000;
/** An unclear silence is looked at again after this, and for no longer than that: later others show nothing of it. */
const AGAIN_MS = 30_000;
const LONGEST_MS = 15 * 60_000;
/** Who must be silent for longer than this to be noticed is often silent. */
const MOST_MS = 30 * 60_000;
/** Before so many reports its habit is not known. */
const LEAST_REPORTS = 8;
/** What comes so late was on its way: it was not silent. */
const LATE_MS = 60_000;
/** Heard again, it is over after so long: what was on its way comes at once as well. */
const OVER_AFTER_MS = 60_000;
/** Missed reports in a row say no more of a place than so many. */
const MOST_MISSED = 20;
/** What is slower says nothing of reception: at rest it owes little. */
const MOVING_KN = 2;

/** Share of an interval in the usual one of all; in thinned data, as often as this everybody is heard well. */
const ALL_SHARE = 0.002;
const WELL_HEARD_MS = 60_000;
/** So many times what it owes under way (ITU-R M.1371-5 annex 1, tables 1 and 2): nearly half is missed. */
const POORLY = 1.8;
/** The same where others are heard around and ahead of it: that it is weak is no gap in the coverage. */
const POORLY_AMONG = 3.5;

type Silent = Extract<Verdict, { readonly is: 'silent' }>;

interface Raised {
  readonly kind: 'silence' | 'possibleDistress';
  /** When it was last heard, and when that was told. */
  readonly sinceMs: number;
  readonly atMs: number;
  /** Heard again. */
  againMs?: number;
  readonly again: (nowMs: number) => void;
}

class SilenceDetector implements Detector {
  readonly name = 'contact/silence';
  readonly #watch: Watch;
  readonly #listening = new Listening();
  readonly #out: ReceiversOut;
  /** By MMSI and nature. */
  readonly #hearings = new Map<number, Hearing>();
  readonly #raised = new Map<Hearing, Raised>();
  /** Usual interval of all that is under way, class A and class B; 0: nothing is known. */
  readonly #usualMs: [number, number] = [0, 0];

  constructor(watch: Watch) {
    this.#watch = watch;
    this.#out = new ReceiversOut(watch);
  }

  heard(said: Observation): void {
    const feed = this.#listening.heard(said.feedId, said.receivedMs);
    if (said.type === 'position')
      this.#hearings.get(keyOf(said.mmsi, said.nature))?.heardThrough(feed, said.receivedMs);
  }

  reported(vessel: Vessel, report: PositionObservation, thing: Thing, isLate: boolean): void {
    const { kind, observedMs } = report;
    if (kind !== TrackKind.classA && kind !== TrackKind.classB) return;
    const hearing = this.#hearingOf(vessel, observedMs);
    const raised = this.#raised.get(hearing);
    if (raised) this.#heardOf(hearing, raised, report);
    if (isLate || observedMs < hearing.lastMs) return;
    this.#learn(hearing, report, thing);
    hearing.dueMs = observedMs + LEAST_MS;
  }

  tick(nowMs: number): void {
    for (const hearing of this.#hearings.values()) if (nowMs >= hearing.dueMs) this.#look(hearing, nowMs);
    for (const [hearing, raised] of this.#raised) this.#lookAtRaised(hearing, raised, nowMs);
    this.#out.tick(nowMs);
  }

  stepBack(nowMs: number): void {
    this.#listening.stepBack(nowMs);
    for (const hearing of this.#hearings.values()) {
      hearing.lastMs = Math.min(hearing.lastMs, nowMs);
      hearing.dueMs = nowMs + LEAST_MS;
    }
  }

  #hearingOf(vessel: Vessel, atMs: number): Hearing {
    const key = keyOf(vessel.mmsi, vessel.nature);
    const known = this.#hearings.get(key);
    if (known?.vessel === vessel) return known;
    const hearing = new Hearing(vessel, atMs);
    this.#hearings.set(key, hearing);
    if (this.#hearings.size > MAX_HEARINGS) this.#hearings.delete(this.#hearings.keys().next().value!);
    return hearing;
  }

  #learn(hearing: Hearing, report: PositionObservation, thing: Thing): void {
    const { feedId, lat, lon, observedMs, mmsi, kind } = report;
    const { lat: lat0, lon: lon0, lastMs } = hearing;
    const isMoving = hearing.reports > 0 && movingKn(hearing, report) >= MOVING_KN;
    const listened = this.#listening.isSince(hearing.feeds, lastMs, report.receivedMs);
    const missed = hearing.took(report, thing, listened, isMoving);
    if (!isMoving || hearing.vessel.things.size > 1) return;
    const { reception } = this.#watch.learned;
    const isA = isClassA(kind);
    const cls = isA ? 0 : 1;
    const usual = this.#usualMs[cls];
    const intervalMs = Math.min(observedMs - lastMs, usual === 0 ? Number.POSITIVE_INFINITY : 3 * usual);
    this.#usualMs[cls] = usual === 0 ? intervalMs : usual + ALL_SHARE * (intervalMs - usual);
    reception.heard(feedId, isA, lat, lon, observedMs, mmsi);
    if (missed === 0) return;
    // Half of them in each place: nobody knows where on the way it was not heard.
    const count = Math.min(missed, MOST_MISSED) / 2;
    reception.missed(isA, lat0, lon0, observedMs, count);
    reception.missed(isA, lat, lon, observedMs, count);
  }

  #look(hearing: Hearing, nowMs: number): void {
    if (hearing.reports < LEAST_REPORTS || this.#raised.has(hearing) || hearing.thing === undefined) {
      hearing.dueMs = Number.POSITIVE_INFINITY;
      return;
    }
    const from = Math.max(hearing.lastMs, this.#listening.sinceMs(hearing.feeds));
    const enoughMs = enoughS(this.#watch, hearing) * 1000;
    const dueMs = enoughMs > MOST_MS ? Number.POSITIVE_INFINITY : from + enoughMs;
    if (nowMs < dueMs) {
      hearing.dueMs = dueMs;
      return;
    }
    if (nowMs - dueMs > LONGEST_MS) {
      hearing.thing = undefined;
      return;
    }
    hearing.dueMs = nowMs + AGAIN_MS;
    if (this.#isOut(hearing) || this.#isPoorlyHeard(hearing)) return;
    const verdict = judged(this.#watch, hearing);
    if (verdict.is === 'excused') hearing.dueMs = Number.POSITIVE_INFINITY;
    else if (verdict.is === 'together') this.#out.take(hearing, verdict.with);
    else if (verdict.is === 'silent') this.#raise(hearing, verdict, nowMs);
  }

  /** Much less often than it owes, or than others do in data that were thinned: it may be lost at any time. */
  #isPoorlyHeard(hearing: Hearing): boolean {
    const { usualMs = 0, kind, sogKn } = hearing;
    const isA = isClassA(kind);
    const ofAll = this.#usualMs[isA ? 0 : 1];
    const owedMs = isA ? (sogKn > 23 ? 2_000 : sogKn > 14 ? 6_000 : 10_000) : 30_000;
    const isThinned = ofAll > (isA ? 20_000 : 60_000);
    if (isThinned) return usualMs > Math.max(WELL_HEARD_MS, 2 * ofAll);
    if (usualMs <= POORLY * owedMs) return false;
    return usualMs > POORLY_AMONG * owedMs || !isAmongHeard(this.#watch, hearing);
  }

  /** All that brought it is out, as the outages say, or brings nothing now. */
  #isOut(hearing: Hearing): boolean {
    return (
      this.#fellSilentToo(hearing) ||
      this.#listening.ids(hearing.feeds).every((id) => this.#watch.isRaised('feedOutage', id))
    );
  }

  /** What brought it fell silent with it. */
  #fellSilentToo({ feeds, lastMs, usualMs = 0 }: Hearing): boolean {
    return this.#listening.lastMs(feeds) - lastMs <= Math.max(LATE_MS, 2 * usualMs);
  }

  /** All that brought it is out, and was listened to for less than half of the time that proves a silence. */
  #isDoubtful(hearing: Hearing): boolean {
    const listenedMs = this.#listening.lastMs(hearing.feeds) - hearing.lastMs;
    return listenedMs < 500 * enoughS(this.#watch, hearing) && this.#isOut(hearing);
  }

  #raise(hearing: Hearing, { evidence, thresholdS, afterSlowing }: Silent, nowMs: number): void {
    const kind = afterSlowing ? 'possibleDistress' : 'silence';
    const party = partyOf(hearing.thing!, false);
    const { lat, lon, lastMs } = hearing;
    const say = (atMs: number, more: readonly Clue[]) =>
      this.#watch.raise({
        name: nameOf(hearing),
        kind,
        things: [],
        parties: [party],
        place: { lat, lon },
        onsetMs: lastMs,
        rule: 'silence.afterS',
        measured: { value: Math.round((atMs - lastMs) / 1000), unit: 's' },
        threshold: { value: Math.round(thresholdS), unit: 's' },
        evidence: [...evidence, ...more],
        outlasts: true,
      });
    say(nowMs, []);
    const again = (atMs: number) =>
      say(atMs, [
        { what: 'heardAgain', atMs: epochMs(atMs), ...(hearing.thing && { trackId: hearing.thing.id }) },
      ]);
    this.#raised.set(hearing, { kind, sinceMs: lastMs, atMs: nowMs, again });
  }

  /** A report of what is said to be silent: it sends again, or had sent all the time. */
  #heardOf(hearing: Hearing, raised: Raised, { observedMs, receivedMs }: PositionObservation): void {
    if (observedMs <= raised.sinceMs) return;
    if (receivedMs - observedMs > LATE_MS && observedMs < raised.atMs) {
      this.#retract(hearing, 'lateReports');
    } else if (raised.againMs === undefined) {
      raised.againMs = receivedMs;
      hearing.told(observedMs - raised.sinceMs, observedMs);
      raised.again(observedMs);
    }
  }

  #lookAtRaised(hearing: Hearing, { atMs, againMs }: Raised, nowMs: number): void {
    if (againMs !== undefined) {
      if (nowMs - againMs >= OVER_AFTER_MS) this.#clear(hearing);
    } else if (nowMs - atMs > this.#watch.values(SILENCE).keptS * 1000) this.#clear(hearing);
    else if (this.#isDoubtful(hearing)) this.#retract(hearing, 'feedOutage');
  }

  #clear(hearing: Hearing): void {
    this.#watch.clear(this.#raised.get(hearing)!.kind, nameOf(hearing));
    this.#raised.delete(hearing);
  }

  #retract(hearing: Hearing, why: string): void {
    this.#watch.retract(this.#raised.get(hearing)!.kind, nameOf(hearing), why);
    this.#raised.delete(hearing);
  }
}

const keyOf = (mmsi: number, nature: number): number => mmsi * 4 + nature;
const nameOf = ({ vessel }: Hearing): string => `mmsi/${formatMmsi(vessel.mmsi)}`;

/** As said, or as it went since its last report. */
function movingKn({ lat, lon, lastMs }: Hearing, report: PositionObservation): number {
  if (report.sogKn !== undefined) return report.sogKn;
  const seconds = (report.observedMs - lastMs) / 1000;
  if (seconds <= 0) return 0;
  return metresPerSecondToKnots(distanceM({ lat: degrees(lat), lon: degrees(lon) }, report) / seconds);
}

export const silence = (watch: Watch): Detector => new SilenceDetector(watch);
