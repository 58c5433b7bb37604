/** A process of our own beside the main one: started, spoken to over pipes, and started again when it ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { ANSWERS_FD } from './parent.ts';
import { PipeReader, PipeWriter } from './pipe.ts';

/** Between two starts: half to the whole of 0.25, 0.5, 1 … 30 s. */
export const FIRST_DELAY_MS = 250;
export const LONGEST_DELAY_MS = 30_000;
/** Up for so long, and the next delay is the shortest again. */
const STEADY_MS = 10_000;
/** To end in order; then it is killed. */
export const END_WITHIN_MS = 2_000;
const LONGEST_LINE = 2_000;

export type ChildLife = 'running' | 'waiting' | 'stopped';

export interface ChildState {
  /** `waiting`: it ended, and is started again after a delay. */
  readonly life: ChildLife;
  /** Since the first start. */
  readonly restarts: number;
  /** How it ended last, in words; absent: it never did. */
  readonly lastExit?: string;
}

export interface ChildOptions {
  /** For the log. */
  readonly name: string;
  /** Absolute path of the entry, `.js` or, run from the sources, `.ts`. */
  readonly entry: string;
  readonly args?: readonly string[];
  /** What Node is given besides: `--max-old-space-size=512`. */
  readonly nodeArgs?: readonly string[];
  /** Runs `task` once after `delayMs` machine milliseconds; the answer cancels it. */
  readonly after: (delayMs: number, task: () => void) => () => void;
  /** In [0, 1): for jitter only. */
  readonly random: () => number;
  /** A view of what was read, which is not written to again. */
  readonly onMessage: (bytes: Uint8Array) => void;
  /** It runs; what it says first comes after. */
  readonly onUp?: () => void;
  /** It ended, or could not be started; told once for each {@link onUp}, and for a start that failed. */
  readonly onDown?: (why: string) => void;
  /** After {@link Child.send} answered false while it ran: try again. */
  readonly onRoom?: () => void;
  /** A line that it wrote to its log or output. */
  readonly onLine?: (line: string) => void;
  /** Bytes of a message, both ways. */
  readonly longest?: number;
}

export class Child {
  readonly #options: ChildOptions;
  #process: ChildProcess | undefined;
  #writer: PipeWriter | undefined;
  #cancel: () => void = () => {};
  #delayMs = FIRST_DELAY_MS;
  #life: ChildLife = 'stopped';
  #restarts = 0;
  #lastExit: string | undefined;
  #ended: Promise<void> = Promise.resolve();
  #wantsRoom = false;

  constructor(options: ChildOptions) {
    this.#options = options;
  }

  get state(): ChildState {
    return {
      life: this.#life,
      restarts: this.#restarts,
      ...(this.#lastExit !== undefined && { lastExit: this.#lastExit }),
    };
  }

  /** Of the running process; for tests and measurements. */
  get pid(): number | undefined {
    return this.#life === 'running' ? this.#process?.pid : undefined;
  }

  start(): void {
    if (this.#life !== 'stopped') return;
    this.#life = 'waiting';
    this.#spawn();
  }

  /** False: not taken. It does not run (wait for `onUp`), or has 8 MiB to read (wait for `onRoom`). */
  send(bytes: Uint8Array): boolean {
    if (this.#writer?.send(bytes)) return true;
    this.#wantsRoom = this.#writer !== undefined;
    return false;
  }

  /** Closes its input, upon which it ends in order; after two seconds it is killed. Resolves when it is gone. */
  async stop(): Promise<void> {
    this.#life = 'stopped';
    this.#cancel();
    const child = this.#process;
    if (!child) return this.#ended;
    child.stdin?.end();
    const cancel = this.#options.after(END_WITHIN_MS, () => child.kill('SIGKILL'));
    await this.#ended;
    cancel();
  }

  #spawn(): void {
    const { entry, args = [], nodeArgs = [], longest } = this.#options;
    const child = spawn(process.execPath, [...nodeArgs, ...loaderOf(entry), entry, ...args], {
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    });
    this.#process = child;
    const input = child.stdin as Writable;
    const answers = child.stdio[ANSWERS_FD] as Readable;
    const reader = new PipeReader({
      onMessage: this.#options.onMessage,
      onBroken: () => child.kill('SIGKILL'),
      ...(longest !== undefined && { longest }),
    });
    answers.on('data', (chunk: Uint8Array) => reader.push(chunk));
    for (const stream of [input, answers, child.stdout, child.stderr]) stream?.on('error', () => {});
    for (const output of [child.stdout, child.stderr])
      if (output)
        createInterface({ input: output }).on('line', (line) =>
          this.#options.onLine?.(line.slice(0, LONGEST_LINE)),
        );
    input.on('drain', () => this.#tellRoom());
    let cancelSteady = (): void => {};
    child.once('spawn', () => {
      // Stopped before it began: its input is closed already.
      if (this.#life === 'stopped') return;
      this.#life = 'running';
      this.#writer = new PipeWriter(input);
      cancelSteady = this.#options.after(STEADY_MS, () => {
        this.#delayMs = FIRST_DELAY_MS;
      });
      this.#options.onUp?.();
    });
    this.#ended = new Promise((resolve) => {
      let isOver = false;
      const over = (why: string): void => {
        if (isOver) return;
        isOver = true;
        cancelSteady();
        this.#over(why);
        resolve();
      };
      child.once('error', (error) => {
        // Of a process that runs, only a signal could not be sent.
        if (child.pid === undefined) over(`cannot be started: ${error.message}`);
      });
      // After the last of what it said was read.
      child.once('close', (code, signal) => over(signal ? `ended by ${signal}` : `ended with code ${code}`));
    });
  }

  #over(why: string): void {
    this.#process = undefined;
    this.#writer = undefined;
    this.#wantsRoom = false;
    this.#lastExit = why;
    const isWanted = this.#life !== 'stopped';
    if (isWanted) {
      this.#life = 'waiting';
      const delayMs = this.#delayMs * (0.5 + 0.5 * this.#options.random());
      this.#delayMs = Math.min(LONGEST_DELAY_MS, this.#delayMs * 2);
      this.#cancel = this.#options.after(Math.round(delayMs), () => {
        this.#restarts += 1;
        this.#spawn();
      });
    }
    this.#options.onDown?.(why);
  }

  #tellRoom(): void {
    if (!this.#wantsRoom || this.#life !== 'running') return;
    this.#wantsRoom = false;
    this.#options.onRoom?.();
  }
}

/** Sources are run through tsx, which stands beside them in a checkout. */
export const loaderOf = (entry: string): readonly string[] =>
  entry.endsWith('.ts') ? ['--import', pathToFileURL(createRequire(entry).resolve('tsx')).href] : [];
