import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { type Socket as ClientSocket, io } from 'socket.io-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inOneWrite } from '../../../server/publish/onewrite.ts';

const FRAME = Buffer.alloc(5000, 7);

let server: Server;
let socket: Socket;
let client: ClientSocket;

beforeEach(async () => {
  const http = createServer();
  server = new Server(http, { transports: ['websocket'] });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const connected = once(server, 'connection');
  const { port } = http.address() as AddressInfo;
  client = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true });
  await once(client as unknown as NodeJS.EventEmitter, 'connect');
  [socket] = (await connected) as [Socket];
  // What the handshake wrote is out when a first question has come back.
  client.on('ready?', (answer: () => void) => answer());
  await socket.emitWithAck('ready?');
});

afterEach(async () => {
  client.disconnect();
  await server.close();
});

/** Bytes handed to the TCP socket within `send`. */
function writtenBy(send: () => void): number {
  const tcp = socket.request.socket;
  const before = tcp.bytesWritten;
  send();
  return tcp.bytesWritten - before;
}

test('an event with bytes leaves whole, where Socket.IO alone begins with its first message', async () => {
  const sent = new Promise((applied) => {
    const bytes = writtenBy(() => inOneWrite(socket, () => socket.emit('picture', FRAME, applied)));
    expect(bytes).toBeGreaterThan(FRAME.length);
  });
  client.on('picture', (data: Buffer, applied: () => void) => {
    expect(data.equals(FRAME)).toBe(true);
    applied();
  });
  await sent;
  const alone = new Promise((applied) => {
    expect(writtenBy(() => socket.emit('picture', FRAME, applied))).toBeLessThan(100);
  });
  await alone;
});

test('nothing is lost or turned round when the connection is busy', async () => {
  const numbers: number[] = [];
  const all = new Promise<void>((resolve) => {
    client.on('picture', (data: Buffer) => {
      numbers.push(data[0]!);
      if (numbers.length === 20) resolve();
    });
  });
  for (let i = 0; i < 20; i += 1) {
    const send = (): boolean => socket.emit('picture', Buffer.of(i));
    if (i % 3 === 0) send();
    else inOneWrite(socket, send);
  }
  await all;
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => i));
});

test('a closed connection takes it as Socket.IO does: in silence', async () => {
  const gone = once(socket, 'disconnect');
  client.disconnect();
  await gone;
  let emitted = false;
  inOneWrite(socket, () => {
    emitted = true;
    socket.emit('picture', FRAME);
  });
  expect(emitted).toBe(true);
  expect(socket.request.socket.writableCorked).toBe(0);
});
