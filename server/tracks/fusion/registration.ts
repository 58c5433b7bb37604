/**
 * How far a radar is off in range and azimuth, from where identified transmitters say they are: first a histogram in
 * which every plot near a transmitter votes for the bias that would explain it, so that a large bias is found through
 * clutter; then a Kalman filter on the plots that agree (Bar-Shalom, Willett, Tian 2011, 9: registration).
 */
const DEGREE = Math.PI / 180;
/** The histogram reaches this far both ways: m and rad. */
export const REACH_M = 600;
export const REACH_AZIMUTH = 3 * DEGREE;
const RANGE_BINS = 61;
const AZIMUTH_BINS = 61;
/**
 * Votes at the peak that settle it, as such and as a share of the transmitters beside which anything was seen: one that is
 * too small or too far to be seen says nothing of where the radar looks.
 */
const LEAST_VOTES = 10;
const LEAST_SHARE = 0.45;
/** Different transmitters behind them: one vessel beside another that sends nothing looks like a bias, three do not. */
const LEAST_TRANSMITTERS = 3;
/** Votes forget slowly, so that a radar that nobody can identify yet is not judged by its first minutes. */
const VOTE_MEMORY = 400;
/** Votes of which the transmitter is remembered. */
const RING = 2048;
/** A bias is taken for real from this many standard deviations on. */
const SIGNIFICANT = 4;
/** The bias may wander: m and rad per square root of a second. */
const WANDER_M = 0.02;
const WANDER_AZIMUTH = 0.0002 * DEGREE;
const GATE = 9;
/** Agreement of recent plots with the estimate; far below one for long, the search begins again. */
const AGREEMENT_GAIN = 0.01;
const LEAST_AGREEMENT = 0.35;

export interface Bias {
  readonly rangeM: number;
  /** Radians. */
  readonly azimuth: number;
}

/** One plot beside a transmitter: measured less expected, with standard deviations. */
export interface RegistrationSample {
  readonly rangeM: number;
  readonly azimuth: number;
  readonly sigmaRangeM: number;
  readonly sigmaAzimuth: number;
}

export class RegistrationEstimate {
  /** Whether the vote has been decided. */
  settled = false;
  rangeM = 0;
  azimuth = 0;
  varianceRange = REACH_M ** 2;
  varianceAzimuth = REACH_AZIMUTH ** 2;
  samples = 0;
  #votes = new Float64Array(RANGE_BINS * AZIMUTH_BINS);
  /** Who voted for what lately: a ring of bin and transmitter. */
  readonly #voteBin = new Int32Array(RING).fill(-1);
  readonly #voteKey = new Float64Array(RING);
  #voteAt = 0;
  /** Transmitters beside which anything was seen, scan by scan. */
  #answered = 0;
  #agreement = 1;
  #lastMs = Number.NaN;
  #significantRange = false;
  #significantAzimuth = false;

