/** Our estimate of one real thing over time. */
import type { AboardFields } from './aboard.ts';
import type { FeedId, SensorId, TrackId } from './ids.ts';
import type { IdentityFields, Nature, TrackKind } from './observation.ts';
import type { Degrees, DegreesPerMinute, EpochMs, Knots, Metres } from './units.ts';

/** How a track's newest position relates to what its transmitter owes. Values equal the wire's life bits. */
export const TrackLife = { live: 0, stale: 1, lost: 2 } as const;
export type TrackLife = (typeof TrackLife)[keyof typeof TrackLife];

/** Bits of a track's state on the wire (`TrackColumns.state`). */
export const TrackStateBits = {
  lifeMask: 0b11,
  conflict: 1 << 2,
  distress: 1 << 3,
  atRest: 1 << 4,
  alarmed: 1 << 5,
  accurate: 1 << 6,
  /** No sensor and no transmitter has been heard when one should have: the position is carried on. */
  coasting: 1 << 7,
} as const;

/** What the watch should know of who sends and who does not. Values equal `watchfloor.v1.ContactState`. */
export const ContactState = {
  none: 0,
  /** Seen, sends nothing, may not have to. */
  uncooperative: 1,
  /** Seen, sends nothing, and there is evidence that it should. */
  dark: 2,
  /** Its AIS stopped; sensors go on seeing it, or should have heard it. */
  silent: 3,
  /** Its AIS is supported by no sensor where one should see it. */
  unverified: 4,
  /** Reported by a person. */
  manual: 5,
} as const;
export type ContactState = (typeof ContactState)[keyof typeof ContactState];

/** What made a track: bits of `watchfloor.v1.TrackStatic.sources`. */
export const SourceBits = {
  ais: 1,
  radar: 1 << 1,
  camera: 1 << 2,
  groundSensor: 1 << 3,
  neighbour: 1 << 4,
  unit: 1 << 5,
  adsb: 1 << 6,
  person: 1 << 7,
  dsc: 1 << 8,
} as const;

/** 95 % of a position's distribution. */
export interface Ellipse {
  readonly semiMajorM: Metres;
  readonly semiMinorM: Metres;
  /** Of the major axis, degrees true, [0, 180). */
  readonly orientationDeg: Degrees;
}

/** What one sensor or transmitter adds to a track. */
export interface Evidence {
  /** A sensor's id, or the feed's where a transmitter was heard. */
  readonly source: SensorId | FeedId;
  readonly updates: number;
  readonly lastMs: EpochMs;
  /** Distance of its last observation from where the track was expected. */
  readonly residualM?: Metres;
  /** The same in standard deviations (root of the normalised innovation squared): about 1.4 is usual. */
  readonly residualSigma?: number;
}

/** Why a track is as it is: one entry a change, the newest last, 32 at most. */
export interface Reason {
  readonly atMs: EpochMs;
  readonly what:
    | 'born'
    | 'confirmed'
    | 'coasting'
    | 'seenAgain'
    | 'bound'
    | 'unbound'
    | 'merged'
    | 'silent'
    | 'resumed'
    | 'dark'
    | 'uncooperative'
    | 'unverified'
    | 'verified'
    | 'identity'
    | 'reported'
    | 'associated'
    | 'distress';
  /** Who or what: a sensor, an MMSI, another track, a person. */
  readonly by?: string;
  /** The measured value that decided, what it had to pass, and the next best. */
  readonly value?: number;
  readonly threshold?: number;
  readonly runnerUp?: number;
}

/** A sensor's track that may be what a person reported. */
export interface Offer {
  readonly id: TrackId;
  readonly probability: number;
}

/** One field of identity with who said it and when. */
export interface Claim<T> {
  readonly value: T;
  readonly feedId: FeedId;
  readonly observedMs: EpochMs;
  /** Several transmitters use this MMSI, and this field came without a position: it may be the other's. */
  readonly ambiguous?: true;
  /** How likely it is that the claim speaks of this track, 0…1; 1 where the transmitter's own position made it. */
  readonly probability?: number;
}

/** What is aboard is claimed field by field: people and goods are said in messages of their own. */
export type ClaimFields = Omit<IdentityFields, 'aboard'> & AboardFields;

export type IdentityClaims = { readonly [K in keyof ClaimFields]?: Claim<NonNullable<ClaimFields[K]>> };

/** Which feed contributed, and when last. */
export interface Contribution {
  readonly feedId: FeedId;
  readonly positions: number;
  readonly lastMs: EpochMs;
}

/** The whole of what is known of a track: the card, `GET /api/tracks/:id`. */
export interface TrackDetail {
  readonly id: TrackId;
  readonly kind: TrackKind;
  readonly nature: Nature;
  /** Nine digits; absent where nothing claims one. */
  readonly mmsi?: string;
  /** ISO 3166-1 alpha-2 from the MMSI's country digits (ITU); absent when unallocated. */
  readonly flag?: string;
  readonly life: TrackLife;
  readonly conflict: boolean;
  readonly distress: boolean;
  readonly lat: Degrees;
  readonly lon: Degrees;
  readonly sogKn?: Knots;
  readonly cogDeg?: Degrees;
  readonly headingDeg?: Degrees;
  readonly turnDegPerMin?: DegreesPerMinute;
  readonly navStatus?: number;
  readonly observedMs: EpochMs;
  readonly receivedMs: EpochMs;
  readonly firstMs: EpochMs;
  /** What the transmitter owes at its class and motion; absent where none is heard. */
  readonly owedIntervalMs?: number;
  readonly identity: IdentityClaims;
  readonly contributions: readonly Contribution[];
  /** Other tracks under the same MMSI. */
  readonly conflictsWith: readonly TrackId[];
  readonly contact: ContactState;
  /** When its AIS was last heard, while it is silent. */
  readonly silentSinceMs?: EpochMs;
  /** `SourceBits`. */
  readonly sources: number;
  readonly ellipse?: Ellipse;
  /** Chance that there is such a thing at all, 0…1; absent for what says itself that it is. */
  readonly existence?: number;
  readonly evidence: readonly Evidence[];
  readonly reasons: readonly Reason[];
  readonly altM?: Metres;
  /** How many, where a sensor or a person gives a number. */
  readonly count?: number;
  /** Call sign and team of a unit, address and squawk of an aircraft, who reported: what has no AIS field. */
  readonly remarks: Readonly<Record<string, string>>;
  /** What a person's report may be; empty otherwise. */
  readonly offers: readonly Offer[];
}
