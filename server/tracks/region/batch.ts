/** Plots gathered into scans: what a sensor saw in one turn, sector or look. */
import type { PlotObservation, ScanObservation } from '../../../proto/domain/sensing.ts';
import { SensorKind } from '../../../proto/domain/sensor.ts';
import type { Sensor } from '../sensors/sensor.ts';

/** Plots of one scan at most; a fuller one is handed on in parts that say nothing of what was not seen. */
export const BATCH_PLOTS = 4096;
/** No scan is shorter, however often a sensor speaks: the same thing seen twice within it counts once. */
const SHORTEST_MS = 500;
/** Plots of a sensor whose period nobody knows are handed on after this. */
const UNKNOWN_PERIOD_MS = 1000;
/** A period is learned from intervals up to this. */
const LONGEST_PERIOD_MS = 60_000;

export interface Batch {
  readonly plots: readonly PlotObservation[];
  /** The time of its end. */
  readonly observedMs: number;
  readonly receivedMs: number;
  readonly partial: boolean;
  readonly sector?: { readonly fromDeg: number; readonly toDeg: number };
}

/** What a turn says of what it did not see only makes sense for what looks everywhere again and again. */
const looksAround = (kind: SensorKind): boolean =>
  kind === SensorKind.radar || kind === SensorKind.groundRadar || kind === SensorKind.neighbour;

export class Batcher {
  readonly #sensor: Sensor;
  readonly #done: (batch: Batch) => void;
  #plots: PlotObservation[] = [];
  readonly #byNumber = new Map<string, number>();
  #firstMs = 0;
  #receivedMs = 0;
  #lastEndMs: number | undefined;
  /** It told sectors in this turn: the end of the turn says nothing more. */
  #sectors = false;
  /** Plots of the sectors of this turn. */
  #turnPlots = 0;
  #sectorFromDeg = 0;

  constructor(sensor: Sensor, done: (batch: Batch) => void) {
    this.#sensor = sensor;
    this.#done = done;
  }

  add(plot: PlotObservation): void {
    const number = plot.sensorTrack;
    const known = number === undefined ? undefined : this.#byNumber.get(number);
    if (known !== undefined) {
      const intervalMs = plot.observedMs - this.#plots[known]!.observedMs;
      if (intervalMs < SHORTEST_MS) {
        if (intervalMs >= 0) this.#plots[known] = plot;
        return;
      }
      // The list begins again: a turn is over.
      if (!this.#sensor.tellsScans) this.#end(this.#knowsTurns());
    } else this.endIfDue(plot.receivedMs);
    if (this.#plots.length === BATCH_PLOTS) this.#end(false);
    if (this.#plots.length === 0) this.#firstMs = plot.receivedMs;
    if (number !== undefined) this.#byNumber.set(number, this.#plots.length);
    this.#plots.push(plot);
    this.#receivedMs = plot.receivedMs;
  }

  /** The sensor says that a turn or sector is complete. */
  scan({ sectorDeg, observedMs, receivedMs }: ScanObservation): void {
    this.#sensor.tellsScans = true;
    this.#receivedMs = receivedMs;
    if (sectorDeg) {
      // Some tell sectors alone: a turn is over where directions begin anew.
      if (this.#sectors && sectorDeg.fromDeg < this.#sectorFromDeg) this.#endTurn();
      this.#sectorFromDeg = sectorDeg.fromDeg;
      this.#sectors = true;
      this.#turnPlots += this.#plots.length;
      this.#hand({ observedMs, partial: false, sector: sectorDeg });
      return;
    }
    this.#learn(observedMs);
    this.#turnPlots += this.#plots.length;
    this.#endTurn();
    if (this.#sectors) this.#hand({ observedMs, partial: true });
    else this.#hand({ observedMs, partial: false });
    this.#sectors = false;
  }

  #endTurn(): void {
    this.#sensor.countScan(this.#turnPlots);
    this.#turnPlots = 0;
  }

  /** Ends what has waited for its period. */
  endIfDue(nowMs: number): void {
    if (this.#plots.length === 0) return;
    const { periodMs, tellsScans } = this.#sensor;
    // Who tells its turns is waited for, but not for ever.
    const waitMs = tellsScans ? 2 * (periodMs ?? LONGEST_PERIOD_MS) : (periodMs ?? UNKNOWN_PERIOD_MS);
    if (nowMs - this.#firstMs >= Math.max(waitMs, SHORTEST_MS)) {
      this.#end(!tellsScans && this.#knowsTurns());
    }
  }

  #knowsTurns(): boolean {
    return looksAround(this.#sensor.kind) && this.#sensor.periodMs !== undefined;
  }

  #end(whole: boolean): void {
    const observedMs = Math.max(...this.#plots.map((plot) => plot.observedMs));
    if (!this.#sensor.tellsScans) {
      this.#learn(observedMs);
      this.#sensor.countScan(this.#plots.length);
    }
    this.#hand({ observedMs, partial: !whole });
  }

  #learn(endMs: number): void {
    const intervalMs = this.#lastEndMs === undefined ? 0 : endMs - this.#lastEndMs;
    this.#lastEndMs = endMs;
    const numbered = this.#byNumber.size > 0 || this.#sensor.tellsScans;
    if (numbered && intervalMs >= SHORTEST_MS && intervalMs <= LONGEST_PERIOD_MS) {
      this.#sensor.learnPeriod(intervalMs);
    }
  }

  #hand(how: Omit<Batch, 'plots' | 'receivedMs'>): void {
    const plots = this.#plots;
    this.#plots = [];
    this.#byNumber.clear();
    this.#done({ ...how, plots, receivedMs: Math.max(this.#receivedMs, how.observedMs) });
  }
}
