/** What a message says about something in the world. Absent is absent: no sentinel gets this far. */
import type { FeedId, Mmsi, SensorId } from './ids.ts';
import type { Coverage, SensorHealth, SensorKind, SensorView } from './sensor.ts';
import type { Degrees, DegreesPerMinute, EpochMs, Knots, Metres } from './units.ts';

/** What sort of transmitter or thing speaks. Values equal `watchfloor.v1.TrackKind`. */
export const TrackKind = {
  unknown: 0,
  classA: 1,
  classB: 2,
  baseStation: 3,
  atonPhysical: 4,
  atonVirtual: 5,
  sarAircraft: 6,
  locatingDevice: 7,
  locatingDeviceTest: 8,
  /** Seen on water by a sensor or a person; who it is nobody says. */
  seaContact: 9,
  /** Seen on land, of no class that the sensor knows. */
  landContact: 10,
  person: 11,
  group: 12,
  vehicle: 13,
  animal: 14,
  drone: 15,
  /** Units of ours and of agencies that patrol with us. */
  unitVessel: 16,
  unitVehicle: 17,
  unitAircraft: 18,
  unitFoot: 19,
  /** ADS-B and other aircraft. */
  aircraft: 20,
} as const;
export type TrackKind = (typeof TrackKind)[keyof typeof TrackKind];

/** Where data comes from. Values equal `watchfloor.v1.Nature`. Synthetic data never leaves the system. */
export const Nature = { real: 0, synthetic: 1, recorded: 2 } as const;
export type Nature = (typeof Nature)[keyof typeof Nature];

/** What every observation carries: which feed brought it, the time it speaks of, and when we received it. */
interface Received {
  readonly feedId: FeedId;
  readonly nature: Nature;
  /** The time it speaks of. */
  readonly observedMs: EpochMs;
  /** The time we received it. */
  readonly receivedMs: EpochMs;
}

/** What a transmitter says of itself. */
interface Heard extends Received {
  /** What the transmitter calls itself: a claim. */
  readonly mmsi: Mmsi;
  readonly kind: TrackKind;
}

/** A transmitter said where it is. */
export interface PositionObservation extends Heard {
  readonly type: 'position';
  readonly lat: Degrees;
  readonly lon: Degrees;
  readonly sogKn?: Knots;
  readonly cogDeg?: Degrees;
  readonly headingDeg?: Degrees;
  readonly turnDegPerMin?: DegreesPerMinute;
  /** ITU-R M.1371-5 table 45, 0…15. */
  readonly navStatus?: number;
  readonly altM?: Metres;
  /** True: better than 10 m (ITU-R M.1371-5, position accuracy flag). */
  readonly accurate?: boolean;
  /** AIS type 27 and other reports through satellites or by truncated fields. */
  readonly longRange?: boolean;
  /** Names that come with the position (types 19 and 21). */
  readonly identity?: IdentityFields;
}

/** A transmitter said who or what it is, without a position (types 5, 24). */
export interface IdentityObservation extends Heard {
  readonly type: 'identity';
  readonly identity: IdentityFields;
}

/** A station said something else about itself or others: safety text, binary payload and the like. */
export interface TextObservation extends Heard {
  readonly type: 'text';
  readonly text: string;
}

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

/** A unit of ours or of a partner says where it is (Cursor on Target). */
export interface UnitObservation extends Received {
  readonly type: 'unit';
  /** Unique among all senders (CoT `uid`). */
  readonly uid: string;
  readonly callSign?: string;
  readonly kind:
    | typeof TrackKind.unitVessel
    | typeof TrackKind.unitVehicle
    | typeof TrackKind.unitAircraft
    | typeof TrackKind.unitFoot;
  readonly lat: Degrees;
  readonly lon: Degrees;
  readonly sigmaM?: Metres;
  readonly altM?: Metres;
  readonly sogKn?: Knots;
  readonly cogDeg?: Degrees;
  readonly team?: string;
  /** After this the sender itself takes its position for stale. */
  readonly staleMs: EpochMs;
  /** Its distress button is pressed; `false`: it was released. */
  readonly distress?: boolean;
}

