/** A receiver on a TCP port that sends what ships near it would: positions each second, who they are twice a minute. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { destination, type Position } from '../../proto/domain/geo.ts';
import { degrees, METRES_PER_NAUTICAL_MILE } from '../../proto/domain/units.ts';
import { encodeAis } from '../../server/decode/ais/encode.ts';
import type { AisDimensions, AisMessage } from '../../server/decode/ais/message.ts';

export interface Ship {
  readonly mmsi: number;
  readonly name: string;
  readonly callSign?: string;
  readonly imo?: number;
  readonly shipType: number;
  /** Where she is when the receiver starts; she keeps her course and speed. */
  readonly lat: number;
  readonly lon: number;
  readonly sogKn: number;
  readonly cogDeg: number;
  readonly navStatus?: number;
  readonly destination?: string;
  readonly draughtM?: number;
  readonly dimensions?: AisDimensions;
}

const EVERY_MS = 1000;
const NAMES_EVERY = 30;

/** Listens for connections on one port and, when cut, can be had back on the same. */
export class Receiver {
  readonly #greet: (socket: Socket) => void;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  constructor(greet: (socket: Socket) => void) {
    this.#greet = greet;
  }

  get url(): string {
    return `tcp://127.0.0.1:${this.#port}`;
  }

  async listen(): Promise<void> {
    const server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => this.#sockets.delete(socket));
      this.#greet(socket);
    });
    this.#server = server;
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
  }

  write(text: string): void {
    for (const socket of this.#sockets) socket.write(text);
  }

  /** Drops every connection and stops listening. */
  async cut(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

export interface ShipReceiver {
  readonly url: string;
  /** Where a ship was when she last sent. */
  whereabouts(ship: Ship): Position;
  /** Sends a message once, besides. */
  say(message: AisMessage): void;
  /** Sends nothing more, and keeps its connections. */
  mute(): void;
  unmute(): void;
  cut(): Promise<void>;
  restore(): Promise<void>;
}

export async function startReceiver(ships: readonly Ship[]): Promise<ShipReceiver> {
  let seconds = 0;
  let muted = false;
  const whereabouts = ({ lat, lon, cogDeg, sogKn }: Ship): Position => {
    const sailedM = (sogKn * METRES_PER_NAUTICAL_MILE * seconds) / 3600;
    return destination({ lat: degrees(lat), lon: degrees(lon) }, cogDeg, sailedM);
  };
  const sentences = (withNames: boolean): string =>
    ships
      .flatMap((ship) => [
        ...positionReport(ship, whereabouts(ship)),
        ...(withNames ? staticReport(ship) : []),
      ])
      .map((sentence) => `${sentence}\r\n`)
      .join('');
  const receiver = new Receiver((socket) => {
    if (!muted) socket.write(sentences(true));
  });
  await receiver.listen();
  const timer = setInterval(() => {
    seconds++;
    if (!muted) receiver.write(sentences(seconds % NAMES_EVERY === 0));
  }, EVERY_MS);
  timer.unref();
  return {
    url: receiver.url,
    whereabouts,
    say: (message) => {
      receiver.write(encodeAis(message, { sequenceId: 7 }).join('\r\n').concat('\r\n'));
    },
    mute: () => {
      muted = true;
    },
    unmute: () => {
      muted = false;
    },
    cut: () => receiver.cut(),
    restore: () => receiver.listen(),
  };
}

const positionReport = (ship: Ship, { lat, lon }: Position): string[] =>
  encodeAis({
    type: 1,
    mmsi: ship.mmsi,
    navStatus: ship.navStatus ?? 0,
    sogKn: ship.sogKn,
    cogDeg: ship.cogDeg,
    headingDeg: ship.cogDeg,
    lat,
    lon,
    accurate: true,
  });

function staticReport(ship: Ship): string[] {
  const { mmsi, name, callSign, imo, shipType, destination, draughtM, dimensions } = ship;
  return encodeAis(
    { type: 5, mmsi, name, callSign, imo, shipType, destination, draughtM, dimensions },
    { sequenceId: mmsi % 10 },
  );
}
