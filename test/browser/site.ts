/** The real server as its own process, a real TCP feed of ships, and a real browser before it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { destination } from '../../proto/domain/geo.ts';
import { degrees } from '../../proto/domain/units.ts';
import { encodeAis } from '../../server/decode/ais/encode.ts';

const root = path.resolve(import.meta.dirname, '../..');
export const CHROMIUM = process.env.WATCHFLOOR_CHROMIUM ?? '/usr/bin/chromium';
export const hasBrowser = existsSync(CHROMIUM);

/** Headless Chromium with software WebGL 2; its own background traffic is off. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });

export const desktop: BrowserContextOptions = { viewport: { width: 1920, height: 1080 }, reducedMotion: 'reduce' };

export interface RunningSite {
  readonly url: string;
  readonly port: number;
  /** What it wrote to stderr so far. */
  output(): string;
  /** Ends it with a signal and waits for its exit; the exit code, or the signal's name. */
  stop(signal?: NodeJS.Signals): Promise<number | string | null>;
}

/** Starts `watchfloor serve` with these options; resolves when it says where it listens. */
export async function startSite(options: readonly string[], port = 0): Promise<RunningSite> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'watchfloor-site-'));
  const child: ChildProcess = spawn(
    process.execPath,
    [path.join(root, 'server/setup/watchfloor.mjs'), 'serve', '--port', String(port), '--data', dataDir, ...options],
    { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const match = /http:\/\/127\.0\.0\.1:\d+/.exec(output);
      if (match) resolve(match[0]);
    });
    child.on('exit', (code) => reject(new Error(`the server ended with ${code} and said:\n${output}`)));
  });
  return {
    url,
    port: Number(new URL(url).port),
    output: () => output,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await once(child, 'exit');
      }
      rmSync(dataDir, { recursive: true, force: true });
      return child.exitCode ?? child.signalCode;
    },
  };
}

export interface Ship {
  readonly mmsi: number;
  readonly name: string;
  readonly callSign?: string;
  readonly imo?: number;
  readonly shipType: number;
  readonly lat: number;
  readonly lon: number;
  readonly sogKn: number;
  readonly cogDeg: number;
  readonly navStatus?: number;
}

export interface ShipFeed {
  readonly url: string;
  /** Drops every connection and stops listening. */
  cut(): Promise<void>;
  /** Listens on the same port again. */
  restore(): Promise<void>;
}

/** A receiver that sends what these ships would: positions each second, names with the first of them. */
export async function shipFeed(ships: readonly Ship[]): Promise<ShipFeed> {
  const sockets = new Set<Socket>();
  let server: Server;
  let seconds = 0;
  const sentences = (ship: Ship, withName: boolean): string[] => {
    const at = destination({ lat: degrees(ship.lat), lon: degrees(ship.lon) }, ship.cogDeg, (ship.sogKn * 1852 * seconds) / 3600);
    const position = encodeAis({
      type: 1,
      mmsi: ship.mmsi,
      navStatus: ship.navStatus ?? 0,
      sogKn: ship.sogKn,
      cogDeg: ship.cogDeg,
      headingDeg: Math.round(ship.cogDeg) % 360,
      lat: at.lat,
      lon: at.lon,
      accurate: true,
    });
    if (!withName) return position;
    const { mmsi, name, callSign, imo, shipType } = ship;
    const dimensions = { toBowM: 90, toSternM: 30, toPortM: 8, toStarboardM: 10 };
    return [
      ...position,
      ...encodeAis({ type: 5, mmsi, name, callSign, imo, shipType, dimensions, draughtM: 6.4, destination: 'ALDRZ' }, { sequenceId: ship.mmsi % 10 }),
    ];
  };
  const send = (socket: Socket, withNames: boolean): void => {
    socket.write(`${ships.flatMap((ship) => sentences(ship, withNames)).join('\r\n')}\r\n`);
  };
  const listen = async (port: number): Promise<number> => {
    server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
      send(socket, true);
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const timer = setInterval(() => {
    seconds++;
    for (const socket of sockets) send(socket, seconds % 30 === 0);
  }, 1000);
  timer.unref();
  return {
    url: `tcp://127.0.0.1:${port}`,
    async cut() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
    async restore() {
      await listen(port);
    },
  };
}
