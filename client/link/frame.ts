/** Frames into the store: what this client holds of each tile, asked for and applied. No sockets here. */
import { decodeColumns, decodeRemoved, RemovedRows, TrackRows } from '../../proto/codec/columns.ts';
import { decodeHeard, HeardRows } from '../../proto/codec/heard.ts';
import { decodePlots } from '../../proto/codec/plots.ts';
import type { TrackId } from '../../proto/domain/ids.ts';
import { ALWAYS_TILE, CHOSEN_TILE, type TileId } from '../../proto/domain/tiles.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import { PlotStore } from '../store/plots.ts';
import type { TrackStore } from '../store/tracks.ts';

/** What the page wants to see. */
export interface Wanted {
  /** Nearest to the middle of the view first. */
  readonly tiles: readonly TileId[];
  /** Counts in place of tiles. */
  readonly aggregate: boolean;
  readonly chosen: readonly TrackId[];
  /** What sensors saw in the last seconds within the tiles. */
  readonly plots: boolean;
}

export type Applied =
  | {
      readonly ok: true;
      readonly frame: watchfloor.v1.PictureFrame;
      /** It is another picture: what was known beside the tracks is not of this one. */
      readonly isNew: boolean;
    }
  /** The bytes do not fit what is held: ask again with {@link PictureReceiver.request}. */
  | { readonly ok: false; readonly fault: string };

/** About how many rows a tile has news of. */
const rowsOf = (
  columns: watchfloor.v1.ITrackColumns | null | undefined,
  heard: watchfloor.v1.IHeardTracks | null | undefined,
): number => (columns?.count ?? 0) + (heard?.slot?.length ?? 0) / 2;

export class PictureReceiver {
  #epoch = 0;
  /** Whose picture is held, as the server names it. */
  #audience = '';
  #number = 0;
  #wanted: Wanted = { tiles: [], aggregate: false, chosen: [], plots: false };
  #wantedTiles = new Set<TileId>([ALWAYS_TILE, CHOSEN_TILE]);
  /** Version held by tile; bounded by what was wanted before and now. */
  readonly #held = new Map<TileId, number>();
  readonly #store: TrackStore;
  readonly #plots: PlotStore;
  readonly #rows = new TrackRows();
  readonly #removed = new RemovedRows();
  readonly #heard = new HeardRows();

  constructor(store: TrackStore, plots = new PlotStore()) {
    this.#store = store;
    this.#plots = plots;
  }

  get epoch(): number {
    return this.#epoch;
  }

  get wanted(): Wanted {
    return this.#wanted;
  }

  /**
   * Another run of the server, or another picture because one may now see something else: nothing that is held means
   * anything, and all of it is forgotten. False when it is the same.
   */
  begin(epoch: number, audience: string): boolean {
    if (epoch === this.#epoch && audience === this.#audience) return false;
    this.#epoch = epoch;
    this.#audience = audience;
    this.forget();
    return true;
  }

  /** Nothing of the picture is held any more. */
  forget(): void {
    this.#held.clear();
    this.#store.clear();
    this.#store.commit();
    this.#plots.clear();
  }

  /** The bytes of a `WatchRequest` for what is wanted now, with what is held of it. */
  request(wanted: Wanted): Uint8Array {
    this.#wanted = wanted;
    if (!wanted.plots) this.#plots.clear();
    this.#wantedTiles = new Set([...wanted.tiles, ALWAYS_TILE, CHOSEN_TILE]);
    this.#store.want(this.#wantedTiles);
    this.#number += 1;
    const tiles = [ALWAYS_TILE, ...wanted.tiles].map((tile) => ({
      tile,
      version: this.#held.get(tile) ?? 0,
    }));
    return watchfloor.v1.WatchRequest.encode({
      epoch: this.#epoch,
      tiles,
      aggregate: wanted.aggregate,
      chosen: [...wanted.chosen],
      number: this.#number,
      plots: wanted.plots,
      audience: this.#audience,
    }).finish();
  }

  /** Applies a frame whole. Afterwards the server may be told so, and not before. */
  apply(bytes: Uint8Array): Applied {
    let frame: watchfloor.v1.PictureFrame;
    try {
      frame = watchfloor.v1.PictureFrame.decode(bytes);
    } catch {
      return { ok: false, fault: 'not a PictureFrame' };
    }
    const isNew = this.begin(frame.epoch, frame.audience);
    const tiles = frame.tiles.filter(
      ({ tile }) => this.#wantedTiles.has(tile ?? 0) || this.#held.has(tile ?? 0),
    );
    this.#store.release(new Set(tiles.filter((tile) => !tile.fromVersion).map(({ tile }) => tile ?? 0)));
    this.#store.begin(tiles.reduce((sum, { columns, heard }) => sum + rowsOf(columns, heard), 0));
    let fault: string | undefined;
    for (const tile of tiles) fault = this.#applyTile(tile, frame.baseMs) ?? fault;
    // Only the answer to the latest request says that what it left out is to be forgotten.
    if (frame.watch === this.#number && !frame.partial) this.#forgetUnwanted();
    this.#store.commit();
    if (frame.plots && this.#wanted.plots) {
      const plots = decodePlots(frame.plots, frame.baseMs);
      if (plots) this.#plots.replace(plots);
      else fault ??= 'the columns of the plots do not fit together';
    }
    return fault === undefined ? { ok: true, frame, isNew } : { ok: false, fault };
  }

  #applyTile(frame: watchfloor.v1.ITileFrame, baseMs: number): string | undefined {
    const tile = frame.tile ?? 0;
    const from = frame.fromVersion ?? 0;
    const fits =
      from <= (this.#held.get(tile) ?? 0) &&
      decodeRemoved(frame.removed, this.#removed) &&
      decodeColumns(frame.columns, tile, baseMs, this.#rows) &&
      decodeHeard(frame.heard, baseMs, this.#heard);
    if (!fits) {
      this.#held.delete(tile);
      this.#store.release(new Set([tile]));
      return `tile ${tile} does not fit what is held`;
    }
    this.#store.remove(tile, this.#removed);
    this.#store.update(tile, this.#rows);
    this.#store.hear(tile, this.#heard);
    this.#store.describe(frame.statics ?? []);
    this.#held.set(tile, frame.version ?? 0);
    return undefined;
  }

  #forgetUnwanted(): void {
    const unwanted = new Set([...this.#held.keys()].filter((tile) => !this.#wantedTiles.has(tile)));
    for (const tile of unwanted) this.#held.delete(tile);
    this.#store.release(unwanted);
  }
}
