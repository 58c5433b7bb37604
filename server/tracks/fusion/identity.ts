/**
 * Which track carries which transmitter's claim. A report binds to a track by a statistical test with a margin over the
 * runner-up, stays while reports agree, and unbinds when they no longer do.
 */
import { type Claim, Claims, intervalOf } from './claims.ts';
import { type CooperativeReport, FusionStatus } from './contract.ts';
import { LIFE } from './life.ts';
import type { Reasons } from './reasons.ts';
import { Reception } from './reception.ts';
import { type Fix, fixOf, roughDistance, seedFrom, takeFix, tryFix } from './reportstep.ts';
import type { Tracks } from './tracks.ts';

/** Chi-square: a bound transmitter's report may be this far off (4 degrees of freedom: 5e-6; in a turn models lag). */
const HOLD_GATE = 30;
/** A new binding must be this near… */
const BIND_GATE = 20;
/** …and this much nearer than the next candidate. */
const BIND_MARGIN = 6;
/** Reports in a row that must disagree before a claim leaves its track. */
const CONFLICTS = 2;
/** So far from a track that a sensor sees, one report is enough. */
const IMPOSSIBLE_M = 500;
/** So near to its track a report that does not fit tells of a manoeuvre, not of another vessel. */
const MANOEUVRE_M = 150;
/** How far around a report tracks are looked at. */
const LOOK_M = 800;
/** A track was seen by a sensor lately. */
const SENSED_MS = 15_000;
/** A report so much after the last plot of its track had no support. */
const UNSUPPORTED_MS = 4_000;
/** A report that fits makes it this much less likely that nothing is there. */
const REPORT_DOUBT = 0.3;
const FIRST_EXISTENCE = 0.95;
const CONTESTED_EXISTENCE = 0.5;

export class Identity {
  readonly claims = new Claims();
  readonly reception = new Reception();
  readonly #tracks: Tracks;
  readonly #reasons: Reasons;

  constructor(tracks: Tracks, reasons: Reasons) {
    this.#tracks = tracks;
    this.#reasons = reasons;
  }

