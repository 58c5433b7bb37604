/** Ways of vessels as reports: where one is at which second, as its transmitter says it. */
import { destination, type Position } from '../../../../proto/domain/geo.ts';
import { type PositionObservation, TrackKind } from '../../../../proto/domain/observation.ts';
import { degrees, knotsToMetresPerSecond } from '../../../../proto/domain/units.ts';
import { position, type Said } from '../../tracks/observations.ts';

export const HOME: Position = { lat: degrees(41), lon: degrees(18.5) };

/** Where something is, so many seconds after T0. */
export type Way = (atS: number) => Position;

export const straight =
  (sogKn: number, courseDeg: number, from: Position = HOME): Way =>
  (atS) =>
    destination(from, courseDeg, knotsToMetresPerSecond(sogKn) * atS);

export const still =
  (at: Position = HOME): Way =>
  () =>
    at;

/** Clockwise around a centre; it begins north of it. */
export const around =
  (centre: Position, radiusM: number, sogKn: number): Way =>
  (atS) =>
    destination(centre, ((knotsToMetresPerSecond(sogKn) * atS) / radiusM) * (180 / Math.PI), radiusM);

/** Another way from a second on, until another. */
export const but =
  (way: Way, fromS: number, untilS: number, other: Way): Way =>
  (atS) =>
    (atS >= fromS && atS < untilS ? other : way)(atS);

export const displaced =
  (way: Way, bearing: number, byM: number): Way =>
  (atS) =>
    destination(way(atS), bearing, byM);

/** Reports of a way every `everyS`, positions alone unless `said` says more. */
export function reports(
  way: Way,
  [fromS, untilS, everyS]: readonly [number, number, number],
  said: Said | ((atS: number) => Said) = {},
): PositionObservation[] {
  const list: PositionObservation[] = [];
  for (let at = fromS; at < untilS; at += everyS)
    list.push(position({ ...BARE, ...(typeof said === 'function' ? said(at) : said), at, ...way(at) }));
  return list.map((one) => (one.sogKn === undefined ? withoutCourse(one) : one));
}

const BARE: Said = { sog: undefined, kind: TrackKind.classB };

const withoutCourse = ({ cogDeg: _none, ...one }: PositionObservation): PositionObservation => one;

/** In the order of reception. */
export const together = (...lists: readonly (readonly PositionObservation[])[]): PositionObservation[] =>
  lists.flat().sort((a, b) => a.receivedMs - b.receivedMs);
