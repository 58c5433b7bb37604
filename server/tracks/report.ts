/** A position report taken into a track's row. */
import { type PositionObservation, TrackKind } from '../../proto/domain/observation.ts';
import { SourceBits, TrackStateBits } from '../../proto/domain/track.ts';
import { present, type TrackColumns } from './columns.ts';
import { isAtRest } from './reporting.ts';

/** ITU-R M.1371-5 table 45: AIS-SART, MOB-AIS or EPIRB-AIS, active. */
const LOCATING_DEVICE_ACTIVE = 14;

/** A change of turn that is told in the static data, degrees a minute. */
const TOLD_TURN_STEP = 5;

/** A locating device that calls for help; under test it does not. */
export function isDistress(kind: TrackKind, mmsi: number, navStatus: number | undefined): boolean {
  if (kind === TrackKind.locatingDeviceTest) return false;
  return (
    kind === TrackKind.locatingDevice ||
    (navStatus === LOCATING_DEVICE_ACTIVE && isLocatingDeviceNumber(mmsi))
  );
}

/** 970: AIS-SART, 972: MOB, 974: EPIRB-AIS (ITU-R M.585-9 annex 2). */
function isLocatingDeviceNumber(mmsi: number): boolean {
  const prefix = Math.floor(mmsi / 1_000_000);
  return prefix === 970 || prefix === 972 || prefix === 974;
}

/** Writes the newest report over the row; true when the wire's static data changed with it. */
export function writePosition(columns: TrackColumns, slot: number, report: PositionObservation): boolean {
  columns.lat[slot] = report.lat;
  columns.lon[slot] = report.lon;
  columns.sogKn[slot] = report.sogKn ?? Number.NaN;
  columns.cogDeg[slot] = report.cogDeg ?? Number.NaN;
  columns.observedMs[slot] = report.observedMs;
  columns.receivedMs[slot] = report.receivedMs;
  columns.longRange[slot] = report.longRange ? 1 : 0;
  return writeStatements(columns, slot, report);
}

/** Writes what a report says that no sensor measures; true as {@link writePosition}. */
export function writeStatements(columns: TrackColumns, slot: number, report: PositionObservation): boolean {
  columns.headingDeg[slot] = report.headingDeg ?? Number.NaN;
  columns.turnDegPerMin[slot] = report.turnDegPerMin ?? Number.NaN;
  const kind = report.kind === TrackKind.unknown ? columns.kindOf(slot) : report.kind;
  const sources = columns.sources[slot]! | SourceBits.ais;
  const changed =
    columns.kindOf(slot) !== kind ||
    columns.navStatusOf(slot) !== report.navStatus ||
    columns.sources[slot] !== sources ||
    isNewsOfTurn(present(columns.toldTurnDegPerMin[slot]!), report.turnDegPerMin);
  if (changed) columns.toldTurnDegPerMin[slot] = report.turnDegPerMin ?? Number.NaN;
  columns.kind[slot] = kind;
  columns.sources[slot] = sources;
  columns.setNavStatus(slot, report.navStatus);
  const { distress, atRest, accurate } = TrackStateBits;
  const calls = columns.calling[slot] === 1 || isDistress(kind, report.mmsi, report.navStatus);
  const bits =
    (calls ? distress : 0) | (isAtRest(kind, report) ? atRest : 0) | (report.accurate ? accurate : 0);
  columns.state[slot] = (columns.state[slot]! & ~(distress | atRest | accurate)) | bits;
  return changed;
}

function isNewsOfTurn(told: number | undefined, turn: number | undefined): boolean {
  if (told === undefined || turn === undefined) return told !== turn;
  return Math.abs(turn - told) >= TOLD_TURN_STEP || (turn === 0 && told !== 0);
}
