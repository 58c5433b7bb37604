/** One client's side of the publication: what it watches and holds, and the next frame for it. No sockets here. */
import { ALWAYS_TILE, type TileId } from '../../proto/domain/tiles.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import type { Publication } from './publication.ts';
import type { EncodedTile } from './tilelevel.ts';
import type { Watch } from './watch.ts';

/** Snapshots beyond this go into the frame that follows at once; patches are never divided. */
export const SNAPSHOT_BYTES_A_FRAME = 1 << 20;

/** What is the same for every client in a tick. */
export interface FrameContext {
  readonly epoch: number;
  readonly clock: watchfloor.v1.IPictureClock;
  /** A `PictureFrame` with the feeds' state and nothing else. */
  readonly feeds: Uint8Array;
}

interface InFlight {
  readonly watch: number;
  readonly tiles: readonly TileId[];
  readonly versions: readonly number[];
}

export class Viewer {
  readonly publication: Publication;
  readonly #snapshotBytes: number;
  #watch: Watch | undefined;
  /** What this client acknowledged, by tile. */
  #held = new Map<TileId, number>();
  #chosenHeld = { version: 0, members: undefined as string | undefined };
  #aggregateHeld = 0;
  #inFlight: InFlight | undefined;
  #due = false;
  #feedsSeq = 0;

  constructor(publication: Publication, snapshotBytes = SNAPSHOT_BYTES_A_FRAME) {
    this.publication = publication;
    this.#snapshotBytes = snapshotBytes;
  }

  get isWaiting(): boolean {
    return this.#inFlight !== undefined;
  }

  /** Replaces what the client looks at and what it is known to hold. */
  watch(watch: Watch, epoch: number): void {
    const { seq } = this.publication.tick;
    // Versions of another run, or of a tick that has not been, mean nothing.
    const known = (version: number): number => (watch.epoch === epoch && version <= seq ? version : 0);
    this.#held = new Map([[ALWAYS_TILE, known(watch.alwaysVersion)]]);
    for (const [tile, version] of watch.tiles) this.#held.set(tile, known(version));
    if (watch.chosen.join() !== this.#watch?.chosen.join()) {
      this.#chosenHeld = { version: 0, members: undefined };
    }
    if (!watch.aggregate || !this.#watch?.aggregate) this.#aggregateHeld = 0;
    this.#watch = watch;
    this.#due = true;
  }

  /** A new tick: there is something to say, if only that nothing changed. */
  markDue(): void {
    this.#due = true;
  }

  /** The client applied the frame in flight. */
  acknowledged(): void {
    const frame = this.#inFlight;
    this.#inFlight = undefined;
    // A frame that answers an earlier request says nothing about what the client keeps since the later one.
    if (!frame || frame.watch !== this.#watch?.number) return;
    for (const [i, tile] of frame.tiles.entries()) this.#held.set(tile, frame.versions[i]!);
  }

  /** The next frame, always of the latest tick; undefined while one is in flight or nothing is due. */
  next(context: FrameContext): Uint8Array | undefined {
    const watch = this.#watch;
    if (!watch || !this.#due || this.#inFlight) return undefined;
    const { publication } = this;
    const parts: Uint8Array[] = [];
    const tiles: TileId[] = [];
    const versions: number[] = [];
    const snapshots: [TileId, EncodedTile][] = [];
    for (const [tile, held] of this.#held) {
      const encoded = publication.tile(tile, held);
      if (!encoded) continue;
      if (encoded.snapshot) {
        snapshots.push([tile, encoded]);
      } else {
        parts.push(encoded.bytes);
        tiles.push(tile);
        versions.push(encoded.version);
      }
    }
    let room = this.#snapshotBytes;
    let sent = 0;
    for (const [tile, encoded] of snapshots) {
      if (sent > 0 && encoded.bytes.length > room) break;
      room -= encoded.bytes.length;
      sent += 1;
      parts.push(encoded.bytes);
      tiles.push(tile);
      versions.push(encoded.version);
    }
    const partial = sent < snapshots.length;
    const chosen = publication.chosen(watch.chosen, this.#chosenHeld.version, this.#chosenHeld.members);
    if (chosen) {
      parts.push(chosen.bytes);
      this.#chosenHeld = { version: chosen.version, members: chosen.members };
    }
    if (watch.aggregate) {
      const aggregate = publication.aggregate(this.#aggregateHeld);
      if (aggregate) {
        parts.push(aggregate.bytes);
        this.#aggregateHeld = aggregate.seq;
      }
    }
    if (this.#feedsSeq !== publication.tick.seq) {
      parts.push(context.feeds);
      this.#feedsSeq = publication.tick.seq;
    }
    this.#due = partial;
    this.#inFlight = { watch: watch.number, tiles, versions };
    return Buffer.concat([this.#header(context, watch, partial), ...parts]);
  }

  #header(context: FrameContext, watch: Watch, partial: boolean): Uint8Array {
    const { tick, trackCount } = this.publication;
    return watchfloor.v1.PictureFrame.encode({
      epoch: context.epoch,
      seq: tick.seq,
      clock: context.clock,
      baseMs: tick.baseMs,
      trackCount,
      watch: watch.number,
      partial,
    }).finish();
  }
}
