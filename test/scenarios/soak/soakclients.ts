/** Clients of a server that soaks: some stay, and one comes and goes. */
import { io } from 'socket.io-client';
import { PictureReceiver } from '../../../client/link/frame.ts';
import { TrackStore } from '../../../client/store/tracks.ts';
import type { Bounds } from '../../../proto/domain/geo.ts';
import { tilesCovering } from '../../../proto/domain/tiles.ts';
import type { Client } from '../../server/publish/socketclient.ts';

/** The demonstration's sea and land, and a harbour of it. */
export const ALL: Bounds = { west: 16, south: 38.9, east: 21, north: 42.7 };
export const HARBOUR: Bounds = { west: 19.3, south: 41.2, east: 19.6, north: 41.4 };
const MOST_TILES = 64;

export interface SoakClient {
  readonly frames: number;
  readonly tracks: number;
  /** Frames that could not be applied. */
  readonly faults: number;
  /** Times that the server let go of it: it comes again. */
  readonly cuts: number;
  close(): void;
}

/** Watches an area with everything that the screen asks for. */
export function soakClient(url: string, area: Bounds, level: 1 | 2): SoakClient {
  const socket: Client = io(url, { transports: ['websocket'], forceNew: true });
  const store = new TrackStore();
  const receiver = new PictureReceiver(store);
  let frames = 0;
  let faults = 0;
  let cuts = 0;
  socket.on('hello', () => {
    const tiles = tilesCovering(area, level, MOST_TILES);
    socket.emit('watch', receiver.request({ tiles, aggregate: false, plots: true, chosen: [] }));
  });
  socket.on('disconnect', (reason) => {
    // Its own end, or a loss that it mends by itself.
    if (reason !== 'io server disconnect') return;
    cuts += 1;
    socket.connect();
  });
  socket.on('picture', (bytes, applied) => {
    frames += 1;
    if (!receiver.apply(new Uint8Array(bytes)).ok) faults += 1;
    applied();
  });
  return {
    get frames() {
      return frames;
    },
    get tracks() {
      return store.count;
    },
    get faults() {
      return faults;
    },
    get cuts() {
      return cuts;
    },
    close: () => void socket.disconnect(),
  };
}
