/**
 * Clients in a process of their own that are cut at once and come back as pages do: `returning.side.ts URL CLIENTS`. Each has
 * a page's own receiver and table, and asks again for alerts and decisions whenever it is told or comes back.
 */
import { Agent, get } from 'node:http';
import type { Socket as TcpSocket } from 'node:net';
import { io } from 'socket.io-client';
import { CONNECTING } from '../../client/link/connect.ts';
import { PictureReceiver } from '../../client/link/frame.ts';
import { type Keeper, keep } from '../../client/link/keeper.ts';
import { TrackStore } from '../../client/store/tracks.ts';
import { tilesCovering } from '../../proto/domain/tiles.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';

/** The demonstration's waters. */
const AREA = { west: 17, south: 39, east: 21, north: 43 };
const TILES = tilesCovering(AREA, 1, 512);
/** A server takes 256 from an address, and so many questions; all of these are this machine (Linux answers to each). */
const AN_ADDRESS = 100;
/** Pictures of the last seconds, to be compared at the same moment. */
const KEPT = 12;

const [url = '', count = '1'] = process.argv.slice(2);

interface Answer {
  readonly revision: number;
  readonly access: string;
  readonly alerts?: readonly { readonly id: string }[];
  readonly records?: readonly { readonly value: { readonly name?: string } }[];
}

const askOnce = (path: string, agent?: Agent): Promise<Answer> =>
  new Promise((resolve, reject) => {
    get(`${url}${path}`, { agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () =>
        response.statusCode === 200
          ? resolve(JSON.parse(text) as Answer)
          : reject(new Error(`${path}: ${response.statusCode} ${text.slice(0, 200)}`)),
      );
    }).on('error', reject);
  });

/** A connection that the server had just closed as idle is taken anew, as a browser does. */
const ask = (path: string, agent?: Agent): Promise<Answer> =>
  askOnce(path, agent).catch(() => askOnce(path, agent));

/** Pages of one place ask from its address. */
const places = new Map<string, Agent>();
function placeOf(localAddress: string): Agent {
  const agent = places.get(localAddress) ?? new Agent({ keepAlive: true, maxSockets: 16, localAddress });
  places.set(localAddress, agent);
  return agent;
}

class Client {
  /** A frame has come since the connection was made, and all that was asked for then. */
  backMs: number | undefined;
  readonly alerts = new Set<string>();
  readonly decided = new Set<string>();
  /** Of the picture after each of the last ticks. */
  readonly pictures = new Map<number, string>();
  readonly #store = new TrackStore();
  readonly #receiver = new PictureReceiver(this.#store);
  readonly #socket;
  readonly #place: Agent;
  readonly #keptAlerts: Keeper;
  readonly #keptDecisions: Keeper;
  #since = { alerts: 0, operations: 0 };
  #hasFrame = false;
  /** What was not answered since the connection was made. */
  readonly #owed = new Set<'alerts' | 'decisions'>();

