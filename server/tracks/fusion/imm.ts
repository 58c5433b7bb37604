/**
 * Interacting multiple models (Blom and Bar-Shalom 1988) in flat arrays: state [x y vx vy] and the ten different
 * numbers of its covariance for each model of each track. Changes of model lead to a common share of entries whatever
 * the model before, so that mixing costs one pass over the models instead of one over their pairs.
 */
import { FLOW, fastness, type MotionModel, TransitionTable } from './models.ts';

export const STATE = 4;
/** Packed covariance: xx xy xvx xvy yy yvx yvy vxvx vxvy vyvy. */
export const PACKED = 10;

export class MotionBank {
  /** Models. */
  readonly count: number;
  readonly x: Float64Array;
  readonly p: Float64Array;
  /** Probability of each model. */
  readonly mu: Float64Array;
  /** All models together. */
  readonly mean: Float64Array;
  readonly cov: Float64Array;
  readonly transitions: TransitionTable;
  readonly #poolX = new Float64Array(STATE);
  readonly #poolP = new Float64Array(PACKED);
  readonly #second: Float64Array;
  readonly #delta: Float64Array;

  constructor(capacity: number, models: readonly MotionModel[]) {
    this.count = models.length;
    this.transitions = new TransitionTable(models);
    this.x = new Float64Array(capacity * this.count * STATE);
    this.p = new Float64Array(capacity * this.count * PACKED);
    this.mu = new Float64Array(capacity * this.count);
    this.mean = new Float64Array(capacity * STATE);
    this.cov = new Float64Array(capacity * PACKED);
    this.#second = new Float64Array(this.count * PACKED);
    this.#delta = new Float64Array(this.count * STATE);
  }

  /** Starts all models of track `i` from one state; position covariance as given, velocity with one variance. */
  seed(
    i: number,
    state: readonly [x: number, y: number, vx: number, vy: number],
    position: readonly [xx: number, xy: number, yy: number],
    velocityVariance: number,
  ): void {
    for (let m = 0; m < this.count; m++) {
      const at = (i * this.count + m) * STATE;
      for (let k = 0; k < STATE; k++) this.x[at + k] = state[k]!;
      const pAt = (i * this.count + m) * PACKED;
      this.p.fill(0, pAt, pAt + PACKED);
      this.p[pAt] = position[0];
      this.p[pAt + 1] = position[1];
      this.p[pAt + 4] = position[2];
      this.p[pAt + 7] = velocityVariance;
      this.p[pAt + 9] = velocityVariance;
      this.mu[i * this.count + m] = this.transitions.entry[m]!;
    }
    this.combine(i);
  }

  copy(from: number, to: number): void {
    const n = this.count;
    this.x.copyWithin(to * n * STATE, from * n * STATE, (from + 1) * n * STATE);
    this.p.copyWithin(to * n * PACKED, from * n * PACKED, (from + 1) * n * PACKED);
    this.mu.copyWithin(to * n, from * n, (from + 1) * n);
    this.mean.copyWithin(to * STATE, from * STATE, (from + 1) * STATE);
    this.cov.copyWithin(to * PACKED, from * PACKED, (from + 1) * PACKED);
  }

  /** Track `i` `stepS` > 0 seconds on: mixes the models, then moves each with its noise. */
  predict(i: number, stepS: number): void {
    this.transitions.set(stepS);
    this.#mix(i);
    for (let m = 0; m < this.count; m++) this.#move(i * this.count + m, m, true);
    this.combine(i);
  }

  /** Track `i` along each model's path by `stepS` (back too), without noise or mixing; to be undone by `-stepS`. */
  shift(i: number, stepS: number): void {
    this.transitions.set(stepS);
    for (let m = 0; m < this.count; m++) this.#move(i * this.count + m, m, false);
  }

  /** Moves all models by the same displacement. */
  displace(i: number, dx: number, dy: number): void {
    for (let m = 0; m < this.count; m++) {
      const at = (i * this.count + m) * STATE;
      this.x[at] = this.x[at]! + dx;
      this.x[at + 1] = this.x[at + 1]! + dy;
    }
    this.combine(i);
  }

