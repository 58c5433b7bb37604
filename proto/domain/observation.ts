/** What a message says about something in the world. Absent is absent: no sentinel gets this far. */
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
} as const;
export type TrackKind = (typeof TrackKind)[keyof typeof TrackKind];

/** Where data comes from. Values equal `watchfloor.v1.Nature`. Synthetic data never leaves the system. */
export const Nature = { real: 0, synthetic: 1, recorded: 2 } as const;
export type Nature = (typeof Nature)[keyof typeof Nature];

/** What every observation carries: who said it, about when, and when we heard it. */
interface Heard {
  readonly feedId: FeedId;
  readonly nature: Nature;
  /** The time it speaks of. */
  readonly observedMs: EpochMs;
  /** The time we received it. */
  readonly receivedMs: EpochMs;
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

export type Observation = PositionObservation | IdentityObservation | TextObservation;

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
