/** How a feed is doing, in the words of the screen: life, reason, rates, faults, expected interval, history. */
import type { Clock } from '../../proto/domain/clock.ts';
import type { DecodeFault, FaultKind } from '../../proto/domain/frame.ts';
import type { FeedId } from '../../proto/domain/ids.ts';
import type { Nature } from '../../proto/domain/observation.ts';
import type { EpochMs } from '../../proto/domain/units.ts';
import { type Series, SlidingCounts } from './counts.ts';
import { ExpectedInterval } from './interval.ts';
import type { Twin } from './sameness.ts';
import { type FeedTimes, FeedTimings } from './timing.ts';

export type FeedLife = 'connecting' | 'live' | 'silent' | 'faulty' | 'down' | 'ended';

/** The decoder's faults and the transports' own. */
export type FeedFaultKind =
  | FaultKind
  | 'overrun' // dropped: bytes came quicker than they could be read
  | 'refused' // a connection beyond the bound was turned away
  | 'unsent' // bytes for a peer that takes none: not connected, or too slow
  | 'cut-off'; // a peer that broke the protocol, or never finished what it began

export interface FeedIdentity {
  readonly id: FeedId;
  readonly name: string;
  /** Without credentials. */
  readonly url: string;
  readonly format: string;
  readonly nature: Nature;
  /** Set by the configuration; otherwise learned. */
  readonly intervalMs?: number | undefined;
  /** False: the feed paces itself (a recording), quiet is not silence. */
  readonly watched?: boolean | undefined;
}

export interface FaultCount {
  readonly kind: FeedFaultKind;
  readonly count: number;
  readonly sample: string;
  readonly lastMs: EpochMs;
}

/** Everything `watchfloor.v1.FeedState` says, with words for its numbers. */
export interface FeedSnapshot extends Omit<FeedIdentity, 'intervalMs' | 'watched'>, FeedTimes {
  readonly life: FeedLife;
  readonly reason: string;
  readonly sinceMs: EpochMs;
  readonly lastByteMs?: EpochMs;
  readonly expectedIntervalMs?: number;
  readonly bytesPerS: number;
  readonly messagesPerS: number;
  readonly bytes: number;
  readonly messages: number;
  readonly faults: readonly FaultCount[];
  readonly retryMs?: EpochMs;
  readonly connections: number;
  /** Another feed brings what this one brings. */
  readonly twin?: Twin;
}

/** Per second in each step, oldest first; the last complete step ends at or before now. */
export interface FeedHistory {
  readonly stepMs: number;
  readonly bytesPerS: readonly number[];
  readonly messagesPerS: readonly number[];
  readonly faultsPerS: readonly number[];
}

/** Silence is said after 1.5 expected intervals, so within two even when read some time later. */
export const SILENT_AFTER_INTERVALS = 1.5;
/** The limit while no interval is set or learned, ms. */
export const UNLEARNED_SILENCE_MS = 10_000;

const RATE_WINDOW_MS = 10_000;
const FAULT_WINDOW_MS = 30_000;
/** Faulty: this many faults in a row, or of at least this many messages in the window fewer than this share decoded… */
const JUDGED_MIN = 10;
const DECODED_SHARE_MIN = 0.05;
/** …or this many bytes came in the window and nothing at all was said of them. */
const UNJUDGED_BYTES = 4096;
/** The history kept for the screen: 15 minutes. */
const HISTORY_STEP_MS = 5000;
const HISTORY_STEPS = 180;

type Link = { readonly life: 'connecting' | 'open' | 'down' | 'ended'; readonly reason: string };

