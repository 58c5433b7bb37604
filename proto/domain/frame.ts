/** The bytes of one unit on a feed, before meaning; and what can be wrong with them. */
import type { FeedId } from './ids.ts';
import type { Nature } from './observation.ts';
import type { EpochMs } from './units.ts';

export interface Frame {
  readonly feedId: FeedId;
  readonly nature: Nature;
  /** One connection or sender within the feed: lines and multi-part messages never mix between two. */
  readonly connection: number;
  readonly receivedMs: EpochMs;
  /** To add to any absolute time inside the bytes: a recording played as if now; 0 for a live feed. */
  readonly timeShiftMs: number;
  /** The bytes are one whole datagram: nothing goes on in the next. */
  readonly datagram?: true;
  /** Where a broker delivered it. */
  readonly topic?: string;
  /** Valid during the call only: whoever keeps them copies them. */
  readonly bytes: Uint8Array;
}

/** A named fault of what came in: counted per feed and shown to the operator. */
export interface DecodeFault {
  readonly kind: FaultKind;
  /** What is wrong, in words. */
  readonly detail: string;
  /** The offending line or bytes, printable, at most 120 characters. */
  readonly sample: string;
}

export type FaultKind =
  | 'not-a-sentence' // no line of the expected format
  | 'too-long' // longer than any line of the format may be
  | 'checksum' // the sentence's checksum is wrong: dropped
  | 'tag-checksum' // the tag block's checksum is wrong: the sentence is kept, the tags are not trusted
  | 'format' // fields missing or malformed
  | 'unsupported' // well formed, of a kind that is not decoded
  | 'incomplete' // parts of a message never came
  | 'too-short' // the message ends before the fields it must have
  | 'payload' // characters or bits that cannot be
  | 'edition' // bytes that do not fit the configured edition of the standard
  | 'schema' // a message that lacks what it must have, or has what it must not
  | 'protocol'; // a message that may not come now, or from this peer
