/**
 * What a client that stops reading costs the server: memory after 200 ticks of 10,000 moving ships all in its view,
 * and what it gets when it reads on. JSON batches beside it, which nothing holds back.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Server } from 'socket.io';
import { tilesCovering } from '../../proto/domain/tiles.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import { localAudience } from '../../server/access/audience.ts';
import { Publisher } from '../../server/publish/publisher.ts';
import { attachSocket } from '../../server/publish/socket.ts';
import { manualClock } from '../manualclock.ts';
import { openDoor } from '../server/publish/testaccess.ts';
import { Fleet, SEA, START_MS } from './fleet.side.ts';
import { compare, type Figures, ranAsSide, report, type Side } from './harness.ts';

const WARM_TICKS = 30;
const TICKS = 200;

interface Sending {
  tick(): void;
  /** Number of the newest tick, and bytes of its frame. */
  latest(): { readonly seq: number; readonly bytes: number };
  readonly request?: Uint8Array;
  stop(): void;
}

async function settledBytes(): Promise<number> {
  for (let i = 0; i < 5; i += 1) {
    await setImmediate();
    globalThis.gc?.();
  }
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  // Node counts array buffers within `external` too; taking both only makes the bound stricter.
  return heapUsed + external + arrayBuffers;
}

async function measure(
  event: string,
  begin: (http: ReturnType<typeof createServer>, fleet: Fleet) => Sending,
) {
  const fleet = new Fleet();
  const http = createServer();
  const sending = begin(http, fleet);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  const program = fileURLToPath(new URL('pausing.side.ts', import.meta.url));
  const client: ChildProcess = fork(program, [`http://127.0.0.1:${port}`, event], {
    execArgv: ['--import', 'tsx'],
  });
  // Kept in order from now on: several may come at once.
  const messages = on(client, 'message');
  const told = async (): Promise<unknown> => (await messages.next()).value[0];
  await told();
  if (sending.request) {
    client.send({ watch: [...sending.request] });
    await told();
  }
  for (let i = 0; i < WARM_TICKS; i += 1) {
    fleet.sail();
    sending.tick();
    await told();
  }
  const frameBytes = sending.latest().bytes;
  client.send({ pause: true });
  await told();
  const before = await settledBytes();
  for (let i = 0; i < TICKS; i += 1) {
    fleet.sail();
    sending.tick();
    await setImmediate();
  }
  const grownBytes = Math.max(0, (await settledBytes()) - before);
  const { seq } = sending.latest();
  client.send({ pause: false });
  let framesToLatest = 0;
  for (let reached = 0; reached < seq && framesToLatest < TICKS; framesToLatest += 1) {
    const { seq: got } = (await told()) as { seq: number };
    reached = got || framesToLatest + 1 + (seq - TICKS);
  }
  client.kill();
  sending.stop();
  http.close();
  return {
    frameKb: frameBytes / 1000,
    grownKb: grownBytes / 1000,
    framesGrown: grownBytes / frameBytes,
    framesToLatest,
  };
}

const columns = (): Promise<Figures> =>
  measure('picture', (http, fleet) => {
    const clock = manualClock(START_MS);
    const options = {
      epoch: 1,
      tickMs: 1000,
      feeds: () => [],
      serverVersion: '',
      site: '',
      demonstration: false,
    };
    const publisher = new Publisher(
      { source: fleet, clock, suppressing: false, ...options },
      localAudience(),
    );
    const socket = attachSocket(http, publisher, openDoor(clock));
    let bytes = 0;
    return {
      request: watchfloor.v1.WatchRequest.encode({
        number: 1,
        tiles: tilesCovering(SEA, 1, 512).map((tile) => ({ tile, version: 0 })),
      }).finish(),
      tick: () => {
        // Picture time stands almost still, so that the pause is not long enough to be cut for.
        clock.advance(100);
        const before = publisher.counts;
        publisher.tick();
        const { frames, bytes: all } = publisher.counts;
        if (frames > before.frames) bytes = (all - before.bytes) / (frames - before.frames);
      },
      latest: () => ({ seq: publisher.counts.ticks, bytes }),
      stop: () => socket.close(),
    };
  });

const json = (): Promise<Figures> =>
  measure('tracks', (http, fleet) => {
    const io = new Server(http, { transports: ['websocket'] });
    let seq = 0;
    const batch = () => Array.from({ length: fleet.slotCount }, (_, slot) => fleet.json(slot));
    return {
      tick: () => {
        seq += 1;
        io.emit('tracks', batch());
      },
      latest: () => ({ seq, bytes: Buffer.byteLength(JSON.stringify(batch())) }),
      stop: () => void io.close(),
    };
  });

const sides: readonly Side[] = [
  { name: 'tiles of columns', run: columns },
  { name: 'JSON batches', run: json },
];

if (!(await ranAsSide(sides))) {
  const figures = await compare({ benchUrl: import.meta.url, sides, rounds: 3, nodeFlags: ['--expose-gc'] });
  const ours = figures.get('tiles of columns');
  report(`a paused client: ${TICKS} ticks of 10,000 ships`, figures, [
    { what: 'two frames / growth', ratio: 2 / (ours?.framesGrown || 0.001), floor: 1 },
    {
      what: 'two frames / frames until the latest',
      ratio: 2 / (ours?.framesToLatest ?? Number.NaN),
      floor: 1,
    },
  ]);
}
