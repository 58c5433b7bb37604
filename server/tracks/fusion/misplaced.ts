/**
 * What a radar shows beside a ship that sends, while nobody knows yet how far that radar is off, may be that ship: it is
 * no proof of another one.
 */
import type { Claims } from './claims.ts';
import { Grid } from './grid.ts';
import { REACH_AZIMUTH, REACH_M } from './registration.ts';
import { halfTurn, type SensorState } from './sensors.ts';
import { SENSORS_PER_TRACK, type Tracks } from './tracks.ts';

/** A radar that saw a transmitter's track so many turns ago shows it there. */
const SHOWN_TURNS = 2;
/** A transmitter that was not heard for so many of its intervals is somewhere else by now. */
const INTERVALS = 4;
const CELL_M = 2000;

export class Misplaced {
  readonly #tracks: Tracks;
  readonly #claims: Claims;
  readonly #sensors: readonly SensorState[];
  readonly #grid = new Grid(1024);
  #x = new Float64Array(64);
  #y = new Float64Array(64);
  /** Row of the track of each, -1 for none. */
  #row = new Int32Array(64);
  /** Whether a radar is not known to be right; else nothing is looked for. */
  #isAnyOff = false;

  /** `sensors`: by their index, as they come. */
  constructor(tracks: Tracks, claims: Claims, sensors: readonly SensorState[]) {
    this.#tracks = tracks;
    this.#claims = claims;
    this.#sensors = sensors;
  }

  /** Takes where transmitters are now; before {@link mayBe}. */
  look(nowMs: number): void {
    this.#isAnyOff = this.#sensors.some(mayBeOff);
    if (!this.#isAnyOff) return;
    let n = 0;
    for (const { fix, row, intervalMs } of this.#claims.all()) {
      const ageMs = nowMs - fix.timeMs;
      if (ageMs > INTERVALS * intervalMs) continue;
      if (n >= this.#x.length) this.#grow();
      this.#x[n] = fix.x + ((fix.velocity?.x ?? 0) * ageMs) / 1000;
      this.#y[n] = fix.y + ((fix.velocity?.y ?? 0) * ageMs) / 1000;
      this.#row[n++] = row;
    }
    this.#grid.fill(n, this.#x, this.#y, CELL_M);
  }

  /** Whether the track in a row, which nobody claims, may be a transmitter that its radar shows in the wrong place. */
  mayBe(row: number, x: number, y: number, nowMs: number): boolean {
    if (!this.#isAnyOff) return false;
    const { sensor, seenCount } = this.#tracks;
    let isBeside = false;
    for (let k = row * SENSORS_PER_TRACK; k < (row + 1) * SENSORS_PER_TRACK; k++) {
      if (sensor[k]! < 0 || seenCount[k]! === 0) continue;
      const one = this.#sensors[sensor[k]!]!;
      // One that is right shows it where it is.
      if (!mayBeOff(one)) return false;
      isBeside ||= this.#isBeside(one, x, y, nowMs);
    }
    return isBeside;
  }

  #isBeside(sensor: SensorState, x: number, y: number, nowMs: number): boolean {
    const rangeM = Math.hypot(x - sensor.xM, y - sensor.yM);
    const azimuth = Math.atan2(x - sensor.xM, y - sensor.yM);
    const half = REACH_M + REACH_AZIMUTH * rangeM;
    const found = this.#grid.find(x, y, half, half);
    for (let f = 0; f < found; f++) {
      const i = this.#grid.found[f]!;
      const [dx, dy] = [this.#x[i]! - sensor.xM, this.#y[i]! - sensor.yM];
      if (Math.abs(Math.hypot(dx, dy) - rangeM) > REACH_M) continue;
      if (Math.abs(halfTurn(Math.atan2(dx, dy) - azimuth)) > REACH_AZIMUTH) continue;
      if (!this.#shows(sensor, this.#row[i]!, nowMs)) return true;
    }
    return false;
  }

  #shows(sensor: SensorState, row: number, nowMs: number): boolean {
    const tracks = this.#tracks;
    const shownMs = nowMs - SHOWN_TURNS * sensor.periodMs;
    // One plot that may be both is none of its own.
    if (row < 0 || tracks.mergedMs[row]! >= shownMs) return false;
    for (let k = row * SENSORS_PER_TRACK; k < (row + 1) * SENSORS_PER_TRACK; k++)
      if (tracks.sensor[k] === sensor.index) return tracks.lastMs[k]! >= shownMs;
    return false;
  }

  #grow(): void {
    const [x, y, row] = [this.#x, this.#y, this.#row];
    this.#x = new Float64Array(2 * x.length);
    this.#y = new Float64Array(2 * x.length);
    this.#row = new Int32Array(2 * x.length);
    this.#x.set(x);
    this.#y.set(y);
    this.#row.set(row);
  }
}

/** A radar of which nobody knows yet how far it is off, or of which it is known and nobody allowed to take it out. */
const mayBeOff = ({ settings, registration }: SensorState): boolean =>
  settings.kind === 'radar' &&
  (!registration.settled || (settings.applyBias === false && registration.applicable() !== undefined));
