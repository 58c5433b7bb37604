/** Our estimate of one real thing over time. */
import type { FeedId, TrackId } from './ids.ts';
import type { IdentityFields, Nature, TrackKind } from './observation.ts';
import type { Degrees, DegreesPerMinute, EpochMs, Knots } from './units.ts';

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
} as const;

/** One field of identity with who said it and when. */
export interface Claim<T> {
  readonly value: T;
  readonly feedId: FeedId;
  readonly observedMs: EpochMs;
  /** Several transmitters use this MMSI, and this field came without a position: it may be the other's. */
  readonly ambiguous?: true;
}

export type IdentityClaims = { readonly [K in keyof IdentityFields]?: Claim<NonNullable<IdentityFields[K]>> };

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
  readonly mmsi: string;
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
  /** What the transmitter owes at its class and motion. */
  readonly owedIntervalMs: number;
  readonly identity: IdentityClaims;
  readonly contributions: readonly Contribution[];
  /** Other tracks under the same MMSI. */
  readonly conflictsWith: readonly TrackId[];
}
