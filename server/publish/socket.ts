/** The publisher on Socket.IO: websocket only, uncompressed, small messages in, same host alone. */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server } from 'socket.io';
import type { ClientToServerEvents, ServerToClientEvents } from '../../proto/wire.ts';
import { WATCH_LIMITS } from '../../proto/wire.ts';
import { localAudience } from '../access/audience.ts';
import { isLoopbackHost, isLoopbackName } from './hosts.ts';
import { inOneWrite } from './onewrite.ts';
import type { Publisher } from './publisher.ts';

/** A watch request and Socket.IO's few bytes around it. */
const MAX_MESSAGE_BYTES = WATCH_LIMITS.bytes + 1024;

/**
 * Whether a page of `origin` may speak to the server that was asked for as `host`: the same host, or both on
 * loopback (a development server on another port). No origin: not a browser.
 */
export function isAllowedOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  if (host === undefined || !URL.canParse(origin) || !URL.canParse(`http://${host}`)) return false;
  const from = new URL(origin);
  const to = new URL(`http://${host}`);
  return from.host === host || (isLoopbackName(from.hostname) && isLoopbackName(to.hostname));
}

export interface PictureSocket {
  /** Cuts every client and takes no more; the HTTP server stays its owner's to close. */
  close(): void;
}

/** Serves `publisher` on `/socket.io` of an HTTP server. */
export function attachSocket(http: HttpServer, publisher: Publisher): PictureSocket {
  const io = new Server<ClientToServerEvents, ServerToClientEvents>({
    transports: ['websocket'],
    allowUpgrades: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    serveClient: false,
    allowRequest: (request: IncomingMessage, decide) => {
      const { origin, host } = request.headers;
      const mayConnect = isLoopbackHost(host) && isAllowedOrigin(origin, host);
      decide(mayConnect ? null : 'this origin may not connect', mayConnect);
    },
  });
  io.attach(http);
  io.on('connection', (socket) => {
    const handle = publisher.connect(
      {
        hello: (bytes) => socket.emit('hello', bytes),
        picture: (bytes, applied) => inOneWrite(socket, () => socket.emit('picture', bytes, applied)),
        cut: (reason) => {
          socket.emit('cut', reason);
          socket.disconnect(true);
        },
      },
      localAudience(),
    );
    if (!handle) return;
    socket.on('watch', (bytes) => handle.watch(bytes));
    socket.on('disconnect', () => handle.close());
  });
  return {
    close: () => {
      publisher.stop();
      io.disconnectSockets(true);
      io.engine.close();
      io.removeAllListeners();
    },
  };
}
