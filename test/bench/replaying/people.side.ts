/**
 * People before a server, as their pages are: `people.side.ts URL COOKIE…`. Each looks at the live picture; told `{ rate }`,
 * each begins a replay besides and plays it, asking how it stands as the page does; told `{}`, they end them.
 */
import { io, type Socket } from 'socket.io-client';
import type { Replay } from '../../../proto/domain/record/replay.ts';
import { watchfloor } from '../../../proto/generated/watchfloor.js';
import { DAY_MS, HOUR_MS } from './day.ts';

const LOOK_EVERY_MS = 1500;
const [url = '', ...cookies] = process.argv.slice(2);
/** A sea's tiles. */
const tiles = [...Array(16).keys()].map((i) => ({
  tile: (1 << 20) | ((68 + (i >> 2)) << 10) | (46 + (i & 3)),
  version: 0,
}));
const watch = watchfloor.v1.WatchRequest.encode({ number: 1, tiles }).finish();

async function said<T>(cookie: string, method: string, path: string, body?: object): Promise<T> {
  const headers = { Cookie: `watchfloor_session=${cookie}`, 'Content-Type': 'application/json' };
  const answer = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function open(cookie: string): Promise<Socket> {
  const socket = io(url, {
    ...{ transports: ['websocket'], forceNew: true },
    extraHeaders: { Cookie: `watchfloor_session=${cookie}` },
  });
  let seen = (): void => {};
  const first = new Promise<void>((resolve) => {
    seen = resolve;
  });
  socket.on('picture', (_bytes: Uint8Array, applied: () => void) => {
    applied();
    frames += 1;
    seen();
  });
  socket.on('cut', (why) => {
    throw new Error(String(why));
  });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  socket.emit('watch', watch);
  await first;
  return socket;
}

let frames = 0;
let ends: (() => Promise<unknown>)[] = [];
await Promise.all(cookies.map(open));

process.on('message', async ({ rate }: { readonly rate?: number }) => {
  await Promise.all(ends.map((end) => end()));
  ends = [];
  if (rate !== undefined)
    for (const [i, cookie] of cookies.entries()) {
      const asked = { mode: 'known', atMs: DAY_MS + (5 + 4 * i) * HOUR_MS };
      const { id } = await said<Replay>(cookie, 'POST', '/api/replays', asked);
      const socket = await open(cookie);
      socket.emit('replay', id);
      socket.emit('watch', watch);
      await said(cookie, 'POST', `/api/replays/${id}`, { rate, isPlaying: true });
      const looking = setInterval(
        () => void said(cookie, 'GET', `/api/replays/${id}/alerts`).catch(() => {}),
        LOOK_EVERY_MS,
      );
      ends.push(async () => {
        clearInterval(looking);
        socket.disconnect();
        await said(cookie, 'DELETE', `/api/replays/${id}`);
      });
    }
  process.send?.({ frames });
});
process.send?.('there');
