/** A TCP sender on loopback, at a free port. */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { until } from './heard.ts';

export interface Sender {
  readonly port: number;
  /** Everyone who is connected now. */
  readonly sockets: Set<Socket>;
  /** How many ever connected. */
  accepted(): number;
  close(): Promise<void>;
}

export async function sender(port = 0): Promise<Sender> {
  const sockets = new Set<Socket>();
  let accepted = 0;
  const server: Server = createServer((socket) => {
    accepted++;
    sockets.add(socket);
    socket.resume();
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await until(() => server.listening);
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    accepted: () => accepted,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