export class FeedHealth {
  readonly #identity: FeedIdentity;
  readonly #clock: Clock;
  readonly #interval: ExpectedInterval;
  readonly #recent = new SlidingCounts(1000, FAULT_WINDOW_MS / 1000);
  readonly #timings = new FeedTimings();
  #twin: () => Twin | undefined = () => undefined;
  readonly #history = new SlidingCounts(HISTORY_STEP_MS, HISTORY_STEPS);
  /** Bounded by the number of kinds. */
  readonly #faults = new Map<FeedFaultKind, FaultCount>();
  #link: Link = { life: 'connecting', reason: 'not started' };
  /** Machine time of the last byte of this link, or of its opening. */
  #heardMs = 0;
  #heardByte = false;
  #lastByteMs: EpochMs | undefined;
  #retryMs: EpochMs | undefined;
  #bytes = 0;
  #messages = 0;
  #faultsInARow = 0;
  #connections = 0;
  #life: FeedLife = 'connecting';
  #sinceMs: EpochMs;

  constructor(identity: FeedIdentity, clock: Clock) {
    this.#identity = identity;
    this.#clock = clock;
    this.#interval = new ExpectedInterval(identity.intervalMs);
    this.#sinceMs = clock.nowMs();
  }

  connecting(reason: string): void {
    this.#become({ life: 'connecting', reason });
  }

  /** An attempt to open the way; after a failure it stays down, since when and why it was, until the way is open. */
  trying(reason: string): void {
    const { life, reason: failure } = this.#link;
    if (life === 'down') this.#become({ life, reason: `${failure}; trying again now` });
    else this.#become({ life: 'connecting', reason });
  }

  /** The way is open; `reason` stands until the first byte. */
  open(reason: string): void {
    this.#heardMs = this.#clock.monotonicMs();
    this.#heardByte = false;
    this.#interval.interrupted();
    this.#timings.forget();
    this.#become({ life: 'open', reason });
  }

  /** @param retryInMs machine ms until the next attempt; absent when there will be none. */
  down(reason: string, retryInMs?: number): void {
    this.#become({ life: 'down', reason });
    if (retryInMs !== undefined) {
      this.#retryMs = (this.#clock.nowMs() + retryInMs * this.#clock.rate) as EpochMs;
    }
  }

  ended(reason: string): void {
    this.#become({ life: 'ended', reason });
  }

  connections(count: number): void {
    this.#connections = count;
  }

  bytes(count: number): void {
    const nowMs = this.#clock.monotonicMs();
    this.#interval.arrived(nowMs);
    this.#heardMs = nowMs;
    this.#heardByte = true;
    this.#lastByteMs = this.#clock.nowMs();
    this.#bytes += count;
    this.#count('bytes', count);
  }

