/**
 * What a replay shows next: steps are read ahead while it plays, and applied when their time has come. Where reading is
 * slower than playing the replay's time waits for it.
 */
import type { ReplayPicture } from './picture.ts';
import type { ReplayReader, Step } from './reader.ts';
import type { Timeline } from './timeline.ts';

/** Machine milliseconds that are read at once, and with how many left the next are asked for. */
const AHEAD_MS = 4000;
const LOW_MS = 2500;
/** Of the replay's time: more is not read at once, however fast it plays. */
const MOST_AHEAD_MS = 3_600_000;
/** After a fault of reading the next attempt waits, machine milliseconds. */
const AGAIN_MS = 2000;

export interface PlayerOptions {
  readonly reader: ReplayReader;
  readonly picture: ReplayPicture;
  readonly timeline: Timeline;
  /** Machine milliseconds between two steps. */
  readonly stepMs: () => number;
  readonly monotonicMs: () => number;
  /** How much earlier a replay begins to read, so that what is shown late can be shown: recorded milliseconds. */
  readonly leadMs: (atMs: number) => number;
}

export class Player {
  readonly #options: PlayerOptions;
  /** In the order of playing; none beyond {@link #readMs}. */
  #ahead: Step[] = [];
  /** All until here was read, in the direction of playing. */
  #readMs: number;
  /** Grows whenever what is being read is no longer wanted. */
  #turn = 0;
  #isReading = false;
  #seekMs: number | undefined;
  #seeking: Promise<void> | undefined;
  #againMs = 0;
  /** Machine milliseconds that passed backwards before the next step was due. */
  #carryMs = 0;
  /** Why nothing could be read last. */
  fault: string | undefined;

  constructor(options: PlayerOptions) {
    this.#options = options;
    this.#readMs = options.timeline.atMs;
  }

  get isSeeking(): boolean {
    return this.#seekMs !== undefined;
  }

  /** What was read ahead is for another direction or rate. */
  turn(): void {
    this.#turn += 1;
    this.#ahead = [];
    this.#readMs = this.#options.timeline.atMs;
  }

  /**
   * Goes to a time. Of several wishes while one is read the last holds; resolves when the picture is there, or could not
   * be read. `applied` is called then.
   */
  seek(atMs: number, applied: () => void): Promise<void> {
    this.#seekMs = atMs;
    this.#turn += 1;
    this.#ahead = [];
    this.#seeking ??= this.#seekAll(applied).finally(() => {
      this.#seeking = undefined;
    });
    return this.#seeking;
  }

  async #seekAll(applied: () => void): Promise<void> {
    const { timeline, picture } = this.#options;
    for (let atMs = this.#seekMs; atMs !== undefined; ) {
      const steps = await this.#lookUp(atMs);
      const wanted: number | undefined = this.#seekMs;
      if (wanted === atMs) {
        this.#seekMs = undefined;
        if (steps) {
          for (const step of steps) picture.apply(step);
          timeline.atMs = atMs;
          this.#readMs = atMs;
          this.#ahead = [];
          applied();
        }
      }
      atMs = this.#seekMs;
    }
  }

  async #lookUp(atMs: number): Promise<readonly Step[] | undefined> {
    const { reader, leadMs } = this.#options;
    const lead = leadMs(atMs);
    const whole = await reader.pictureAt(atMs - lead);
    this.fault = whole.ok ? undefined : whole.what;
    if (!whole.ok) return undefined;
    if (lead === 0) return whole.value;
    const then = await reader.changes(atMs - lead, atMs, 60_000);
    this.fault = then.ok ? undefined : then.what;
    return then.ok ? [...whole.value, ...then.value] : undefined;
  }

  /** Moves on by so much of the machine's time, as far as was read. True where time moved. */
  play(afterMs: number, applied: () => void): boolean {
    const { timeline, picture } = this.#options;
    if (this.isSeeking || !timeline.isPlaying) return false;
    const forward = timeline.rate > 0;
    const { toMs, jumpMs, fromMs } = timeline.next(afterMs + (forward ? 0 : this.#carryMs));
    const reach = forward ? Math.min(toMs, this.#readMs) : Math.max(toMs, this.#readMs);
    const isDue = (atMs: number): boolean => (forward ? atMs <= reach : atMs >= reach);
    let shownMs = forward ? reach : fromMs;
    while (this.#ahead.length > 0 && isDue(this.#ahead[0]!.atMs ?? 0)) {
      const step = this.#ahead.shift()!;
      picture.apply(step);
      if (!forward) shownMs = step.atMs ?? shownMs;
    }
    timeline.atMs = shownMs;
    this.#carryMs = shownMs === fromMs ? Math.min(this.#carryMs + afterMs, AHEAD_MS) : 0;
    if (jumpMs !== undefined && shownMs === toMs) void this.seek(jumpMs, applied);
    else if (timeline.isAtEnd) timeline.isPlaying = false;
    else void this.readAhead();
    return shownMs !== fromMs;
  }

  /** Reads on where little is left; asks once at a time. */
  async readAhead(): Promise<void> {
    const { timeline, reader, monotonicMs } = this.#options;
    const { rate, atMs } = timeline;
    const leftMs = Math.abs(this.#readMs - atMs);
    const isEnough = leftMs >= Math.min(LOW_MS * Math.abs(rate), MOST_AHEAD_MS / 2);
    if (!timeline.isPlaying || this.#isReading || this.isSeeking || isEnough || monotonicMs() < this.#againMs)
      return;
    const untilMs = this.#untilMs();
    if (untilMs === this.#readMs) return;
    const turn = this.#turn;
    const fromMs = this.#readMs;
    this.#isReading = true;
    const stepMs = Math.max(1, Math.round(this.#options.stepMs() * Math.abs(rate)));
    const read = rate > 0 ? await reader.changes(fromMs, untilMs, stepMs) : await reader.pictureAt(untilMs);
    this.#isReading = false;
    if (turn !== this.#turn) return;
    this.fault = read.ok ? undefined : read.what;
    if (!read.ok) {
      this.#againMs = monotonicMs() + AGAIN_MS;
      return;
    }
    this.#ahead.push(...read.value);
    this.#readMs = untilMs;
  }

  #untilMs(): number {
    const { timeline, stepMs } = this.#options;
    const { rate, range, loop } = timeline;
    if (rate > 0) {
      const end = Math.min(range.untilMs, loop && loop.untilMs > this.#readMs ? loop.untilMs : range.untilMs);
      return Math.max(this.#readMs, Math.min(end, this.#readMs + Math.min(AHEAD_MS * rate, MOST_AHEAD_MS)));
    }
    const start = Math.max(range.fromMs, loop && loop.fromMs < this.#readMs ? loop.fromMs : range.fromMs);
    return Math.min(this.#readMs, Math.max(start, Math.round(this.#readMs + rate * stepMs())));
  }
}
