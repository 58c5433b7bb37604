/** From tentative to lost: what becomes of a track after each look. */
import type { Claim, Claims } from './claims.ts';
import { FusionStatus } from './contract.ts';
import type { Reasons } from './reasons.ts';
import type { Reception } from './reception.ts';
import { roughDistance } from './reportstep.ts';
import type { Tracks } from './tracks.ts';
import { Twins } from './twins.ts';

export const LIFE = {
  /** Existence from which a track is shown. */
  confirm: 0.95,
  /** A tentative track ends below this. */
  discard: 0.01,
  /** A confirmed one ends below this, unless it may be hidden behind another. */
  lose: 2e-3,
} as const;

/** Expected sightings that did not come: it coasts. */
const COASTING_LOOKS = 1.5;
/** A track that may be one plot with another is kept at least so long after. */
const LEAST_COAST_MS = 20_000;
/** A claim that no sensor supports, when one should: existence, expected sightings, and more where nothing speaks against it. */
const UNVERIFIED_EXISTENCE = 1e-3;
const UNVERIFIED_LOOKS = 5;
const UNCONTESTED_LOOKS = 9;
const UNSUPPORTED_REPORTS = 2;
/** What a sensor sees so near to a claim may be the vessel: one that says itself twice, or two that are one plot. */
const BESIDE_M = 150;
/** A transmitter that nothing else supports is forgotten after so many intervals. */
const FORGET_INTERVALS = 12;
const FORGET_LEAST_MS = 180_000;
/** Missing reports that mean silence: at least this many, and more while they would come soon. */
const SILENT_INTERVALS = 3.2;
/** Where less than this share of reports is heard, silence takes longer to tell: chance once in a thousand times. */
const GOOD_RECEPTION = 0.6;
const CHANCE = 1e-3;
const MOST_INTERVALS = 30;
/** …and so many that nobody takes it for chance: it should send. */
const DARK_INTERVALS = 4.3;
const SILENT_LEAST_MS = 65_000;
const SENSED_MS = 15_000;
export class Life {
  readonly #tracks: Tracks;
  readonly #claims: Claims;
  readonly #reasons: Reasons;
  readonly #reception: Reception;
  readonly #twins = new Twins();

  constructor(tracks: Tracks, claims: Claims, reasons: Reasons, reception: Reception) {
    this.#tracks = tracks;
    this.#reception = reception;
    this.#claims = claims;
    this.#reasons = reasons;
  }