  constructor(i: number) {
    const localAddress = `127.0.0.${2 + Math.floor(i / AN_ADDRESS)}`;
    this.#place = placeOf(localAddress);
    this.#keptAlerts = keep({ revision: () => this.#since.alerts, ask: () => this.#askAlerts() });
    this.#keptDecisions = keep({ revision: () => this.#since.operations, ask: () => this.#askDecisions() });
    const agent = new Agent({ localAddress }) as unknown as string;
    this.#socket = io(url, { ...CONNECTING, agent });
    this.#socket.on('hello', (bytes: Uint8Array) => {
      const { epoch, audience } = watchfloor.v1.Hello.decode(bytes);
      this.#receiver.begin(epoch, audience);
      this.#watch();
      this.#owed.add('alerts').add('decisions');
      this.#keptAlerts.refresh();
      this.#keptDecisions.refresh();
    });
    this.#socket.on('picture', (bytes: Uint8Array, applied: () => void) => {
      const result = this.#receiver.apply(bytes);
      if (result.ok) this.#seen(result.frame);
      else this.#watch();
      applied();
    });
    this.#socket.on('alerts', () => this.#keptAlerts.refresh());
    this.#socket.on('changed', () => this.#keptDecisions.refresh());
  }

  /** The connection breaks as a cable does. */
  break(): void {
    this.backMs = undefined;
    this.#hasFrame = false;
    (this.#socket.io.engine.transport as unknown as { ws: { _socket: TcpSocket } }).ws._socket.destroy();
  }

  #watch(): void {
    const request = this.#receiver.request({ tiles: TILES, aggregate: false, chosen: [], plots: false });
    this.#socket.emit('watch', request);
  }

  #seen(frame: watchfloor.v1.PictureFrame): void {
    if (frame.partial) return;
    this.#hasFrame = true;
    this.#look();
    this.#keptDecisions.told(frame.operationsRevision);
    if (!isComparing) return;
    this.pictures.set(frame.seq, this.#picture());
    for (const seq of this.pictures.keys()) if (seq < frame.seq - KEPT) this.pictures.delete(seq);
  }

  /** Places to a metre: two tiles of one track say the same place to their own steps. */
  #picture(): string {
    const { statics, motion } = this.#store;
    const lines = statics.map((one, row) => {
      const place = `${motion.lon(row).toFixed(5)} ${motion.lat(row).toFixed(5)}`;
      return `${one?.id} ${place} ${motion.sogKn(row)} ${motion.cogDeg(row)} ${motion.observedMs(row)}`;
    });
    return lines.sort().join('\n');
  }

  #askAlerts(): Promise<(() => void) | undefined> {
    return this.#answered(
      'alerts',
      `/api/alerts?since=${this.#since.alerts}`,
      ({ revision, alerts = [] }) => {
        for (const { id } of alerts) this.alerts.add(id);
        this.#since.alerts = revision;
      },
    );
  }

  #askDecisions(): Promise<(() => void) | undefined> {
    const path = `/api/operations?since=${this.#since.operations}`;
    return this.#answered('decisions', path, ({ revision, records = [] }) => {
      for (const { value } of records) if (value.name) this.decided.add(value.name);
      this.#since.operations = revision;
    });
  }

  async #answered(
    what: 'alerts' | 'decisions',
    path: string,
    take: (answer: Answer) => void,
  ): Promise<(() => void) | undefined> {
    try {
      const answer = await ask(`${path}&access=${access}`, this.#place);
      return () => {
        take(answer);
        this.#owed.delete(what);
        this.#look();
      };
    } catch (error) {
      console.error(String(error));
      return undefined;
    }
  }

  #look(): void {
    if (!this.#hasFrame || this.#owed.size > 0 || !this.#socket.connected) return;
    this.backMs ??= performance.now();
  }
}

type Pictures = ReadonlyMap<number, string>;

const sharedTick = (one: Pictures, other: Pictures): number | undefined =>
  [...one.keys()].filter((seq) => other.has(seq)).at(-1);

/** The first lines that only one of two has at the tick that both have; empty where there is none. */
function difference(one: Pictures, other: Pictures): string {
  const tick = sharedTick(one, other) ?? 0;
  const lines = [one, other].map((pictures) => (pictures.get(tick) ?? '').split('\n'));
  const only = (a: readonly string[], b: readonly string[], sign: string): string[] => {
    const known = new Set(b);
    return a.filter((line) => !known.has(line)).map((line) => `${sign} ${line}`);
  };
  return [
    ...only(lines[0]!, lines[1]!, '<').slice(0, 5),
    ...only(lines[1]!, lines[0]!, '>').slice(0, 5),
  ].join('\n');
}

let isComparing = false;
const { access } = await ask('/api/alerts?since=0&access=');
const clients = Array.from({ length: Number(count) }, (_, i) => new Client(i));
const soon = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 20));
const allBack = async (): Promise<void> => {
  while (clients.some(({ backMs }) => backMs === undefined)) await soon();
};

process.on(
  'message',
  async (said: { readonly cut?: true; readonly alert?: string; readonly zone?: string }) => {
    if (said.cut) {
      const cutMs = performance.now();
      for (const client of clients) client.break();
      await allBack();
      const times = clients.map(({ backMs }) => backMs! - cutMs).sort((a, b) => a - b);
      process.send?.({ medianMs: times[times.length >> 1], lastMs: times.at(-1) });
      return;
    }
    // Somebody who has just come holds the server's picture, whole.
    isComparing = true;
    const fresh = new Client(clients.length);
    let [same, other, tries] = [0, 0, 0];
    while (same < clients.length && tries++ < 1500) {
      [same, other] = [0, 0];
      for (const { pictures } of clients) {
        const shared = sharedTick(pictures, fresh.pictures);
        if (shared === undefined) continue;
        if (pictures.get(shared) === fresh.pictures.get(shared)) same += 1;
        else other += 1;
      }
      if (same + other === clients.length) break;
      await soon();
    }
    const odd = clients.find(({ pictures }) => difference(pictures, fresh.pictures) !== '');
    if (odd) console.error(`another picture:\n${difference(odd.pictures, fresh.pictures)}`);
    const knowing = (has: (client: Client) => boolean): number => clients.filter(has).length;
    process.send?.({
      same,
      other,
      ships: [...fresh.pictures.values()].at(-1)?.split('\n').length ?? 0,
      knowAlert: knowing(({ alerts }) => alerts.has(said.alert ?? '')),
      knowDecision: knowing(({ decided }) => decided.has(said.zone ?? '')),
    });
  },
);
await allBack();
process.send?.('all there');
