/** The same ships as frames of tiles and as JSON batches, a second apart, for pages that apply them. */
import { type TileId, tilesCovering } from '../../../proto/domain/tiles.ts';
import { watchfloor } from '../../../proto/generated/watchfloor.js';
import { localAudience } from '../../../server/access/audience.ts';
import { Publication } from '../../../server/publish/publication.ts';
import { visitChanged } from '../../../server/publish/source.ts';
import { Fleet, type JsonTrack, SEA } from '../fleet.side.ts';

/** The tiles of the whole sea that a page asks for at zoom 4, where it fits the screen; and those of a screen of several metres. */
export const TILES = tilesCovering(SEA, 0, 512);
export const NEARER_TILES = tilesCovering(SEA, 1, 512);

/** How ships are heard: one of so many in a second, each in its turn. */
export interface Hearing {
  readonly ships: number;
  readonly every: number;
  /** What dead reckoning explains is not sent. */
  readonly suppressing?: boolean;
  /** {@link TILES} unless others are said. */
  readonly tiles?: readonly TileId[];
}

/** The first frame is a snapshot with the names; the others have whoever was heard. */
export function* frames({
  ships,
  every,
  suppressing = false,
  tiles = TILES,
}: Hearing): Generator<Uint8Array> {
  const fleet = new Fleet(ships);
  const publication = new Publication(fleet, localAudience(), suppressing);
  const held = new Map<number, number>();
  for (let seq = 1; ; seq += 1) {
    fleet.sail(seq === 1 ? 1 : every);
    const since = fleet.tick() - 1;
    publication.begin({ seq, baseMs: fleet.nowMs });
    visitChanged(fleet, since, (slot) => publication.update(slot));
    const head = watchfloor.v1.PictureFrame.encode({ epoch: 1, seq, baseMs: fleet.nowMs, watch: 1 }).finish();
    const parts: Uint8Array[] = [head];
    for (const tile of tiles) {
      const encoded = publication.tile(tile, held.get(tile) ?? 0);
      if (!encoded) continue;
      parts.push(encoded.bytes);
      held.set(tile, encoded.version);
    }
    yield Buffer.concat(parts);
  }
}

/** The same as text, as `JSON.parse` takes it. */
export function* batches({ ships, every }: Hearing): Generator<Uint8Array> {
  const fleet = new Fleet(ships);
  const { changedTick } = fleet.columns;
  for (let seq = 1; ; seq += 1) {
    fleet.sail(seq === 1 ? 1 : every);
    const tick = fleet.tick();
    const tracks: JsonTrack[] = [];
    for (let slot = 0; slot < ships; slot += 1) if (changedTick[slot] === tick) tracks.push(fleet.json(slot));
    yield Buffer.from(JSON.stringify(tracks));
  }
}