  /** After a look: judges every track. */
  judge(nowMs: number): void {
    const tracks = this.#tracks;
    for (const [row, other] of this.#twins.find(tracks)) this.lose(row, nowMs, tracks.id[other]!);
    for (let n = 0; n < tracks.count; n++) {
      const row = tracks.live[n]!;
      const claim = this.#claims.at(tracks.claim[row]!);
      if (tracks.status[row] === FusionStatus.tentative) this.#tentative(row, claim, nowMs);
      else this.#confirmed(row, claim, nowMs);
      if (claim !== undefined) this.#claim(row, claim, nowMs);
    }
    this.#sweep();
  }

  lose(row: number, nowMs: number, twinId?: number): void {
    const tracks = this.#tracks;
    const claim = this.#claims.at(tracks.claim[row]!);
    if (claim !== undefined) {
      claim.row = -1;
      claim.unverifiedSinceMs = undefined;
    }
    const quiet = tracks.status[row] === FusionStatus.tentative;
    tracks.status[row] = FusionStatus.lost;
    if (!quiet)
      this.#reasons.tell(tracks.id[row]!, {
        kind: 'lost',
        atMs: nowMs,
        ...(twinId === undefined
          ? { statistic: tracks.existence[row]!, threshold: LIFE.lose }
          : { otherTrackId: twinId }),
        ...(claim === undefined ? {} : { key: claim.key }),
      });
  }

  #tentative(row: number, claim: Claim | undefined, nowMs: number): void {
    const tracks = this.#tracks;
    const existence = tracks.existence[row]!;
    if (existence >= LIFE.confirm) {
      tracks.status[row] = FusionStatus.confirmed;
      if (claim === undefined)
        this.#reasons.tell(tracks.id[row]!, { kind: 'born', atMs: tracks.bornMs[row]! });
      this.#reasons.tell(tracks.id[row]!, {
        kind: 'confirmed',
        atMs: nowMs,
        statistic: existence,
        threshold: LIFE.confirm,
      });
    } else if (claim === undefined && existence < LIFE.discard) this.lose(row, nowMs);
  }

  #confirmed(row: number, claim: Claim | undefined, nowMs: number): void {
    const tracks = this.#tracks;
    const trackId = tracks.id[row]!;
    const missed = tracks.missedLooks[row]!;
    if (tracks.status[row] === FusionStatus.confirmed && missed > COASTING_LOOKS) {
      tracks.status[row] = FusionStatus.coasting;
      this.#reasons.tell(trackId, {
        kind: 'coasting',
        atMs: nowMs,
        statistic: missed,
        threshold: COASTING_LOOKS,
      });
    } else if (tracks.status[row] === FusionStatus.coasting && missed === 0) {
      tracks.status[row] = FusionStatus.confirmed;
      this.#reasons.tell(trackId, { kind: 'seen', atMs: nowMs });
    }
    const hidden = nowMs - tracks.mergedMs[row]! < LEAST_COAST_MS;
    const heard =
      claim !== undefined &&
      nowMs - claim.heardMs < Math.max(FORGET_LEAST_MS, FORGET_INTERVALS * claim.intervalMs);
    const gone = tracks.existence[row]! < LIFE.lose && !hidden;
    const reported = claim !== undefined && nowMs - claim.heardMs < Math.max(30_000, 3.5 * claim.intervalMs);
    if (gone && !reported) this.lose(row, nowMs);
    else if (claim !== undefined && !heard && nowMs - tracks.sensedMs[row]! > FORGET_LEAST_MS)
      this.lose(row, nowMs);
  }

  #claim(row: number, claim: Claim, nowMs: number): void {
    const tracks = this.#tracks;
    const trackId = tracks.id[row]!;
    const looks = claim.contested ? UNVERIFIED_LOOKS : UNCONTESTED_LOOKS;
    const missed = tracks.missedLooks[row]!;
    if (claim.unverifiedSinceMs === undefined) {
      if (
        tracks.existence[row]! < UNVERIFIED_EXISTENCE &&
        missed >= looks &&
        (claim.contested || this.#lacksSupport(row, claim)) &&
        claim.heardMs >= nowMs - 3 * claim.intervalMs
      ) {
        claim.unverifiedSinceMs = nowMs;
        this.#reasons.tell(trackId, {
          kind: 'unverified',
          atMs: nowMs,
          key: claim.key,
          statistic: missed,
          threshold: looks,
        });
      }
    } else if (tracks.existence[row]! > 0.9) {
      claim.unverifiedSinceMs = undefined;
      claim.contested = false;
      this.#reasons.tell(trackId, { kind: 'verified', atMs: nowMs, key: claim.key });
    }
    if (nowMs - claim.fix.timeMs > SILENT_LEAST_MS) this.#quiet(row, claim, nowMs);
  }

  /** Nothing speaks against the claim but that no sensor sees it: one that promises to, and nothing beside it is seen. */
  #lacksSupport(row: number, claim: Claim): boolean {
    if (claim.mayBeUnseen || claim.unsupported < UNSUPPORTED_REPORTS) return false;
    const tracks = this.#tracks;
    for (let n = 0; n < tracks.count; n++) {
      const other = tracks.live[n]!;
      if (other === row || tracks.sensedMs[other]! < claim.heardMs - SENSED_MS) continue;
      if (roughDistance(tracks, other, claim.fix) < BESIDE_M) return false;
    }
    return true;
  }

  /** A transmitter that has not been heard for a while: silent when reports are missing, dark when chance does not explain it. */
  #quiet(row: number, claim: Claim, nowMs: number): void {
    const tracks = this.#tracks;
    const trackId = tracks.id[row]!;
    const rate = this.#reception.rate(claim.fix.x, claim.fix.y, claim.transmitter);
    const intervals = Math.max(SILENT_INTERVALS, rate > GOOD_RECEPTION ? 0 : intervalsOf(rate));
    const silentMs = Math.max(SILENT_LEAST_MS, intervals * claim.intervalMs);
    const quietMs = nowMs - claim.fix.timeMs;
    if (
      claim.silentSinceMs === undefined &&
      claim.unverifiedSinceMs === undefined &&
      quietMs > silentMs &&
      tracks.existence[row]! > 0.9 &&
      tracks.sensedMs[row]! > nowMs - SENSED_MS
    ) {
      claim.silentSinceMs = claim.observedMs;
      this.#reasons.tell(trackId, {
        kind: 'silent',
        atMs: nowMs,
        key: claim.key,
        statistic: quietMs / 1000,
        threshold: silentMs / 1000,
      });
    }
    const darkMs = Math.max(SILENT_LEAST_MS, DARK_INTERVALS * claim.intervalMs);
    if (claim.silentSinceMs === undefined || claim.dark || quietMs <= darkMs) return;
    claim.dark = true;
    this.#reasons.tell(trackId, {
      kind: 'dark',
      atMs: nowMs,
      key: claim.key,
      statistic: quietMs / 1000,
      threshold: darkMs / 1000,
    });
  }

  #sweep(): void {
    const tracks = this.#tracks;
    for (let n = 0; n < tracks.count; n++) {
      const row = tracks.live[n]!;
      if (tracks.status[row] === FusionStatus.lost) this.#reasons.forget(tracks.id[row]!);
    }
    tracks.sweep();
  }
}

/** So many reports missing that chance explains it once in a thousand times where this share is heard. */
const intervalsOf = (rate: number): number =>
  Math.min(MOST_INTERVALS, Math.log(CHANCE) / Math.log(1 - Math.max(0.05, rate)) + 0.2);
