/**
 * Clients in a process of their own: `viewers.side.ts URL CLIENTS KIND AUDIENCES`, each as one of the audiences. Told by message how much is due in all, it
 * answers once that much has come; it does no more with what it receives than Socket.IO itself.
 */
import { io } from 'socket.io-client';

const [url = '', clients = '1', kind = 'frames', audiences = '0'] = process.argv.slice(2);

/** Of people who are signed in, where the server asks for that. */
const cookies = (process.env.WATCHFLOOR_BENCH_COOKIES ?? '').split(' ').filter((one) => one !== '');

let due = Number.POSITIVE_INFINITY;
let come = 0;

function look(): void {
  if (come < due) return;
  due = Number.POSITIVE_INFINITY;
  come = 0;
  process.send?.('all there');
}

function arrived(): void {
  come += 1;
  look();
}

process.on('message', (message: { due: number } | { watch: number[][] }) => {
  if ('due' in message) {
    due = message.due;
    look();
    return;
  }
  for (const [i, request] of message.watch.entries()) sockets[i]?.emit('watch', Uint8Array.from(request));
});

const sockets = Array.from({ length: Number(clients) }, (_, i) => {
  const auth = Number(audiences) > 0 ? { token: `viewer-${i % Number(audiences)}` } : {};
  const cookie = cookies[i % Math.max(1, cookies.length)];
  const extraHeaders = cookie === undefined ? {} : { cookie };
  const socket = io(url, { transports: ['websocket'], forceNew: true, auth, extraHeaders });
  if (kind === 'frames') {
    socket.on('picture', (_bytes: Uint8Array, applied: () => void) => {
      applied();
      arrived();
    });
  } else socket.on(kind, arrived);
  return socket;
});
Promise.all(sockets.map((socket) => new Promise<void>((resolve) => socket.on('connect', resolve)))).then(() =>
  process.send?.('connected'),
);
