/**
 * Server CPU to show 10,000 moving ships to 200 clients, each with a tenth of them in view, once a second: tiles of
 * columns (to one audience, and to eight that may see different things), JSON batches by view, an emit for each track to everyone, and one for each track to those who have it in
 * view. The clients live in another process; a tick
 * begins when everyone has the last. Everything is counted but the ships' movement: the drain, the sockets, the
 * acknowledgements.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Server } from 'socket.io';
import { type Bounds, contains } from '../../proto/domain/geo.ts';
import { seeded } from '../../proto/domain/random.ts';
import { tilesCovering } from '../../proto/domain/tiles.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import { type Audience, localAudience } from '../../server/access/audience.ts';
import { Publisher } from '../../server/publish/publisher.ts';
import { attachSocket } from '../../server/publish/socket.ts';
import { manualClock } from '../manualclock.ts';
import { openDoor } from '../server/publish/testaccess.ts';
import { FIELDS_COMPARED, Fleet, SEA, START_MS, STATIONS, VIEW } from './fleet.side.ts';
import { compare, type Figures, ranAsSide, report, type Side } from './harness.ts';

const CLIENTS = 200;
const AUDIENCES = 8;

/** Each sees three of the four coast stations' ships whole, and the fourth's without a name, in cells of two kilometres. */
const partners: readonly Audience[] = Array.from({ length: AUDIENCES }, (_, i) => {
  const foreign = STATIONS[i % STATIONS.length]!;
  const reduction = { withoutIdentity: true, roundM: 2000 };
  return {
    key: `partner ${i}`,
    sight: ({ feeds }) => (feeds === foreign ? reduction : 'whole'),
    seesFeed: (feed) => !foreign.feeds.includes(feed),
  };
});

/** A view a client, a tenth of the sea each, anywhere within it. */
function views(): Bounds[] {
  const random = seeded(2);
  return Array.from({ length: CLIENTS }, () => {
    const west = SEA.west + random() * (SEA.east - SEA.west - VIEW.width);
    const south = SEA.south + random() * (SEA.north - SEA.south - VIEW.height);
    return { west, south, east: west + VIEW.width, north: south + VIEW.height };
  });
}

interface Sending {
  /** Sends a tick, in parts that each begin when the clients have the last; yields how many messages they get by it. */
  tick(): Iterable<number>;
  /** What the clients must say first, a request each. */
  readonly requests?: readonly Uint8Array[];
  stop(): void;
}

/** Runs ticks in step with the clients and measures this process, the ships' movement aside. */
async function measure(
  kind: string,
  warm: number,
  ticks: number,
  begin: (io: ReturnType<typeof createServer>, fleet: Fleet) => Sending,
  audiences = 0,
): Promise<Figures> {
  const fleet = new Fleet();
  const http = createServer();
  const sockets = new Set<Socket>();
  http.on('connection', (socket) => sockets.add(socket));
  const sending = begin(http, fleet);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  const program = fileURLToPath(new URL('viewers.side.ts', import.meta.url));
  const clients: ChildProcess = fork(
    program,
    [`http://127.0.0.1:${port}`, String(CLIENTS), kind, String(audiences)],
    {
      execArgv: ['--import', 'tsx'],
    },
  );
  await once(clients, 'message');
  if (sending.requests) {
    clients.send({ watch: sending.requests.map((bytes) => [...bytes]) });
    clients.send({ due: CLIENTS });
    await once(clients, 'message');
  }
  const written = (): number => [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, 0);
  let sailingUs = 0;
  let before = process.cpuUsage();
  let bytesBefore = 0;
  for (let i = 0; i < warm + ticks; i += 1) {
    if (i === warm) {
      sailingUs = 0;
      before = process.cpuUsage();
      bytesBefore = written();
    }
    const start = process.cpuUsage();
    fleet.sail();
    const sailed = process.cpuUsage(start);
    sailingUs += sailed.user + sailed.system;
    for (const due of sending.tick()) {
      clients.send({ due });
      await once(clients, 'message');
    }
  }
  const used = process.cpuUsage(before);
  const bytes = written() - bytesBefore;
  clients.kill();
  sending.stop();
  http.close();
  return {
    cpuMsATick: (used.user + used.system - sailingUs) / 1000 / ticks,
    systemMsATick: used.system / 1000 / ticks,
    kilobytesAClientATick: bytes / 1000 / ticks / CLIENTS,
  };
}