  /** Row of the track that the report went to; -1 where it was not taken. */
  report(report: CooperativeReport): number {
    const fix = fixOf(report);
    let claim = this.claims.get(report.key);
    if (claim === undefined) {
      claim = this.claims.add(report, fix);
      if (claim === undefined) return -1;
    } else if (report.observedMs === claim.observedMs) return claim.row;
    this.#hear(claim, report, fix);
    if (claim.row >= 0 && this.#holds(claim, fix)) return claim.row;
    if (claim.row >= 0) return claim.row;
    this.#place(claim, fix, report.receivedMs);
    return claim.row;
  }

  /** The claim no longer belongs to its track. */
  unbind(claim: Claim, atMs: number, threshold: number): void {
    const { row } = claim;
    if (row < 0) return;
    this.#tracks.claim[row] = -1;
    claim.row = -1;
    claim.conflicts = 0;
    claim.unverifiedSinceMs = undefined;
    this.#reasons.tell(this.#tracks.id[row]!, {
      kind: 'unbound',
      atMs,
      key: claim.key,
      statistic: claim.d2,
      threshold,
    });
  }

  #hear(claim: Claim, report: CooperativeReport, fix: Fix): void {
    claim.heardMs = Math.max(claim.heardMs, report.receivedMs);
    claim.transmitter = report.transmitter;
    claim.mayBeUnseen = report.mayBeUnseen === true;
    if (report.observedMs >= claim.observedMs) {
      const gapMs = report.observedMs - claim.observedMs;
      this.reception.hear(fix.x, fix.y, report.transmitter, gapMs, claim.intervalMs);
      claim.observedMs = report.observedMs;
      claim.fix = fix;
      claim.intervalMs = intervalOf(report);
    } else this.reception.hearLate(fix.x, fix.y, report.transmitter);
    if (claim.silentSinceMs !== undefined && report.observedMs > claim.silentSinceMs) {
      claim.silentSinceMs = undefined;
      claim.dark = false;
      if (claim.row >= 0)
        this.#reasons.tell(this.#tracks.id[claim.row]!, {
          kind: 'resumed',
          atMs: report.receivedMs,
          key: claim.key,
        });
    }
  }

  /** Whether the report was dealt with by the track that carries the claim. */
  #holds(claim: Claim, fix: Fix): boolean {
    const tracks = this.#tracks;
    const { row } = claim;
    claim.d2 = tryFix(tracks, row, fix);
    if (claim.d2 < HOLD_GATE) {
      takeFix(tracks, row, fix);
      claim.conflicts = 0;
      claim.agreements += 1;
      claim.unsupported = fix.timeMs > tracks.sensedMs[row]! + UNSUPPORTED_MS ? claim.unsupported + 1 : 0;
      this.#support(claim);
      if (tracks.sensedMs[row]! === Number.NEGATIVE_INFINITY) this.#joinSeen(claim, fix);
      return true;
    }
    const apartM = roughDistance(tracks, row, fix);
    if (apartM < MANOEUVRE_M) {
      // So near it is the same vessel, which did what no model expected.
      seedFrom(tracks, row, fix);
      claim.conflicts = 0;
      this.#support(claim);
      return true;
    }
    claim.conflicts += 1;
    const seen = tracks.sensedMs[row]! > claim.heardMs - SENSED_MS && tracks.existence[row]! > 0.3;
    if (!(seen && apartM > IMPOSSIBLE_M) && claim.conflicts < CONFLICTS) return true;
    if (!seen) {
      // Nobody else sees it where it was: it is where it says.
      seedFrom(tracks, row, fix);
      claim.conflicts = 0;
      return true;
    }
    this.unbind(claim, claim.heardMs, HOLD_GATE);
    claim.contested = apartM > IMPOSSIBLE_M;
    return false;
  }

  /** A report that fits is evidence that something is there, unless the claim itself is in doubt. */
  #support(claim: Claim): void {
    const tracks = this.#tracks;
    const { row } = claim;
    if (claim.contested && tracks.existence[row]! > LIFE.confirm && tracks.plots[row]! >= 3)
      claim.contested = false;
    if (claim.contested || claim.unverifiedSinceMs !== undefined || tracks.existence[row]! < 0.2) return;
    tracks.existence[row] = 1 - (1 - tracks.existence[row]!) * REPORT_DOUBT;
    tracks.seenMs[row] = Math.max(tracks.seenMs[row]!, claim.fix.timeMs);
  }

  /** A claim without a track: to a track that sensors see, or to a new one of its own. */
  #place(claim: Claim, fix: Fix, nowMs: number): void {
    const tracks = this.#tracks;
    const found = this.#candidate(fix, -1);
    if (found.row >= 0) {
      tryFix(tracks, found.row, fix);
      takeFix(tracks, found.row, fix);
      claim.contested = false;
      this.#bind(claim, found.row, nowMs, found.d2, found.runnerUp);
      return;
    }
    if (tracks.full) return;
    const row = tracks.take(fix.timeMs, claim.contested ? CONTESTED_EXISTENCE : FIRST_EXISTENCE);
    seedFrom(tracks, row, fix);
    this.#reasons.tell(tracks.id[row]!, { kind: 'born', atMs: nowMs, key: claim.key });
    this.#bind(claim, row, nowMs, 0, undefined);
  }

  #bind(claim: Claim, row: number, nowMs: number, d2: number, runnerUp: number | undefined): void {
    const tracks = this.#tracks;
    tracks.claim[row] = claim.index;
    tracks.missedLooks[row] = 0;
    claim.row = row;
    claim.sinceMs = nowMs;
    claim.d2 = d2;
    claim.conflicts = 0;
    claim.agreements = 0;
    claim.unsupported = 0;
    const trackId = tracks.id[row]!;
    if (tracks.status[row] === FusionStatus.tentative && !claim.contested) {
      tracks.status[row] = FusionStatus.confirmed;
      tracks.existence[row] = Math.max(tracks.existence[row]!, FIRST_EXISTENCE);
      this.#reasons.tell(trackId, { kind: 'confirmed', atMs: nowMs, key: claim.key });
    }
    this.#reasons.tell(trackId, {
      kind: 'bound',
      atMs: nowMs,
      key: claim.key,
      statistic: d2,
      threshold: BIND_GATE,
      ...(runnerUp === undefined ? {} : { runnerUp }),
    });
  }

  /** A claim that no sensor has seen yet moves to a track without claim that fits it, and its own track ends. */
  #joinSeen(claim: Claim, fix: Fix): void {
    const tracks = this.#tracks;
    const own = claim.row;
    const found = this.#candidate(fix, own);
    if (found.row < 0) return;
    tryFix(tracks, found.row, fix);
    takeFix(tracks, found.row, fix);
    tracks.claim[own] = -1;
    tracks.status[own] = FusionStatus.lost;
    this.#reasons.tell(tracks.id[own]!, {
      kind: 'lost',
      atMs: claim.heardMs,
      key: claim.key,
      otherTrackId: tracks.id[found.row]!,
    });
    claim.contested = false;
    claim.unverifiedSinceMs = undefined;
    this.#bind(claim, found.row, claim.heardMs, found.d2, found.runnerUp);
  }

  /** The track without claim that the report fits best; none where a second one fits nearly as well. */
  #candidate(fix: Fix, except: number): { row: number; d2: number; runnerUp: number | undefined } {
    const tracks = this.#tracks;
    let row = -1;
    let best = Number.POSITIVE_INFINITY;
    let runnerUp: number | undefined;
    for (let n = 0; n < tracks.count; n++) {
      const other = tracks.live[n]!;
      if (other === except || tracks.claim[other]! >= 0 || tracks.status[other] === FusionStatus.lost)
        continue;
      if (tracks.existence[other]! < 0.05 || roughDistance(tracks, other, fix) > LOOK_M) continue;
      // A tentative track beside a confirmed one does not make the choice doubtful, only late.
      const handicap = tracks.status[other] === FusionStatus.tentative ? 2 * BIND_MARGIN : 0;
      const d2 = tryFix(tracks, other, fix);
      if (d2 > BIND_GATE) continue;
      if (d2 + handicap < best) {
        if (row >= 0) runnerUp = best;
        best = d2 + handicap;
        row = other;
      } else if (runnerUp === undefined || d2 + handicap < runnerUp) runnerUp = d2 + handicap;
    }
    if (row >= 0 && tracks.status[row] !== FusionStatus.tentative && runnerUp !== undefined)
      if (runnerUp - best < BIND_MARGIN) return { row: -1, d2: best, runnerUp };
    return { row, d2: best, runnerUp };
  }
}
