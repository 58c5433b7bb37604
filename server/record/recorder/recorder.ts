/**
 * Takes batches, appends them, and answers when they last. A disk that fills or fails loses nothing that was
 * acknowledged: what was not is kept here, tried again every second, and acknowledged when it lasts.
 */
import { RETENTION_CLASSES } from '../../../proto/domain/record/retention.table.ts';
import type { watchfloor } from '../../../proto/generated/record.js';
import type { Disk } from '../log/disk.ts';
import { seqOf } from '../log/format.ts';
import type { Filed, RecordLog } from '../log/recordlog.ts';
import { type Segment, segments } from '../log/segments.ts';
import { Forecast } from './forecast.ts';
import type { DiskState, RecorderState } from './recorderstate.ts';

type IBatch = watchfloor.record.v1.IBatch;

/** Kept free for what people decide: the log stops before. */
export const RESERVE_BYTES = 64 << 20;
/** Written and synced together, at most (a batch that is larger goes alone). */
const GROUP_BYTES = 4 << 20;
const RETRY_MS = 1_000;
const STATE_MS = 1_000;
const DAMAGES_TOLD = 20;

export interface RecorderOptions {
  readonly dir: string;
  readonly log: RecordLog;
  readonly disk: Disk;
  readonly monotonicMs: () => number;
  readonly after: (delayMs: number, task: () => void) => () => void;
  readonly tell: (message: watchfloor.record.v1.IFromRecorder) => void;
  readonly reserveBytes?: number;
}

interface Waiting {
  readonly number: number;
  readonly entries: readonly Filed[];
  readonly bytes: number;
}

export class Recorder {
  readonly #options: RecorderOptions;
  readonly #forecast = new Forecast();
  readonly #reserve: number;
  /** Not acknowledged, in order. */
  #waiting: Waiting[] = [];
  #isWriting = false;
  /** Until it is tried again. */
  #isHeld = false;
  #writing: Promise<void> = Promise.resolve();
  #cancel: () => void = () => {};
  #cancelState: () => void = () => {};
  #disk: DiskState = 'ok';
  #why: string | undefined;
  #isClosed = false;
  #writtenBytes = 0;
  #entries = 0;
  #syncs = 0;
  #files: readonly Segment[] = [];
  #space: { readonly free: number; readonly all: number } | undefined;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#reserve = options.reserveBytes ?? RESERVE_BYTES;
  }

  /** Says how far it is and how it is, and from then on once a second. */
  async start(): Promise<void> {
    this.#options.tell({ ready: { seq: this.#options.log.lastSeq } });
    await this.#state();
  }

  batch({ number, entries }: IBatch): void {
    const filed: Filed[] = [];
    let bytes = 0;
    for (const { class: of, entry, seq, knownMs } of entries ?? []) {
      const name = RETENTION_CLASSES[of ?? -1];
      if (name === undefined || !entry || !seq || seqOf(entry) !== seq)
        throw new TypeError(`entry ${seq} of class ${of} does not say its number first: a defect`);
      filed.push({ class: name, entry, seq, knownMs: knownMs ?? 0 });
      bytes += entry.length;
    }
    this.#waiting.push({ number: number ?? 0, entries: filed, bytes });
    this.#go();
  }

  /** Resolves when what came until now lasts, or cannot be made to. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel();
    this.#cancelState();
    await this.#writing;
    this.#options.log.close();
  }

  #go(): void {
    if (this.#isWriting || this.#isHeld || this.#waiting.length === 0) return;
    this.#isWriting = true;
    this.#writing = this.#write().catch((error: unknown) => this.#failed(error));
  }

  /** Group after group, until nothing waits: what comes while one is synced is the next. */
  async #write(): Promise<void> {
    const { log, tell } = this.#options;
    while (this.#waiting.length > 0) {
      let bytes = 0;
      let count = 0;
      for (const one of this.#waiting) {
        if (count > 0 && bytes + one.bytes > GROUP_BYTES) break;
        bytes += one.bytes;
        count += 1;
      }
      if (this.#space && this.#space.free - bytes < this.#reserve) throw new NoRoom();
      const group = this.#waiting.slice(0, count);
      const written = log.append(group.flatMap(({ entries }) => entries));
      await log.sync();
      this.#waiting.splice(0, count);
      this.#syncs += 1;
      this.#writtenBytes += written;
      this.#entries += group.reduce((sum, { entries }) => sum + entries.length, 0);
      if (this.#space) this.#space = { ...this.#space, free: this.#space.free - written };
      tell({ synced: { number: group.at(-1)!.number } });
      if (this.#disk !== 'ok') this.#well();
    }
    this.#isWriting = false;
  }

  #failed(error: unknown): void {
    this.#isWriting = false;
    this.#isHeld = true;
    this.#options.log.rewind();
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    const wasOk = this.#disk === 'ok';
    this.#disk = error instanceof NoRoom || code === 'ENOSPC' || code === 'EDQUOT' ? 'full' : 'failing';
    this.#why = error instanceof Error ? error.message : String(error);
    if (wasOk) this.#tellState();
    if (!this.#isClosed) this.#cancel = this.#options.after(RETRY_MS, () => void this.#retry());
  }

  async #retry(): Promise<void> {
    await this.#lookAtSpace();
    if (this.#isClosed) return;
    this.#isHeld = false;
    this.#go();
  }

  #well(): void {
    this.#disk = 'ok';
    this.#why = undefined;
    this.#tellState();
  }

  async #lookAtSpace(): Promise<void> {
    const { dir, disk, monotonicMs } = this.#options;
    this.#space = await disk.space(dir).catch(() => undefined);
    if (this.#space) this.#forecast.saw(monotonicMs(), this.#space.free);
  }

  async #state(): Promise<void> {
    this.#cancelState();
    await this.#lookAtSpace();
    this.#files = await segments(this.#options.dir).catch(() => []);
    if (this.#isClosed) return;
    this.#cancelState();
    this.#cancelState = this.#options.after(STATE_MS, () => void this.#state());
    this.#tellState();
  }

  #tellState(): void {
    if (!this.#isClosed) this.#options.tell({ state: { json: JSON.stringify(this.#stateNow()) } });
  }

  #stateNow(): RecorderState {
    const { log } = this.#options;
    const hoursUntilFull = this.#forecast.hoursUntil(this.#reserve);
    return {
      disk: this.#disk,
      ...(this.#why !== undefined && { why: this.#why }),
      ...{ writtenBytes: this.#writtenBytes, entries: this.#entries, syncs: this.#syncs },
      ...(this.#space && { freeBytes: this.#space.free, allBytes: this.#space.all }),
      ...(hoursUntilFull !== undefined && { hoursUntilFull }),
      forecastOverMs: this.#forecast.overMs,
      segments: this.#files.length,
      logBytes: this.#files.reduce((sum, { bytes }) => sum + bytes, 0),
      damages: log.damages.slice(0, DAMAGES_TOLD),
      damageCount: log.damages.length,
      waitingBytes: this.#waiting.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  }
}

class NoRoom extends Error {
  constructor() {
    super('what is kept free of the disk is reached');
  }
}
