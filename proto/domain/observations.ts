/** Every kind of observation: what the picture is made of. */
import type { NoticeObservation, WeatherObservation } from './application.ts';
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
  | NoticeObservation
  | WeatherObservation
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
