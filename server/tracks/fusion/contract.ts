/**
 * What the fusion engine is told and what it tells. Positions are metres in one local plane (x east, y north), times
 * epoch milliseconds (UTC), angles degrees from true north, clockwise. Numbers that are not finite are refused.
 */
import type { SensorId } from '../../../proto/domain/ids.ts';

/** A range of directions from `fromDeg` clockwise to `toDeg`. */
export interface Sector {
  readonly fromDeg: number;
  readonly toDeg: number;
}

/** A sensor as it is configured; all but id, kind and place have a default. */
export interface FusionSensor {
  readonly id: SensorId;
  /** `radar` measures range and azimuth, `points` positions, `bearing` directions only. */
  readonly kind: 'radar' | 'points' | 'bearing';
  /** Where it stands; a moving one gives its place with each scan. */
  readonly xM: number;
  readonly yM: number;
  /** What it can see: default 0 m to anywhere, all around. */
  readonly minRangeM?: number;
  readonly maxRangeM?: number;
  readonly sectors?: readonly Sector[];
  readonly blindSectors?: readonly Sector[];
  /** One standard deviation: of range and azimuth (radar), azimuth (bearing), a component (points). */
  readonly sigmaRangeM?: number;
  readonly sigmaAzimuthDeg?: number;
  readonly sigmaM?: number;
  /** Chance to see a thing in coverage in one scan; learned where absent. */
  readonly detectionProbability?: number;
  /** Two things closer than both of these give one plot. Absent: plots are never merged. */
  readonly resolutionRangeM?: number;
  readonly resolutionAzimuthDeg?: number;
  /** Time between scans; learned where absent. */
  readonly periodMs?: number;
  /** Whether its plots carry track numbers of its own, and so clutter is filtered already. */
  readonly ownTrackNumbers?: boolean;
  /** Whether the estimated bias is taken off its plots; default yes. */
  readonly applyBias?: boolean;
}

/** What a sensor saw. Standard deviations default to the sensor's. */
export interface PlotFields {
  /** The motion that the sensor itself gives, and its standard deviation a component. */
  readonly vxMps?: number;
  readonly vyMps?: number;
  readonly sigmaVMps?: number;
  /** The sensor's own track number. */
  readonly number?: number;
}
export type Plot = PlotFields &
  (
    | {
        readonly kind: 'polar';
        readonly rangeM: number;
        readonly azimuthDeg: number;
        readonly sigmaRangeM?: number;
        readonly sigmaAzimuthDeg?: number;
      }
    | { readonly kind: 'point'; readonly xM: number; readonly yM: number; readonly sigmaM?: number }
    | { readonly kind: 'bearing'; readonly azimuthDeg: number; readonly sigmaAzimuthDeg?: number }
  );

/** One scan of one sensor, or with `partial` some plots that say nothing about what was not seen. */
export interface Scan {
  readonly sensorId: SensorId;
  readonly observedMs: number;
  readonly receivedMs: number;
  readonly plots: readonly Plot[];
  readonly partial?: boolean;
  /** Only this sector was scanned. */
  readonly sector?: Sector;
  /** Where the sensor was, when it moves. */
  readonly xM?: number;
  readonly yM?: number;
}

/** Where each plot of a scan went, by its index in the scan. */
export interface ScanOutcome {
  /** Why nothing was taken, where nothing was. */
  readonly refused?: 'unknown sensor' | 'not finite' | 'too old' | 'ahead';
  /** The track that each plot most likely belongs to, -1 where it belongs to none. */
  readonly trackIds: readonly number[];
  /** With which probability. */
  readonly probabilities: readonly number[];
}

export type TransmitterClass = 'A' | 'B' | 'other';

