/** Main's side of the query process: questions go there, answers come back, and nothing here waits for DuckDB. */
import { watchfloor } from '../../../proto/generated/record.js';
import { Child, type ChildOptions, type ChildState } from '../child.ts';
import type { Reply } from './asks.ts';
import { QUERY_FAULTS, QueryFault, type QueryFaultCode } from './fault.ts';
import { LONGEST_ANSWER, type QueryOptions, RUNNING } from './settings.ts';

const { FromQuery, ToQuery } = watchfloor.record.v1;

/** Waiting questions of analysts, and of replays; beyond them one is refused. */
export const MOST_WAITING = { analysts: 16, replays: 32 } as const;
type LaneName = keyof typeof RUNNING;
/** A question that was told to end ends within this time, or the process does. */
const STUCK_MS = 10_000;
export const DEFAULT_TIMEOUT_MS = 60_000;

export interface AskOptions {
  /** Machine milliseconds from now, waiting included. */
  readonly timeoutMs?: number;
  /** 0…1, where it is known. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
  /** Goes by the replays' own lane. */
  readonly replay?: boolean;
}

export type Result =
  | { readonly ok: true; readonly value: Reply }
  | { readonly ok: false; readonly fault: QueryFault };

export interface LinkOptions extends Pick<ChildOptions, 'entry' | 'after' | 'random' | 'onLine'> {
  readonly settings: QueryOptions;
  /** It ended, and whoever waited was told; or it runs again (undefined). */
  readonly onTrouble?: (why: string | undefined) => void;
}

interface Waiting {
  readonly number: number;
  readonly lane: LaneName;
  readonly bytes: Uint8Array;
  readonly options: AskOptions;
  readonly settle: (result: Result) => void;
}

export class QueryLink {
  readonly #options: LinkOptions;
  readonly #child: Child;
  readonly #waiting: Record<LaneName, Waiting[]> = { analysts: [], replays: [] };
  /** Sent; a cancelled one stays until the process has let go of it. */
  readonly #running = new Map<number, Waiting>();
  #number = 0;
  #isUp = false;
  #isClosed = false;

  constructor(options: LinkOptions) {
    this.#options = options;
    const { settings, onTrouble, ...child } = options;
    this.#child = new Child({
      ...child,
      name: 'query',
      args: [JSON.stringify(settings)],
      longest: LONGEST_ANSWER,
      onMessage: (bytes) => this.#heard(bytes),
      onUp: () => {
        this.#isUp = true;
        onTrouble?.(undefined);
        this.#next();
      },
      onDown: (why) => this.#lost(why),
      onRoom: () => this.#next(),
    });
  }

  start(): void {
    this.#child.start();
  }

  get state(): ChildState {
    return this.#child.state;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get counts(): { readonly running: number; readonly waiting: number } {
    const { analysts, replays } = this.#waiting;
    return { running: this.#running.size, waiting: analysts.length + replays.length };
  }

  /** Never throws: what cannot be answered is a fault. */
  ask(kind: string, params: unknown, options: AskOptions = {}): Promise<Result> {
    const lane: LaneName = options.replay ? 'replays' : 'analysts';
    if (this.#isClosed) return Promise.resolve(failed(new QueryFault('lost')));
    if (options.signal?.aborted) return Promise.resolve(failed(new QueryFault('cancelled')));
    if (this.#waiting[lane].length >= MOST_WAITING[lane])
      return Promise.resolve(failed(new QueryFault('busy')));
    this.#number += 1;
    const number = this.#number;
    const ask = { number, kind, json: JSON.stringify(params), replay: lane === 'replays' };
    return new Promise((resolve) => {
      let isSettled = false;
      const give = (code: QueryFaultCode): void => {
        this.#giveUp(number, lane);
        settle(failed(new QueryFault(code)));
      };
      const onAbort = (): void => give('cancelled');
      const cancelTimer = this.#options.after(options.timeoutMs ?? DEFAULT_TIMEOUT_MS, () => give('timeout'));
      const settle = (result: Result): void => {
        if (isSettled) return;
        isSettled = true;
        cancelTimer();
        options.signal?.removeEventListener('abort', onAbort);
        resolve(result);
      };
      options.signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting[lane].push({ number, lane, bytes: ToQuery.encode({ ask }).finish(), options, settle });
      this.#next();
    });
  }

  /** Whatever was asked is answered `lost`. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#drop();
    await this.#child.stop();
  }

  #next(): void {
    if (!this.#isUp) return;
    for (const lane of ['replays', 'analysts'] as const)
      while (this.#waiting[lane].length > 0 && this.#busy(lane) < RUNNING[lane]) {
        const one = this.#waiting[lane][0]!;
        // No room: `onRoom` comes.
        if (!this.#child.send(one.bytes)) return;
        this.#waiting[lane].shift();
        this.#running.set(one.number, one);
      }
  }

  #busy(lane: LaneName): number {
    let count = 0;
    for (const one of this.#running.values()) if (one.lane === lane) count += 1;
    return count;
  }

  #giveUp(number: number, lane: LaneName): void {
    const waiting = this.#waiting[lane];
    const at = waiting.findIndex((one) => one.number === number);
    if (at >= 0) {
      waiting.splice(at, 1);
      return;
    }
    if (!this.#running.has(number)) return;
    this.#child.send(ToQuery.encode({ cancel: { number } }).finish());
    this.#options.after(STUCK_MS, () => {
      if (this.#running.has(number)) void this.#again();
    });
  }

  async #again(): Promise<void> {
    await this.#child.stop();
    if (!this.#isClosed) this.#child.start();
  }

  #heard(bytes: Uint8Array): void {
    const { progressed, answered, failed: gone } = FromQuery.decode(bytes);
    if (progressed) this.#running.get(progressed.number ?? 0)?.options.onProgress?.(progressed.share ?? 0);
    const number = answered?.number ?? gone?.number;
    const one = number === undefined || number === null ? undefined : this.#running.get(number);
    if (!one) return;
    this.#running.delete(one.number);
    if (gone) one.settle(failed(new QueryFault(codeOf(gone.code), gone.what ?? undefined)));
    else if (answered) {
      const { json, columns } = answered;
      one.settle({ ok: true, value: { json: json ?? '', ...(columns?.length && { columns }) } });
    }
    this.#next();
  }

  #lost(why: string): void {
    this.#isUp = false;
    const all = [...this.#running.values()];
    this.#running.clear();
    for (const one of all) one.settle(failed(new QueryFault('lost')));
    if (!this.#isClosed) this.#options.onTrouble?.(why);
  }

  #drop(): void {
    for (const lane of ['replays', 'analysts'] as const)
      for (const one of this.#waiting[lane].splice(0)) one.settle(failed(new QueryFault('lost')));
    for (const one of this.#running.values()) one.settle(failed(new QueryFault('lost')));
  }
}

const failed = (fault: QueryFault): Result => ({ ok: false, fault });

const codeOf = (code: string | null | undefined): QueryFaultCode =>
  code !== undefined && code !== null && Object.hasOwn(QUERY_FAULTS, code)
    ? (code as QueryFaultCode)
    : 'failed';