  /** Mean and covariance of the mixture. */
  combine(i: number): void {
    const { count, x, p, mu, mean, cov } = this;
    const to = i * STATE;
    let m0 = 0;
    let m1 = 0;
    let m2 = 0;
    let m3 = 0;
    for (let m = 0; m < count; m++) {
      const w = mu[i * count + m]!;
      const at = (i * count + m) * STATE;
      m0 += w * x[at]!;
      m1 += w * x[at + 1]!;
      m2 += w * x[at + 2]!;
      m3 += w * x[at + 3]!;
    }
    mean[to] = m0;
    mean[to + 1] = m1;
    mean[to + 2] = m2;
    mean[to + 3] = m3;
    const pTo = i * PACKED;
    for (let k = 0; k < PACKED; k++) cov[pTo + k] = 0;
    for (let m = 0; m < count; m++) {
      const w = mu[i * count + m]!;
      if (w < 1e-12) continue;
      const at = (i * count + m) * STATE;
      addSpread(
        cov,
        pTo,
        p,
        (i * count + m) * PACKED,
        w,
        x[at]! - m0,
        x[at + 1]! - m1,
        x[at + 2]! - m2,
        x[at + 3]! - m3,
      );
    }
  }

  /** Moments about the common mean are linear in the weights: pool what leaves, give each model its share. */
  #mix(i: number): void {
    const { count, x, p, mu, mean } = this;
    const { stay, fastStay, entry, fastEntry } = this.transitions;
    const vx = mean[i * STATE + 2]!;
    const vy = mean[i * STATE + 3]!;
    const fast = fastness(Math.sqrt(vx * vx + vy * vy));
    const poolX = this.#poolX;
    const poolP = this.#poolP;
    const second = this.#second;
    const delta = this.#delta;
    poolX.fill(0);
    poolP.fill(0);
    second.fill(0);
    let leaving = 0;
    const base = i * STATE;
    for (let m = 0; m < count; m++) {
      const at = (i * count + m) * STATE;
      for (let k = 0; k < STATE; k++) delta[m * STATE + k] = x[at + k]! - mean[base + k]!;
      const d = m * STATE;
      addSpread(
        second,
        m * PACKED,
        p,
        (i * count + m) * PACKED,
        1,
        delta[d]!,
        delta[d + 1]!,
        delta[d + 2]!,
        delta[d + 3]!,
      );
      const gone = (1 - stay[m]! - fast * (fastStay[m]! - stay[m]!)) * mu[i * count + m]!;
      leaving += gone;
      for (let k = 0; k < STATE; k++) poolX[k] = poolX[k]! + gone * delta[d + k]!;
      for (let k = 0; k < PACKED; k++) poolP[k] = poolP[k]! + gone * second[m * PACKED + k]!;
    }
    for (let m = 0; m < count; m++) {
      const kept = (stay[m]! + fast * (fastStay[m]! - stay[m]!)) * mu[i * count + m]!;
      const share = entry[m]! + fast * (fastEntry[m]! - entry[m]!);
      const total = kept + share * leaving;
      mu[i * count + m] = total;
      if (total <= 0) continue;
      const fromOwn = kept / total;
      const fromPool = share / total;
      const d = m * STATE;
      const at = (i * count + m) * STATE;
      const pAt = (i * count + m) * PACKED;
      const d0 = fromOwn * delta[d]! + fromPool * poolX[0]!;
      const d1 = fromOwn * delta[d + 1]! + fromPool * poolX[1]!;
      const d2 = fromOwn * delta[d + 2]! + fromPool * poolX[2]!;
      const d3 = fromOwn * delta[d + 3]! + fromPool * poolX[3]!;
      x[at] = mean[base]! + d0;
      x[at + 1] = mean[base + 1]! + d1;
      x[at + 2] = mean[base + 2]! + d2;
      x[at + 3] = mean[base + 3]! + d3;
      for (let k = 0; k < PACKED; k++) p[pAt + k] = fromOwn * second[m * PACKED + k]! + fromPool * poolP[k]!;
      addSpread(p, pAt, ZERO, 0, 1, d0, d1, d2, d3, -1);
    }
  }

  /** F P Fᵀ + Q for F = [1 A; 0 B] with A = [a −b; b a] and B = [c −d; d c]. */
  #move(row: number, model: number, noisy: boolean): void {
    const { x, p } = this;
    const { flow } = this.transitions;
    const f = model * FLOW;
    const a = flow[f]!;
    const b = flow[f + 1]!;
    const c = flow[f + 2]!;
    const d = flow[f + 3]!;
    const at = row * STATE;
    const vx = x[at + 2]!;
    const vy = x[at + 3]!;
    x[at] = x[at]! + a * vx - b * vy;
    x[at + 1] = x[at + 1]! + b * vx + a * vy;
    x[at + 2] = c * vx - d * vy;
    x[at + 3] = d * vx + c * vy;
    const k = row * PACKED;
    const xvx = p[k + 2]!;
    const xvy = p[k + 3]!;
    const yvx = p[k + 5]!;
    const yvy = p[k + 6]!;
    const u = p[k + 7]!;
    const w = p[k + 8]!;
    const v = p[k + 9]!;
    // G = Ppv + A Pvv
    const g00 = xvx + a * u - b * w;
    const g01 = xvy + a * w - b * v;
    const g10 = yvx + b * u + a * w;
    const g11 = yvy + b * w + a * v;
    const q = noisy ? 1 : 0;
    const qpp = q * flow[f + 4]!;
    const qpv = q * flow[f + 5]!;
    const qvv = q * flow[f + 6]!;
    p[k] = p[k]! + (a * xvx - b * xvy) + (g00 * a - g01 * b) + qpp;
    p[k + 1] = p[k + 1]! + (a * yvx - b * yvy) + (g00 * b + g01 * a);
    p[k + 4] = p[k + 4]! + (b * yvx + a * yvy) + (g10 * b + g11 * a) + qpp;
    p[k + 2] = g00 * c - g01 * d + qpv;
    p[k + 3] = g00 * d + g01 * c;
    p[k + 5] = g10 * c - g11 * d;
    p[k + 6] = g10 * d + g11 * c + qpv;
    p[k + 7] = c * c * u - 2 * c * d * w + d * d * v + qvv;
    p[k + 8] = c * d * u + (c * c - d * d) * w - c * d * v;
    p[k + 9] = d * d * u + 2 * c * d * w + c * c * v + qvv;
  }
}

