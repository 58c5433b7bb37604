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
