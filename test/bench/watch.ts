/**
 * The whole server at work, and where its processor time goes: AIS of 10,000 moving ships, each heard once a second, over TCP
 * through decode, tracks, all detectors, zones, alerts, the recorder, and the picture to 200 clients with a tenth of the sea
 * each. The share of a room is what its own code takes by V8's profile of the main process; the recorder is a process of its own.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { seeded } from '../../proto/domain/random.ts';
import { tilesCovering } from '../../proto/domain/tiles.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import { encodeAis } from '../../server/decode/ais/encode.ts';
import { Fleet, SEA, SHIPS, VIEW } from './fleet.side.ts';
import { type Figures, ranAsSide, report, runFresh, type Side } from './harness.ts';
import { cpuS, setUp, startWholeServer } from './whole/server.ts';

const CLIENTS = 200;
/** A session has 16 windows at most. */
const A_SESSION = 16;
const ZONES = 40;
const WARM_S = 20;
const SECONDS = 20;

/** Which room's code a function is, by its file. */
const ROOMS: readonly (readonly [room: string, where: RegExp])[] = [
  ['decodeAndTracks', /server\/(decode|tracks|feeds)\/|server\/pipeline/],
  ['detect', /server\/(detect|operations\/alerts)\/|server\/(watch|alerts)\.ts/],
  [
    'publish',
    /server\/(publish|access)\/|socket\.io|engine\.io|node_modules\/ws\/|proto\/codec|node:net|node:events|stream/,
  ],
  ['record', /server\/record/],
];

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Shares of the time that was not idle: of a room, what runs in its files or was called from there by files of none. */
function sharesOf({ nodes, samples, timeDeltas }: Profile): Map<string, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const roomOf = new Map<number, string>();
  const walk = (id: number, above: string): void => {
    const { callFrame, children = [] } = byId.get(id)!;
    const own = ROOMS.find(([, where]) => where.test(callFrame.url))?.[0];
    const room = callFrame.functionName === '(garbage collector)' ? 'collecting' : (own ?? above);
    roomOf.set(id, callFrame.functionName === '(idle)' ? 'idle' : room);
    for (const child of children) walk(child, room);
  };
  walk(nodes[0]!.id, 'other');
  const times = new Map<string, number>();
  for (const [i, id] of samples.entries()) {
    const room = roomOf.get(id) ?? 'other';
    if (room !== 'idle') times.set(room, (times.get(room) ?? 0) + timeDeltas[i]!);
  }
  const all = [...times.values()].reduce((sum, time) => sum + time, 0);
  return new Map([...times].map(([room, time]) => [room, time / all]));
}

async function watch(): Promise<Figures> {
  const sources: Socket[] = [];
  const feed = createServer((socket) => void sources.push(socket));
  feed.listen(0, '127.0.0.1');
  await once(feed, 'listening');
  const { port } = feed.address() as { port: number };
  const server = await startWholeServer(['--feed', `tcp://127.0.0.1:${port}?format=ais`], true);
  let viewers: ChildProcess | undefined;
  try {
    const cookies = await setUp(server, ZONES, SEA, Math.ceil(CLIENTS / A_SESSION));
    const fleet = new Fleet();
    const { lat, lon, sogKn, cogDeg, headingDeg } = fleet.columns;
    const sail = (): void => {
      fleet.sail();
      const lines: string[] = [];
      for (let i = 0; i < SHIPS; i += 1)
        lines.push(
          ...encodeAis({
            ...{ type: 1, mmsi: 200_000_000 + i * 7, lat: lat[i]!, lon: lon[i]!, sogKn: sogKn[i]! },
            ...{ cogDeg: Math.round(cogDeg[i]! * 10) / 10, headingDeg: headingDeg[i]! % 360 },
            utcSecond: new Date().getUTCSeconds(),
          }),
        );
      for (const socket of sources) socket.write(`${lines.join('\r\n')}\r\n`);
    };
    const program = fileURLToPath(new URL('viewers.side.ts', import.meta.url));
    viewers = fork(program, [server.url, String(CLIENTS), 'frames', '0'], {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, WATCHFLOOR_BENCH_COOKIES: cookies.join(' ') },
    });
    await once(viewers, 'message');
    const random = seeded(2);
    viewers.send({
      watch: Array.from({ length: CLIENTS }, () => {
        const west = SEA.west + random() * (SEA.east - SEA.west - VIEW.width);
        const south = SEA.south + random() * (SEA.north - SEA.south - VIEW.height);
        const view = { west, south, east: west + VIEW.width, north: south + VIEW.height };
        const tiles = tilesCovering(view, 1, 512).map((tile) => ({ tile, version: 0 }));
        return [...watchfloor.v1.WatchRequest.encode({ number: 1, tiles }).finish()];
      }),
    });
    const run = async (seconds: number): Promise<void> => {
      for (let i = 0; i < seconds; i += 1) {
        const beganMs = performance.now();
        sail();
        await new Promise(
          (resolve) => void setTimeout(resolve, Math.max(0, 1000 - (performance.now() - beganMs))),
        );
      }
    };
    await run(WARM_S);
    const health = async () =>
      (await (await fetch(`${server.url}/healthz`)).json()) as {
        stages: { name: string; counts: Record<string, number> }[];
      };
    const countOf = async (stage: string, count: string): Promise<number> =>
      (await health()).stages.find(({ name }) => name === stage)?.counts[count] ?? Number.NaN;
    const recorders = server.children();
    const [mainS, childrenS, messages] = [
      cpuS(server.pid),
      recorders.reduce((sum, pid) => sum + cpuS(pid), 0),
      await countOf('decode', 'messages'),
    ];
    await run(SECONDS);
    const mainMs = ((cpuS(server.pid) - mainS) * 1000) / SECONDS;
    const recorderMs = ((recorders.reduce((sum, pid) => sum + cpuS(pid), 0) - childrenS) * 1000) / SECONDS;
    const decoded = ((await countOf('decode', 'messages')) - messages) / SECONDS;
    const tracks = await countOf('tracks', 'tracks');
    await server.stop();
    const shares = sharesOf(JSON.parse(readFileSync(server.profile, 'utf8')) as Profile);
    const ms = (room: string): number => (shares.get(room) ?? 0) * mainMs;
    return {
      ...{ tracks, decodedASecond: decoded, mainMsASecond: mainMs, recorderMsASecond: recorderMs },
      ...{ decodeAndTracksMs: ms('decodeAndTracks'), detectMs: ms('detect'), publishMs: ms('publish') },
      ...{ recordMs: ms('record'), collectingMs: ms('collecting'), otherMs: ms('other') },
    };
  } finally {
    viewers?.kill();
    for (const socket of sources) socket.destroy();
    feed.close();
    await server.stop();
    rmSync(server.profile, { force: true });
  }
}

const NAME = 'the whole server';
const sides: readonly Side[] = [{ name: NAME, run: watch }];

if (!(await ranAsSide(sides))) {
  const figures = await runFresh(import.meta.url, NAME);
  report(
    `the whole server: ${SHIPS} ships heard once a second, ${ZONES} zones, ${CLIENTS} clients; CPU ms a second`,
    new Map([[NAME, figures]]),
    [{ what: 'share of the ships that are tracked', ratio: (figures.tracks ?? 0) / SHIPS, floor: 0.99 }],
  );
}
