/**
 * Whether others notice a client that reads no more: how long frames take from their tick to their acknowledgement, by wall
 * time, for twenty clients with a tenth of 10,000 moving ships each; in turns with one beside them that has asked for all of
 * it and reads nothing, and without.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { seeded } from '../../proto/domain/random.ts';
import { tilesCovering } from '../../proto/domain/tiles.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import { localAudience } from '../../server/access/audience.ts';
import { Publisher } from '../../server/publish/publisher.ts';
import { attachSocket } from '../../server/publish/socket.ts';
import { manualClock } from '../manualclock.ts';
import { openDoor } from '../server/publish/testaccess.ts';
import { Fleet, SEA, START_MS, VIEW } from './fleet.side.ts';
import { type Figures, ranAsSide, report, runFresh, type Side } from './harness.ts';

const OTHERS = 20;
const TURNS = 5;
const TICKS_A_TURN = 20;
const BETWEEN_MS = 20;

const p95 = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;

const watching = (tiles: readonly number[]): number[] => [
  ...watchfloor.v1.WatchRequest.encode({
    number: 1,
    tiles: tiles.map((tile) => ({ tile, version: 0 })),
  }).finish(),
];

const ofOwn = (file: string, ...args: readonly string[]): ChildProcess =>
  fork(fileURLToPath(new URL(file, import.meta.url)), args, { execArgv: ['--import', 'tsx'] });

async function latencies(): Promise<Figures> {
  const fleet = new Fleet();
  const clock = manualClock(START_MS);
  const publisher = new Publisher(
    {
      ...{ source: fleet, clock, epoch: 1, tickMs: 1000, feeds: () => [], serverVersion: '', site: '' },
      ...{ demonstration: false, suppressing: false },
    },
    localAudience(),
  );
  /** Of the tick that goes on, and who has acknowledged it. */
  let tickedMs = 0;
  let answered: number[] = [];
  let whole: (() => void) | undefined;
  const connect = publisher.connect.bind(publisher);
  let connected = 0;
  publisher.connect = (link, audience) => {
    connected += 1;
    const isOther = connected <= OTHERS;
    return connect(
      {
        ...link,
        picture: (bytes, applied) =>
          link.picture(bytes, () => {
            if (isOther) answered.push(performance.now() - tickedMs);
            applied();
            if (answered.length === OTHERS) whole?.();
          }),
      },
      audience,
    );
  };
  const http = createServer();
  const socket = attachSocket(http, publisher, openDoor(clock));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const random = seeded(2);
  const viewers = ofOwn('viewers.side.ts', url, String(OTHERS), 'frames', '0');
  await once(viewers, 'message');
  const tick = async (): Promise<number[]> => {
    fleet.sail();
    // Picture time stands almost still, so that the pause is not long enough to be cut for.
    clock.advance(100);
    answered = [];
    tickedMs = performance.now();
    await new Promise<void>((resolve) => {
      whole = resolve;
      publisher.tick();
    });
    await turn(BETWEEN_MS);
    return answered;
  };
  viewers.send({
    watch: Array.from({ length: OTHERS }, () => {
      const west = SEA.west + random() * (SEA.east - SEA.west - VIEW.width);
      const south = SEA.south + random() * (SEA.north - SEA.south - VIEW.height);
      const view = { west, south, east: west + VIEW.width, north: south + VIEW.height };
      return watching(tilesCovering(view, 1, 512));
    }),
  });
  viewers.send({ due: OTHERS });
  await once(viewers, 'message');
  for (let i = 0; i < 30; i += 1) await tick();
  const [beside, without]: [number[], number[]] = [[], []];
  for (let i = 0; i < TURNS; i += 1) {
    const paused = ofOwn('pausing.side.ts', url, 'picture');
    const messages = on(paused, 'message');
    await messages.next();
    paused.send({ watch: watching(tilesCovering(SEA, 1, 512)) });
    await messages.next();
    paused.send({ pause: true });
    await messages.next();
    await turn(200);
    for (let k = 0; k < TICKS_A_TURN; k += 1) beside.push(...(await tick()));
    const gone = once(paused, 'exit');
    paused.kill();
    await gone;
    await turn(200);
    for (let k = 0; k < TICKS_A_TURN; k += 1) without.push(...(await tick()));
  }
  viewers.kill();
  socket.close();
  http.close();
  return { besideP95Ms: p95(beside), withoutP95Ms: p95(without), frames: beside.length };
}

const NAME = 'twenty others';
const sides: readonly Side[] = [{ name: NAME, run: latencies }];

if (!(await ranAsSide(sides))) {
  const rounds: Figures[] = [];
  for (let i = 0; i < 3; i += 1) rounds.push(await runFresh(import.meta.url, NAME));
  const shares = rounds
    .map(({ besideP95Ms, withoutP95Ms }) => (withoutP95Ms ?? Number.NaN) / (besideP95Ms ?? Number.NaN))
    .sort((a, b) => a - b);
  report(
    'others beside a paused client',
    new Map(rounds.map((one, i) => [`round ${i + 1}`, one])),
    // The middle of three: by wall time, on a machine that may have other work.
    [
      {
        what: 'p95 without / beside, of three rounds the middle',
        ratio: shares[1] ?? Number.NaN,
        floor: 1 / 1.1,
      },
    ],
  );
}
