/** What every transport offers: bytes in frames, and how it is doing. Feeds know nothing of what bytes mean. */
import type { Clock } from '../../proto/domain/clock.ts';
import type { Frame } from '../../proto/domain/frame.ts';
import type { FeedId } from '../../proto/domain/ids.ts';
import type { FeedHealth, FeedSnapshot } from './health.ts';
import type { Timers } from './timers.ts';

export interface Feed {
  readonly id: FeedId;
  /** Where the decoder's results are reported back: `health.message()`, `health.fault(…)`. */
  readonly health: FeedHealth;
  /** Begins; never throws: what goes wrong is said by `state()`. */
  start(): void;
  /** Resolves when every socket, file and timer is closed and no more frames come. */
  stop(): Promise<void>;
  state(): FeedSnapshot;
  /** Sends to the other side of a connection, or of all; false when none can take it now. */
  send?(bytes: Uint8Array, connection?: number): boolean;
  /** Ends a connection whose peer breaks the protocol; the reason is shown as a fault. */
  cutOff?(connection: number, reason: string): void;
}

export interface FeedListener {
  frame(frame: Frame): void;
  /** The connection's last byte was handed over: what is unfinished stays unfinished. */
  closed(connection: number): void;
}

/** What a feed is given to live with. */
export interface FeedContext {
  readonly listener: FeedListener;
  readonly clock: Clock;
  readonly timers: Timers;
  /** In [0, 1): for jitter only. */
  readonly random: () => number;
  /** Resolves when more can be kept: who can wait (a file that is played as fast as it goes) asks. Absent: always. */
  readonly room?: () => Promise<void>;
}
