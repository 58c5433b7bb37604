/** One client's side of the publication: what it watches and holds, and the next frame for it. No sockets here. */
import { ALWAYS_TILE, type TileId } from '../../proto/domain/tiles.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import type { Publication } from './publication.ts';
import { ToldLists } from './surroundings/lists.ts';
import { type EncodedTile, UNKNOWN_VERSION } from './tilelevel.ts';
import type { Watch } from './watch.ts';

/** Snapshots beyond this go into the frame that follows at once; patches are never divided. */
export const SNAPSHOT_BYTES_A_FRAME = 1 << 20;

/** A frame up to this long is written over the client's last one, which it has acknowledged; a longer one is let go. */
export const KEPT_FRAME_BYTES = 1 << 16;

/** What is the same for every client in a tick. */
export interface FrameContext {
  /** The epoch, the tick, its time and the clock: a part of a `PictureFrame`, to be concatenated with others. */
  readonly head: Uint8Array;
  /** The state of every feed there is. */
  readonly feeds: () => readonly watchfloor.v1.IFeedState[];
}

/** What a frame of another audience leaves behind when it is acknowledged. */
const NOTHING_IN_FLIGHT = { watch: 0, tiles: [], versions: [] } as const;

interface InFlight {
  readonly watch: number;
  readonly tiles: readonly TileId[];
  readonly versions: readonly number[];
}

export class Viewer {
  #publication: Publication;
  readonly #snapshotBytes: number;
  #watch: Watch | undefined;
  /** What this client acknowledged, by tile. */
  #held = new Map<TileId, number>();
  #chosenHeld = { version: 0, members: undefined as string | undefined };
  #aggregateHeld = 0;
  #inFlight: InFlight | undefined;
  #due = false;
  #feedsSeq = 0;
  #plotsSeq = 0;
  #sensorsVersion = 0;
  readonly #told = new ToldLists();
  /** One frame is in flight at a time, so that its memory is free again with the acknowledgement. */
  #memory = Buffer.alloc(0);

  constructor(publication: Publication, snapshotBytes = SNAPSHOT_BYTES_A_FRAME) {
    this.#publication = publication;
    this.#snapshotBytes = snapshotBytes;
  }

  get publication(): Publication {
    return this.#publication;
  }

  /**
   * Moves the client to what another audience sees: all that it holds is replaced with the next frame, and a frame in
   * flight says nothing of what it holds afterwards.
   */
  regard(publication: Publication): void {
    this.#publication = publication;
    for (const tile of this.#held.keys()) this.#held.set(tile, UNKNOWN_VERSION);
    this.#chosenHeld = { version: 0, members: undefined };
    this.#aggregateHeld = 0;
    this.#feedsSeq = 0;
    this.#plotsSeq = 0;
    this.#sensorsVersion = 0;
    this.#told.forget();
    if (this.#inFlight) this.#inFlight = NOTHING_IN_FLIGHT;
    this.#due = true;
  }

  get isWaiting(): boolean {
    return this.#inFlight !== undefined;
  }

  /** Replaces what the client looks at and what it is known to hold. */
  watch(watch: Watch, epoch: number): void {
    const { tick, mark } = this.#publication;
    const before = this.#held;
    // Versions of another run, of a tick that has not been, or of what somebody else may see mean nothing. Who does
    // not say whose they are is believed what it was sent here.
    const known = (tile: TileId, version: number): number => {
      if (watch.epoch !== epoch || version > tick.seq) return 0;
      const isOurs = watch.audience === mark || (watch.audience === '' && before.get(tile) === version);
      return version === 0 || isOurs ? version : UNKNOWN_VERSION;
    };
    this.#held = new Map([[ALWAYS_TILE, known(ALWAYS_TILE, watch.alwaysVersion)]]);
    for (const [tile, version] of watch.tiles) this.#held.set(tile, known(tile, version));
    if (watch.chosen.join() !== this.#watch?.chosen.join()) {
      this.#chosenHeld = { version: 0, members: undefined };
    }
    if (!watch.aggregate || !this.#watch?.aggregate) this.#aggregateHeld = 0;
    this.#plotsSeq = 0;
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

  /**
   * The next frame, always of the latest tick; undefined while one is in flight or nothing is due.
   * Its bytes stand until it is acknowledged.
   */
  next(context: FrameContext): Uint8Array | undefined {
    const watch = this.#watch;
    if (!watch || !this.#due || this.#inFlight) return undefined;
    const publication = this.#publication;
    const parts: Uint8Array[] = [context.head];
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
      parts.push(publication.feeds(context.feeds));
      this.#feedsSeq = publication.tick.seq;
    }
    const sensors = publication.sensors();
    if (this.#sensorsVersion !== sensors.version) {
      parts.push(sensors.bytes);
      this.#sensorsVersion = sensors.version;
    }
    parts.push(...this.#told.news(publication.surroundings));
    if (watch.plots && this.#plotsSeq !== publication.tick.seq) {
      parts.push(publication.plots(watch.tiles));
      this.#plotsSeq = publication.tick.seq;
    }
    this.#due = partial;
    this.#inFlight = { watch: watch.number, tiles, versions };
    parts.push(this.#header(watch, partial));
    return this.#joined(parts);
  }

  #header(watch: Watch, partial: boolean): Uint8Array {
    const { trackCount, mark: audience } = this.#publication;
    return watchfloor.v1.PictureFrame.encode({ trackCount, watch: watch.number, partial, audience }).finish();
  }

  #joined(parts: readonly Uint8Array[]): Uint8Array {
    let length = 0;
    for (const part of parts) length += part.length;
    if (length > KEPT_FRAME_BYTES) return Buffer.concat(parts, length);
    // Half as long again, so that a frame a little longer than the last finds room.
    if (length > this.#memory.length) {
      this.#memory = Buffer.allocUnsafeSlow(Math.min(KEPT_FRAME_BYTES, Math.ceil(length * 1.5)));
    }
    let at = 0;
    for (const part of parts) {
      this.#memory.set(part, at);
      at += part.length;
    }
    return this.#memory.subarray(0, length);
  }
}
