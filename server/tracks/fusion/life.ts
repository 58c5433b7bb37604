/** From tentative to lost: what becomes of a track after each look. */
import type { Claim, Claims } from './claims.ts';
import { FusionStatus } from './contract.ts';
import { Grid } from './grid.ts';
import { PACKED, STATE } from './imm.ts';
import type { Reasons } from './reasons.ts';
import type { Tracks } from './tracks.ts';

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
/** A transmitter that nothing else supports is forgotten after so many intervals. */
const FORGET_INTERVALS = 12;
const FORGET_LEAST_MS = 180_000;
/** Missing reports that mean silence: at least this many, and more while they would come soon. */
const SILENT_INTERVALS = 3.2;
const SILENT_LEAST_MS = 65_000;
const SENSED_MS = 15_000;
/** A tentative track this near to another is the same thing seen twice (chi-square, 4 degrees of freedom). */
const SAME_D2 = 9;

export class Life {
  readonly #tracks: Tracks;
  readonly #claims: Claims;
  readonly #reasons: Reasons;
  readonly #grid = new Grid();
  #x = new Float64Array(256);
  #y = new Float64Array(256);

  constructor(tracks: Tracks, claims: Claims, reasons: Reasons) {
    this.#tracks = tracks;
    this.#claims = claims;
    this.#reasons = reasons;
  }

  /** After a look: judges every track. */
  judge(nowMs: number): void {
    const tracks = this.#tracks;
    this.#dropTwins();
    for (let n = 0; n < tracks.count; n++) {
      const row = tracks.live[n]!;
      const claim = this.#claims.at(tracks.claim[row]!);
      if (tracks.status[row] === FusionStatus.tentative) this.#tentative(row, claim, nowMs);
      else this.#confirmed(row, claim, nowMs);
      if (claim !== undefined) this.#claim(row, claim, nowMs);
    }
    this.#sweep();
  }

  lose(row: number, nowMs: number): void {
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
        statistic: tracks.existence[row]!,
        threshold: LIFE.lose,
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
    const silentMs = Math.max(SILENT_LEAST_MS, SILENT_INTERVALS * claim.intervalMs);
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
  }

  /** Tentative tracks that follow what another track follows already. */
  #dropTwins(): void {
    const tracks = this.#tracks;
    if (tracks.count > this.#x.length) {
      this.#x = new Float64Array(2 ** Math.ceil(Math.log2(tracks.count)));
      this.#y = new Float64Array(this.#x.length);
    }
    const { mean, cov } = tracks.bank;
    for (let n = 0; n < tracks.count; n++) {
      this.#x[n] = mean[tracks.live[n]! * STATE]!;
      this.#y[n] = mean[tracks.live[n]! * STATE + 1]!;
    }
    this.#grid.fill(tracks.count, this.#x, this.#y, 250);
    for (let n = 0; n < tracks.count; n++) {
      const row = tracks.live[n]!;
      if (tracks.status[row] !== FusionStatus.tentative || tracks.claim[row]! >= 0) continue;
      const half = 3 * Math.sqrt(Math.max(cov[row * PACKED]!, cov[row * PACKED + 4]!)) + 30;
      const found = this.#grid.find(this.#x[n]!, this.#y[n]!, half, half);
      for (let f = 0; f < found; f++) {
        const other = tracks.live[this.#grid.found[f]!]!;
        if (other === row || tracks.status[other] === FusionStatus.lost) continue;
        if (tracks.existence[other]! < tracks.existence[row]!) continue;
        if (tracks.existence[other] === tracks.existence[row] && tracks.id[other]! > tracks.id[row]!)
          continue;
        if (twins(tracks, row, other)) {
          tracks.status[row] = FusionStatus.lost;
          break;
        }
      }
    }
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

/** Whether two tracks are one by place and motion, each component for itself. */
function twins(tracks: Tracks, a: number, b: number): boolean {
  const { mean, cov } = tracks.bank;
  let d2 = 0;
  const diagonal = [0, 4, 7, 9];
  for (let s = 0; s < STATE; s++) {
    const d = mean[a * STATE + s]! - mean[b * STATE + s]!;
    const k = diagonal[s]!;
    d2 += (d * d) / (cov[a * PACKED + k]! + cov[b * PACKED + k]!);
  }
  return d2 < SAME_D2;
}
