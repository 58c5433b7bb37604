/** What sensors say: plots without identity, scans, how they are, alerts and tasks. */
import type { Mmsi, SensorId } from './ids.ts';
import type { Received } from './observation.ts';
import type { Coverage, SensorHealth, SensorKind, SensorView } from './sensor.ts';
import type { Degrees, Knots, Metres } from './units.ts';

/** What a sensor takes a plot for. */
export type ContactClass =
  | 'vessel'
  | 'smallVessel'
  | 'person'
  | 'group'
  | 'vehicle'
  | 'animal'
  | 'drone'
  | 'aircraft';

/** Where a sensor saw something, in the terms in which it measures. */
export type PlotPlace =
  | {
      readonly kind: 'polar';
      /** Slant range from the sensor, or ground range where the standard says so. */
      readonly rangeM: Metres;
      readonly azimuthDeg: Degrees;
      readonly elevationDeg?: Degrees;
      /** Standard deviations; those of the sensor's settings where absent. */
      readonly sigmaRangeM?: Metres;
      readonly sigmaAzimuthDeg?: Degrees;
      /** Where the sensor was, when it moves or says so itself (own ship, a node's location). */
      readonly from?: { readonly lat: Degrees; readonly lon: Degrees };
    }
  | {
      readonly kind: 'position';
      readonly lat: Degrees;
      readonly lon: Degrees;
      /** One standard deviation a component. */
      readonly sigmaM?: Metres;
    }
  | {
      /** A direction without a distance: it supports tracks and never starts one. */
      readonly kind: 'bearing';
      readonly azimuthDeg: Degrees;
      readonly elevationDeg?: Degrees;
      readonly sigmaAzimuthDeg?: Degrees;
      readonly from?: { readonly lat: Degrees; readonly lon: Degrees };
    };

/** A sensor saw something and does not know who it is. */
export interface PlotObservation extends Received {
  readonly type: 'plot';
  readonly sensorId: SensorId;
  readonly place: PlotPlace;
  readonly altM?: Metres;
  /** Where the sensor follows things itself: its number for this one, kept while it holds it. */
  readonly sensorTrack?: string;
  /** With `sensorTrack`: the sensor lost it, or has deleted it. */
  readonly ended?: true;
  /** With `sensorTrack`: extrapolated by the sensor, not seen now. */
  readonly coasted?: true;
  readonly sogKn?: Knots;
  readonly cogDeg?: Degrees;
  /** What the sensor takes it for. */
  readonly contactClass?: ContactClass;
  /** How sure the sensor is of the class, or of there being anything, 0…1. */
  readonly confidence?: number;
  /** How many: a group's number as the sensor gives it. */
  readonly count?: number;
  /** A name that a neighbour's system gives its track: a claim. */
  readonly label?: string;
  /** An MMSI that a neighbour's system gives its track: a claim. */
  readonly mmsi?: Mmsi;
  /** The sensor says that this is a test target or simulated by itself. */
  readonly test?: true;
}

/** A radar completed a turn or a sector: what it did not report there by now, it did not see. */
export interface ScanObservation extends Received {
  readonly type: 'scan';
  readonly sensorId: SensorId;
  /** Absent: the whole turn. */
  readonly sectorDeg?: { readonly fromDeg: Degrees; readonly toDeg: Degrees };
}

/** A sensor says how it is, where it stands and where it looks; absent: unchanged. */
export interface SensorObservation extends Received {
  readonly type: 'sensor';
  readonly sensorId: SensorId;
  readonly name?: string;
  readonly kind?: SensorKind;
  readonly health?: SensorHealth;
  /** Why it is not well, in the sensor's words. */
  readonly reason?: string;
  readonly lat?: Degrees;
  readonly lon?: Degrees;
  readonly altM?: Metres;
  readonly headingDeg?: Degrees;
  /** Turn of the antenna, ms. */
  readonly periodMs?: number;
  readonly coverage?: Coverage;
  /** Where a camera looks now. */
  readonly view?: SensorView;
  /** It takes tasks to look at a place. */
  readonly canLookAt?: boolean;
}

/** A sensor raises its hand: intrusion, tampering, loss of power and the like, in its own words. */
export interface SensorAlertObservation extends Received {
  readonly type: 'sensorAlert';
  readonly sensorId: SensorId;
  readonly alertId: string;
  readonly text: string;
  readonly severity: 'information' | 'warning' | 'critical' | 'fault';
  readonly state: 'active' | 'acknowledged' | 'cleared';
  readonly lat?: Degrees;
  readonly lon?: Degrees;
}

/** What became of a task that was given to a sensor. */
export interface TaskObservation extends Received {
  readonly type: 'task';
  readonly sensorId: SensorId;
  readonly taskId: string;
  readonly state: 'accepted' | 'rejected' | 'completed' | 'failed';
  readonly reason?: string;
}
