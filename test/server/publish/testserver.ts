/** The real web server with a real picture on a port of its own. */
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { epochMs } from '../../../proto/domain/units.ts';
import type { Access } from '../../../server/access/access.ts';
import { localAudience } from '../../../server/access/audience.ts';
import type { AccessDesk } from '../../../server/access/desk.ts';
import type { ArchiveRoom } from '../../../server/publish/archive/archiveroom.ts';
import { Publisher } from '../../../server/publish/publisher.ts';
import type {
  Alerts,
  Assist,
  Decisions,
  FeedReport,
  Operations,
  ReplayRoom,
} from '../../../server/publish/routeoptions.ts';
import type { Alarms } from '../../../server/publish/shown.ts';
import type { PictureSource } from '../../../server/publish/source.ts';
import { createWebServer } from '../../../server/publish/webserver.ts';
import { Picture } from '../../../server/tracks/picture.ts';
import { type ManualClock, manualClock } from '../../manualclock.ts';
import { report, type Ship } from './ships.ts';
import { TestAccess } from './testaccess.ts';

export const START_MS = 1_760_000_000_000;

export interface TestServerOptions {
  readonly port?: number;
  readonly epoch?: number;
  readonly clientDir?: string;
  readonly basemapDir?: string;
  readonly feeds?: () => readonly FeedReport[];
  readonly clock?: ManualClock;
  readonly operations?: Operations;
  /** Who may come in; by default anybody, who sees everything. */
  readonly access?: Access;
  /** Who lets people in, and what they decide; nobody and nothing where absent. */
  readonly desk?: AccessDesk;
  readonly decisions?: Decisions;
  readonly assist?: Assist;
  readonly alerts?: Alerts;
  readonly alarms?: Alarms;
  readonly replays?: ReplayRoom;
  readonly archive?: ArchiveRoom;
}

/** A server of any picture; `close` it. */
export async function serve(source: PictureSource, options: TestServerOptions = {}) {
  const { epoch = 1 } = options;
  const clock = options.clock ?? manualClock(START_MS);
  const publisher = new Publisher(
    {
      source,
      clock,
      epoch,
      tickMs: 1000,
      feeds: () => [],
      serverVersion: '0.0.0-test',
      site: 'Test',
      demonstration: true,
      ...(options.alarms && { alarms: options.alarms }),
    },
    localAudience(),
  );
  const bugs: unknown[] = [];
  const web = createWebServer({
    source,
    publisher,
    clock,
    epoch,
    access: options.access ?? new TestAccess(),
    serverVersion: '0.0.0-test',
    feeds: options.feeds ?? (() => []),
    stages: () => [
      {
        name: 'tracks',
        lastActivityMs: clock.nowMs(),
        counts: { tracks: publisher.counts.tracks },
      },
    ],
    clientDir: options.clientDir ?? tmpdir(),
    basemapDir: options.basemapDir ?? tmpdir(),
    onBug: (error) => bugs.push(error),
    ...(options.operations && { operations: options.operations }),
    ...(options.desk && { desk: options.desk }),
    ...(options.decisions && { decisions: options.decisions }),
    ...(options.assist && { assist: options.assist }),
    ...(options.alerts && { alerts: options.alerts }),
    ...(options.replays && { replays: options.replays }),
    ...(options.archive && { archive: options.archive }),
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
  };
}

/** A server of a real picture that hears ships. */
export async function testServer(options: TestServerOptions = {}) {
  const picture = new Picture({ epoch: options.epoch ?? 1 });
  picture.tick(epochMs(START_MS));
  const server = await serve(picture, options);
  const { clock, publisher } = server;
  return {
    ...server,
    picture,
    /** Hears ships now, then ticks. */
    hear(...ships: Ship[]): void {
      clock.advance(1000);
      for (const ship of ships) picture.apply(report(ship, clock.nowMs()));
      publisher.tick();
    },
  };
}

export type TestServer = Awaited<ReturnType<typeof testServer>>;
