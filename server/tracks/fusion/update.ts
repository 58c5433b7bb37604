/** What a measurement does to a track: densities for association, and Kalman updates of every model. */
import { type MotionBank, PACKED, STATE } from './imm.ts';

/** A density below this counts as none, so that logarithms stay finite. */
const LEAST = 1e-300;

/** Normalised distance squared of a position from the mixture's mean. */
export function distanceSquared(
  bank: MotionBank,
  i: number,
  x: number,
  y: number,
  rxx: number,
  rxy: number,
  ryy: number,
): number {
  const sxx = bank.cov[i * PACKED]! + rxx;
  const sxy = bank.cov[i * PACKED + 1]! + rxy;
  const syy = bank.cov[i * PACKED + 4]! + ryy;
  const dx = x - bank.mean[i * STATE]!;
  const dy = y - bank.mean[i * STATE + 1]!;
  return (syy * dx * dx - 2 * sxy * dx * dy + sxx * dy * dy) / (sxx * syy - sxy * sxy);
}

/**
 * Density (1/m²) of a position under the mixture; that of each model into `densities` from `at` on.
 * Bar-Shalom, Li, Kirubarajan 2001, 11.6.6.
 */
export function density(
  bank: MotionBank,
  i: number,
  x: number,
  y: number,
  rxx: number,
  rxy: number,
  ryy: number,
  densities: Float64Array,
  at: number,
): number {
  const n = bank.count;
  let total = 0;
  for (let m = 0; m < n; m++) {
    const row = i * n + m;
    const sxx = bank.p[row * PACKED]! + rxx;
    const sxy = bank.p[row * PACKED + 1]! + rxy;
    const syy = bank.p[row * PACKED + 4]! + ryy;
    const dx = x - bank.x[row * STATE]!;
    const dy = y - bank.x[row * STATE + 1]!;
    const det = sxx * syy - sxy * sxy;
    const d2 = (syy * dx * dx - 2 * sxy * dx * dy + sxx * dy * dy) / det;
    const value = d2 > 200 ? 0 : Math.exp(-0.5 * d2) / (2 * Math.PI * Math.sqrt(det));
    densities[at + m] = value;
    total += bank.mu[row]! * value;
  }
  return Math.max(total, LEAST);
}

/** Positions that may belong to a track, with the probability of each: what remains of one is that none does. */
export class Candidates {
  static readonly LIMIT = 64;
  count = 0;
  readonly x = new Float64Array(Candidates.LIMIT);
  readonly y = new Float64Array(Candidates.LIMIT);
  readonly rxx = new Float64Array(Candidates.LIMIT);
  readonly rxy = new Float64Array(Candidates.LIMIT);
  readonly ryy = new Float64Array(Candidates.LIMIT);
  readonly weight = new Float64Array(Candidates.LIMIT);
  readonly densities: Float64Array;
  readonly total = new Float64Array(Candidates.LIMIT);
  readonly #models: number;

  constructor(models: number) {
    this.#models = models;
    this.densities = new Float64Array(Candidates.LIMIT * models);
  }

  /** Adds one; beyond the limit it is left out. */
  add(
    bank: MotionBank,
    i: number,
    x: number,
    y: number,
    rxx: number,
    rxy: number,
    ryy: number,
    weight: number,
  ): void {
    if (this.count >= Candidates.LIMIT) return;
    const at = this.count * this.#models;
    const total = density(bank, i, x, y, rxx, rxy, ryy, this.densities, at);
    this.#put(x, y, rxx, rxy, ryy, weight, total);
  }

  /** Adds one whose densities are known: of each model from `from` on, and of the mixture. */
  addKnown(
    x: number,
    y: number,
    rxx: number,
    rxy: number,
    ryy: number,
    weight: number,
    densities: Float64Array,
    from: number,
    total: number,
  ): void {
    if (this.count >= Candidates.LIMIT) return;
    const at = this.count * this.#models;
    for (let m = 0; m < this.#models; m++) this.densities[at + m] = densities[from + m]!;
    this.#put(x, y, rxx, rxy, ryy, weight, total);
  }

  #put(x: number, y: number, rxx: number, rxy: number, ryy: number, weight: number, total: number): void {
    const c = this.count++;
    this.x[c] = x;
    this.y[c] = y;
    this.rxx[c] = rxx;
    this.rxy[c] = rxy;
    this.ryy[c] = ryy;
    this.weight[c] = weight;
    this.total[c] = total;
  }
}

const mixedX = new Float64Array(STATE);
const mixedP = new Float64Array(PACKED);
const gain = new Float64Array(8);

/**
 * Probabilistic data association within each model (Bar-Shalom and Li 1995, 3.4; IMM-PDA: Houles and Bar-Shalom 1989):
 * each model's posterior is the mixture over the candidates, matched in its first two moments.
 */
export function updateByCandidates(bank: MotionBank, i: number, candidates: Candidates): void {
  const n = bank.count;
  let none = 1;
  for (let c = 0; c < candidates.count; c++) none -= candidates.weight[c]!;
  none = Math.max(0, none);
  let sum = 0;
  for (let m = 0; m < n; m++) {
    const row = i * n + m;
    let share = none;
    for (let c = 0; c < candidates.count; c++)
      share += (candidates.weight[c]! * candidates.densities[c * n + m]!) / candidates.total[c]!;
    if (share > 1e-9) updateModel(bank, row, candidates, m, share);
    bank.mu[row] = bank.mu[row]! * share;
    sum += bank.mu[row]!;
  }
  for (let m = 0; m < n; m++) bank.mu[i * n + m] = bank.mu[i * n + m]! / sum;
  bank.combine(i);
}

