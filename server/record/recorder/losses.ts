/** What could not be kept: counted by feed and class until it can be written down. */
import type { RetentionClass } from '../../../proto/domain/record/retention.table.ts';

/** Feeds counted by name at once; what more there are is counted together. */
const MAX_FEEDS = 256;
const OTHERS = '…';

export interface Lost {
  readonly feed: string;
  readonly class: RetentionClass;
  readonly entries: number;
  readonly bytes: number;
}

/** The JSON of `happened` of the kind `loss`. */
export interface Loss {
  /** The machine's time. */
  readonly firstMs: number;
  readonly lastMs: number;
  readonly lost: readonly Lost[];
}

export class Losses {
  readonly #lost = new Map<string, Lost>();
  #firstMs: number | undefined;
  #lastMs = 0;
  #total = 0;

  /** Entries since the start. */
  get total(): number {
    return this.#total;
  }

  /** There is something that was not written down yet. */
  get isOpen(): boolean {
    return this.#firstMs !== undefined;
  }

  /** @param feed empty: not a feed's, but the picture's */
  lose(feed: string, of: RetentionClass, bytes: number, nowMs: number): void {
    this.#firstMs ??= nowMs;
    this.#lastMs = nowMs;
    this.#total += 1;
    const name = this.#lost.has(`${of}/${feed}`) || this.#lost.size < MAX_FEEDS ? feed : OTHERS;
    const before = this.#lost.get(`${of}/${name}`);
    this.#lost.set(`${of}/${name}`, {
      ...{ feed: name, class: of },
      entries: (before?.entries ?? 0) + 1,
      bytes: (before?.bytes ?? 0) + bytes,
    });
  }

  /** What was lost since it was asked last; undefined: nothing. */
  take(): Loss | undefined {
    if (this.#firstMs === undefined) return undefined;
    const loss = { firstMs: this.#firstMs, lastMs: this.#lastMs, lost: [...this.#lost.values()] };
    this.#firstMs = undefined;
    this.#lost.clear();
    return loss;
  }
}
