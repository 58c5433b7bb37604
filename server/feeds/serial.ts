/** A serial port: opened, read, and opened again when the device comes back. */
import { stat } from 'node:fs/promises';
import type { SerialPort } from 'serialport';
import { Nature } from '../../proto/domain/observation.ts';
import { Backoff } from './backoff.ts';
import type { Feed, FeedContext } from './feed.ts';
import { Handover } from './handover.ts';
import { FeedHealth } from './health.ts';
import { reasonOf } from './reasons.ts';
import { identityOf, type SerialSettings } from './settings.ts';

/** A device that is put back is found again within this: looking for it costs nothing. */
const LONGEST_DELAY_MS = 10_000;
/** What may wait to be sent: over two minutes at 38,400 bits a second. */
const SEND_BYTES = 524_288;

/** So often a quiet device is looked for: one that is torn out may read as nothing for ever, without an error. */
const LOOK_MS = 2000;

/** The package, or what stands in for it. */
type LoadPort = () => Promise<typeof SerialPort>;

/** Loaded when such a feed is started, and not before: it brings native code. */
const loadPort: LoadPort = async () => (await import('serialport')).SerialPort;

export class SerialFeed implements Feed {
  readonly id;
  readonly health: FeedHealth;
  readonly #settings: SerialSettings;
  readonly #context: FeedContext;
  readonly #handover: Handover;
  readonly #backoff: Backoff;
  readonly #load: LoadPort;
  #port: SerialPort | undefined;
  #cancelTimer: () => void = () => {};
  #stopped = false;
  #attempting: Promise<void> = Promise.resolve();

  constructor(settings: SerialSettings, context: FeedContext, load: LoadPort = loadPort) {
    const identity = identityOf(settings, Nature.real);
    this.id = settings.id;
    this.health = new FeedHealth(identity, context.clock);
    this.#settings = settings;
    this.#context = context;
    this.#handover = new Handover(identity, this.health, context);
    this.#backoff = new Backoff(context.random, LONGEST_DELAY_MS);
    this.#load = load;
  }

  start(): void {
    this.health.trying(`opening ${this.#settings.path}`);
    this.#attempting = this.#attempt().catch((error) => this.#failed(reasonOfPort(error, this.#settings)));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer();
    await this.#attempting;
    const port = this.#port;
    if (port?.isOpen) await new Promise((resolve) => port.close(resolve));
    this.#handover.stop();
    this.health.ended('stopped');
  }

  state() {
    return this.health.snapshot();
  }

  /** To the device; false while it is not open, or too much waits already. */
  send(bytes: Uint8Array): boolean {
    const port = this.#port;
    if (!port?.isOpen || port.writableLength + bytes.length > SEND_BYTES) return false;
    port.write(Buffer.from(bytes));
    return true;
  }

  async #attempt(): Promise<void> {
    const { path, baud } = this.#settings;
    let Port: typeof SerialPort;
    try {
      Port = await this.#load();
    } catch (error) {
      const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
      throw new Error(`the package serialport cannot be loaded here (${why}). Install it: npm ci`);
    }
    if (this.#stopped) return;
    const port = new Port({ path, baudRate: baud, autoOpen: false });
    await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
    if (this.#stopped) return void (await new Promise((resolve) => port.close(resolve)));
    this.#port = port;
    const node = await nodeOf(path);
    this.health.open(`${path} is open at ${baud} bits a second; nothing has come yet`);
    const outlet = this.#handover.connect({ pause: () => port.pause(), resume: () => port.resume() });
    port.on('data', (bytes: Buffer) => {
      this.#backoff.reset();
      outlet.offer(bytes);
    });
    // A device that is torn out may say so by an error, by its end, or by both in any order.
    let gone = false;
    const end = (failure: string) => {
      if (gone) return;
      gone = true;
      this.#cancelTimer();
      this.#port = undefined;
      if (port.isOpen) port.close(() => {});
      if (this.#stopped) return;
      outlet.close();
      this.#failed(`${failure}. Check the cable; it is opened again when it is back`);
    };
    port.on('error', (error) => end(reasonOfPort(error, this.#settings)));
    port.once('close', () => end(`${path} went away`));
    if (node !== undefined)
      this.#look(
        node,
        () => end(`${path} went away`),
        () => gone,
      );
  }

  /** Whether the device file is still the one that was opened. */
  #look(node: string, end: () => void, isOver: () => boolean): void {
    this.#cancelTimer = this.#context.timers.after(LOOK_MS, async () => {
      const isThere = this.health.quietMs() < LOOK_MS || (await nodeOf(this.#settings.path)) === node;
      if (this.#stopped || isOver()) return;
      if (isThere) this.#look(node, end, isOver);
      else end();
    });
  }

  #failed(failure: string): void {
    if (this.#stopped) return;
    const delayMs = this.#backoff.nextMs();
    this.health.down(failure, delayMs);
    this.#cancelTimer = this.#context.timers.after(delayMs, () => this.start());
  }
}

/** What tells a device file from another of its name; undefined where there is none. */
const nodeOf = (path: string): Promise<string | undefined> =>
  stat(path).then(
    ({ dev, ino, rdev }) => `${dev} ${ino} ${rdev}`,
    () => undefined,
  );

/** The binding says what is wrong in words alone. */
function reasonOfPort(error: unknown, { path, baud }: SerialSettings): string {
  const said = error instanceof Error ? error.message : String(error);
  if (/no such file|cannot find|file not found/i.test(said))
    return `${path} is not there. Check the cable and the name of the device`;
  if (/cannot lock|temporarily unavailable|busy|access denied/i.test(said))
    return `${path} is used by another program. End it, or name another device`;
  if (/permission denied/i.test(said))
    return `${path} may not be used by this user. Add the user to the group that owns it (often dialout)`;
  if (/inappropriate ioctl|not a (?:tty|typewriter)/i.test(said)) return `${path} is no serial port`;
  if (/baud|invalid argument/i.test(said)) return `${path} cannot be set to ${baud} bits a second`;
  if (said.startsWith('the package')) return said;
  return reasonOf({ message: said }, path);
}
