/** A circle made ready: chords decide nearly always, the geodesic where they cannot. */
import type { LatLon } from '../operations/area.ts';
import { chordBetween, longestOverChord, toChordSpace } from './chords.ts';
import { eastward, geodesicBetween, geodesicEnd } from './geodesics.ts';
import type { Box } from './path.ts';
import type { PreparedShape, Share } from './preparedshape.ts';

export function preparedCircle({
  centre,
  radiusM,
}: {
  readonly centre: LatLon;
  readonly radiusM: number;
}): PreparedShape {
  const middle = new Float64Array(3);
  const place = new Float64Array(3);
  toChordSpace(centre.lat, centre.lon, middle);
  const box = boxAround(centre, radiusM);
  return {
    box,
    contains(lat, lon) {
      if (lat < box.south || lat > box.north) return false;
      toChordSpace(lat, lon, place);
      const chordM = chordBetween(middle, 0, place, 0);
      if (chordM > radiusM) return false;
      return (
        longestOverChord(chordM) <= radiusM || geodesicBetween(centre, { lat, lon }).distanceM <= radiusM
      );
    },
    share(part): Share {
      if (part.west > box.east || part.east < box.west || part.south > box.north || part.north < box.south)
        return 'none';
      const { near, far } = reachOf(part, middle, place);
      if (near > radiusM) return 'none';
      return longestOverChord(far) <= radiusM ? 'all' : 'some';
    },
  };
}

/**
 * Chords from a point to the nearest and farthest of a box, at most and at least: no place of it is farther from its
 * middle than half its height and half its width where that is widest (metres a degree, rounded up).
 */
export function reachOf(
  { west, south, east, north }: Readonly<Box>,
  from: Float64Array,
  room: Float64Array,
): { near: number; far: number } {
  toChordSpace((south + north) / 2, (west + east) / 2, room);
  const half = halfDiagonalM({ west, south, east, north });
  const chordM = chordBetween(from, 0, room, 0);
  return { near: Math.max(0, chordM - half), far: chordM + half };
}

/** No place of a box is farther than this from its middle. */
export function halfDiagonalM({ west, south, east, north }: Readonly<Box>): number {
  const widest = south <= 0 && north >= 0 ? 0 : Math.min(Math.abs(south), Math.abs(north));
  const width = (east - west) * 111_700 * Math.cos((widest * Math.PI) / 180);
  return Math.hypot(width, (north - south) * 111_700) / 2;
}

/** The circle's extremes, found where the geodesic to them goes along the parallel's or meridian's edge. */
function boxAround(centre: LatLon, radiusM: number): Box {
  const south = geodesicEnd(centre, 180, radiusM).lat;
  const north = geodesicEnd(centre, 0, radiusM).lat;
  let reach = 0;
  // East of the centre the widest place is a little poleward of due east.
  const sign = centre.lat < 0 ? -1 : 1;
  for (let turn = 0; turn <= 90; turn += 1) {
    const end = geodesicEnd(centre, 90 - sign * turn, radiusM);
    const east = Math.abs(eastward(centre.lon, end.lon));
    if (east < reach) break;
    reach = east;
  }
  // The widest lies between two degrees of direction: as much again as one of them can hide.
  reach *= 1.0002;
  const west = centre.lon - reach;
  const shift = west < -180 ? 360 : west >= 180 ? -360 : 0;
  return { west: west + shift, south, east: centre.lon + reach + shift, north };
}
