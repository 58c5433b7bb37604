/** The real web server with a real picture on a port of its own. */
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { epochMs } from '../../../proto/domain/units.ts';
import { localAudience } from '../../../server/access/audience.ts';
import { Publisher } from '../../../server/publish/publisher.ts';
import type { FeedReport } from '../../../server/publish/routes.ts';
import { createWebServer } from '../../../server/publish/webserver.ts';
import { Picture } from '../../../server/tracks/picture.ts';
import { manualClock } from '../../manualclock.ts';
import { report, type Ship } from './ships.ts';

export const START_MS = 1_760_000_000_000;

export interface TestServerOptions {
  readonly port?: number;
  readonly epoch?: number;
  readonly clientDir?: string;
  readonly basemapDir?: string;
  readonly feeds?: () => readonly FeedReport[];
}

export async function testServer(options: TestServerOptions = {}) {
  const { epoch = 1 } = options;
  const picture = new Picture({ epoch });
  const clock = manualClock(START_MS);
  picture.tick(epochMs(START_MS));
  const publisher = new Publisher(
    {
      source: picture,
      clock,
      epoch,
      tickMs: 1000,
      feeds: () => [],
      serverVersion: '0.0.0-test',
      site: 'Test',
      demonstration: true,
    },
    localAudience(),
  );
  const bugs: unknown[] = [];
  const web = createWebServer({
    source: picture,
    publisher,
    clock,
    epoch,
    serverVersion: '0.0.0-test',
    feeds: options.feeds ?? (() => []),
    stages: () => [{ name: 'tracks', lastActivityMs: clock.nowMs(), counts: { tracks: picture.size } }],
    clientDir: options.clientDir ?? tmpdir(),
    basemapDir: options.basemapDir ?? tmpdir(),
    onBug: (error) => bugs.push(error),
  });
  const sockets = new Set<Socket>();
  web.http.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  web.http.listen(options.port ?? 0, '127.0.0.1');
  await once(web.http, 'listening');
  const { port } = web.http.address() as AddressInfo;
  return {
    picture,
    clock,
    publisher,
    web,
    bugs,
    port,
    url: `http://127.0.0.1:${port}`,
    /** As a network that fails: every connection ends without a word. */
    dropConnections(): void {
      for (const socket of sockets) socket.destroy();
    },
    /** Hears ships now, then ticks. */
    hear(...ships: Ship[]): void {
      clock.advance(1000);
      for (const ship of ships) picture.apply(report(ship, clock.nowMs()));
      publisher.tick();
    },
  };
}

export type TestServer = Awaited<ReturnType<typeof testServer>>;
