/** Which plots may belong to which track: a grid, then chi-square, then the density that association weighs with. */
import { Grid } from './grid.ts';
import { PACKED, STATE } from './imm.ts';
import type { ScanPlots } from './plots.ts';
import { halfTurn, type SensorState } from './sensors.ts';
import type { Tracks } from './tracks.ts';
import { density, distanceSquared } from './update.ts';

/** Chi-square with two degrees of freedom: 0.9998. */
const GATE = 25;
const GATE_SIGMAS = Math.sqrt(GATE);
/** A bearing says nothing of the distance: along the line of sight this many times the range stands for that. */
const ALONG = 3;
const PLOTS_PER_TRACK = 48;

/** The gated pairs of one scan, by track in the order in which they were gated. */
export class Gates {
  /** Per gated track k: its pairs are start[k]…start[k+1]. */
  start = new Int32Array(1025);
  plot = new Int32Array(4096);
  /** Density of the plot under the track, 1/m² (bearings: 1/rad). */
  density = new Float64Array(4096);
  /** By what the plane's density was multiplied. */
  scale = new Float64Array(4096);
  d2 = new Float64Array(4096);
  /** The plot in the plane as this track sees it. */
  x = new Float64Array(4096);
  y = new Float64Array(4096);
  rxx = new Float64Array(4096);
  rxy = new Float64Array(4096);
  ryy = new Float64Array(4096);
  count = 0;
  readonly #grid = new Grid();
  /** Density under each model of the track, one after the other. */
  densities: Float64Array;
  readonly #models: number;
  #largest = 0;

  constructor(models: number) {
    this.#models = models;
    this.densities = new Float64Array(4096 * models);
  }

  begin(plots: ScanPlots, sensor: SensorState, tracks: number): void {
    this.count = 0;
    if (tracks + 1 > this.start.length)
      this.start = new Int32Array(2 ** Math.ceil(Math.log2(tracks + 1)) + 1);
    this.start[0] = 0;
    this.#largest = 0;
    if (sensor.settings.kind === 'bearing') return;
    for (let j = 0; j < plots.count; j++)
      this.#largest = Math.max(this.#largest, plots.rxx[j]!, plots.ryy[j]!);
    const reach = sensor.settings.maxRangeM ?? 20_000;
    this.#grid.fill(plots.count, plots.x, plots.y, Math.min(500, Math.max(5, reach / 64)));
  }

  /** Gates the `k`-th track, which is in `row`, where it is predicted to now. */
  gate(k: number, row: number, tracks: Tracks, plots: ScanPlots, sensor: SensorState, extra: number): void {
    if (sensor.settings.kind === 'bearing') this.#gateBearings(row, tracks, plots, sensor);
    else this.#gatePoints(row, tracks, plots, extra);
    this.start[k + 1] = this.count;
  }

  #gatePoints(row: number, tracks: Tracks, plots: ScanPlots, extra: number): void {
    const { bank } = tracks;
    const halfX = GATE_SIGMAS * Math.sqrt(bank.cov[row * PACKED]! + this.#largest + extra);
    const halfY = GATE_SIGMAS * Math.sqrt(bank.cov[row * PACKED + 4]! + this.#largest + extra);
    const x = bank.mean[row * STATE]!;
    const y = bank.mean[row * STATE + 1]!;
    const found = this.#grid.find(x, y, halfX, halfY);
    const from = this.count;
    for (let f = 0; f < found; f++) {
      const j = this.#grid.found[f]!;
      if (Math.abs(plots.x[j]! - x) > halfX || Math.abs(plots.y[j]! - y) > halfY) continue;
      const rxx = plots.rxx[j]! + extra;
      const ryy = plots.ryy[j]! + extra;
      const d2 = distanceSquared(bank, row, plots.x[j]!, plots.y[j]!, rxx, plots.rxy[j]!, ryy);
      if (d2 > GATE || this.count - from >= PLOTS_PER_TRACK) continue;
      this.#add(row, tracks, j, plots.x[j]!, plots.y[j]!, rxx, plots.rxy[j]!, ryy, d2, 1);
    }
  }

  /** The bearing as a position at the predicted range, very uncertain along the line of sight. */
  #gateBearings(row: number, tracks: Tracks, plots: ScanPlots, sensor: SensorState): void {
    const { bank } = tracks;
    const dx = bank.mean[row * STATE]! - sensor.xM;
    const dy = bank.mean[row * STATE + 1]! - sensor.yM;
    const range = Math.hypot(dx, dy);
    if (range < 1) return;
    const pxx = bank.cov[row * PACKED]!;
    const pxy = bank.cov[row * PACKED + 1]!;
    const pyy = bank.cov[row * PACKED + 4]!;
    const across = (dy * dy * pxx - 2 * dx * dy * pxy + dx * dx * pyy) / (range * range);
    const azimuth = Math.atan2(dx, dy);
    const from = this.count;
    for (let j = 0; j < plots.count; j++) {
      const off = halfTurn(plots.azimuth[j]! - azimuth);
      const offM = range * Math.sin(off);
      const acrossVariance = (range * plots.sigma[j]!) ** 2;
      const d2 = (offM * offM) / (across + acrossVariance);
      if (Math.abs(off) > 1 || d2 > GATE || this.count - from >= PLOTS_PER_TRACK) continue;
      const s = Math.sin(plots.azimuth[j]!);
      const c = Math.cos(plots.azimuth[j]!);
      const alongVariance = (ALONG * range) ** 2;
      const rxx = alongVariance * s * s + acrossVariance * c * c;
      const rxy = (alongVariance - acrossVariance) * s * c;
      const ryy = alongVariance * c * c + acrossVariance * s * s;
      // From density in the plane to density in angle: the along part is a constant.
      const scale = Math.sqrt(2 * Math.PI * alongVariance) * range;
      const x = sensor.xM + range * s;
      const y = sensor.yM + range * c;
      this.#add(row, tracks, j, x, y, rxx, rxy, ryy, d2, scale);
    }
  }

  #add(
    row: number,
    tracks: Tracks,
    j: number,
    x: number,
    y: number,
    rxx: number,
    rxy: number,
    ryy: number,
    d2: number,
    scale: number,
  ): void {
    const e = this.count++;
    if (e >= this.plot.length) this.#grow();
    this.plot[e] = j;
    this.d2[e] = d2;
    const at = e * this.#models;
    this.density[e] = scale * density(tracks.bank, row, x, y, rxx, rxy, ryy, this.densities, at);
    this.scale[e] = scale;
    this.x[e] = x;
    this.y[e] = y;
    this.rxx[e] = rxx;
    this.rxy[e] = rxy;
    this.ryy[e] = ryy;
  }

  #grow(): void {
    const size = this.plot.length * 2;
    const grown = (from: Float64Array): Float64Array<ArrayBuffer> => {
      const to = new Float64Array(size);
      to.set(from);
      return to;
    };
    const plot = new Int32Array(size);
    plot.set(this.plot);
    this.plot = plot;
    this.density = grown(this.density);
    this.scale = grown(this.scale);
    this.d2 = grown(this.d2);
    const densities = new Float64Array(size * this.#models);
    densities.set(this.densities);
    this.densities = densities;
    this.x = grown(this.x);
    this.y = grown(this.y);
    this.rxx = grown(this.rxx);
    this.rxy = grown(this.rxy);
    this.ryy = grown(this.ryy);
  }
}
