/** Receives datagrams: unicast, broadcast, multicast; lines (plain or in IEC 61162-450 framing) or one whole each. */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { Nature } from '../../proto/domain/observation.ts';
import { Backoff } from './backoff.ts';
import { readDatagram } from './datagram.ts';
import type { Feed, FeedContext } from './feed.ts';
import { Handover, type Outlet } from './handover.ts';
import { FeedHealth } from './health.ts';
import { reasonOf } from './reasons.ts';
import { identityOf, isLineFormat, placeOf, type UdpSettings } from './settings.ts';

/** Senders told apart; beyond that, the one heard longest ago makes room. */
export const MAX_SENDERS = 256;
/** What the kernel keeps for us while we are busy, asked for. */
const RECEIVE_BUFFER_BYTES = 2_097_152;

export class UdpFeed implements Feed {
  readonly id;
  readonly health: FeedHealth;
  readonly #settings: UdpSettings;
  readonly #context: FeedContext;
  readonly #handover: Handover;
  readonly #backoff: Backoff;
  /** By address and port, the one heard longest ago first. */
  readonly #senders = new Map<string, Outlet>();
  #socket: Socket | undefined;
  #cancelRetry: () => void = () => {};
  #stopped = false;
  #opening: Promise<void> = Promise.resolve();
  #isGroup = false;

  constructor(settings: UdpSettings, context: FeedContext) {
    const identity = identityOf(settings, Nature.real);
    this.id = settings.id;
    this.health = new FeedHealth(identity, context.clock);
    this.#settings = settings;
    this.#context = context;
    this.#handover = new Handover(identity, this.health, context, !isLineFormat(settings.format));
    this.#backoff = new Backoff(context.random);
  }

  start(): void {
    this.health.trying(`opening ${placeOf(this.#settings)}`);
    this.#opening = this.#open().catch((error) => this.#failed(error));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelRetry();
    await this.#opening;
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket !== undefined) await new Promise<void>((resolve) => socket.close(resolve));
    this.#handover.stop();
    this.health.ended('stopped');
  }

  state() {
    return this.health.snapshot();
  }

  /** To the multicast group or the address that the feed names; false while it is not open. */
  send(bytes: Uint8Array): boolean {
    if (this.#socket === undefined) return false;
    // A way that is closed to what we send must not end what we hear.
    this.#socket.send(bytes, this.#settings.port, this.#settings.host, (error) => {
      if (error) this.health.fault({ kind: 'unsent', sample: reasonOf(error, placeOf(this.#settings)) });
    });
    return true;
  }

  /** The port that senders send to, once open: the system's choice where 0 was configured. */
  get port(): number | undefined {
    return this.#socket?.address().port;
  }

  async #open(): Promise<void> {
    const { host, port, interfaceAddress } = this.#settings;
    const { address, family } = await lookup(host);
    if (this.#stopped) return;
    const group = isMulticast(address);
    const anyAddress = family === 6 ? '::' : '0.0.0.0';
    const socket = createSocket({ type: family === 6 ? 'udp6' : 'udp4', reuseAddr: group });
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once('error', reject);
        socket.bind(port, group || isBroadcast(address) ? anyAddress : address, resolve);
      });
      if (group) socket.addMembership(address, interfaceAddress);
      if (group && interfaceAddress !== undefined) socket.setMulticastInterface(interfaceAddress);
      this.#isGroup = group;
    } catch (error) {
      socket.close();
      throw error;
    }
    socket.removeAllListeners('error');
    socket.on('error', (error) => {
      this.#socket = undefined;
      socket.close();
      this.#failed(error);
    });
    socket.on('message', (datagram, sender) => this.#receive(datagram, sender));
    try {
      socket.setRecvBufferSize(RECEIVE_BUFFER_BYTES);
    } catch {
      // The system's own size serves as well, with less room for bursts.
    }
    this.#socket = socket;
    this.#backoff.reset();
    const place = placeOf({ host, port: socket.address().port });
    this.health.open(`listening on ${place}; no datagram yet`);
  }

  #failed(error: unknown): void {
    if (this.#stopped) return;
    const delayMs = this.#backoff.nextMs();
    this.health.down(reasonOf(error, placeOf(this.#settings)), delayMs);
    this.#cancelRetry = this.#context.timers.after(delayMs, () => this.start());
  }

  #receive(datagram: Uint8Array, sender: RemoteInfo): void {
    if (this.#isEcho(sender)) return;
    const content = isLineFormat(this.#settings.format) ? readDatagram(datagram) : { bytes: datagram };
    if ('fault' in content) this.health.fault(content.fault);
    else if (content.bytes.length > 0) this.#outletOf(sender).offer(content.bytes);
  }

  /** What we send to a group comes back to us: it must not make a feed that hears nobody look alive. */
  #isEcho({ address, port }: RemoteInfo): boolean {
    if (!this.#isGroup || port !== this.port) return false;
    return Object.values(networkInterfaces()).some((entries) =>
      entries?.some((own) => own.address === address),
    );
  }

  #outletOf(sender: RemoteInfo): Outlet {
    const key = `${sender.address} ${sender.port}`;
    const outlet = this.#senders.get(key) ?? this.#handover.connect();
    this.#senders.delete(key);
    this.#senders.set(key, outlet);
    if (this.#senders.size > MAX_SENDERS) {
      const [oldest] = this.#senders;
      this.#senders.delete(oldest![0]);
      oldest![1].close();
    }
    return outlet;
  }
}

/** IPv4 224.0.0.0/4 (RFC 5771) and IPv6 ff00::/8 (RFC 4291, 2.7). */
export function isMulticast(address: string): boolean {
  if (isIPv6(address)) return /^ff/i.test(address);
  const first = Number(address.split('.')[0]);
  return first >= 224 && first <= 239;
}

/** The limited broadcast address, or the directed one of a network that this machine is in. */
function isBroadcast(address: string): boolean {
  if (address === '255.255.255.255') return true;
  const bits = (ip: string) => ip.split('.').reduce((sum, part) => (sum << 8) | Number(part), 0);
  return Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .filter((entry) => entry.family === 'IPv4' && entry.netmask !== '255.255.255.255')
    .some((entry) => (bits(entry.address) | ~bits(entry.netmask)) === bits(address));
}
