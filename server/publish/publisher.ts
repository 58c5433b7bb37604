/**
 * The pace: once a tick the changed tracks are taken from the picture, and every client that is ready gets the
 * latest; one that is not gets nothing until it is, and then the latest again. Never a queue.
 */
import type { Clock } from '../../proto/domain/clock.ts';
import type { EpochMs } from '../../proto/domain/units.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import { type CutCode, PROTOCOL_VERSION } from '../../proto/wire.ts';
import type { Audience } from '../access/audience.ts';
import type { Publication } from './publication.ts';
import { MAX_PUBLICATIONS, Publications } from './publications.ts';
import type { Alarms } from './shown.ts';
import { type PictureSource, visitChanged } from './source.ts';
import { type FrameContext, Viewer } from './viewer.ts';
import { readWatch, type Watch } from './watch.ts';

/** A client that leaves a frame unanswered for this long is cut. */
export const ACKNOWLEDGE_WITHIN_MS = 60_000;
/** Watch requests answered at once; more of them in a second wait for the next tick, the latest alone. */
export const WATCHES_A_TICK = 10;
/** Clients at once. */
export const MAX_CLIENTS = 1000;

/** The way to one client. */
export interface ClientLink {
  hello(bytes: Uint8Array): void;
  /** Calls `applied` when the client has; the bytes stand until then. */
  picture(bytes: Uint8Array, applied: () => void): void;
  /** Tells the reason and closes. */
  cut(reason: string, code: CutCode): void;
}

/** What a connection may call. */
export interface ClientHandle {
  watch(bytes: unknown): void;
  /**
   * What this client may see was decided anew: where it is another picture than before, all that it holds is replaced
   * at once. Undefined: it may see nothing, and is cut with the reason.
   */
  regard(audience: Audience | undefined, reason: string): void;
  /** Ends it, telling why. */
  cut(reason: string, code: CutCode): void;
  close(): void;
}

export interface PublisherOptions {
  readonly source: PictureSource;
  readonly clock: Clock;
  /** The run's number: grows with each start, never 0. */
  readonly epoch: number;
  /** The replay that this is the picture of; absent: the live one. */
  readonly session?: string;
  readonly tickMs: number;
  readonly feeds: () => readonly watchfloor.v1.IFeedState[];
  readonly serverVersion: string;
  readonly site: string;
  readonly demonstration: boolean;
  /** The revision of people's decisions, told with every frame; 0 when absent. */
  readonly decisionsRevision?: () => number;
  /** Moves the picture and what watches it on to a time; answers the picture's tick. The source's own where absent. */
  readonly moveOn?: (nowMs: EpochMs) => number;
  /** Who may see which track's mark of an alert; absent where nothing is detected. */
  readonly alarms?: Alarms;
  /** False says every update, for measurements. */
  readonly suppressing?: boolean;
  /** Bytes of snapshots in one frame, about; 1 MiB by default. */
  readonly snapshotBytes?: number;
}

const TOO_MANY_AUDIENCES = `too many different pictures: at most ${MAX_PUBLICATIONS} are published`;

interface Client {
  readonly link: ClientLink;
  readonly viewer: Viewer;
  sentAtMs: number;
  watches: number;
  /** The latest request beyond {@link WATCHES_A_TICK}. */
  later: Watch | undefined;
}

/** Counts since the start; `clients` and `tracks` now. */
export interface PublisherCounts {
  readonly clients: number;
  /** What is published apart, because it may not be seen alike. */
  readonly audiences: number;
  readonly tracks: number;
  readonly ticks: number;
  readonly frames: number;
  readonly bytes: number;
  readonly updates: number;
  readonly suppressed: number;
  readonly encodedTiles: number;
  readonly cut: number;
  readonly refusedWatches: number;
}

export class Publisher {
  readonly #options: PublisherOptions;
  readonly #clients = new Set<Client>();
  readonly #publications: Publications;
  #context: FrameContext | undefined;
  #seq = 0;
  /** The picture's tick up to which everything was taken. */
  #pictureTick = 0;
  #frames = 0;
  #bytes = 0;
  #cut = 0;
  #refused = 0;
  #lastTickMs: number | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** `first`: published to from the start, so that its first client need not wait for the picture. */
  constructor(options: PublisherOptions, first?: Audience) {
    this.#options = options;
    this.#publications = new Publications(options.source, options.suppressing ?? true, options.alarms);
    if (first) this.#publications.of(first);
    this.tick();
  }

  start(): void {
    this.#timer ??= setInterval(() => this.tick(), this.#options.tickMs);
  }

  /** Stops ticking and cuts everyone. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    for (const client of [...this.#clients]) this.#cutClient(client, 'the server is stopping', 'busy');
  }

  get counts(): PublisherCounts {
    const { source } = this.#options;
    const { published, suppressed, encodedTiles } = this.#publications.counts;
    let tracks = 0;
    for (let slot = 0; slot < source.slotCount; slot += 1) if (source.alive(slot)) tracks += 1;
    return {
      clients: this.#clients.size,
      audiences: this.#publications.size,
      tracks,
      ticks: this.#seq,
      frames: this.#frames,
      bytes: this.#bytes,
      updates: published,
      suppressed,
      encodedTiles,
      cut: this.#cut,
      refusedWatches: this.#refused,
    };
  }

  /** The picture's time of the last tick. */
  get lastTickMs(): number | undefined {
    return this.#lastTickMs;
  }

