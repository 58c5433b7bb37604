/**
 * Main's end of the recorder: numbers what is to be kept, hands it over in batches, and keeps each batch until it is
 * acknowledged, so that a recorder that died loses none. Bounded: beyond 32 MiB that wait, what comes is lost, counted,
 * and the loss is recorded once there is room.
 */
import type { RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import { watchfloor } from '../../../proto/generated/record.js';
import type { ChildState } from '../child.ts';
import { LONGEST_ENTRY } from '../log/format.ts';
import { BatchBuffer, type EntryTimes, type KeptFrame, NO_SEQ } from './batchbuffer.ts';
import { Latency } from './latency.ts';
import type { LinkCounts, LinkOptions, Sender, What } from './linkoptions.ts';
import { type Loss, Losses } from './losses.ts';
import type { RecorderState } from './recorderstate.ts';

const { Entry, FromRecorder } = watchfloor.record.v1;

/** A batch goes when its first entry waited so long, or when it is so large. */
export const BATCH_MS = 20;
const BATCH_BYTES = 256 << 10;
/** What may wait for its acknowledgement: beyond it a live feed loses. */
export const MOST_WAITING = 32 << 20;
/** Decisions, alerts and what happens to the system may have so much more: they are few. */
const MORE_FOR_DECISIONS = 2 << 20;
const STOP_MS = 1_500;
/** Of a frame's bytes: what stands around them fits too. */
const LONGEST_FRAME = LONGEST_ENTRY - (64 << 10);
/** Under this there is room: whoever can wait waits until then. */
const ROOM_BYTES = 8 << 20;

interface Batch {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly entries: number;
  readonly beganMs: number;
}

export class RecorderLink {
  readonly #options: LinkOptions;
  readonly #child: Sender;
  readonly #mostWaiting: number;
  readonly #latency = new Latency();
  readonly #losses = new Losses();
  /** The last that was given; undefined: where the log ends is not known yet. */
  #seq: number | undefined;
  /** The child said where its log ends, and lives. */
  #isReady = false;
  readonly #names = new Map<string, Buffer>();
  /** The batch that is being filled. */
  #filling: BatchBuffer | undefined;
  #beganMs = 0;
  #lastBytes = 0;
  #cancel: (() => void) | undefined;
  #unnumbered: { readonly filling: BatchBuffer; readonly beganMs: number }[] = [];
  /** Not acknowledged, in order; those before `#unsent` are handed over. */
  #batches: Batch[] = [];
  #unsent = 0;
  #batchBytes = 0;
  #number = 0;
  #entries = 0;
  #acknowledged = 0;
  #wantsRoom = false;
  #state: RecorderState | undefined;
  #lastAckMs: number | undefined;
  #emptied: (() => void)[] = [];

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#mostWaiting = options.mostWaiting ?? MOST_WAITING;
    this.#child = options.open({
      onMessage: (bytes) => this.#heard(FromRecorder.decode(bytes)),
      onDown: () => this.#down(),
      onRoom: () => this.#hand(),
    });
  }

  start(): void {
    this.#child.start();
  }

  get child(): ChildState {
    return this.#child.state;
  }

  /** As the recorder told it last; absent: not yet. */
  get state(): RecorderState | undefined {
    return this.#state;
  }

  /** It lives, and said where its log ends. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Something is being lost, or was and is not written down yet. */
  get isLosing(): boolean {
    return this.#losses.isOpen;
  }

  /** The machine's time when something was last acknowledged; undefined before. */
  get lastAckMs(): number | undefined {
    return this.#lastAckMs;
  }

  get counts(): LinkCounts {
    const p50 = this.#latency.quantileMs(0.5);
    const p99 = this.#latency.quantileMs(0.99);
    return {
      entries: this.#entries,
      acknowledged: this.#acknowledged,
      lost: this.#losses.total,
      waitingBytes: this.#waitingBytes,
      restarts: this.#child.state.restarts,
      ...(p50 !== undefined && { ackP50Ms: p50 }),
      ...(p99 !== undefined && { ackP99Ms: p99 }),
      ackMaxMs: this.#latency.maxMs,
    };
  }

  /** False: whoever can wait (a file that is played as fast as it goes) waits for `onRoom`. */
  hasRoom(): boolean {
    if (this.#waitingBytes < ROOM_BYTES) return true;
    this.#wantsRoom = true;
    return false;
  }

  /**
   * Keeps it, in the order of calls. The bytes that it holds are copied.
   * @param feed for the count of what is lost; empty: the picture's
   * @param knownMs the picture's time
   */
  keep(of: RetentionClass, what: What, knownMs: number, feed = ''): void {
    const entry = Entry.encode({ ...what, seq: NO_SEQ, ...this.#times(knownMs) }).finish();
    if (entry.length > LONGEST_ENTRY || this.#isFull(of)) this.#lose(feed, of, entry.length);
    else this.#fill((filling) => filling.add(of, knownMs, entry));
  }

  /** The same of a frame, which costs less. */
  keepFrame(of: RetentionClass, frame: KeptFrame, knownMs: number): void {
    const length = frame.bytes?.length ?? 0;
    if (length > LONGEST_FRAME || this.#isFull(of)) this.#lose(frame.feed, of, length);
    else this.#fill((filling) => filling.addFrame(of, this.#times(knownMs), frame));
  }

  /** Resolves when everything kept until now is acknowledged, or the child ended meanwhile or is not to run. */
  async flush(): Promise<void> {
    this.#close();
    if (this.#batchBytes === 0 || this.#child.state.life === 'stopped') return;
    await new Promise<void>((resolve) => this.#emptied.push(resolve));
  }

  /** Hands over what waits, for a second and a half at most, and ends the recorder. */
  async stop(): Promise<void> {
    let cancel = (): void => {};
    const late = new Promise<void>((resolve) => {
      cancel = this.#options.after(STOP_MS, resolve);
    });
    await Promise.race([this.flush(), late]);
    cancel();
    this.#cancel?.();
    await this.#child.stop();
  }

  get #waitingBytes(): number {
    return this.#batchBytes + (this.#filling?.length ?? 0);
  }

  #isFull(of: RetentionClass): boolean {
    return this.#waitingBytes > this.#mostWaiting + (of === 'decisions' ? MORE_FOR_DECISIONS : 0);
  }

  #times(knownMs: number): EntryTimes {
    const { epoch, machineMs } = this.#options;
    return { epoch, knownMs, machineMs: machineMs() };
  }

  #lose(feed: string, of: RetentionClass, bytes: number): void {
    const isFirst = !this.#losses.isOpen;
    this.#losses.lose(feed, of, bytes, this.#options.machineMs());
    if (isFirst) this.#options.onLoss?.();
  }

  #fill(add: (filling: BatchBuffer) => void): void {
    if (!this.#filling) {
      this.#beganMs = this.#options.monotonicMs();
      this.#cancel ??= this.#options.after(BATCH_MS, () => this.#close());
      // About as long as the one before.
      this.#filling = new BatchBuffer(this.#lastBytes + (this.#lastBytes >> 2), this.#names);
    }
    add(this.#filling);
    this.#entries += 1;
    if (this.#filling.length >= BATCH_BYTES) this.#close();
  }

  #close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const filling = this.#filling;
    if (filling) {
      this.#filling = undefined;
      this.#lastBytes = filling.length;
      this.#batchBytes += filling.length;
      this.#unnumbered.push({ filling, beganMs: this.#beganMs });
    }
    // Without a number nothing can be handed over: it waits for the log's end to be known.
    if (this.#seq === undefined) return;
    for (const { filling: one, beganMs } of this.#unnumbered.splice(0)) {
      this.#number += 1;
      const bytes = one.finish(this.#number, this.#seq + 1);
      this.#seq += one.entries;
      this.#batches.push({ number: this.#number, bytes, entries: one.entries, beganMs });
    }
    this.#hand();
  }

  #hand(): void {
    while (this.#isReady && this.#unsent < this.#batches.length) {
      if (!this.#child.send(this.#batches[this.#unsent]!.bytes)) return;
      this.#unsent += 1;
    }
  }

  #heard({ ready, synced, state }: watchfloor.record.v1.IFromRecorder): void {
    if (ready) {
      // Of a later start: what it has already it passes over.
      this.#seq ??= ready.seq ?? 0;
      this.#isReady = true;
      this.#unsent = 0;
      this.#close();
      this.#hand();
    }
    if (synced) this.#synced(synced.number ?? 0);
    if (state?.json) {
      this.#state = JSON.parse(state.json) as RecorderState;
      this.#options.onState?.(this.#state);
    }
  }

  #synced(upTo: number): void {
    let done = 0;
    const nowMs = this.#options.monotonicMs();
    for (const batch of this.#batches) {
      if (batch.number > upTo) break;
      done += 1;
      this.#batchBytes -= batch.bytes.length;
      this.#acknowledged += batch.entries;
      this.#latency.took(nowMs - batch.beganMs);
    }
    this.#batches.splice(0, done);
    if (done > 0) this.#lastAckMs = this.#options.machineMs();
    this.#unsent = Math.max(0, this.#unsent - done);
    if (this.#waitingBytes < ROOM_BYTES) this.#roomAgain();
    if (this.#batchBytes === 0) for (const resolve of this.#emptied.splice(0)) resolve();
  }

  #roomAgain(): void {
    const loss = this.#losses.take();
    if (loss) {
      this.keep('decisions', { happened: lossOf(loss) }, this.#options.pictureMs());
      this.#options.onLoss?.();
    }
    if (!this.#wantsRoom) return;
    this.#wantsRoom = false;
    this.#options.onRoom?.();
  }

  #down(): void {
    this.#isReady = false;
    this.#unsent = 0;
    for (const resolve of this.#emptied.splice(0)) resolve();
  }
}

const lossOf = (loss: Loss): watchfloor.record.v1.IHappened => ({ kind: 'loss', json: JSON.stringify(loss) });
