/** What sensors saw lately, as they said it: a ring, so that a flood of clutter costs no more than this. */
import type { SensorId } from '../../../proto/domain/ids.ts';

/** Plots kept; each newer one takes the place of the oldest. */
export const PLOTS_KEPT = 16_384;

export class PlotRing {
  readonly #lats = new Float64Array(PLOTS_KEPT);
  readonly #lons = new Float64Array(PLOTS_KEPT);
  readonly #timesMs = new Float64Array(PLOTS_KEPT);
  readonly #sensors: SensorId[] = [];
  /** Plots ever added. */
  #added = 0;

  add(lat: number, lon: number, observedMs: number, sensorId: SensorId): void {
    const at = this.#added++ % PLOTS_KEPT;
    this.#lats[at] = lat;
    this.#lons[at] = lon;
    this.#timesMs[at] = observedMs;
    this.#sensors[at] = sensorId;
  }

  get count(): number {
    return Math.min(this.#added, PLOTS_KEPT);
  }

  /** `i` from 0, the oldest, to `count` - 1; as in all that follow. */
  lat(i: number): number {
    return this.#lats[this.#at(i)]!;
  }

  lon(i: number): number {
    return this.#lons[this.#at(i)]!;
  }

  observedMs(i: number): number {
    return this.#timesMs[this.#at(i)]!;
  }

  sensorId(i: number): string {
    return this.#sensors[this.#at(i)]!;
  }

  #at(i: number): number {
    return (this.#added - this.count + i) % PLOTS_KEPT;
  }
}