  /** Moves the picture on to now, takes what changed and sends it. Called by the timer of {@link start}, or by hand. */
  tick(): void {
    const { source, clock, epoch, feeds, decisionsRevision, moveOn, session = '' } = this.#options;
    this.#seq += 1;
    const nowMs = clock.nowMs();
    this.#lastTickMs = nowMs;
    const tick = { seq: this.#seq, baseMs: Math.floor(nowMs / 100) * 100 };
    const pictureTick = moveOn ? moveOn(nowMs) : source.tick(nowMs);
    const used = new Set<Publication>();
    for (const { viewer } of this.#clients) used.add(viewer.publication);
    this.#publications.begin(tick, used);
    const publications = [...this.#publications.all()];
    visitChanged(source, this.#pictureTick, (slot) => {
      for (const publication of publications) publication.update(slot);
    });
    for (const publication of publications) publication.settle();
    this.#pictureTick = pictureTick;
    const said = { kind: clock.kind === 'replay' ? 1 : 0, session, rate: clock.rate };
    const operationsRevision = decisionsRevision?.() ?? 0;
    const head = { epoch, ...tick, clock: said, operationsRevision };
    this.#context = { head: watchfloor.v1.PictureFrame.encode(head).finish(), feeds };
    for (const client of [...this.#clients]) this.#serve(client);
  }

  #serve(client: Client): void {
    const waitedMs = this.#options.clock.monotonicMs() - client.sentAtMs;
    if (client.viewer.isWaiting && waitedMs >= ACKNOWLEDGE_WITHIN_MS) {
      const reason = `no frame was acknowledged for ${ACKNOWLEDGE_WITHIN_MS / 1000} s`;
      this.#cutClient(client, reason, 'refused');
      return;
    }
    client.watches = 0;
    if (client.later) client.viewer.watch(client.later, this.#options.epoch);
    client.later = undefined;
    client.viewer.markDue();
    this.#pump(client);
  }

  /** Takes a new client; undefined, after telling it why, when there are too many. */
  connect(link: ClientLink, audience: Audience): ClientHandle | undefined {
    if (this.#clients.size >= MAX_CLIENTS) {
      link.cut(`too many clients: at most ${MAX_CLIENTS} are served`, 'busy');
      return undefined;
    }
    const publication = this.#publications.of(audience);
    if (!publication) {
      link.cut(TOO_MANY_AUDIENCES, 'busy');
      return undefined;
    }
    const viewer = new Viewer(publication, this.#options.snapshotBytes);
    const client: Client = { link, viewer, sentAtMs: 0, watches: 0, later: undefined };
    this.#clients.add(client);
    const { epoch, serverVersion, tickMs, demonstration, site } = this.#options;
    const run = { epoch, serverVersion, tickMs, demonstration, site };
    const hello = { protocol: PROTOCOL_VERSION, ...run, audience: publication.mark };
    link.hello(watchfloor.v1.Hello.encode(hello).finish());
    return {
      watch: (bytes) => this.#watch(client, bytes),
      regard: (seen, reason) => this.#regard(client, seen, reason),
      cut: (reason, code) => this.#cutClient(client, reason, code),
      close: () => void this.#clients.delete(client),
    };
  }

  #regard(client: Client, audience: Audience | undefined, reason: string): void {
    if (!this.#clients.has(client)) return;
    if (audience === undefined) {
      this.#cutClient(client, reason, 'signedOut');
      return;
    }
    if (client.viewer.publication.audience.key === audience.key) return;
    const publication = this.#publications.of(audience);
    if (!publication) {
      this.#cutClient(client, TOO_MANY_AUDIENCES, 'busy');
      return;
    }
    client.viewer.regard(publication);
    this.#pump(client);
  }

  #watch(client: Client, bytes: unknown): void {
    if (!this.#clients.has(client)) return;
    const result = readWatch(bytes);
    if (!result.ok) {
      this.#refused += 1;
      this.#cutClient(client, result.fault, 'refused');
      return;
    }
    client.watches += 1;
    if (client.watches > WATCHES_A_TICK) {
      client.later = result.watch;
      return;
    }
    client.viewer.watch(result.watch, this.#options.epoch);
    this.#pump(client);
  }

  #pump(client: Client): void {
    const frame = this.#context && client.viewer.next(this.#context);
    if (!frame) return;
    client.sentAtMs = this.#options.clock.monotonicMs();
    this.#frames += 1;
    this.#bytes += frame.length;
    client.link.picture(frame, () => {
      client.viewer.acknowledged();
      if (this.#clients.has(client)) this.#pump(client);
    });
  }

  #cutClient(client: Client, reason: string, code: CutCode): void {
    if (!this.#clients.delete(client)) return;
    this.#cut += 1;
    client.link.cut(reason, code);
  }
}
