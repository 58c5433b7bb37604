/** How areas and places lie to each other, as far as plans need to know. Answers are remembered by area. */
import { difference, type Geom, intersection } from 'polyclip-ts';
import type { Area, LatLon } from '../../../proto/domain/operations/area.ts';
import { distanceToChord, toChordSpace } from '../../../proto/domain/shapes/chords.ts';
import { distanceToEdgeM } from '../../../proto/domain/shapes/geodesics.ts';
import { outline } from '../../../proto/domain/shapes/outline.ts';
import { prepare } from '../../../proto/domain/shapes/prepared.ts';

type Ring = readonly LatLon[];
type Polygons = readonly (readonly Ring[])[];

const outlines = new WeakMap<Area, Polygons>();
const chords = new WeakMap<Ring, Float64Array>();
const sizes = new WeakMap<Area, number>();
const parts = new WeakMap<Area, WeakMap<Area, number>>();

function outlineOf(area: Area): Polygons {
  const known = outlines.get(area) ?? outline(area);
  outlines.set(area, known);
  return known;
}

/** What turns b's longitudes so that they lie beside a's. */
const beside = (a: Area, b: Area): number => {
  const [boxA, boxB] = [prepare(a).box, prepare(b).box];
  return Math.round((boxA.west + boxA.east - boxB.west - boxB.east) / 720) * 360;
};

function mayMeet(a: Area, b: Area): boolean {
  const [boxA, boxB, shift] = [prepare(a).box, prepare(b).box, beside(a, b)];
  return (
    boxB.south < boxA.north &&
    boxB.north > boxA.south &&
    boxB.west + shift < boxA.east &&
    boxB.east + shift > boxA.west
  );
}

const geometry = (area: Area, shift = 0): Geom =>
  outlineOf(area).map((rings) =>
    rings.map((ring) => ring.map(({ lat, lon }): [number, number] => [lon + shift, lat])),
  );

/** In square degrees of longitude at the equator: for shares of small areas, not for measures. */
const size = (polygons: readonly (readonly (readonly (readonly number[])[])[])[]): number =>
  polygons.reduce(
    (sum, rings) => sum + rings.reduce((all, ring, i) => all + (i === 0 ? 1 : -1) * ringSize(ring), 0),
    0,
  );

/** In Lambert's cylinder, whose areas are true: x the longitude, y the sine of the latitude. */
function ringSize(ring: readonly (readonly number[])[]): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i += 1) {
    const [lonA = 0, latA = 0] = ring[i]!;
    const [lonB = 0, latB = 0] = ring[(i + 1) % ring.length]!;
    twice += lonA * Math.sin((latB * Math.PI) / 180) - lonB * Math.sin((latA * Math.PI) / 180);
  }
  return Math.abs(twice) / 2;
}

function sizeOf(area: Area): number {
  const known = sizes.get(area) ?? size(geometry(area) as number[][][][]);
  sizes.set(area, known);
  return known;
}

/** What both have in common, as {@link size} says it. */
function sharedSize(a: Area, b: Area): number {
  const known = parts.get(a)?.get(b) ?? parts.get(b)?.get(a);
  if (known !== undefined) return known;
  const shared = size(intersection(geometry(a), geometry(b, beside(a, b))));
  const own = parts.get(a) ?? new WeakMap<Area, number>();
  parts.set(a, own.set(b, shared));
  return shared;
}

/** The part of `a` that lies in `b`, from 0 to 1. */
export function partWithin(a: Area, b: Area): number {
  if (a === b) return 1;
  if (!mayMeet(a, b)) return 0;
  const whole = sizeOf(a);
  return whole === 0 ? 0 : Math.min(1, sharedSize(a, b) / whole);
}

/** Whether two areas share at least this part of the smaller. Neighbours' boxes alone mostly show that they do not. */
export function shareGround(a: Area, b: Area, least: number): boolean {
  if (a === b) return true;
  if (!mayMeet(a, b)) return false;
  const smaller = Math.min(sizeOf(a), sizeOf(b));
  const [boxA, boxB, shift] = [prepare(a).box, prepare(b).box, beside(a, b)];
  const sine = (lat: number): number => Math.sin((lat * Math.PI) / 180);
  const most =
    (Math.min(boxA.east, boxB.east + shift) - Math.max(boxA.west, boxB.west + shift)) *
    (sine(Math.min(boxA.north, boxB.north)) - sine(Math.max(boxA.south, boxB.south)));
  return most >= least * smaller && sharedSize(a, b) >= least * smaller;
}

/** The part of `area` that none of `others` covers, from 0 to 1. */
export function partOutside(area: Area, others: readonly Area[]): number {
  const near = others.filter((other) => mayMeet(area, other));
  const [first, second] = near;
  if (first === undefined) return 1;
  if (second === undefined) return 1 - partWithin(area, first);
  const whole = sizeOf(area);
  const left = difference(geometry(area), ...near.map((other) => geometry(other, beside(area, other))));
  return whole === 0 ? 0 : Math.min(1, size(left) / whole);
}

/** The middle of the box around an area. */
export function middleOf(area: Area): LatLon {
  if (area.kind === 'circle') return area.centre;
  const { west, south, east, north } = prepare(area).box;
  const lon = (west + east) / 2;
  return { lat: (south + north) / 2, lon: lon > 180 ? lon - 360 : lon };
}

/** From a place to the nearest of an area, metres; 0 within. */
export function distanceToAreaM(place: LatLon, area: Area): number {
  if (prepare(area).contains(place.lat, place.lon)) return 0;
  const here = new Float64Array(3);
  toChordSpace(place.lat, place.lon, here);
  let least = Number.POSITIVE_INFINITY;
  let edge: readonly [LatLon, LatLon] | undefined;
  for (const rings of outlineOf(area))
    for (const ring of rings) {
      const points = chordsOf(ring);
      for (let i = 0; i < ring.length; i += 1) {
        const next = (i + 1) % ring.length;
        const far = distanceToChord(here, points, 3 * i, 3 * next);
        if (far < least) {
          least = far;
          edge = [ring[i]!, ring[next]!];
        }
      }
    }
  return edge === undefined ? 0 : distanceToEdgeM(...edge, place);
}

function chordsOf(ring: Ring): Float64Array {
  const known = chords.get(ring);
  if (known !== undefined) return known;
  const points = new Float64Array(3 * ring.length);
  ring.forEach(({ lat, lon }, i) => {
    toChordSpace(lat, lon, points, 3 * i);
  });
  chords.set(ring, points);
  return points;
}