/** What a transmitter says of itself: AIS, a friendly unit, ADS-B. */
export interface CooperativeReport {
  /** Who speaks: an opaque number of the caller's, one a transmitter; two ships under one MMSI are two keys. */
  readonly key: number;
  readonly observedMs: number;
  readonly receivedMs: number;
  readonly xM: number;
  readonly yM: number;
  readonly vxMps?: number;
  readonly vyMps?: number;
  /** One standard deviation a component of the position. */
  readonly sigmaM: number;
  /** One standard deviation of speed, and of course in degrees; default 0.07 m/s and 0.5°. */
  readonly sigmaSpeedMps?: number;
  readonly sigmaCourseDeg?: number;
  /** How far the antenna may be from the middle of what a radar sees. */
  readonly offsetM?: number;
  /** Time was cut to a whole second. Default: yes when it is one. */
  readonly truncated?: boolean;
  readonly transmitter: TransmitterClass;
  /** Time until the next report is due; default by class and speed (ITU-R M.1371-5, annex 2, table 1). */
  readonly intervalMs?: number;
  /** No sensor there promises to see its like: that none does says nothing against it. */
  readonly mayBeUnseen?: boolean;
}

export const FusionStatus = { tentative: 0, confirmed: 1, coasting: 2, lost: 3 } as const;
export type FusionStatus = (typeof FusionStatus)[keyof typeof FusionStatus];

export type ReasonKind =
  | 'born' // a first pair of plots, or a first report
  | 'confirmed'
  | 'bound' // a transmitter's claim was taken for this track
  | 'unbound'
  | 'silent' // the transmitter stopped
  | 'resumed'
  | 'unverified' // a claim that no sensor supports where one should see it
  | 'verified'
  | 'dark' // seen, and should send
  | 'coasting'
  | 'seen' // after coasting
  | 'merged' // taken together with another track
  | 'lost';

/** Why something changed, with the numbers behind it. */
export interface Reason {
  readonly kind: ReasonKind;
  readonly atMs: number;
  /** The transmitter it is about. */
  readonly key?: number;
  /** What was measured: a probability, a normalised distance, seconds, as `kind` has it. */
  readonly statistic?: number;
  readonly threshold?: number;
  /** The statistic of the next best explanation. */
  readonly runnerUp?: number;
  /** The other track. */
  readonly otherTrackId?: number;
}

/** A reason as it happened, in order. */
export interface FusionEvent extends Reason {
  readonly trackId: number;
}

export interface Contribution {
  readonly sensorId: SensorId;
  readonly lastMs: number;
  readonly count: number;
  /** Distance of the last plot from the prediction, metres; for bearings across the line of sight. */
  readonly residualM: number;
  /** The same in standard deviations, squared (chi-square with two degrees of freedom; one for bearings). */
  readonly normalised: number;
}

/** One track now. */
export interface FusionTrack {
  readonly id: number;
  readonly status: FusionStatus;
  readonly timeMs: number;
  readonly xM: number;
  readonly yM: number;
  readonly vxMps: number;
  readonly vyMps: number;
  /** Covariance of the position (m²) and of the velocity (m²/s²). */
  readonly pxx: number;
  readonly pxy: number;
  readonly pyy: number;
  readonly pvxvx: number;
  readonly pvxvy: number;
  readonly pvyvy: number;
  /** Probability that there is something. */
  readonly existence: number;
  readonly bornMs: number;
  /** Last plot or report that supported it. */
  readonly seenMs: number;
  /** Last plot of any sensor; absent where only its transmitter speaks of it. */
  readonly sensedMs?: number;
  /** The transmitter whose claim it carries. */
  readonly key?: number;
  readonly keyProbability?: number;
  readonly keySinceMs?: number;
  /** Last report of that transmitter. */
  readonly keyHeardMs?: number;
  /** Its transmitter fell silent then. */
  readonly silentSinceMs?: number;
  /** It has been silent for so long that chance does not explain it: it should send. */
  readonly dark?: true;
  /** No sensor supports the claim, since then. */
  readonly unverifiedSinceMs?: number;
  /**
   * Chance that its AIS would have been heard by now: had it one (class B), or since its last report. 0 for what may be a
   * transmitter that is heard there, as long as nobody knows how far the radar that shows it is off.
   */
  readonly expectedAis: number;
}

/** How far a sensor is off, estimated from identified transmitters. */
export interface Registration {
  readonly sensorId: SensorId;
  readonly rangeM: number;
  readonly azimuthDeg: number;
  readonly sigmaRangeM: number;
  readonly sigmaAzimuthDeg: number;
  readonly samples: number;
  readonly applied: boolean;
}
