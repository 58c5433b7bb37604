/** What sensors saw in the last seconds, as columns outside React; written by `client/link`, drawn as a layer. */
import type { PlotColumns } from '../../proto/codec/plots.ts';

const NONE: PlotColumns = {
  count: 0,
  lonLat: new Float64Array(0),
  observedMs: new Float64Array(0),
  sensor: new Uint8Array(0),
  sensorIds: [],
};

/** Each frame replaces all of it, at most `MAX_PLOTS`; empty while plots are not asked for. */
export class PlotStore {
  /** Newest first; replaced as a whole, never changed. */
  plots: PlotColumns = NONE;
  /** Grows with every change. */
  version = 0;
  readonly #listeners = new Set<() => void>();

  /** Called after each change; returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  replace(plots: PlotColumns): void {
    this.plots = plots;
    this.version += 1;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Plots are no longer asked for, or speak of another run of the server. */
  clear(): void {
    if (this.plots.count > 0) this.replace(NONE);
  }
}

/** The plots of this page. */
export const plots = new PlotStore();
