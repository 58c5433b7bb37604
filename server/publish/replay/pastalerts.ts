/** The alerts as they were known at a replay's time: from what was told of them, one hour read at a time. */
import type { Alert } from '../../../proto/domain/alert/alert.ts';
import type { ToldBook } from '../alertviews.ts';
import { keptAlert } from '../keptalert.ts';
import type { ReplayReader } from './reader.ts';

/** Read ahead at once, and kept. */
const WINDOW_MS = 3_600_000;
/** As long as the live list shows what is closed. */
const CLOSED_MS = 86_400_000;

interface Told {
  readonly knownMs: number;
  readonly alert: Alert;
}

interface Window {
  /** What is read is right from here until before the end. */
  readonly fromMs: number;
  readonly untilMs: number;
  /** In the order of being told. */
  readonly told: readonly Told[];
}

/** Right at no time. */
const NOTHING_READ: Window = { fromMs: 0, untilMs: 0, told: [] };

export class PastAlerts implements ToldBook {
  readonly #reader: Pick<ReplayReader, 'told'>;
  #window: Window = NOTHING_READ;
  #loading: Promise<void> | undefined;
  #atMs = 0;
  /** Rows of the window that were told by then. */
  #taken = 0;
  #now: ReadonlyMap<string, Told> = new Map();
  /** Grows whenever the alerts are others than before. */
  revision = 0;
  /** Why they could not be read last: then there are none, and they are asked for again with the next step. */
  fault: string | undefined;

  constructor(reader: Pick<ReplayReader, 'told'>) {
    this.#reader = reader;
  }

  /**
   * Goes to a time; resolves when what was told by then is known, or cannot be read: then there are none. Of a time
   * within what was read it has happened when this returns.
   */
  async to(atMs: number): Promise<void> {
    this.#atMs = atMs;
    if (this.#isWithin(atMs)) {
      this.#take();
      return;
    }
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    await this.#loading;
  }

  async #load(): Promise<void> {
    for (let fromMs = this.#atMs; !this.#isWithin(this.#atMs); fromMs = this.#atMs) {
      const untilMs = fromMs + WINDOW_MS;
      const read = await this.#reader.told(fromMs, untilMs);
      this.fault = read.ok ? undefined : read.what;
      const told = read.ok ? read.value.flatMap(({ knownMs, json }) => parsed(knownMs, json)) : [];
      this.#window = read.ok ? { fromMs, untilMs, told } : NOTHING_READ;
      this.#taken = -1;
      if (!read.ok) break;
    }
    this.#take();
  }

  #isWithin(atMs: number): boolean {
    return atMs >= this.#window.fromMs && atMs < this.#window.untilMs;
  }

  #take(): void {
    const { told } = this.#window;
    let taken = 0;
    while (taken < told.length && told[taken]!.knownMs <= this.#atMs) taken += 1;
    if (taken === this.#taken) return;
    this.#taken = taken;
    this.#now = new Map(told.slice(0, taken).map((one) => [one.alert.id, one]));
    this.revision += 1;
  }

  /** Open then, or closed within the day before. */
  *list(): Iterable<Alert> {
    for (const { knownMs, alert } of this.#now.values())
      if (alert.state !== 'closed' || knownMs > this.#atMs - CLOSED_MS) yield alert;
  }

  now(id: string): Alert | undefined {
    return this.#now.get(id)?.alert;
  }

  /** A replay's time goes both ways: whoever asks takes the list. */
  changedSince(): undefined {
    return undefined;
  }
}

function parsed(knownMs: number, json: string): readonly Told[] {
  const alert = keptAlert(json);
  return alert ? [{ knownMs, alert }] : [];
}
