/** Every kind of observation: what the picture is made of. */
import type { ManualObservation } from './manual.ts';
import type {
  AircraftObservation,
  DistressObservation,
  IdentityObservation,
  PositionObservation,
  TextObservation,
  UnitObservation,
  UnitReplyObservation,
} from './observation.ts';
import type {
  PlotObservation,
  ScanObservation,
  SensorAlertObservation,
  SensorObservation,
  TaskObservation,
} from './sensing.ts';

export type Observation =
  | PositionObservation
  | IdentityObservation
  | TextObservation
  | PlotObservation
  | ScanObservation
  | SensorObservation
  | SensorAlertObservation
  | TaskObservation
  | UnitObservation
  | UnitReplyObservation
  | AircraftObservation
  | DistressObservation
  | ManualObservation;
