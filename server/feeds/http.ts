/** Asks a web server for a stream that does not end, or again and again for what it has. */
import { type ClientRequest, type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { Nature } from '../../proto/domain/observation.ts';
import { Backoff } from './backoff.ts';
import { type Environment, repeatsKey } from './credentials.ts';
import { DeadWatch } from './deadwatch.ts';
import type { Feed, FeedContext } from './feed.ts';
import { Handover, type Outlet } from './handover.ts';
import { FeedHealth } from './health.ts';
import { reasonOf } from './reasons.ts';
import { type HttpSettings, identityOf, placeOf } from './settings.ts';
import { refusalOf, USER_AGENT, webAccess, webPlaceOf } from './web.ts';

/** From the first attempt to the server's answer, before its body. */
const ANSWER_TIMEOUT_MS = 20_000;
/** A whole answer usually takes less. */
const ANSWER_MS = 2000;
/** A stream that lived so long was no accident: the next attempt comes soon again. */
const SETTLED_MS = 5000;
/** The longest that a server may make us wait (Retry-After). */
const LONGEST_WAIT_MS = 3_600_000;

export class HttpFeed implements Feed {
  readonly id;
  readonly health: FeedHealth;
  readonly #settings: HttpSettings;
  readonly #context: FeedContext;
  readonly #environment: Environment;
  readonly #handover: Handover;
  readonly #backoff: Backoff;
  readonly #watch: DeadWatch;
  readonly #place: string;
  #request: ClientRequest | undefined;
  #give: (why: string) => void = () => {};
  #cancelTimer: () => void = () => {};
  /** The server has answered, and nothing has gone wrong since. */
  #isOpen = false;
  #stopped = false;
  #attempting: Promise<void> = Promise.resolve();

  /** @param environment where the key is looked up by the name in the settings */
  constructor(settings: HttpSettings, context: FeedContext, environment: Environment = process.env) {
    const { everyMs } = settings;
    // asked again and again, it speaks as often as it is asked, and as long as it takes
    const intervalMs = settings.intervalMs ?? (everyMs === undefined ? undefined : everyMs + ANSWER_MS);
    const identity = { ...identityOf(settings, Nature.real), intervalMs };
    this.id = settings.id;
    this.health = new FeedHealth(identity, context.clock);
    this.#settings = settings;
    this.#context = context;
    this.#environment = environment;
    this.#handover = new Handover(identity, this.health, context);
    this.#backoff = new Backoff(context.random);
    this.#watch = new DeadWatch(this.health, context);
    this.#place = webPlaceOf(settings);
  }

  start(): void {
    if (!this.#isOpen) this.health.trying(`asking ${this.#place}`);
    this.#attempting = this.#attempt().catch((error) => this.#failed(reasonOf(error, this.#place)));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer();
    this.#watch.end();
    await this.#attempting;
    const request = this.#request;
    if (request !== undefined && !request.closed) {
      const closed = new Promise((resolve) => request.once('close', resolve));
      request.destroy();
      await closed;
    }
    this.#handover.stop();
    this.health.ended('stopped');
  }

  state() {
    return this.health.snapshot();
  }

  /** The server is asked anew. */
  cutOff(_connection: number, reason: string): void {
    this.health.fault({ kind: 'cut-off', sample: `${this.#place}: ${reason}` });
    this.#give(`cut off: ${reason}`);
  }

  async #attempt(): Promise<void> {
    const { host, port, path, tls, everyMs } = this.#settings;
    const access = await webAccess(this.#settings, this.#environment);
    if (this.#stopped) return;
    const request = (tls ? requestTls : requestPlain)({
      ...{ host, port, path, agent: false, ...access.tls },
      headers: {
        'user-agent': USER_AGENT,
        accept: '*/*',
        'accept-encoding': 'identity',
        ...(access.key !== undefined && { authorization: `Bearer ${access.key}` }),
      },
    });
    this.#request = request;
    let outlet: Outlet | undefined;
    let waitMs = 0;
    let ended = false;
    let gaveUp = false;
    let failure = `${this.#place} ended without an answer`;
    const failed = (error: Error) => {
      if (!gaveUp && !ended) failure = reasonOf(error, placeOf(this.#settings));
    };
    const give = (why: string) => {
      failure = why;
      gaveUp = true;
      request.destroy();
    };
    this.#give = give;
    this.#cancelTimer = this.#context.timers.after(ANSWER_TIMEOUT_MS, () =>
      give(reasonOf({ code: 'ETIMEDOUT' }, this.#place)),
    );
    request.once('response', (answer) => {
      this.#cancelTimer();
      waitMs = retryAfterMs(answer.headers['retry-after']);
      const wrong = this.#wrongWith(answer);
      if (wrong !== undefined) {
        give(wrong);
        return;
      }
      failure =
        everyMs === undefined
          ? `${this.#place} ended its answer. If it answers and ends, say how often to ask: every=10s`
          : `${this.#place} broke its answer off`;
      outlet = this.#opened(answer, give, access.key);
      answer.once('end', () => {
        ended = true;
      });
      answer.on('error', failed);
    });
    request.on('error', failed);
    request.once('close', () => {
      this.#cancelTimer();
      this.#watch.end();
      if (this.#stopped) return;
      outlet?.close();
      if (ended && everyMs !== undefined) this.#again(everyMs);
      else this.#failed(failure, waitMs);
    });
    request.end();
  }

  #wrongWith({ statusCode = 0, headers }: IncomingMessage): string | undefined {
    // asked again and again, it may have nothing new (RFC 9110, 15.3.5 and 15.4.5)
    const isNothingNew = this.#settings.everyMs !== undefined && (statusCode === 204 || statusCode === 304);
    if (statusCode !== 200 && !isNothingNew) return refusalOf(this.#place, statusCode, headers.location);
    const coding = headers['content-encoding'];
    if (coding === undefined || coding === 'identity') return undefined;
    return `${this.#place} answers compressed (${coding.slice(0, 20)}), though asked not to`;
  }

  #opened(answer: IncomingMessage, give: (why: string) => void, key: string | undefined): Outlet {
    const sinceMs = this.#context.clock.monotonicMs();
    if (!this.#isOpen) this.health.open(`${this.#place} answers, and has sent nothing yet`);
    this.#isOpen = true;
    const outlet = this.#handover.connect({ pause: () => answer.pause(), resume: () => answer.resume() });
    this.#watch.begin(() => give(`${this.#place} was silent for too long: asking anew`));
    let before = Buffer.alloc(0);
    answer.on('data', (bytes: Buffer) => {
      if (key !== undefined) {
        const heard = Buffer.concat([before, bytes]);
        if (repeatsKey(heard, key)) {
          give(`${this.#place} repeats our key: what it sends is not taken`);
          return;
        }
        before = heard.subarray(-2 * key.length);
      }
      if (this.#context.clock.monotonicMs() - sinceMs >= SETTLED_MS) this.#backoff.reset();
      outlet.offer(bytes);
    });
    return outlet;
  }

  /** The answer was whole: the next is asked for in time. */
  #again(everyMs: number): void {
    this.#backoff.reset();
    this.#cancelTimer = this.#context.timers.after(everyMs, () => this.start());
  }

  #failed(failure: string, waitMs = 0): void {
    if (this.#stopped) return;
    this.#isOpen = false;
    const delayMs = Math.max(this.#backoff.nextMs(), waitMs);
    this.health.down(failure, delayMs);
    this.#cancelTimer = this.#context.timers.after(delayMs, () => this.start());
  }
}

/** Seconds; a date is not read (RFC 9110, 10.2.3). */
const retryAfterMs = (text: string | undefined): number =>
  /^\d{1,6}$/.test(text ?? '') ? Math.min(LONGEST_WAIT_MS, Number(text) * 1000) : 0;