const ZERO = new Float64Array(PACKED);

/** to += weight · (P + sign · δδᵀ). */
function addSpread(
  to: Float64Array,
  at: number,
  p: Float64Array,
  from: number,
  weight: number,
  d0: number,
  d1: number,
  d2: number,
  d3: number,
  sign = 1,
): void {
  const e0 = sign * d0;
  const e1 = sign * d1;
  to[at] = to[at]! + weight * (p[from]! + e0 * d0);
  to[at + 1] = to[at + 1]! + weight * (p[from + 1]! + e0 * d1);
  to[at + 2] = to[at + 2]! + weight * (p[from + 2]! + e0 * d2);
  to[at + 3] = to[at + 3]! + weight * (p[from + 3]! + e0 * d3);
  to[at + 4] = to[at + 4]! + weight * (p[from + 4]! + e1 * d1);
  to[at + 5] = to[at + 5]! + weight * (p[from + 5]! + e1 * d2);
  to[at + 6] = to[at + 6]! + weight * (p[from + 6]! + e1 * d3);
  to[at + 7] = to[at + 7]! + weight * (p[from + 7]! + sign * d2 * d2);
  to[at + 8] = to[at + 8]! + weight * (p[from + 8]! + sign * d2 * d3);
  to[at + 9] = to[at + 9]! + weight * (p[from + 9]! + sign * d3 * d3);
}
