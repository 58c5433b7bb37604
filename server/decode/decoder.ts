/** What every format's decoder offers: bytes in, observations or named faults out; it never throws on input. */
import type { DecodeFault, Frame } from '../../proto/domain/frame.ts';
import type { Observation } from '../../proto/domain/observation.ts';

export interface DecodeSink {
  /** A message was decoded, whether or not it says something about the world. */
  message(): void;
  observation(observation: Observation): void;
  fault(fault: DecodeFault): void;
}

export interface Decoder {
  /** Takes any slice of a connection's bytes; keeps what is unfinished, within a stated bound. */
  push(frame: Frame, sink: DecodeSink): void;
  /** A connection ended: its unfinished line and parts are faults. */
  close(connection: number, sink: DecodeSink): void;
}
