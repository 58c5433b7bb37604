/** Real web servers on loopback, at a free port: plain or over TLS with the certificates of this folder. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { certificate } from './broker.ts';
import { until } from './heard.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface WebServer {
  readonly port: number;
  /** Every request, in order. */
  readonly requests: readonly IncomingMessage[];
  close(): Promise<void>;
}

export interface SocketServer extends WebServer {
  /** Everyone who is connected now. */
  readonly clients: ReadonlySet<WebSocket>;
  /** Every message that came, as text. */
  readonly heard: readonly string[];
}

const tlsOptions = () => ({
  key: readFileSync(certificate('broker.key.pem')),
  cert: readFileSync(certificate('broker.pem')),
});

export async function webServer(answer: Answer, { tls = false, port = 0 } = {}): Promise<WebServer> {
  const requests: IncomingMessage[] = [];
  const take: Answer = (request, response) => {
    requests.push(request);
    answer(request, response);
  };
  const server = tls ? createTlsServer(tlsOptions(), take) : createServer(take);
  return { requests, ...(await listening(server, port)) };
}

/** @param refuse answers an upgrade with this status instead */
export async function socketServer({ tls = false, port = 0, refuse = 0 } = {}): Promise<SocketServer> {
  const requests: IncomingMessage[] = [];
  const heard: string[] = [];
  const server = tls ? createTlsServer(tlsOptions()) : createServer();
  const sockets = new WebSocketServer({
    server,
    verifyClient: ({ req }, done) => {
      requests.push(req);
      if (refuse === 0) done(true);
      else done(false, refuse);
    },
  });
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => heard.push(String(data)));
    socket.on('error', () => {});
  });
  const running = await listening(server, port);
  return {
    ...{ requests, heard, clients: sockets.clients, port: running.port },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await running.close();
    },
  };
}

async function listening(server: Server, port: number): Promise<Pick<WebServer, 'port' | 'close'>> {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await until(() => server.listening);
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