const columns =
  (suppressing: boolean, audiences: readonly Audience[] = []) =>
  (): Promise<Figures> => {
    const begin = (http: ReturnType<typeof createServer>, fleet: Fleet): Sending => {
      const clock = manualClock(START_MS);
      const publisher = new Publisher(
        {
          source: fleet,
          clock,
          epoch: 1,
          tickMs: 1000,
          feeds: () => [],
          serverVersion: '',
          site: '',
          demonstration: false,
          suppressing,
        },
        localAudience(),
      );
      const socket = attachSocket(http, publisher, openDoor(clock, audiences));
      const requests = views().map((view) =>
        watchfloor.v1.WatchRequest.encode({
          number: 1,
          tiles: tilesCovering(view, 1, 512).map((tile) => ({ tile, version: 0 })),
        }).finish(),
      );
      return {
        requests,
        tick: () => {
          clock.advance(1000);
          publisher.tick();
          return [CLIENTS];
        },
        stop: () => socket.close(),
      };
    };
    return measure('frames', 60, 60, begin, audiences.length);
  };

/** What Socket.IO's documentation shows: emit objects to each socket. */
const json = (event: 'tracks' | 'track', warm: number, ticks: number) => (): Promise<Figures> =>
  measure(event, warm, ticks, (http, fleet) => {
    const io = new Server(http, { transports: ['websocket'] });
    const shown = views();
    return {
      tick: () => {
        const { lat, lon } = fleet.columns;
        const tracks = Array.from({ length: fleet.slotCount }, (_, slot) => fleet.json(slot));
        let due = 0;
        let client = 0;
        for (const socket of io.of('/').sockets.values()) {
          const view = shown[client]!;
          client += 1;
          const batch = [];
          for (let slot = 0; slot < fleet.slotCount; slot += 1) {
            if (!contains(view, lat[slot]!, lon[slot]!)) continue;
            if (event === 'tracks') batch.push(tracks[slot]!);
            else {
              socket.emit('track', tracks[slot]!);
              due += 1;
            }
          }
          if (event === 'tracks') {
            socket.emit('tracks', batch);
            due += 1;
          }
        }
        return [due];
      },
      stop: () => void io.close(),
    };
  });

/** What Socket.IO's documentation shows for everyone; a thousand at a time, as they would come through the second. */
const emitToAll = (): Promise<Figures> =>
  measure('track', 0, 1, (http, fleet) => {
    const io = new Server(http, { transports: ['websocket'] });
    return {
      *tick() {
        for (let from = 0; from < fleet.slotCount; from += 1000) {
          for (let slot = from; slot < from + 1000; slot += 1) io.emit('track', fleet.json(slot));
          yield 1000 * CLIENTS;
        }
      },
      stop: () => void io.close(),
    };
  });

const sides: readonly Side[] = [
  { name: 'tiles of columns', run: columns(false) },
  { name: 'tiles of columns, suppressing', run: columns(true) },
  { name: `tiles of columns, ${AUDIENCES} audiences`, run: columns(false, partners) },
  { name: 'JSON by view', run: json('tracks', 4, 8) },
  { name: 'emit a track in view', run: json('track', 1, 2) },
  { name: 'emit a track to all', run: emitToAll },
];

if (!(await ranAsSide(sides))) {
  const benchUrl = import.meta.url;
  const figures = new Map([
    ...(await compare({ benchUrl, sides: sides.slice(0, 5), rounds: 3 })),
    // Two million messages a tick, hundreds of times over its floor: once is enough.
    ...(await compare({ benchUrl, sides: sides.slice(5), rounds: 1 })),
  ]);
  console.error(FIELDS_COMPARED);
  const cpu = (side: string): number => figures.get(side)?.cpuMsATick ?? Number.NaN;
  const ours = cpu('tiles of columns');
  const suppressing = cpu('tiles of columns, suppressing');
  report(`fan-out: ${CLIENTS} clients with 10 % views over 10,000 moving ships at 1 Hz`, figures, [
    { what: 'JSON by view / tiles', ratio: cpu('JSON by view') / ours, floor: 12 },
    { what: 'emit a track in view / tiles', ratio: cpu('emit a track in view') / ours, floor: 100 },
    { what: 'emit a track to all / tiles', ratio: cpu('emit a track to all') / ours, floor: 100 },
    { what: 'JSON by view / tiles, suppressing', ratio: cpu('JSON by view') / suppressing, floor: 12 },
  ]);
}
