/** A fused estimate taken into a track's row, and the row given back to what its transmitter said. */
import { wrapDirection } from '../../../proto/domain/geo.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { SourceBits, TrackLife, TrackStateBits } from '../../../proto/domain/track.ts';
import { metresPerSecondToKnots, toDegrees } from '../../../proto/domain/units.ts';
import { spokenIn } from '../association.ts';
import { ellipseOf, writeEllipse } from '../ellipse.ts';
import { FusionStatus, type FusionTrack } from '../fusion/contract.ts';
import type { LocalPlane } from '../region/plane.ts';
import type { Seen } from '../region/region.ts';
import type { TrackRegistry } from '../registry.ts';
import { clearContact } from './judge.ts';

/** Slower than this against its own uncertainty nothing has a course. */
const COURSE_SIGMAS = 2;
const REST_KN = 0.5;

/** From now on the row shows what sensors and the transmitter say together. */
export function keepSpoken(tracks: TrackRegistry, slot: number): void {
  const notes = tracks.notesOf(slot);
  notes.spoken ??= spokenIn(tracks.columns, slot);
  tracks.columns.dueMs[slot] = Number.POSITIVE_INFINITY;
}

/** Writes the estimate; true when anything that is shown changed. Heading is not for sensors to say. */
export function writeEstimate(
  tracks: TrackRegistry,
  slot: number,
  track: FusionTrack,
  plane: LocalPlane,
): boolean {
  const { columns, trails } = tracks;
  // An aid stands where it says it stands, whatever passes it.
  if (columns.kindOf(slot) === TrackKind.atonPhysical) return false;
  const notes = tracks.notesOf(slot);
  // The row says where it was when it was last seen; who draws it carries it on from there.
  const sinceS = (track.timeMs - track.seenMs) / 1000;
  const at = plane.toPosition({ x: track.xM - track.vxMps * sinceS, y: track.yM - track.vyMps * sinceS });
  const turn = plane.convergenceDeg(at);
  const speed = Math.hypot(track.vxMps, track.vyMps);
  const sogKn = metresPerSecondToKnots(speed);
  const sigmaV = Math.sqrt((track.pvxvx + track.pvyvy) / 2);
  const cogDeg =
    speed > COURSE_SIGMAS * sigmaV
      ? wrapDirection(toDegrees(Math.atan2(track.vxMps, track.vyMps)) + turn)
      : Number.NaN;
  const news = columns.observedMs[slot] !== track.seenMs || columns.lat[slot] !== at.lat;
  columns.lat[slot] = at.lat;
  columns.lon[slot] = at.lon;
  columns.sogKn[slot] = sogKn;
  columns.cogDeg[slot] = cogDeg;
  columns.observedMs[slot] = track.seenMs;
  columns.receivedMs[slot] = Math.max(columns.receivedMs[slot]!, track.seenMs);
  if (news) trails.add(slot, { timeMs: track.seenMs, lat: at.lat, lon: at.lon });
  notes.ellipse = ellipseOf({ xx: track.pxx, xy: track.pxy, yy: track.pyy }, turn);
  notes.existence = track.existence;
  const swelled = writeEllipse(columns, slot, notes.ellipse);
  return writeLife(tracks, slot, track.status, sogKn) || news || swelled;
}

function writeLife(tracks: TrackRegistry, slot: number, status: FusionStatus, sogKn: number): boolean {
  const { columns } = tracks;
  const { lifeMask, coasting, atRest } = TrackStateBits;
  const transmits = (columns.sources[slot]! & (SourceBits.ais | SourceBits.unit)) !== 0;
  const rest = transmits ? columns.state[slot]! & atRest : sogKn < REST_KN ? atRest : 0;
  const before = columns.state[slot]!;
  columns.state[slot] =
    (before & ~(lifeMask | coasting | atRest)) |
    LIFE[status] |
    (status === FusionStatus.coasting ? coasting : 0) |
    rest;
  return columns.state[slot] !== before;
}

const LIFE: Record<FusionStatus, TrackLife> = {
  [FusionStatus.tentative]: TrackLife.live,
  [FusionStatus.confirmed]: TrackLife.live,
  [FusionStatus.coasting]: TrackLife.stale,
  [FusionStatus.lost]: TrackLife.lost,
};

/** The row is its transmitter's again, as if no sensor had ever seen it; false when that has been silent too long. */
export function giveBack(tracks: TrackRegistry, slot: number, nowMs: number): boolean {
  const { columns } = tracks;
  const notes = tracks.notesOf(slot);
  const { spoken } = notes;
  if (spoken) {
    columns.lat[slot] = spoken.lat;
    columns.lon[slot] = spoken.lon;
    columns.sogKn[slot] = spoken.sogKn ?? Number.NaN;
    columns.cogDeg[slot] = spoken.cogDeg ?? Number.NaN;
    columns.observedMs[slot] = spoken.observedMs;
    columns.longRange[slot] = spoken.longRange ? 1 : 0;
  }
  notes.spoken = undefined;
  notes.ellipse = undefined;
  notes.existence = undefined;
  notes.sensed = [];
  notes.evidence = () => [];
  writeEllipse(columns, slot, undefined);
  columns.state[slot]! &= ~TrackStateBits.coasting;
  clearContact(tracks, slot);
  tracks.touch(slot);
  return tracks.age(slot, nowMs);
}

/** Whether the fusion has moved a track on since it was last shown. */
export function isNews({ timeMs, seenMs, status }: FusionTrack, seen: Seen): boolean {
  const { shown } = seen;
  if (shown && shown.timeMs === timeMs && shown.seenMs === seenMs && shown.status === status) return false;
  seen.shown = { timeMs, seenMs, status };
  return true;
}
