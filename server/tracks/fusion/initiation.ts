/** New tracks from plots that no track explains: two plots of different scans that one thing could have made. */
import { Grid } from './grid.ts';
import type { ScanPlots } from './plots.ts';
import type { SensorState } from './sensors.ts';
import type { Tracks } from './tracks.ts';
import { updateBy } from './update.ts';

/** Plots that wait for a second one; the oldest go first. */
const LIMIT = 8192;
/** They wait this many scans of their sensor. */
const WAIT_SCANS = 2.6;
const LONGEST_WAIT_MS = 30_000;
/** Standard deviation of the speed of a new thing, a component, and the fastest that is looked for. */
export const NEW_SIGMA_MPS = 9;
const FASTEST_MPS = 32;
/** A plot this much explained by tracks starts nothing. */
const MOST_EXPLAINED = 0.5;
/** Pairs less likely than this are not followed. */
const LEAST_EXISTENCE = 0.004;
/** Tracks that one plot starts at most: the likeliest. */
const STARTS_PER_PLOT = 2;
const GATE = 14;

interface Start {
  readonly first: number;
  readonly odds: number;
}

export class Initiation {
  #count = 0;
  readonly #x = new Float64Array(LIMIT);
  readonly #y = new Float64Array(LIMIT);
  readonly #rxx = new Float64Array(LIMIT);
  readonly #rxy = new Float64Array(LIMIT);
  readonly #ryy = new Float64Array(LIMIT);
  readonly #timeMs = new Float64Array(LIMIT);
  readonly #untilMs = new Float64Array(LIMIT);
  readonly #sensor = new Int16Array(LIMIT);
  /** Odds that the plot was made by a new thing. */
  readonly #odds = new Float64Array(LIMIT);
  readonly #grid = new Grid();

  clear(sensor: number): void {
    this.#keep((i) => this.#sensor[i] !== sensor);
  }

  /**
   * Starts tracks from pairs of an unexplained plot now and one that waits; then the unexplained wait in turn. Returns the
   * rows of the new tracks and, by plot, whether it started one.
   */
  start(
    tracks: Tracks,
    sensor: SensorState,
    plots: ScanPlots,
    used: Float64Array,
    nowMs: number,
    detection: number,
  ): number[] {
    this.#keep((i) => this.#untilMs[i]! >= nowMs);
    this.#grid.fill(this.#count, this.#x, this.#y, 200);
    const rows: number[] = [];
    const waiting = this.#count;
    for (let j = 0; j < plots.count; j++) {
      if (used[j]! > MOST_EXPLAINED) continue;
      for (const { first, odds } of this.#partners(plots, j, waiting, nowMs, detection)) {
        if (tracks.full) break;
        rows.push(this.#begin(tracks, sensor, plots, j, first, odds, nowMs));
      }
      this.#wait(plots, j, 1 - used[j]!, sensor, nowMs, detection);
    }
    return rows;
  }

  #partners(plots: ScanPlots, j: number, waiting: number, nowMs: number, detection: number): Start[] {
    const sigma = Math.sqrt(Math.max(plots.rxx[j]!, plots.ryy[j]!));
    const longestS = 9;
    const half = FASTEST_MPS * longestS + 6 * sigma;
    const found = waiting === 0 ? 0 : this.#grid.find(plots.x[j]!, plots.y[j]!, half, half);
    const starts: Start[] = [];
    for (let f = 0; f < found; f++) {
      const i = this.#grid.found[f]!;
      const stepS = (nowMs - this.#timeMs[i]!) / 1000;
      if (stepS <= 0) continue;
      const spread = (NEW_SIGMA_MPS * stepS) ** 2;
      const sxx = plots.rxx[j]! + this.#rxx[i]! + spread;
      const sxy = plots.rxy[j]! + this.#rxy[i]!;
      const syy = plots.ryy[j]! + this.#ryy[i]! + spread;
      const det = sxx * syy - sxy * sxy;
      const dx = plots.x[j]! - this.#x[i]!;
      const dy = plots.y[j]! - this.#y[i]!;
      const d2 = (syy * dx * dx - 2 * sxy * dx * dy + sxx * dy * dy) / det;
      if (d2 > GATE) continue;
      const likelihood = Math.exp(-0.5 * d2) / (2 * Math.PI * Math.sqrt(det));
      const odds = (this.#odds[i]! * detection * likelihood) / plots.clutter[j]!;
      if (odds > LEAST_EXISTENCE) starts.push({ first: i, odds });
    }
    starts.sort((a, b) => b.odds - a.odds || a.first - b.first);
    return starts.slice(0, STARTS_PER_PLOT);
  }

  #begin(
    tracks: Tracks,
    sensor: SensorState,
    plots: ScanPlots,
    j: number,
    first: number,
    odds: number,
    nowMs: number,
  ): number {
    const row = tracks.take(this.#timeMs[first]!, Math.min(0.99, odds / (1 + odds)));
    tracks.bank.seed(
      row,
      [this.#x[first]!, this.#y[first]!, 0, 0],
      [this.#rxx[first]!, this.#rxy[first]!, this.#ryy[first]!],
      NEW_SIGMA_MPS ** 2,
    );
    tracks.predictTo(row, nowMs);
    updateNew(tracks, row, plots, j);
    tracks.plots[row] = 2;
    tracks.seenMs[row] = nowMs;
    tracks.sensedMs[row] = nowMs;
    const memory = tracks.memoryOf(row, sensor.index);
    tracks.lastMs[memory] = nowMs;
    tracks.seenCount[memory] = 2;
    return row;
  }

  #wait(
    plots: ScanPlots,
    j: number,
    unused: number,
    sensor: SensorState,
    nowMs: number,
    detection: number,
  ): void {
    if (this.#count >= LIMIT) this.#keep((i) => i >= LIMIT / 8);
    const i = this.#count++;
    this.#x[i] = plots.x[j]!;
    this.#y[i] = plots.y[j]!;
    this.#rxx[i] = plots.rxx[j]!;
    this.#rxy[i] = plots.rxy[j]!;
    this.#ryy[i] = plots.ryy[j]!;
    this.#timeMs[i] = nowMs;
    this.#untilMs[i] = nowMs + Math.min(LONGEST_WAIT_MS, WAIT_SCANS * sensor.periodMs);
    this.#sensor[i] = sensor.index;
    const newness = sensor.newness * sensor.clutter.mean;
    this.#odds[i] = (unused * detection * newness) / plots.clutter[j]!;
  }

  #keep(stays: (i: number) => boolean): void {
    let kept = 0;
    for (let i = 0; i < this.#count; i++) {
      if (!stays(i)) continue;
      if (kept !== i) {
        this.#x[kept] = this.#x[i]!;
        this.#y[kept] = this.#y[i]!;
        this.#rxx[kept] = this.#rxx[i]!;
        this.#rxy[kept] = this.#rxy[i]!;
        this.#ryy[kept] = this.#ryy[i]!;
        this.#timeMs[kept] = this.#timeMs[i]!;
        this.#untilMs[kept] = this.#untilMs[i]!;
        this.#sensor[kept] = this.#sensor[i]!;
        this.#odds[kept] = this.#odds[i]!;
      }
      kept++;
    }
    this.#count = kept;
  }
}

function updateNew(tracks: Tracks, row: number, plots: ScanPlots, j: number): void {
  updateBy(
    tracks.bank,
    row,
    'position',
    plots.x[j]!,
    plots.y[j]!,
    plots.rxx[j]!,
    plots.rxy[j]!,
    plots.ryy[j]!,
  );
}