function updateModel(bank: MotionBank, row: number, candidates: Candidates, m: number, share: number): void {
  const { x, p } = bank;
  const at = row * STATE;
  const k = row * PACKED;
  mixedX.fill(0);
  for (let e = 0; e < PACKED; e++) mixedP[e] = p[k + e]!;
  // About the prediction: each candidate moves the state by its gain times the innovation.
  for (let c = 0; c < candidates.count; c++) {
    const w =
      (candidates.weight[c]! * candidates.densities[c * bank.count + m]!) / candidates.total[c]! / share;
    if (w < 1e-9) continue;
    const sxx = p[k]! + candidates.rxx[c]!;
    const sxy = p[k + 1]! + candidates.rxy[c]!;
    const syy = p[k + 4]! + candidates.ryy[c]!;
    const det = sxx * syy - sxy * sxy;
    const ixx = syy / det;
    const ixy = -sxy / det;
    const iyy = sxx / det;
    const dx = candidates.x[c]! - x[at]!;
    const dy = candidates.y[c]! - x[at + 1]!;
    for (let s = 0; s < STATE; s++) {
      const h0 = p[k + CROSS_X[s]!]!;
      const h1 = p[k + CROSS_Y[s]!]!;
      gain[s * 2] = h0 * ixx + h1 * ixy;
      gain[s * 2 + 1] = h0 * ixy + h1 * iyy;
    }
    let e = 0;
    for (let s = 0; s < STATE; s++) {
      const move = gain[s * 2]! * dx + gain[s * 2 + 1]! * dy;
      mixedX[s] = mixedX[s]! + w * move;
      for (let q = s; q < STATE; q++) {
        const moveQ = gain[q * 2]! * dx + gain[q * 2 + 1]! * dy;
        const less = gain[s * 2]! * p[k + CROSS_X[q]!]! + gain[s * 2 + 1]! * p[k + CROSS_Y[q]!]!;
        mixedP[e] = mixedP[e]! + w * (move * moveQ - less);
        e++;
      }
    }
  }
  let e = 0;
  for (let s = 0; s < STATE; s++) {
    x[at + s] = x[at + s]! + mixedX[s]!;
    for (let q = s; q < STATE; q++) {
      p[k + e] = mixedP[e]! - mixedX[s]! * mixedX[q]!;
      e++;
    }
  }
}

/** Where cov(x, state s) and cov(y, state s) stand in the packed covariance. */
const CROSS_X = [0, 1, 2, 3];
const CROSS_Y = [1, 4, 5, 6];
const CROSS_VX = [2, 5, 7, 8];
const CROSS_VY = [3, 6, 8, 9];

export type Measured = 'position' | 'velocity';
const oldX = new Float64Array(8);

/**
 * One Kalman update of every model with a position or a velocity that is known to belong to track `i`; `lateS` > 0 adds
 * each model's own noise over that time (a late measurement, applied at its time). Returns the smallest normalised
 * distance squared over the models that count, and sharpens their probabilities.
 */
export function updateBy(
  bank: MotionBank,
  i: number,
  what: Measured,
  z0: number,
  z1: number,
  r00: number,
  r01: number,
  r11: number,
  lateS = 0,
): number {
  const n = bank.count;
  const { x, p, mu } = bank;
  const h0 = what === 'position' ? CROSS_X : CROSS_VX;
  const h1 = what === 'position' ? CROSS_Y : CROSS_VY;
  const first = what === 'position' ? 0 : 2;
  let nearest = Number.POSITIVE_INFINITY;
  let best = Number.NEGATIVE_INFINITY;
  for (let m = 0; m < n; m++) {
    const row = i * n + m;
    const at = row * STATE;
    const k = row * PACKED;
    const late = lateS > 0 ? bank.transitions.noiseOver(m, lateS)[what] : 0;
    const s00 = p[k + h0[first]!]! + r00 + late;
    const s01 = p[k + h1[first]!]! + r01;
    const s11 = p[k + h1[first + 1]!]! + r11 + late;
    const det = s00 * s11 - s01 * s01;
    const d0 = z0 - x[at + first]!;
    const d1 = z1 - x[at + first + 1]!;
    const d2 = (s11 * d0 * d0 - 2 * s01 * d0 * d1 + s00 * d1 * d1) / det;
    if (mu[row]! > 1e-3 && d2 < nearest) nearest = d2;
    const logMu = Math.log(Math.max(mu[row]!, LEAST)) - 0.5 * d2 - 0.5 * Math.log(det);
    mu[row] = logMu;
    if (logMu > best) best = logMu;
    for (let s = 0; s < STATE; s++) {
      oldX[s * 2] = p[k + h0[s]!]!;
      oldX[s * 2 + 1] = p[k + h1[s]!]!;
    }
    let e = 0;
    for (let s = 0; s < STATE; s++) {
      const g0 = (oldX[s * 2]! * s11 - oldX[s * 2 + 1]! * s01) / det;
      const g1 = (oldX[s * 2 + 1]! * s00 - oldX[s * 2]! * s01) / det;
      x[at + s] = x[at + s]! + g0 * d0 + g1 * d1;
      for (let q = s; q < STATE; q++) {
        p[k + e] = p[k + e]! - g0 * oldX[q * 2]! - g1 * oldX[q * 2 + 1]!;
        e++;
      }
    }
  }
  let sum = 0;
  for (let m = 0; m < n; m++) {
    const value = Math.exp(mu[i * n + m]! - best);
    mu[i * n + m] = value;
    sum += value;
  }
  for (let m = 0; m < n; m++) mu[i * n + m] = mu[i * n + m]! / sum;
  bank.combine(i);
  return nearest;
}
