/** A real MQTT broker on loopback, at a free port. */
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { Aedes } from 'aedes';
import { until } from './heard.ts';

export const certificate = (name: string): string => path.join(import.meta.dirname, 'certificates', name);

export interface Broker {
  readonly port: number;
  /** Everyone who is connected now. */
  readonly sockets: Set<Socket>;
  /** Who subscribed to what, in order. */
  readonly subscriptions: readonly string[];
  publish(topic: string, payload: string | Uint8Array, qos?: 0 | 1, retain?: boolean): void;
  close(): Promise<void>;
}

export interface BrokerOptions {
  readonly port?: number;
  readonly tls?: 'server' | 'mutual';
  readonly user?: { readonly name: string; readonly password: string };
  /** Topics that nobody may subscribe to. */
  readonly refuse?: readonly string[];
}

export async function broker({ port = 0, tls, user, refuse = [] }: BrokerOptions = {}): Promise<Broker> {
  const aedes = await Aedes.createBroker();
  const subscriptions: string[] = [];
  aedes.authenticate = (_client, name, password, done) =>
    done(null, user === undefined || (name === user.name && password?.toString() === user.password));
  aedes.authorizeSubscribe = (_client, subscription, done) => {
    subscriptions.push(subscription.topic);
    done(null, refuse.includes(subscription.topic) ? null : subscription);
  };
  const sockets = new Set<Socket>();
  const accept = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    aedes.handle(socket);
  };
  const read = (name: string) => readFileSync(certificate(name));
  const server: Server =
    tls === undefined
      ? createServer(accept)
      : createTlsServer(
          {
            key: read('broker.key.pem'),
            cert: read('broker.pem'),
            ca: read('authority.pem'),
            requestCert: tls === 'mutual',
            rejectUnauthorized: tls === 'mutual',
          },
          accept,
        );
  server.listen(port, '127.0.0.1');
  await until(() => server.listening);
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    subscriptions,
    publish: (topic, payload, qos = 0, retain = false) =>
      aedes.publish(
        { cmd: 'publish', topic, payload: Buffer.from(payload), qos, dup: false, retain },
        () => {},
      ),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
    },
  };
}
