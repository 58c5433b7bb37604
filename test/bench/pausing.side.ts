/** One client in a process of its own that stops reading when told, and reads on when told: `pausing.side.ts URL EVENT`. */
import type { Socket as TcpSocket } from 'node:net';
import { io } from 'socket.io-client';
import { watchfloor } from '../../proto/generated/watchfloor.js';

const [url = '', event = 'picture'] = process.argv.slice(2);
const socket = io(url, { transports: ['websocket'] });

/** The TCP socket below Node's websocket: no browser can stop reading so thoroughly. */
const tcp = (): TcpSocket =>
  (socket.io.engine.transport as unknown as { ws: { _socket: TcpSocket } }).ws._socket;

let resumed = false;
socket.on(event, (data: unknown, applied?: () => void) => {
  applied?.();
  const seq = data instanceof Uint8Array ? watchfloor.v1.PictureFrame.decode(data).seq : 0;
  process.send?.({ seq, resumed });
});
process.on('message', (message: { watch?: number[]; pause?: boolean }) => {
  if (message.watch) socket.emit('watch', Uint8Array.from(message.watch));
  if (message.pause === true) {
    tcp().pause();
    process.send?.('paused');
  }
  if (message.pause === false) {
    resumed = true;
    tcp().resume();
  }
});
socket.on('connect', () => process.send?.('connected'));