  /** A message says when it was; a recording's times are what they are. */
  timed(statedMs: number, receivedMs: number): void {
    if (this.#identity.watched !== false) this.#timings.said(statedMs, receivedMs);
  }

  comparedBy(twin: () => Twin | undefined): void {
    this.#twin = twin;
  }

  /** The decoder read a message, whether or not it says something about the world. */
  message(): void {
    this.#messages++;
    this.#faultsInARow = 0;
    this.#count('messages', 1);
  }

  fault(fault: Pick<DecodeFault, 'sample'> & { readonly kind: FeedFaultKind }): void {
    // Well formed but not decoded is no garbage: it neither proves nor disproves that the feed is sound.
    if (fault.kind === 'unsupported') {
      this.#count('unsupported', 1);
    } else {
      this.#count('faults', 1);
      this.#faultsInARow++;
    }
    const count = (this.#faults.get(fault.kind)?.count ?? 0) + 1;
    const sample = fault.sample.slice(0, 120);
    this.#faults.set(fault.kind, { kind: fault.kind, count, sample, lastMs: this.#clock.nowMs() });
  }

  /** Machine ms since the last byte of an open link, or since it opened. */
  quietMs(): number {
    return this.#clock.monotonicMs() - this.#heardMs;
  }

  /** After how much quiet the feed is silent, machine ms. */
  silentAfterMs(): number {
    const expected = this.#interval.ms;
    return expected === undefined ? UNLEARNED_SILENCE_MS : expected * SILENT_AFTER_INTERVALS;
  }

  snapshot(): FeedSnapshot {
    const reason = this.#settle();
    const nowMs = this.#clock.monotonicMs();
    const { id, name, url, format, nature } = this.#identity;
    const twin = this.#twin();
    return {
      ...{ id, name, url, format, nature },
      life: this.#life,
      reason,
      sinceMs: this.#sinceMs,
      ...(this.#lastByteMs !== undefined && { lastByteMs: this.#lastByteMs }),
      ...(this.#interval.ms !== undefined && { expectedIntervalMs: this.#interval.ms }),
      bytesPerS: this.#recent.perSecond(nowMs, 'bytes', RATE_WINDOW_MS),
      messagesPerS: this.#recent.perSecond(nowMs, 'messages', RATE_WINDOW_MS),
      bytes: this.#bytes,
      messages: this.#messages,
      faults: [...this.#faults.values()],
      ...(this.#retryMs !== undefined && { retryMs: this.#retryMs }),
      connections: this.#connections,
      ...this.#timings.times,
      ...(twin && { twin }),
    };
  }

  history(): FeedHistory {
    const perSecond = (series: Series) =>
      this.#history
        .complete(this.#clock.monotonicMs(), series)
        .map((count) => (count * 1000) / HISTORY_STEP_MS);
    return {
      stepMs: HISTORY_STEP_MS,
      bytesPerS: perSecond('bytes'),
      messagesPerS: perSecond('messages'),
      faultsPerS: perSecond('faults'),
    };
  }

  #count(series: Series, amount: number): void {
    const nowMs = this.#clock.monotonicMs();
    this.#recent.add(nowMs, series, amount);
    this.#history.add(nowMs, series, amount);
  }

  #become(link: Link): void {
    this.#link = link;
    this.#retryMs = undefined;
    this.#settle();
  }

  /** Brings `life` and `since` up to now; the answer is the reason. */
  #settle(): string {
    const [life, reason, forMs] = this.#judge();
    if (life !== this.#life) {
      this.#life = life;
      this.#sinceMs = Math.round(this.#clock.nowMs() - forMs * this.#clock.rate) as EpochMs;
    }
    return reason;
  }

  /** The life, why, and for how many machine ms already. */
  #judge(): [FeedLife, string, number] {
    if (this.#link.life !== 'open') return [this.#link.life, this.#link.reason, 0];
    const overdueMs = this.quietMs() - this.silentAfterMs();
    if (overdueMs >= 0 && this.#identity.watched !== false) {
      return ['silent', this.#silenceReason(), overdueMs];
    }
    if (!this.#heardByte) return ['connecting', this.#link.reason, 0];
    const garbage = this.#garbage();
    return garbage === undefined ? ['live', '', 0] : ['faulty', garbage, 0];
  }

  #silenceReason(): string {
    const after = seconds(this.silentAfterMs());
    const expected = this.#interval.ms;
    const rule = expected === undefined ? '' : `; something is expected every ${seconds(expected)}`;
    return this.#heardByte
      ? `nothing came for ${after}${rule}`
      : `${this.#link.reason}; nothing has come for ${after}${rule}`;
  }

  #garbage(): string | undefined {
    const nowMs = this.#clock.monotonicMs();
    const count = (series: Series) => this.#recent.sum(nowMs, series);
    const messages = count('messages');
    const faults = count('faults');
    if (this.#faultsInARow >= JUDGED_MIN) {
      return `none of the last ${this.#faultsInARow} messages decoded: wrong format, or a noisy line?`;
    }
    if (messages + faults >= JUDGED_MIN && messages < DECODED_SHARE_MIN * (messages + faults)) {
      return `only ${messages} of ${messages + faults} messages decoded in ${seconds(FAULT_WINDOW_MS)}: wrong format, or a noisy line?`;
    }
    if (count('bytes') >= UNJUDGED_BYTES && messages + count('unsupported') === 0) {
      return `${count('bytes')} bytes in ${seconds(FAULT_WINDOW_MS)}, and no message among them: wrong format?`;
    }
    return undefined;
  }
}

const seconds = (ms: number): string => `${Number((ms / 1000).toPrecision(2))} s`;
