/** The plots of one scan in columns, in the plane, with their noise. */
import type { Plot, Scan } from './contract.ts';
import { DEFAULT_SIGMA, fullTurn, type SensorState } from './sensors.ts';

const RADIANS = Math.PI / 180;
/** Nothing is farther from the middle of a plane, metres. */
const FARTHEST_M = 1e7;
const LEAST_SIGMA = 1e-3;
/** Plots of one scan that are taken; more are left out, the farthest first. */
export const PLOTS_PER_SCAN = 20_000;

export class ScanPlots {
  count = 0;
  /** Index in the scan. */
  index = new Int32Array(512);
  x = new Float64Array(512);
  y = new Float64Array(512);
  rxx = new Float64Array(512);
  rxy = new Float64Array(512);
  ryy = new Float64Array(512);
  rangeM = new Float64Array(512);
  /** Of radars: as measured, before any correction; range ascending. */
  rawRangeM = new Float64Array(512);
  rawAzimuth = new Float64Array(512);
  /** Radians, 0…2π. */
  azimuth = new Float64Array(512);
  /** Plots from nothing per m² and scan there. */
  clutter = new Float64Array(512);
  /** For bearings: standard deviation, radians. */
  sigma = new Float64Array(512);

  /** Takes the plots that are finite and in range, in an order that does not depend on theirs. */
  take(scan: Scan, sensor: SensorState): void {
    const order = scan.plots
      .map((plot, index) => ({ plot, index, a: firstOf(plot), b: secondOf(plot) }))
      .filter(({ plot, a, b }) => inPlane(a) && inPlane(b) && (plot.kind !== 'polar' || plot.rangeM >= 0))
      .sort((p, q) => p.a - q.a || p.b - q.b)
      .slice(0, PLOTS_PER_SCAN);
    this.#reserve(order.length);
    this.count = 0;
    for (const { plot, index } of order) {
      this.index[this.count] = index;
      if (plot.kind === 'polar') this.#polar(plot, sensor);
      else if (plot.kind === 'point') this.#point(plot, sensor);
      else this.#bearing(plot, sensor);
    }
  }

  /** Fills the clutter column from the sensor's map. */
  weigh(sensor: SensorState): void {
    for (let j = 0; j < this.count; j++) sensor.clutter.reach(this.rangeM[j]!);
    if (sensor.scans === 0 && sensor.settings.kind !== 'bearing') {
      // Nothing is known of the clutter: all that the first scan shows stands for it.
      for (let j = 0; j < this.count; j++) sensor.clutter.add(this.rangeM[j]!, this.azimuth[j]!, 1);
      sensor.clutter.endScan();
    }
    for (let j = 0; j < this.count; j++)
      this.clutter[j] = sensor.clutter.density(this.rangeM[j]!, this.azimuth[j]!);
  }

  #polar(plot: Plot & { kind: 'polar' }, sensor: SensorState): void {
    const { settings } = sensor;
    const bias = settings.applyBias === false ? undefined : sensor.registration.applicable();
    const rangeM = plot.rangeM - (bias?.rangeM ?? 0);
    const azimuth = fullTurn(plot.azimuthDeg * RADIANS - (bias?.azimuth ?? 0));
    const sigmaRange = sigmaOf(plot.sigmaRangeM, settings.sigmaRangeM, DEFAULT_SIGMA.rangeM);
    const sigmaAzimuth =
      sigmaOf(plot.sigmaAzimuthDeg, settings.sigmaAzimuthDeg, DEFAULT_SIGMA.azimuthDeg) * RADIANS;
    const alongVariance = sigmaRange * sigmaRange;
    const acrossVariance = (rangeM * sigmaAzimuth) ** 2;
    const s = Math.sin(azimuth);
    const c = Math.cos(azimuth);
    const j = this.count++;
    this.x[j] = sensor.xM + rangeM * s;
    this.y[j] = sensor.yM + rangeM * c;
    this.rxx[j] = alongVariance * s * s + acrossVariance * c * c;
    this.rxy[j] = (alongVariance - acrossVariance) * s * c;
    this.ryy[j] = alongVariance * c * c + acrossVariance * s * s;
    this.rawRangeM[j] = plot.rangeM;
    this.rawAzimuth[j] = plot.azimuthDeg * RADIANS;
    this.rangeM[j] = rangeM;
    this.azimuth[j] = azimuth;
  }

  #point(plot: Plot & { kind: 'point' }, sensor: SensorState): void {
    const sigma = sigmaOf(plot.sigmaM, sensor.settings.sigmaM, DEFAULT_SIGMA.pointM);
    const j = this.count++;
    this.rawRangeM[j] = Number.NaN;
    this.x[j] = plot.xM;
    this.y[j] = plot.yM;
    this.rxx[j] = sigma * sigma;
    this.rxy[j] = 0;
    this.ryy[j] = sigma * sigma;
    this.rangeM[j] = Math.hypot(plot.xM - sensor.xM, plot.yM - sensor.yM);
    this.azimuth[j] = fullTurn(Math.atan2(plot.xM - sensor.xM, plot.yM - sensor.yM));
  }

  #bearing(plot: Plot & { kind: 'bearing' }, sensor: SensorState): void {
    const j = this.count++;
    this.azimuth[j] = fullTurn(plot.azimuthDeg * RADIANS);
    this.sigma[j] =
      sigmaOf(plot.sigmaAzimuthDeg, sensor.settings.sigmaAzimuthDeg, DEFAULT_SIGMA.bearingDeg) * RADIANS;
    this.rangeM[j] = 0;
  }

  #reserve(count: number): void {
    if (count <= this.x.length) return;
    const size = 2 ** Math.ceil(Math.log2(count));
    this.index = new Int32Array(size);
    this.x = new Float64Array(size);
    this.y = new Float64Array(size);
    this.rxx = new Float64Array(size);
    this.rxy = new Float64Array(size);
    this.ryy = new Float64Array(size);
    this.rangeM = new Float64Array(size);
    this.azimuth = new Float64Array(size);
    this.rawRangeM = new Float64Array(size);
    this.rawAzimuth = new Float64Array(size);
    this.clutter = new Float64Array(size);
    this.sigma = new Float64Array(size);
  }
}

const firstOf = (plot: Plot): number =>
  plot.kind === 'polar' ? plot.rangeM : plot.kind === 'point' ? plot.xM : plot.azimuthDeg;
const secondOf = (plot: Plot): number =>
  plot.kind === 'polar' ? plot.azimuthDeg : plot.kind === 'point' ? plot.yM : 0;

/** Finite, and no farther than any plane reaches. */
export const inPlane = (value: number): boolean => Math.abs(value) <= FARTHEST_M;

/** The plot's own standard deviation, else the sensor's, else the usual one: the first that is one. */
function sigmaOf(own: number | undefined, sensors: number | undefined, usual: number): number {
  for (const sigma of [own, sensors])
    if (sigma !== undefined && sigma > LEAST_SIGMA && sigma <= FARTHEST_M) return sigma;
  return usual;
}
