/** What is left of a track that may not be seen whole: where and when it is said to be, and what is said of it. */
import { EARTH_RADIUS_M } from '../../proto/domain/geo.ts';
import { TrackKind } from '../../proto/domain/observation.ts';
import type { Reduction } from '../../proto/domain/operations/agency.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';
import { toDegrees, toRadians } from '../../proto/domain/units.ts';
import type { watchfloor } from '../../proto/generated/watchfloor.js';
import type { Sight } from '../access/audience.ts';
import type { PictureSource } from './source.ts';

/** Where something was, and when. */
export interface Place {
  readonly lat: number;
  readonly lon: number;
  readonly observedMs: number;
}

/** A place, and from when on another may be due even if the picture says nothing new. */
export interface DelayedPlace {
  /** Undefined: nothing that is known is old enough. */
  readonly place: Place | undefined;
  /** Infinity: not before the picture changes. */
  readonly dueMs: number;
}

/** No more is to be read from its motion than from where it is: speed, directions and rest go. */
export const isCoarse = ({ roundM, delayMs }: Reduction): boolean =>
  roundM !== undefined || delayMs !== undefined;

/** Whether two sights show the same. */
export function isSameSight(one: Sight, other: Sight): boolean {
  if (one === other) return true;
  if (typeof one === 'string' || typeof other === 'string') return false;
  return (
    one.withoutIdentity === other.withoutIdentity &&
    one.roundM === other.roundM &&
    one.delayMs === other.delayMs
  );
}

/**
 * The middle of the cell of about `roundM` metres that holds a position. Rows of cells have one height in degrees; each
 * is cut into as many cells as keep at least that width in its middle, so that cells are alike at every latitude and
 * none lies across the antimeridian.
 */
export function roundedTo(lat: number, lon: number, roundM: number): { lat: number; lon: number } {
  const heightDeg = 180 / Math.max(1, Math.floor(180 / toDegrees(roundM / EARTH_RADIUS_M)));
  const rows = Math.round(180 / heightDeg);
  const row = Math.min(rows - 1, Math.max(0, Math.floor((lat + 90) / heightDeg)));
  const middle = -90 + (row + 0.5) * heightDeg;
  const cells = Math.max(1, Math.floor((360 * Math.cos(toRadians(middle))) / heightDeg));
  const cell = Math.min(cells - 1, Math.max(0, Math.floor(((lon + 180) / 360) * cells)));
  return { lat: middle, lon: -180 + ((cell + 0.5) / cells) * 360 };
}

/** Where a track was `delayMs` ago: the newest position that is so old. */
export function delayedPlace(
  source: PictureSource,
  slot: number,
  delayMs: number,
  nowMs: number,
): DelayedPlace {
  const { lat, lon, observedMs } = source.columns;
  const untilMs = nowMs - delayMs;
  const lastMs = observedMs[slot]!;
  if (lastMs <= untilMs)
    return {
      place: { lat: lat[slot]!, lon: lon[slot]!, observedMs: lastMs },
      dueMs: Number.POSITIVE_INFINITY,
    };
  const { timesMs, lats, lons } = source.trail(slot);
  let at = timesMs.length - 1;
  while (at >= 0 && timesMs[at]! > untilMs) at -= 1;
  const next = Math.min(timesMs[at + 1] ?? Number.POSITIVE_INFINITY, lastMs);
  const place = at < 0 ? undefined : { lat: lats[at]!, lon: lons[at]!, observedMs: timesMs[at]! };
  return { place, dueMs: next + delayMs };
}

/** Where a track is as far as may be said; undefined: nowhere yet. */
export function reducedPlace(
  source: PictureSource,
  slot: number,
  reduction: Reduction,
  nowMs: number,
): Place | undefined {
  const { place } = delayedPlace(source, slot, reduction.delayMs ?? Number.NEGATIVE_INFINITY, nowMs);
  if (!place || reduction.roundM === undefined) return place;
  return { ...place, ...roundedTo(place.lat, place.lon, reduction.roundM) };
}

/** `TrackStateBits` that may be said. What our own rules made of it (alarmed) is never for those who see a part. */
export function reducedState(state: number, reduction: Reduction): number {
  const { lifeMask, distress, conflict, alarmed, atRest, accurate, coasting } = TrackStateBits;
  if (isCoarse(reduction)) return state & (lifeMask | distress | (reduction.withoutIdentity ? 0 : conflict));
  const hidden = alarmed | (reduction.withoutIdentity ? conflict : 0);
  return state & (lifeMask | distress | conflict | atRest | accurate | coasting) & ~hidden;
}

/** What may be said of what it is. Which sensors see it and what it is suspected of stays with its owner. */
export function reducedStatic(
  whole: watchfloor.v1.ITrackStatic,
  reduction: Reduction,
): watchfloor.v1.ITrackStatic {
  const { slot, generation, id, kind, nature, contactCount } = whole;
  const what = {
    ...{ slot, generation, id, kind, nature },
    ...(isCounted(kind) && onlyKnown({ contactCount })),
  } as watchfloor.v1.ITrackStatic;
  if (reduction.withoutIdentity) return what;
  const { mmsi, name, callSign, imo, shipType, toBowM, toSternM, toPortM, toStarboardM, destination } = whole;
  const { navStatus, turnDegPerMin } = isCoarse(reduction) ? {} : whole;
  const said = { mmsi, name, callSign, imo, shipType, toBowM, toSternM, toPortM, toStarboardM, destination };
  return Object.assign(what, onlyKnown({ ...said, navStatus, turnDegPerMin }));
}

/** What is on land is a class and a number, to whoever may see it at all (DESIGN section 4). */
export const isCounted = (kind: number | null | undefined): boolean => COUNTED.has(kind ?? TrackKind.unknown);

const COUNTED: ReadonlySet<number> = new Set([
  TrackKind.landContact,
  TrackKind.person,
  TrackKind.group,
  TrackKind.vehicle,
  TrackKind.animal,
]);

const onlyKnown = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
