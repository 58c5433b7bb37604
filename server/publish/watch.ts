/** What a client says it looks at: read, checked and cut to the limits; wrong input is a value, never thrown. */
import type { TrackId } from '../../proto/domain/ids.ts';
import { ALWAYS_TILE, CHOSEN_TILE, isTile, type TileId } from '../../proto/domain/tiles.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import { WATCH_LIMITS } from '../../proto/wire.ts';

export interface Watch {
  readonly number: number;
  readonly epoch: number;
  /** Tiles in the client's order, with the version it holds; 0: nothing. */
  readonly tiles: ReadonlyMap<TileId, number>;
  /** Versions held of the two tiles that hold no area. */
  readonly alwaysVersion: number;
  readonly aggregate: boolean;
  readonly chosen: readonly TrackId[];
  /** What sensors saw in the last seconds within the tiles. */
  readonly plots: boolean;
  /** Of the versions, as the client was told; empty: it does not say. */
  readonly audience: string;
}

export type WatchResult =
  | { readonly ok: true; readonly watch: Watch }
  | { readonly ok: false; readonly fault: string };

const MAX_ID_LENGTH = 64;

/** Reads a `WatchRequest`. Unknown tiles and overlong ids are ignored, what exceeds the limits is left out. */
export function readWatch(bytes: unknown): WatchResult {
  if (!(bytes instanceof Uint8Array))
    return { ok: false, fault: 'watch: expected the bytes of a WatchRequest' };
  if (bytes.length > WATCH_LIMITS.bytes) {
    return { ok: false, fault: `watch: ${bytes.length} bytes, at most ${WATCH_LIMITS.bytes} are read` };
  }
  let request: watchfloor.v1.IWatchRequest;
  try {
    request = watchfloor.v1.WatchRequest.decode(bytes);
  } catch {
    return { ok: false, fault: 'watch: not a WatchRequest of watchfloor.v1' };
  }
  const tiles = new Map<TileId, number>();
  let alwaysVersion = 0;
  for (const { tile, version } of request.tiles ?? []) {
    const id = tile ?? 0;
    if (id === ALWAYS_TILE) alwaysVersion = version ?? 0;
    else if (id !== CHOSEN_TILE && isTile(id) && tiles.size < WATCH_LIMITS.tiles) tiles.set(id, version ?? 0);
  }
  const chosen = [...new Set(request.chosen ?? [])]
    .filter((id) => id.length > 0 && id.length <= MAX_ID_LENGTH)
    .slice(0, WATCH_LIMITS.chosen);
  return {
    ok: true,
    watch: {
      number: request.number ?? 0,
      epoch: request.epoch ?? 0,
      tiles,
      alwaysVersion,
      aggregate: request.aggregate ?? false,
      chosen: chosen as TrackId[],
      plots: request.plots ?? false,
      audience: request.audience ?? '',
    },
  };
}
