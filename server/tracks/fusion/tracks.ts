/** All tracks in columns: what the engine keeps of each beside its motion. */
import { FusionStatus } from './contract.ts';
import { MotionBank } from './imm.ts';
import { MODELS } from './models.ts';

/** Sensors that a track remembers; a further one takes the place of the one that has been silent longest. */
export const SENSORS_PER_TRACK = 8;
/** Rows beyond the capacity, for trying an update before it is taken. */
const SCRATCH = 2;

export class Tracks {
  readonly capacity: number;
  readonly bank: MotionBank;
  readonly scratch: number;
  readonly id: Int32Array;
  readonly status: Uint8Array;
  /** Live rows, in the order of their birth. */
  live: Int32Array;
  count = 0;
  readonly timeMs: Float64Array;
  readonly bornMs: Float64Array;
  readonly seenMs: Float64Array;
  /** -Infinity: never. */
  readonly sensedMs: Float64Array;
  readonly existence: Float64Array;
  /** Index of the claim that it carries, -1 for none. */
  readonly claim: Int32Array;
  /** Plots that support it. */
  readonly plots: Float64Array;
  /** Looks of sensors that should see it, since the last plot or, for a claim, since it was bound. */
  readonly missedLooks: Float64Array;
  /** Last time that it may have been one plot together with another track. */
  readonly mergedMs: Float64Array;
  /** Looks in a row after which it was where another track is, moving alike. */
  readonly twinLooks: Uint8Array;
  /** Per track and remembered sensor. */
  readonly sensor: Int16Array;
  readonly lastMs: Float64Array;
  readonly seenCount: Float64Array;
  readonly residualM: Float64Array;
  readonly normalised: Float64Array;
  readonly hits: Float64Array;
  readonly looks: Float64Array;
  /** The sensor's own track number, NaN where it gives none. */
  readonly number: Float64Array;
  readonly #free: number[] = [];
  #nextId = 1;

  constructor(capacity: number) {
    const rows = capacity + SCRATCH;
    this.capacity = capacity;
    this.scratch = capacity;
    this.bank = new MotionBank(rows, MODELS);
    this.id = new Int32Array(rows);
    this.status = new Uint8Array(rows);
    this.live = new Int32Array(rows);
    this.timeMs = new Float64Array(rows);
    this.bornMs = new Float64Array(rows);
    this.seenMs = new Float64Array(rows);
    this.sensedMs = new Float64Array(rows);
    this.existence = new Float64Array(rows);
    this.claim = new Int32Array(rows).fill(-1);
    this.plots = new Float64Array(rows);
    this.missedLooks = new Float64Array(rows);
    this.mergedMs = new Float64Array(rows);
    this.twinLooks = new Uint8Array(rows);
    const memory = rows * SENSORS_PER_TRACK;
    this.sensor = new Int16Array(memory).fill(-1);
    this.lastMs = new Float64Array(memory);
    this.seenCount = new Float64Array(memory);
    this.residualM = new Float64Array(memory);
    this.normalised = new Float64Array(memory);
    this.hits = new Float64Array(memory);
    this.looks = new Float64Array(memory);
    this.number = new Float64Array(memory);
    for (let row = capacity - 1; row >= 0; row--) this.#free.push(row);
  }

  get full(): boolean {
    return this.#free.length === 0;
  }

  /** A new tentative track; only when not {@link full}. Its motion is for the caller to seed. */
  take(nowMs: number, existence: number): number {
    const row = this.#free.pop()!;
    this.id[row] = this.#nextId++;
    this.status[row] = FusionStatus.tentative;
    this.timeMs[row] = nowMs;
    this.bornMs[row] = nowMs;
    this.seenMs[row] = nowMs;
    this.sensedMs[row] = Number.NEGATIVE_INFINITY;
    this.existence[row] = existence;
    this.claim[row] = -1;
    this.plots[row] = 0;
    this.missedLooks[row] = 0;
    this.twinLooks[row] = 0;
    this.mergedMs[row] = Number.NEGATIVE_INFINITY;
    this.sensor.fill(-1, row * SENSORS_PER_TRACK, (row + 1) * SENSORS_PER_TRACK);
    this.live[this.count++] = row;
    return row;
  }

  /** Frees the rows whose status is lost. */
  sweep(): void {
    let kept = 0;
    for (let k = 0; k < this.count; k++) {
      const row = this.live[k]!;
      if (this.status[row] === FusionStatus.lost) this.#free.push(row);
      else this.live[kept++] = row;
    }
    this.count = kept;
  }

  /** Brings a row to a later time. */
  predictTo(row: number, timeMs: number): void {
    const stepS = (timeMs - this.timeMs[row]!) / 1000;
    if (stepS <= 0) return;
    this.bank.predict(row, stepS);
    this.timeMs[row] = timeMs;
  }

  /** What the sensors that saw a track last said of it. */
  contributionsOf(row: number): {
    sensor: number;
    lastMs: number;
    count: number;
    residualM: number;
    normalised: number;
  }[] {
    const all = [];
    for (let k = row * SENSORS_PER_TRACK; k < (row + 1) * SENSORS_PER_TRACK; k++)
      if (this.sensor[k]! >= 0 && this.seenCount[k]! > 0)
        all.push({
          sensor: this.sensor[k]!,
          lastMs: this.lastMs[k]!,
          count: this.seenCount[k]!,
          residualM: this.residualM[k]!,
          normalised: this.normalised[k]!,
        });
    return all;
  }

  /** The place of a sensor in a track's memory; made where it was not. */
  memoryOf(row: number, sensor: number): number {
    const from = row * SENSORS_PER_TRACK;
    let oldest = from;
    for (let k = from; k < from + SENSORS_PER_TRACK; k++) {
      if (this.sensor[k] === sensor) return k;
      if (this.sensor[k] === -1) {
        oldest = k;
        break;
      }
      if (this.lastMs[k]! < this.lastMs[oldest]!) oldest = k;
    }
    this.sensor[oldest] = sensor;
    this.lastMs[oldest] = Number.NEGATIVE_INFINITY;
    this.seenCount[oldest] = 0;
    this.residualM[oldest] = Number.NaN;
    this.normalised[oldest] = Number.NaN;
    this.hits[oldest] = 0;
    this.looks[oldest] = 0;
    this.number[oldest] = Number.NaN;
    return oldest;
  }
}
