/** Clients of the live socket in tests: what they hear, and what they hold. */
import type { Socket } from 'socket.io-client';
import { PictureReceiver } from '../../../client/link/frame.ts';
import { TrackStore } from '../../../client/store/tracks.ts';
import type { RecordKind, Version } from '../../../proto/domain/operations/record.ts';
import type { ClientToServerEvents, ServerToClientEvents } from '../../../proto/wire.ts';
import type { DecidedRecords } from '../../../server/publish/door.ts';
import { at } from './room.ts';

export type Client = Socket<ServerToClientEvents, ClientToServerEvents>;

/** One zone, `home`, that a test says has changed. */
export class OneZone implements DecidedRecords {
  revision = 1;
  #listener: () => void = () => {};
  get<K extends RecordKind>(kind: K, id: string): Version<K> | undefined {
    return kind === 'zone' && id === 'home' ? ({ kind, id, value: {} } as unknown as Version<K>) : undefined;
  }
  onChange(listener: () => void): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = () => {};
    };
  }
  change(): void {
    this.revision += 1;
    this.#listener();
  }
}

export const heard = <E extends keyof ServerToClientEvents>(
  client: Client,
  event: E,
): Promise<Parameters<ServerToClientEvents[E]>> =>
  new Promise((resolve) => {
    const untyped: Socket = client as unknown as Socket;
    untyped.once(event as string, (...said: unknown[]) =>
      resolve(said as Parameters<ServerToClientEvents[E]>),
    );
  });

/** `in`, or why not. */
export const outcome = (client: Client): Promise<string> =>
  new Promise((resolve) => {
    client.once('hello', () => resolve('in'));
    client.once('connect_error', (error: Error & { data?: { code: string } }) =>
      resolve(`${error.message}${error.data ? ` (${error.data.code})` : ''}`),
    );
  });

/** Applies each frame as it comes; `next` resolves with the frames after it. */
export function watching(client: Client) {
  const store = new TrackStore();
  const receiver = new PictureReceiver(store);
  let next: (() => void) | undefined;
  client.on('picture', (bytes, applied) => {
    receiver.apply(new Uint8Array(bytes));
    applied();
    next?.();
  });
  const frame = (): Promise<void> =>
    new Promise((resolve) => {
      next = resolve;
    });
  const first = frame();
  client.emit('watch', receiver.request(at(41, 18.9)));
  return { store, first, frame };
}
