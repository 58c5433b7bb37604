/** Plays a recording in its own time. */
import { Nature } from '../../proto/domain/observation.ts';
import type { EpochMs } from '../../proto/domain/units.ts';
import type { Feed, FeedContext } from './feed.ts';
import { FeedHealth } from './health.ts';
import { type Piece, RecordingCutter } from './pieces.ts';
import { Playback } from './playback.ts';
import { reasonOf } from './reasons.ts';
import { firstStampOf, openRecording } from './recording.ts';
import { type FileSettings, identityOf } from './settings.ts';
import type { Stamp } from './stamp.ts';
import { nextTurn } from './timers.ts';

/** Lines due together are handed over together, datagrams one by one; about this much in a turn of the event loop. */
const BATCH_BYTES = 65_536;

export class FileFeed implements Feed {
  readonly id;
  readonly health: FeedHealth;
  readonly #settings: FileSettings;
  readonly #context: FeedContext;
  #playing: Promise<void> = Promise.resolve();
  #stopped = false;
  #wake: () => void = () => {};
  #connection = 0;
  #batch: Uint8Array[] = [];
  #batchBytes = 0;
  #bytesThisTurn = 0;

  constructor(settings: FileSettings, context: FeedContext) {
    this.id = settings.id;
    this.health = new FeedHealth(identityOf(settings, Nature.recorded), context.clock);
    this.#settings = settings;
    this.#context = context;
  }

  start(): void {
    this.health.connecting(`opening ${this.#settings.path}`);
    this.#playing = this.#play().catch((error) => this.health.down(reasonOf(error, this.#settings.path)));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#playing;
    this.health.ended('stopped');
  }

  state() {
    return this.health.snapshot();
  }

  async #play(): Promise<void> {
    const { path, rate, loop, format } = this.#settings;
    const first = await firstStampOf(path, format);
    if (this.#stopped) return;
    const playback = new Playback(this.#context.clock, rate, first?.ms);
    this.health.open(`playing ${path}; nothing is due yet`);
    let played = false;
    do {
      this.health.connections(1);
      this.#connection++;
      try {
        played = await this.#playOnce(playback, first);
      } finally {
        this.health.connections(0);
        this.#context.listener.closed(this.#connection);
      }
      playback.loop();
    } while (loop && played && !this.#stopped);
    if (played) this.health.ended(`played to the end of ${path}`);
    else if (!this.#stopped) this.health.down(`${path} is empty. Check the path`);
  }

  /** From the beginning to the end, or until stopped; false when there was nothing. */
  async #playOnce(playback: Playback, first: Stamp | undefined): Promise<boolean> {
    const cutter = new RecordingCutter(this.#settings.format, (fault) => this.health.fault(fault));
    let played = false;
    const play = async ({ bytes, stamp, datagram }: Piece) => {
      played = true;
      const { shiftMs, dueMs } = playback;
      const waitMs = playback.waitMs(first && usable(stamp, first));
      const goesOn = playback.shiftMs === shiftMs && playback.dueMs === dueMs;
      if (waitMs >= 1 || !goesOn || datagram) await this.#handOver(shiftMs, dueMs);
      if (waitMs >= 1) await this.#sleep(waitMs);
      this.#batch.push(bytes);
      this.#batchBytes += bytes.length;
      if (datagram || this.#batchBytes >= BATCH_BYTES)
        await this.#handOver(playback.shiftMs, playback.dueMs, datagram);
    };
    for await (const chunk of await openRecording(this.#settings.path)) {
      for (const piece of cutter.push(chunk)) {
        if (this.#stopped) return played;
        await play(piece);
      }
    }
    for (const piece of cutter.rest()) if (!this.#stopped) await play(piece);
    await this.#handOver(playback.shiftMs, playback.dueMs);
    return played;
  }

  async #handOver(timeShiftMs: number, dueMs: EpochMs | undefined, datagram = false): Promise<void> {
    if (this.#batch.length === 0 || this.#stopped) return;
    const bytes = Buffer.concat(this.#batch);
    this.#batch = [];
    this.#batchBytes = 0;
    this.health.bytes(bytes.length);
    this.#context.listener.frame({
      feedId: this.id,
      nature: Nature.recorded,
      connection: this.#connection,
      receivedMs: dueMs ?? this.#context.clock.nowMs(),
      timeShiftMs,
      ...(datagram && { datagram }),
      bytes,
    });
    this.#bytesThisTurn += bytes.length;
    if (this.#bytesThisTurn < BATCH_BYTES) return;
    this.#bytesThisTurn = 0;
    await nextTurn();
    if (this.#settings.rate === 'max') await this.#room();
  }

  /** Played as fast as it goes, it is held back by what can be kept, or until it is stopped. */
  async #room(): Promise<void> {
    const room = this.#context.room?.();
    if (!room || this.#stopped) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      void room.then(resolve);
    });
  }

  async #sleep(delayMs: number): Promise<void> {
    if (this.#stopped) return;
    this.#bytesThisTurn = 0;
    await new Promise<void>((resolve) => {
      const cancel = this.#context.timers.after(delayMs, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }
}

/** Where the receiver stamped the file, the clocks of its instruments do not count. */
const usable = (stamp: Stamp | undefined, first: Stamp) =>
  stamp?.by === 'receiver' || first.by === 'instrument' ? stamp?.ms : undefined;