  /** The part of the estimate that stands out from its own uncertainty; undefined where none does. */
  applicable(): Bias | undefined {
    if (!this.settled) return undefined;
    if (Math.abs(this.rangeM) > SIGNIFICANT * Math.sqrt(this.varianceRange)) this.#significantRange = true;
    if (Math.abs(this.azimuth) > SIGNIFICANT * Math.sqrt(this.varianceAzimuth))
      this.#significantAzimuth = true;
    if (!this.#significantRange && !this.#significantAzimuth) return undefined;
    return {
      rangeM: this.#significantRange ? this.rangeM : 0,
      azimuth: this.#significantAzimuth ? this.azimuth : 0,
    };
  }

  /** All plots near transmitter `key` in one scan; not yet settled: they vote. Settled: the nearest refines. */
  take(key: number, samples: readonly RegistrationSample[]): void {
    if (this.settled) this.#refine(samples);
    else this.#vote(key, samples);
  }

  /** Ends a scan: decides the vote when it is clear. Returns whether it was settled just now. */
  endScan(observedMs: number): boolean {
    const stepS = Math.max(0, (observedMs - this.#lastMs) / 1000);
    this.#lastMs = observedMs;
    if (this.settled) {
      this.varianceRange += Number.isFinite(stepS) ? WANDER_M ** 2 * stepS : 0;
      this.varianceAzimuth += Number.isFinite(stepS) ? WANDER_AZIMUTH ** 2 * stepS : 0;
      if (this.#agreement < LEAST_AGREEMENT) this.#restart();
      return false;
    }
    return this.#decide();
  }

  #vote(key: number, samples: readonly RegistrationSample[]): void {
    if (samples.length > 0) this.#answered += 1;
    for (const { rangeM, azimuth } of samples) {
      const r = Math.round(((rangeM + REACH_M) / (2 * REACH_M)) * (RANGE_BINS - 1));
      const a = Math.round(((azimuth + REACH_AZIMUTH) / (2 * REACH_AZIMUTH)) * (AZIMUTH_BINS - 1));
      if (r < 0 || r >= RANGE_BINS || a < 0 || a >= AZIMUTH_BINS) continue;
      const bin = r * AZIMUTH_BINS + a;
      this.#votes[bin] = this.#votes[bin]! + 1;
      this.#voteBin[this.#voteAt] = bin;
      this.#voteKey[this.#voteAt] = key;
      this.#voteAt = (this.#voteAt + 1) % RING;
    }
    if (this.#answered <= VOTE_MEMORY) return;
    this.#answered *= 0.5;
    for (let i = 0; i < this.#votes.length; i++) this.#votes[i] = this.#votes[i]! * 0.5;
  }

  /** The window of 5 × 9 bins (100 m × 0.9°) with the most votes, and its middle. */
  #decide(): boolean {
    if (this.#answered < LEAST_VOTES) return false;
    let best = 0;
    let bestRange = 0;
    let bestAzimuth = 0;
    let at = { r: 0, a: 0 };
    for (let r = 2; r < RANGE_BINS - 2; r++)
      for (let a = 4; a < AZIMUTH_BINS - 4; a++) {
        let votes = 0;
        let range = 0;
        let azimuth = 0;
        for (let dr = -2; dr <= 2; dr++)
          for (let da = -4; da <= 4; da++) {
            const v = this.#votes[(r + dr) * AZIMUTH_BINS + a + da]!;
            votes += v;
            range += v * (r + dr);
            azimuth += v * (a + da);
          }
        if (votes <= best) continue;
        best = votes;
        bestRange = range / votes;
        bestAzimuth = azimuth / votes;
        at = { r, a };
      }
    if (best < LEAST_VOTES || best < LEAST_SHARE * this.#answered) return false;
    if (this.#transmittersAround(at.r, at.a) < LEAST_TRANSMITTERS) return false;
    this.settled = true;
    this.rangeM = (bestRange / (RANGE_BINS - 1)) * 2 * REACH_M - REACH_M;
    this.azimuth = (bestAzimuth / (AZIMUTH_BINS - 1)) * 2 * REACH_AZIMUTH - REACH_AZIMUTH;
    // A window's mean is good to about half its width over the square root of its votes, and half a bin.
    this.varianceRange = 30 ** 2 / best + 6 ** 2;
    this.varianceAzimuth = (0.3 * DEGREE) ** 2 / best + (0.03 * DEGREE) ** 2;
    this.samples = best;
    this.#agreement = 1;
    return true;
  }

  /** How many different ones voted for the window around a bin; counted up to what is needed. */
  #transmittersAround(r: number, a: number): number {
    const keys = new Set<number>();
    for (let i = 0; i < RING && keys.size < LEAST_TRANSMITTERS; i++) {
      const bin = this.#voteBin[i]!;
      if (bin < 0) continue;
      const binAzimuth = bin % AZIMUTH_BINS;
      const binRange = (bin - binAzimuth) / AZIMUTH_BINS;
      if (Math.abs(binRange - r) <= 2 && Math.abs(binAzimuth - a) <= 4) keys.add(this.#voteKey[i]!);
    }
    return keys.size;
  }

  #refine(samples: readonly RegistrationSample[]): void {
    let nearest: RegistrationSample | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const sample of samples) {
      const d2 =
        (sample.rangeM - this.rangeM) ** 2 / (sample.sigmaRangeM ** 2 + this.varianceRange) +
        (sample.azimuth - this.azimuth) ** 2 / (sample.sigmaAzimuth ** 2 + this.varianceAzimuth);
      if (d2 >= least) continue;
      least = d2;
      nearest = sample;
    }
    const agrees = nearest !== undefined && least < GATE;
    this.#agreement += AGREEMENT_GAIN * ((agrees ? 1 : 0) - this.#agreement);
    if (nearest === undefined || !agrees) return;
    const gainRange = this.varianceRange / (this.varianceRange + nearest.sigmaRangeM ** 2);
    this.rangeM += gainRange * (nearest.rangeM - this.rangeM);
    this.varianceRange *= 1 - gainRange;
    const gainAzimuth = this.varianceAzimuth / (this.varianceAzimuth + nearest.sigmaAzimuth ** 2);
    this.azimuth += gainAzimuth * (nearest.azimuth - this.azimuth);
    this.varianceAzimuth *= 1 - gainAzimuth;
    this.samples += 1;
  }

  #restart(): void {
    this.settled = false;
    this.#votes.fill(0);
    this.#voteBin.fill(-1);
    this.#answered = 0;
    this.varianceRange = REACH_M ** 2;
    this.varianceAzimuth = REACH_AZIMUTH ** 2;
    this.samples = 0;
  }
}
