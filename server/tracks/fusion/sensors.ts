/** What the engine knows of each sensor: its settings, what it can see, and what it has learned of it. */
import { ClutterMap } from './clutter.ts';
import type { FusionSensor, Sector } from './contract.ts';
import { RegistrationEstimate } from './registration.ts';

const TAU = 2 * Math.PI;
/** A detection probability that nobody stated, before anything is learned; and the weight of that guess, in looks. */
const FIRST_PD = 0.85;
const FIRST_PD_LOOKS = 30;
/** Looks that the learned detection probability remembers. */
const PD_MEMORY = 3000;
const MIN_PD = 0.05;
const MAX_PD = 0.98;
/** Share of plots that are new things: at the start everything is new. */
const FIRST_NEWNESS = 0.25;
const LEAST_NEWNESS = 1.5e-3;
/** Shares of the period to learn it with. */
const PERIOD_GAIN = 0.2;

export const DEFAULT_SIGMA = { rangeM: 25, azimuthDeg: 0.4, pointM: 10, bearingDeg: 1 } as const;

export class SensorState {
  settings: FusionSensor;
  readonly index: number;
  xM: number;
  yM: number;
  clutter: ClutterMap;
  readonly registration = new RegistrationEstimate();
  /** Time of the newest scan; -Infinity before. */
  lastMs = Number.NEGATIVE_INFINITY;
  scans = 0;
  periodMs: number;
  /** Share of the unexplained plots that are new things. */
  newness = FIRST_NEWNESS;
  /** Bearings from nothing in a scan. */
  bearingRate = 1;
  #hits = 0;
  #looks = 0;

  constructor(settings: FusionSensor, index: number) {
    this.settings = settings;
    this.index = index;
    this.xM = settings.xM;
    this.yM = settings.yM;
    this.periodMs = settings.periodMs ?? 3000;
    this.clutter = new ClutterMap(settings.maxRangeM);
  }

  /** New settings; what was learned stays unless the range changed. */
  configure(settings: FusionSensor): void {
    if (settings.maxRangeM !== this.settings.maxRangeM) this.clutter = new ClutterMap(settings.maxRangeM);
    this.settings = settings;
    this.xM = settings.xM;
    this.yM = settings.yM;
    if (settings.periodMs !== undefined) this.periodMs = settings.periodMs;
  }

  /** Everything is new again. */
  startOver(): void {
    this.newness = FIRST_NEWNESS;
  }

  scanned(observedMs: number): void {
    const gapMs = observedMs - this.lastMs;
    if (this.settings.periodMs === undefined && gapMs > 0 && gapMs < 600_000)
      this.periodMs += PERIOD_GAIN * (gapMs - this.periodMs);
    if (observedMs > this.lastMs) this.lastMs = observedMs;
    this.scans++;
    this.newness = Math.max(LEAST_NEWNESS, this.newness * (1 - this.meanDetection));
  }

  get meanDetection(): number {
    const guess = this.settings.detectionProbability ?? FIRST_PD;
    const weight = this.settings.detectionProbability === undefined ? FIRST_PD_LOOKS : 10 * FIRST_PD_LOOKS;
    return clampPd((this.#hits + guess * weight) / (this.#looks + weight));
  }

  /** Learns from a track that is certainly there: seen with this probability. */
  learnDetection(seen: number): void {
    if (this.#looks > PD_MEMORY) {
      this.#looks *= 0.5;
      this.#hits *= 0.5;
    }
    this.#looks += 1;
    this.#hits += seen;
  }

  /** Whether a place is where this sensor can see. */
  covers(xM: number, yM: number): boolean {
    const { minRangeM = 0, maxRangeM = Number.POSITIVE_INFINITY, sectors, blindSectors } = this.settings;
    const dx = xM - this.xM;
    const dy = yM - this.yM;
    const squared = dx * dx + dy * dy;
    if (squared < minRangeM * minRangeM || squared > maxRangeM * maxRangeM) return false;
    if (sectors === undefined && blindSectors === undefined) return true;
    const azimuthDeg = (Math.atan2(dx, dy) * 180) / Math.PI;
    if (sectors?.every((sector) => !within(sector, azimuthDeg))) return false;
    return !blindSectors?.some((sector) => within(sector, azimuthDeg));
  }
}

/** Whether a direction lies in a sector; equal ends are the full turn. */
export function within({ fromDeg, toDeg }: Sector, azimuthDeg: number): boolean {
  const width = turn(toDeg - fromDeg);
  return width === 0 || turn(azimuthDeg - fromDeg) <= width;
}

const turn = (deg: number): number => ((deg % 360) + 360) % 360;

/** Radians into 0…2π. */
export const fullTurn = (radians: number): number => {
  const rest = radians % TAU;
  return rest < 0 ? rest + TAU : rest;
};
/** Radians into −π…π. */
export const halfTurn = (radians: number): number => {
  const rest = fullTurn(radians);
  return rest > Math.PI ? rest - TAU : rest;
};

export const clampPd = (pd: number): number => Math.min(MAX_PD, Math.max(MIN_PD, pd));
