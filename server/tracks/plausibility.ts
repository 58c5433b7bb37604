/** Whether a report can come from the transmitter that made a track: a ship cannot be where it cannot go. */
import { distanceM, type Position } from '../../proto/domain/geo.ts';
import { deadReckon } from '../../proto/domain/motion.ts';
import { TrackKind } from '../../proto/domain/observation.ts';
import { knotsToMetresPerSecond, METRES_PER_NAUTICAL_MILE } from '../../proto/domain/units.ts';
import { isLocatingDevice, isStationary } from './reporting.ts';

/**
 * Fastest of each class, knots. The fastest ferry in service makes 58 kn; wing-in-ground craft reach 110 kn
 * (ITU-R M.1371-5 table 53: types 20–29; high-speed craft 40–49); rescue aircraft that search cruise under 300 kn.
 */
const VESSEL_KN = 60;
const HIGH_SPEED_CRAFT_KN = 110;
const SAR_AIRCRAFT_KN = 300;
/** Whoever reports a higher speed than its class may go half as fast again. */
const REPORTED_SPEED_MARGIN = 1.5;

/** Antenna, clock and transmission errors of a report, metres: 500 m is 10 s at the fastest vessel's speed and more. */
const SLACK_M = 500;
/** Message 27 gives tenths of a minute and may be minutes old. */
const LONG_RANGE_SLACK_M = 0.5 * METRES_PER_NAUTICAL_MILE;
/** What stands still swings on its chain or is surveyed anew, but not further than this. */
const STATIONARY_SLACK_M = METRES_PER_NAUTICAL_MILE;

/** One end of the comparison. */
export interface Whereabouts {
  readonly kind: TrackKind;
  readonly position: Position;
  readonly sogKn: number | undefined;
  readonly cogDeg: number | undefined;
  readonly longRange: boolean;
  readonly timeMs: number;
}

/**
 * Metres between a report and where the track's dead reckoning puts it; undefined when no such transmitter could
 * have moved so far. `shipType` is the track's, as far as known.
 */
export function plausibleDistanceM(
  track: Whereabouts,
  report: Whereabouts,
  shipType: number | undefined,
): number | undefined {
  if (!sameSort(track.kind, report.kind)) return undefined;
  const seconds = (report.timeMs - track.timeMs) / 1000;
  const expected = deadReckon(track.position, track.sogKn, track.cogDeg, seconds);
  const apartM = distanceM(expected, report.position);
  return apartM <= reachM(track, report, shipType, Math.abs(seconds)) ? apartM : undefined;
}

function reachM(
  track: Whereabouts,
  report: Whereabouts,
  shipType: number | undefined,
  seconds: number,
): number {
  if (isStationary(track.kind)) return STATIONARY_SLACK_M;
  const reportedKn = Math.max(track.sogKn ?? 0, report.sogKn ?? 0) * REPORTED_SPEED_MARGIN;
  const fastestKn = Math.max(classSpeedKn(track.kind, shipType), reportedKn);
  const coarseM = track.longRange || report.longRange ? LONG_RANGE_SLACK_M : 0;
  return SLACK_M + coarseM + knotsToMetresPerSecond(fastestKn) * seconds;
}

function classSpeedKn(kind: TrackKind, shipType: number | undefined): number {
  if (kind === TrackKind.sarAircraft) return SAR_AIRCRAFT_KN;
  const tens = Math.floor((shipType ?? 0) / 10);
  return tens === 2 || tens === 4 ? HIGH_SPEED_CRAFT_KN : VESSEL_KN;
}

/** Kinds that one transmitter can change between; what says no kind may be anything. */
export function sameSort(a: TrackKind, b: TrackKind): boolean {
  return a === TrackKind.unknown || b === TrackKind.unknown || sortOf(a) === sortOf(b);
}

type Sort = 'vessel' | 'base station' | 'aid to navigation' | 'aircraft' | 'locating device';

function sortOf(kind: TrackKind): Sort {
  if (isLocatingDevice(kind)) return 'locating device';
  if (kind === TrackKind.baseStation) return 'base station';
  if (kind === TrackKind.sarAircraft) return 'aircraft';
  return isStationary(kind) ? 'aid to navigation' : 'vessel';
}
