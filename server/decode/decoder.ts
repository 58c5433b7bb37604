/** What every format's decoder offers: bytes in, observations or named faults out; it never throws on input. */
import type { DecodeFault, Frame } from '../../proto/domain/frame.ts';
import type { FeedId, SensorId } from '../../proto/domain/ids.ts';
import type { Observation } from '../../proto/domain/observations.ts';
import type { EpochMs } from '../../proto/domain/units.ts';

export interface DecodeSink {
  /** A message was decoded, whether or not it says something about the world. */
  message(): void;
  observation(observation: Observation): void;
  fault(fault: DecodeFault): void;
  /** What brought a message says when that was, believed or not: epoch ms, on the axis of `receivedMs`. */
  timed?(statedMs: number, receivedMs: number): void;
  /** Bytes for the other side of a connection: acknowledgements, tasks. */
  reply(connection: number, bytes: Uint8Array): void;
  /** The peer breaks the protocol or never finishes a message: its connection ends, and the reason is shown. */
  cutOff(connection: number, reason: string): void;
}

export interface Decoder {
  /** Takes any slice of a connection's bytes; keeps what is unfinished, within a stated bound. */
  push(frame: Frame, sink: DecodeSink): void;
  /** A connection ended: its unfinished line and parts are faults. */
  close(connection: number, sink: DecodeSink): void;
  /** About once a second: what waits too long is given up. */
  tick?(nowMs: EpochMs, sink: DecodeSink): void;
  /** Asks a sensor to look at a place; what becomes of it follows as `task` observations. False: it cannot. */
  lookAt?(request: LookRequest, nowMs: EpochMs, sink: DecodeSink): boolean;
  /** Bytes that tell a unit what to do; its answers follow as `unitReply` observations. Undefined: it cannot be told so. */
  order?(order: UnitOrder, nowMs: EpochMs): Uint8Array | undefined;
}

/** What a unit is told to do, or no longer. */
export interface UnitOrder {
  /** Unique; names the order in the answers that follow. */
  readonly taskId: string;
  /** The unit, as it calls itself on its feed. */
  readonly uid: string;
  readonly kind: string;
  readonly text: string;
  readonly lat?: number;
  readonly lon?: number;
  /** Corners of an area to be covered, `[lat, lon]`. */
  readonly area?: readonly (readonly [number, number])[];
  /** Who tells it. */
  readonly from?: string;
  readonly cancelled?: boolean;
  readonly exercise?: boolean;
}

export interface LookRequest {
  /** Unique; names the task in the observations that follow. */
  readonly taskId: string;
  readonly sensorId: SensorId;
  readonly lat: number;
  readonly lon: number;
  readonly altM?: number;
}

/** What a decoder is told of its feed. */
export interface DecoderContext {
  readonly feedId: FeedId;
}
