/** The tracks that a sensor should see in one scan: brought to its time, with their chance to be seen and their gates. */
import type { Sector } from './contract.ts';
import { Gates } from './gating.ts';
import { STATE } from './imm.ts';
import type { ScanPlots } from './plots.ts';
import { Resolution } from './resolution.ts';
import { clampPd, type SensorState, within } from './sensors.ts';
import type { Tracks } from './tracks.ts';

/** Mean time that a thing stays where sensors see it, seconds. */
const LIFETIME_S = 4000;
/** A track's own detection probability starts as its sensor's, with the weight of so many looks. */
const OWN_PD_LOOKS = 12;

/** Nothing that is followed is faster for long. */
const FASTEST_MPS = 100;

/** One scan as the steps of association need it. */
export interface ScanContext {
  readonly sensor: SensorState;
  readonly plots: ScanPlots;
  readonly nowMs: number;
  /** What was not seen says nothing. */
  readonly partial: boolean;
  readonly sector: Sector | undefined;
  /** The sensor's own number for a plot. */
  readonly number: (plot: number) => number | undefined;
}

export class Looks {
  readonly tracks: Tracks;
  readonly gates: Gates;
  readonly resolution: Resolution;
  count = 0;
  /** Rows that the sensor should see and, beside each, its detection probability. */
  readonly rows: Int32Array;
  readonly pd: Float64Array;
  /** By row: where it stands among {@link rows}, -1 where it does not. */
  readonly #place: Int32Array;
  /** How far the track is beyond the time of the scan, seconds. */
  readonly #lateS: Float64Array;

  constructor(tracks: Tracks) {
    this.tracks = tracks;
    this.gates = new Gates(tracks.bank.count);
    this.resolution = new Resolution(tracks.live.length);
    this.rows = new Int32Array(tracks.live.length);
    this.pd = new Float64Array(tracks.live.length);
    this.#place = new Int32Array(tracks.live.length);
    this.#lateS = new Float64Array(tracks.live.length);
  }

  take(scan: ScanContext): void {
    this.#gather(scan);
    this.#gate(scan);
    if (scan.sensor.settings.kind === 'radar')
      this.resolution.find(this.tracks, this.rows, this.count, scan.sensor);
  }

  /** The other of a pair that the radar may not resolve, -1 for none. */
  partnerOf(k: number): number {
    const other = this.resolution.partner[this.rows[k]!]!;
    return other < 0 ? -1 : this.#place[other]!;
  }

  /** The edge of the `k`-th track to a plot, -1 for none. */
  edgeOf(k: number, plot: number): number {
    for (let e = this.gates.start[k]!; e < this.gates.start[k + 1]!; e++)
      if (this.gates.plot[e] === plot) return e;
    return -1;
  }

  /** Tracks that were taken back to the time of the scan go forward again. */
  release(): void {
    const { bank } = this.tracks;
    for (let k = 0; k < this.count; k++) {
      if (this.#lateS[k]! <= 0) continue;
      bank.shift(this.rows[k]!, this.#lateS[k]!);
      bank.combine(this.rows[k]!);
    }
  }

  #gather({ sensor, nowMs, sector }: ScanContext): void {
    const { tracks } = this;
    this.count = 0;
    for (let n = 0; n < tracks.count; n++) {
      const row = tracks.live[n]!;
      const stepS = (nowMs - tracks.timeMs[row]!) / 1000;
      this.#place[row] = -1;
      this.resolution.partner[row] = -1;
      if (farOff(sensor, tracks, row, Math.abs(stepS))) continue;
      if (stepS > 0) {
        tracks.predictTo(row, nowMs);
        tracks.existence[row] = tracks.existence[row]! * Math.exp(-stepS / LIFETIME_S);
      }
      const x = tracks.bank.mean[row * STATE]!;
      const y = tracks.bank.mean[row * STATE + 1]!;
      if (!sensor.covers(x, y)) continue;
      if (sector && !within(sector, (Math.atan2(x - sensor.xM, y - sensor.yM) * 180) / Math.PI)) continue;
      const k = this.count++;
      this.rows[k] = row;
      this.#place[row] = k;
      this.#lateS[k] = Math.max(0, -stepS);
      const memory = tracks.memoryOf(row, sensor.index);
      this.pd[k] = clampPd(
        (tracks.hits[memory]! + OWN_PD_LOOKS * sensor.meanDetection) / (tracks.looks[memory]! + OWN_PD_LOOKS),
      );
    }
  }

  /** Tracks already beyond the scan are taken back along their models; what the models may do since is noise. */
  #gate({ sensor, plots }: ScanContext): void {
    const { bank } = this.tracks;
    this.gates.begin(plots, sensor, this.count);
    for (let k = 0; k < this.count; k++) {
      const row = this.rows[k]!;
      const lateS = this.#lateS[k]!;
      let extra = 0;
      if (lateS > 0) {
        bank.shift(row, -lateS);
        bank.combine(row);
        for (let m = 0; m < bank.count; m++)
          extra += bank.mu[row * bank.count + m]! * bank.transitions.noiseOver(m, lateS).position;
      }
      this.gates.gate(k, row, this.tracks, plots, sensor, extra);
    }
  }
}

/** Beyond the sensor's range however it moved meanwhile: not worth a prediction. */
function farOff(sensor: SensorState, tracks: Tracks, row: number, stepS: number): boolean {
  const { maxRangeM } = sensor.settings;
  if (maxRangeM === undefined) return false;
  const dx = tracks.bank.mean[row * STATE]! - sensor.xM;
  const dy = tracks.bank.mean[row * STATE + 1]! - sensor.yM;
  const reach = maxRangeM + FASTEST_MPS * stepS;
  return dx * dx + dy * dy > reach * reach;
}
