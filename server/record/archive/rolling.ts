/** When the roller runs: soon after the start, after each hour of the machine's time, and when it is asked to. */
import { type ChildProcess, spawn } from 'node:child_process';
import { loaderOf } from '../child.ts';
import { HOUR_MS } from './places.ts';
import type { RollerReport } from './rollhours.ts';
import type { RollerSettings } from './settings.ts';

/** The recorder has begun new segments by then. */
const AFTER_HOUR_MS = 15_000;
const AFTER_START_MS = 20_000;
/** Of a run that failed. */
const AGAIN_MS = 5 * 60_000;
/** Bytes of an answer. */
const LONGEST_ANSWER = 16 << 20;
const LONGEST_LINE = 2_000;

export interface RollingOptions {
  /** Absolute path of the roller's entry. */
  readonly entry: string;
  readonly settings: RollerSettings;
  /** Runs `task` once after `delayMs` machine milliseconds; the answer cancels it. */
  readonly after: (delayMs: number, task: () => void) => () => void;
  /** The machine's time. */
  readonly nowMs: () => number;
  readonly onReport: (report: RollerReport) => void;
  /** A run failed as a whole; it is tried again. */
  readonly onFault: (why: string) => void;
  /** It said something beside its report. */
  readonly onLine?: (line: string) => void;
}

export class Rolling {
  readonly #options: RollingOptions;
  #child: ChildProcess | undefined;
  #cancel: () => void = () => {};
  #isStopped = true;
  #runs = 0;

  constructor(options: RollingOptions) {
    this.#options = options;
  }

  /** Runs that ended, well or not. */
  get runs(): number {
    return this.#runs;
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  start(): void {
    this.#isStopped = false;
    this.#next(AFTER_START_MS);
  }

  /** Soon: the disk is short, or a hold was released. Nothing happens while it runs. */
  runSoon(): void {
    if (!this.#isStopped && this.#child === undefined) this.#next(0);
  }

  /** A run under way is killed: the next goes on where it was. */
  stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel();
    const child = this.#child;
    if (child === undefined) return Promise.resolve();
    return new Promise((resolve) => {
      child.once('close', () => resolve());
      child.kill('SIGKILL');
    });
  }

  #next(delayMs: number): void {
    this.#cancel();
    this.#cancel = this.#options.after(delayMs, () => this.#run());
  }

  #run(): void {
    if (this.#isStopped || this.#child !== undefined) return;
    const { entry, settings } = this.#options;
    const child = spawn(process.execPath, [...loaderOf(entry), entry, JSON.stringify(settings)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let answer = '';
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (answer.length < LONGEST_ANSWER) answer += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (said.length < LONGEST_LINE) said += text;
    });
    let isOver = false;
    const over = (why?: string): void => {
      if (isOver) return;
      isOver = true;
      this.#child = undefined;
      this.#runs += 1;
      const isWell = why === undefined && this.#told(answer);
      if (!isWell && !this.#isStopped) this.#options.onFault(why ?? 'its report cannot be read');
      if (said !== '') this.#options.onLine?.(said.slice(0, LONGEST_LINE));
      if (!this.#isStopped) this.#next(isWell ? this.#untilNextHour() : AGAIN_MS);
    };
    child.on('error', (error) => over(error.message));
    child.on('close', (code, signal) => over(code === 0 ? undefined : `it ended with ${signal ?? code}`));
  }

  #told(answer: string): boolean {
    let report: RollerReport;
    try {
      report = JSON.parse(answer) as RollerReport;
    } catch {
      return false;
    }
    this.#options.onReport(report);
    return true;
  }

  #untilNextHour(): number {
    return HOUR_MS - (this.#options.nowMs() % HOUR_MS) + AFTER_HOUR_MS;
  }
}
