/** What a message says about something in the world. Absent is absent: no sentinel gets this far. */
import type { AboardFields } from './aboard.ts';
import type { FeedId, Mmsi } from './ids.ts';
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
export interface Received {
  readonly feedId: FeedId;
  readonly nature: Nature;
  /** The time it speaks of. */
  readonly observedMs: EpochMs;
  /** The time we received it. */
  readonly receivedMs: EpochMs;
}

/** What a transmitter says of itself. */
export interface Heard extends Received {
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

export type UnitReplyState = 'acknowledged' | 'willComply' | 'cannot' | 'done' | 'failed';

/** A unit answers what it was told to do. It says nothing of where anything is. */
export interface UnitReplyObservation extends Received {
  readonly type: 'unitReply';
  /** The unit's (CoT `uid`). */
  readonly uid: string;
  readonly taskId: string;
  readonly state: UnitReplyState;
  /** In the unit's words. */
  readonly text?: string;
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
  /** People, goods and inland particulars, of application messages; each such message says all it knows anew. */
  readonly aboard?: AboardFields;
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