/** An aircraft says where it is (ADS-B). */
export interface AircraftObservation extends Received {
  readonly type: 'aircraft';
  /** 24-bit ICAO address, six hexadecimal digits, lower case; `~` first where it is no ICAO address. */
  readonly address: string;
  readonly callSign?: string;
  /** Absent: only identity or motion was said. */
  readonly lat?: Degrees;
  readonly lon?: Degrees;
  readonly sigmaM?: Metres;
  readonly altM?: Metres;
  readonly sogKn?: Knots;
  readonly cogDeg?: Degrees;
  readonly squawk?: string;
  readonly onGround?: boolean;
  /** 7500, 7600, 7700 or an emergency status. */
  readonly emergency?: string;
}

/** A distress call by digital selective calling (ITU-R M.493; NMEA DSC and DSE). */
export interface DistressObservation extends Received {
  readonly type: 'distress';
  /** Of the vessel in distress. */
  readonly mmsi: Mmsi;
  /** ITU-R M.493-15 table A1-3, in words: "fire, explosion", "sinking", "man overboard"… */
  readonly natureOfDistress?: string;
  readonly lat?: Degrees;
  readonly lon?: Degrees;
  /** How far the position may be off: whole minutes until an expansion (DSE) came. */
  readonly sigmaM?: Metres;
  /** `relay`: another station tells of it; `acknowledgement`: a coast station answered. */
  readonly call: 'alert' | 'relay' | 'acknowledgement' | 'cancel';
}

/** A person reported something by telephone, VHF or from an aircraft. `kind` and times as the person said. */
export interface ManualObservation extends Received {
  readonly type: 'manual';
  /** Names the contact over all its updates. */
  readonly contactId: string;
  readonly report: ManualReport;
  /** The contact is withdrawn. */
  readonly withdrawn?: true;
}

export type ManualPlace =
  | { readonly kind: 'point'; readonly lat: Degrees; readonly lon: Degrees; readonly uncertaintyM: Metres }
  | {
      readonly kind: 'bearing';
      readonly fromLat: Degrees;
      readonly fromLon: Degrees;
      readonly azimuthDeg: Degrees;
      /** 95 % half width. */
      readonly uncertaintyDeg: Degrees;
      readonly minRangeM: Metres;
      readonly maxRangeM: Metres;
    }
  | {
      readonly kind: 'line' | 'area';
      /** Corners, `[lat, lon]`; a line's uncertainty is across it, an area's around it. */
      readonly points: readonly (readonly [number, number])[];
      readonly uncertaintyM: Metres;
    };

export interface ManualReport {
  readonly place: ManualPlace;
  readonly kind: TrackKind;
  readonly sogKn?: Knots;
  readonly cogDeg?: Degrees;
  readonly count?: number;
  /** Who said so: "fishing vessel by VHF 16", "patrol aircraft". */
  readonly saidBy: string;
  /** What people call it. */
  readonly name?: string;
  readonly note?: string;
}

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
  | AircraftObservation
  | DistressObservation
  | ManualObservation;

/** Static and voyage data; each field is present only when the message carried it. */
export interface IdentityFields {
  readonly name?: string;
  readonly callSign?: string;
  readonly imo?: number;
  /** ITU-R M.1371-5 table 53; for aids to navigation table 74. */
  readonly shipType?: number;
  readonly dimensions?: Dimensions;
  readonly draughtM?: Metres;
  readonly destination?: string;
  readonly eta?: Eta;
  readonly mothershipMmsi?: Mmsi;
  readonly vendorId?: string;
  readonly offPosition?: boolean;
}

/** Distances from the position antenna to the hull's ends (ITU-R M.1371-5 figure 41). */
export interface Dimensions {
  readonly toBowM: Metres;
  readonly toSternM: Metres;
  readonly toPortM: Metres;
  readonly toStarboardM: Metres;
}

/** Estimated time of arrival, UTC; AIS says no year and may leave any part out. */
export interface Eta {
  readonly month?: number;
  readonly day?: number;
  readonly hour?: number;
  readonly minute?: number;
}
