/** What sensors saw in the last seconds, within the tiles that a client watches. */
import { encodePlots, type Plot } from '../../proto/codec/plots.ts';
import {
  ancestorTile,
  finestTileAt,
  levelOfTile,
  type TileId,
  type TileLevel,
} from '../../proto/domain/tiles.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import type { PlotsSource } from './source.ts';

/** Older plots are not sent. */
export const PLOTS_MS = 10_000;

export class RecentPlots {
  readonly #source: PlotsSource;
  readonly #seesSensor: (id: string) => boolean;
  #baseMs = Number.NaN;
  /** Newest first, with the finest tile of each; bounded by the source's ring. */
  #recent: { readonly plot: Plot; readonly finest: TileId }[] = [];

  constructor(source: PlotsSource, seesSensor: (id: string) => boolean) {
    this.#source = source;
    this.#seesSensor = seesSensor;
  }

  /** A `PictureFrame` with the plots in `tiles` of the last {@link PLOTS_MS} before `baseMs`, and nothing else. */
  encode(tiles: ReadonlyMap<TileId, unknown>, baseMs: number): Uint8Array {
    if (baseMs !== this.#baseMs) this.#take(baseMs);
    const levels = [...new Set([...tiles.keys()].map(levelOfTile))] as TileLevel[];
    const seen = this.#recent.filter(({ finest }) =>
      levels.some((level) => tiles.has(ancestorTile(finest, level))),
    );
    const plots = encodePlots(
      seen.map(({ plot }) => plot),
      baseMs,
    );
    return watchfloor.v1.PictureFrame.encode({ plots }).finish();
  }

  #take(baseMs: number): void {
    const source = this.#source;
    this.#baseMs = baseMs;
    this.#recent = [];
    for (let i = source.count - 1; i >= 0; i -= 1) {
      const observedMs = source.observedMs(i);
      if (baseMs - observedMs > PLOTS_MS) continue;
      const sensorId = source.sensorId(i);
      if (!this.#seesSensor(sensorId)) continue;
      const plot = { lat: source.lat(i), lon: source.lon(i), observedMs, sensorId };
      this.#recent.push({ plot, finest: finestTileAt(plot.lat, plot.lon) });
    }
    // Sensors tell with different delays: what came last was not always seen last.
    this.#recent.sort((one, other) => other.plot.observedMs - one.plot.observedMs);
  }
}
