/** Which tracks of sensors may be what a person reported: a statistical test, and never a decision. */
import type { ManualReport } from '../../../proto/domain/manual.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import type { Offer } from '../../../proto/domain/track.ts';
import { degrees, knotsToMetresPerSecond, toRadians } from '../../../proto/domain/units.ts';
import { NO_MMSI, type TrackColumns } from '../columns.ts';
import { CHI2_95, type Covariance } from '../ellipse.ts';
import type { Drifted } from '../manual.ts';
import { oriented, sum } from '../manualplace.ts';
import { LocalPlane } from '../region/plane.ts';
import type { TrackRegistry } from '../registry.ts';

/** 99 % of the chi-square distribution with two and with four degrees of freedom. */
const GATE_PLACE = 9.21;
const GATE_MOTION = 13.28;
/** Chance, against a track that fits perfectly, that what was reported is seen by no sensor. */
const UNSEEN = 0.2;
/** Of course and speed as a person estimates them, one standard deviation. */
const STATED_MPS = 2;
const STATED_SHARE = 0.3;
/** Offers at most, the likeliest first. */
const OFFERS = 8;

/** The likeliest first; their probabilities and that of "none of them" add up to 1. */
export function offersFor(
  tracks: TrackRegistry,
  candidates: Iterable<number>,
  slot: number,
  contact: Drifted,
  report: ManualReport,
): readonly Offer[] {
  const { columns } = tracks;
  const plane = new LocalPlane(contact.at);
  const fits: { slot: number; weight: number }[] = [];
  for (const other of candidates) {
    if (columns.natureOf(other) !== columns.natureOf(slot) || columns.mmsi[other] !== NO_MMSI) continue;
    if (!sameGround(report.kind, columns.kindOf(other)) || columns.isLost(other)) continue;
    const at = { lat: degrees(columns.lat[other]!), lon: degrees(columns.lon[other]!) };
    const { x, y } = plane.toPlane(at);
    const d2 = normalised(x, y, sum(contact.covariance, covarianceOf(tracks, other)));
    if (!(d2 <= GATE_PLACE)) continue;
    const motion = motionDistance(columns, other, report);
    if (d2 + motion > (motion > 0 ? GATE_MOTION : GATE_PLACE)) continue;
    fits.push({ slot: other, weight: Math.exp(-(d2 + motion) / 2) });
  }
  const all = fits.reduce((total, { weight }) => total + weight, UNSEEN);
  return fits
    .map((fit) => ({ id: tracks.id(fit.slot), probability: fit.weight / all }))
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, OFFERS);
}

/** The track's own uncertainty, from its 95 % ellipse. */
function covarianceOf(tracks: TrackRegistry, slot: number): Covariance {
  const ellipse = tracks.notes[slot]?.ellipse;
  if (!ellipse) return { xx: 0, xy: 0, yy: 0 };
  const scale = Math.sqrt(CHI2_95);
  return oriented(ellipse.orientationDeg, ellipse.semiMajorM / scale, ellipse.semiMinorM / scale);
}

/** Mahalanobis distance squared. */
function normalised(x: number, y: number, { xx, xy, yy }: Covariance): number {
  const determinant = xx * yy - xy * xy;
  return (yy * x * x - 2 * xy * x * y + xx * y * y) / determinant;
}

/** How far course and speed are from what was stated, in standard deviations squared; 0 where nothing was. */
function motionDistance(columns: TrackColumns, slot: number, { sogKn, cogDeg }: ManualReport): number {
  const seenMps = knotsToMetresPerSecond(columns.sogKn[slot]!);
  if (sogKn === undefined || Number.isNaN(seenMps)) return 0;
  const saidMps = knotsToMetresPerSecond(sogKn);
  const sigma = Math.max(STATED_MPS, STATED_SHARE * saidMps);
  const seenDeg = columns.cogDeg[slot]!;
  if (cogDeg === undefined || Number.isNaN(seenDeg)) return ((seenMps - saidMps) / sigma) ** 2;
  const turn = toRadians(seenDeg - cogDeg);
  return (seenMps ** 2 + saidMps ** 2 - 2 * seenMps * saidMps * Math.cos(turn)) / sigma ** 2;
}

const ON_LAND: ReadonlySet<TrackKind> = new Set([
  TrackKind.landContact,
  TrackKind.person,
  TrackKind.group,
  TrackKind.vehicle,
  TrackKind.animal,
  TrackKind.unitVehicle,
  TrackKind.unitFoot,
]);
const IN_THE_AIR: ReadonlySet<TrackKind> = new Set([
  TrackKind.drone,
  TrackKind.aircraft,
  TrackKind.sarAircraft,
  TrackKind.unitAircraft,
]);

const groundOf = (kind: TrackKind): 'land' | 'air' | 'sea' =>
  ON_LAND.has(kind) ? 'land' : IN_THE_AIR.has(kind) ? 'air' : 'sea';

/** A boat is no herdsman; who reported a thing of no kind may have seen anything. */
const sameGround = (reported: TrackKind, seen: TrackKind): boolean =>
  reported === TrackKind.unknown || groundOf(reported) === groundOf(seen);
