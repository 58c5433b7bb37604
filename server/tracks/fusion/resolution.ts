/** Which tracks a radar may show as one plot, and with which probability. */
import { Grid } from './grid.ts';
import { PACKED, STATE } from './imm.ts';
import type { SensorState } from './sensors.ts';
import type { Tracks } from './tracks.ts';

const LEAST_PROBABILITY = 0.01;
const LEAST_EXISTENCE = 0.1;

interface Near {
  readonly a: number;
  readonly b: number;
  readonly probability: number;
}

export class Resolution {
  readonly #grid = new Grid();
  #rows = new Int32Array(256);
  #x = new Float64Array(256);
  #y = new Float64Array(256);
  /** By track row: the row of the other of its pair, -1 for none. */
  readonly partner: Int32Array;
  readonly probability: Float64Array;

  constructor(rows: number) {
    this.partner = new Int32Array(rows).fill(-1);
    this.probability = new Float64Array(rows);
  }

  /** Finds the pairs among the tracks that are more than tentative, the likeliest first; each track has one partner. */
  find(tracks: Tracks, rows: readonly number[] | Int32Array, count: number, sensor: SensorState): void {
    for (let k = 0; k < count; k++) this.partner[rows[k]!] = -1;
    const { resolutionRangeM = 0, resolutionAzimuthDeg = 0 } = sensor.settings;
    if (resolutionRangeM <= 0 || resolutionAzimuthDeg <= 0) return;
    const width = (resolutionAzimuthDeg * Math.PI) / 180;
    const { bank } = tracks;
    this.#reserve(count);
    let n = 0;
    for (let k = 0; k < count; k++) {
      const row = rows[k]!;
      if (tracks.existence[row]! < LEAST_EXISTENCE || tracks.status[row] === 0) continue;
      this.#rows[n] = row;
      this.#x[n] = bank.mean[row * STATE]!;
      this.#y[n] = bank.mean[row * STATE + 1]!;
      n++;
    }
    this.#grid.fill(n, this.#x, this.#y, 400);
    const near: Near[] = [];
    for (let k = 0; k < n; k++) {
      const a = this.#rows[k]!;
      const fromX = this.#x[k]! - sensor.xM;
      const fromY = this.#y[k]! - sensor.yM;
      const rangeM = Math.sqrt(fromX * fromX + fromY * fromY);
      const sigma = Math.sqrt(Math.max(bank.cov[a * PACKED]!, bank.cov[a * PACKED + 4]!));
      const half = Math.max(resolutionRangeM, width * rangeM) + 3 * sigma;
      const found = this.#grid.find(this.#x[k]!, this.#y[k]!, half, half);
      for (let f = 0; f < found; f++) {
        const other = this.#grid.found[f]!;
        if (other === k) continue;
        const b = this.#rows[other]!;
        const probability = unresolved(tracks, a, b, sensor, resolutionRangeM, width * rangeM);
        if (probability > LEAST_PROBABILITY) near.push({ a: Math.min(a, b), b: Math.max(a, b), probability });
      }
    }
    near.sort((p, q) => q.probability - p.probability || p.a - q.a || p.b - q.b);
    for (const { a, b, probability } of near) {
      if (this.partner[a]! >= 0 || this.partner[b]! >= 0) continue;
      this.partner[a] = b;
      this.partner[b] = a;
      this.probability[a] = probability;
      this.probability[b] = probability;
    }
  }

  #reserve(count: number): void {
    if (count <= this.#rows.length) return;
    const size = 2 ** Math.ceil(Math.log2(count));
    this.#rows = new Int32Array(size);
    this.#x = new Float64Array(size);
    this.#y = new Float64Array(size);
  }
}

/** Chance that the two are closer than the resolution in range and across, from their joint uncertainty. */
function unresolved(
  tracks: Tracks,
  a: number,
  b: number,
  sensor: SensorState,
  limitRangeM: number,
  limitAcrossM: number,
): number {
  const { mean, cov } = tracks.bank;
  const dx = mean[b * STATE]! - mean[a * STATE]!;
  const dy = mean[b * STATE + 1]! - mean[a * STATE + 1]!;
  const sx = mean[a * STATE]! - sensor.xM;
  const sy = mean[a * STATE + 1]! - sensor.yM;
  const range = Math.sqrt(sx * sx + sy * sy) || 1;
  const ux = sx / range;
  const uy = sy / range;
  const pxx = cov[a * PACKED]! + cov[b * PACKED]!;
  const pxy = cov[a * PACKED + 1]! + cov[b * PACKED + 1]!;
  const pyy = cov[a * PACKED + 4]! + cov[b * PACKED + 4]!;
  const along = Math.sqrt(ux * ux * pxx + 2 * ux * uy * pxy + uy * uy * pyy);
  const across = Math.sqrt(uy * uy * pxx - 2 * ux * uy * pxy + ux * ux * pyy);
  return inside(dx * ux + dy * uy, along, limitRangeM) * inside(-dx * uy + dy * ux, across, limitAcrossM);
}

/** P(|d + σ n| < limit) for a normal n. */
function inside(d: number, sigma: number, limit: number): number {
  return normal((limit - d) / sigma) - normal((-limit - d) / sigma);
}

/** Normal distribution function (Abramowitz and Stegun 26.2.17, error below 7.5e-8). */
export function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    0.3989422804014327 *
    Math.exp((-x * x) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
}
