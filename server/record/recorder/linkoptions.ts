/** What the link is given and what it says of itself. */
import type { watchfloor } from '../../../proto/generated/record.js';
import type { ChildState } from '../child.ts';
import type { RecorderState } from './recorderstate.ts';

/** What an entry says, without its number and times. */
export type What = Pick<
  watchfloor.record.v1.IEntry,
  'frame' | 'points' | 'identities' | 'ends' | 'told' | 'happened'
>;

/** A child process, as far as it is needed here. */
export interface Sender {
  readonly state: ChildState;
  start(): void;
  send(bytes: Uint8Array): boolean;
  stop(): Promise<void>;
}

/** What the child tells. */
export interface SenderEvents {
  readonly onMessage: (bytes: Uint8Array) => void;
  readonly onDown: (why: string) => void;
  readonly onRoom: () => void;
}

export interface LinkOptions {
  readonly open: (events: SenderEvents) => Sender;
  /** The run. */
  readonly epoch: number;
  readonly machineMs: () => number;
  readonly pictureMs: () => number;
  readonly monotonicMs: () => number;
  readonly after: (delayMs: number, task: () => void) => () => void;
  /** Something was lost: told when it begins and when it could be written down. */
  readonly onLoss?: () => void;
  /** There is room again after {@link RecorderLink.hasRoom} was false. */
  readonly onRoom?: () => void;
  readonly onState?: (state: RecorderState) => void;
  readonly mostWaiting?: number;
}

export interface LinkCounts {
  /** Numbered and handed over, or about to be. */
  readonly entries: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly waitingBytes: number;
  readonly restarts: number;
  /** From when the first entry of a batch came until it lasted. */
  readonly ackP50Ms?: number;
  readonly ackP99Ms?: number;
  readonly ackMaxMs: number;
}
