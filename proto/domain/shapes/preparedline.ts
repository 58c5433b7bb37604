/** A line, or everything within some distance of it, made ready. */
import type { LatLon } from '../operations/area.ts';
import { distanceToChord, longestOverChord, toChordSpace } from './chords.ts';
import { distanceToEdgeM } from './geodesics.ts';
import { type Box, boxOf, pathOf } from './path.ts';
import { halfDiagonalM } from './preparedcircle.ts';
import type { PreparedShape, Share } from './preparedshape.ts';

/** Short pieces: the chord of one is half a metre below the ground. */
const PIECE_M = 5_000;
/** What a piece may be wrong by, metres: its tolerance and its depth below the ground. */
const DOUBT_M = 2;

export function preparedLine(line: readonly LatLon[], halfM: number): PreparedShape {
  const path = pathOf(line, { closed: false, maxPieceM: PIECE_M });
  const box = widened(boxOf([path]), halfM);
  const shift = box.west < -180 ? 360 : box.west >= 180 ? -360 : 0;
  box.west += shift;
  box.east += shift;
  const points = new Float64Array(3 * path.xs.length);
  for (let i = 0; i < path.xs.length; i += 1) toChordSpace(path.ys[i]!, path.xs[i]!, points, 3 * i);
  const place = new Float64Array(3);
  /** The piece with the nearest chord to `place`. */
  const nearest = (): number => {
    let least = Infinity;
    for (let i = 0; i < path.edges.length; i += 1)
      least = Math.min(least, distanceToChord(place, points, 3 * i, 3 * i + 3));
    return least;
  };
  return {
    box,
    contains(lat, lon) {
      if (halfM === 0 || lat < box.south || lat > box.north) return false;
      const x = lon < box.west ? lon + 360 : lon > box.east ? lon - 360 : lon;
      if (x > box.east || x < box.west) return false;
      toChordSpace(lat, lon, place);
      const least = nearest();
      if (least - DOUBT_M > halfM) return false;
      if (longestOverChord(least) + DOUBT_M < halfM) return true;
      return near(lat, lon);
    },
    share(part): Share {
      if (part.west > box.east || part.east < box.west || part.south > box.north || part.north < box.south)
        return 'none';
      toChordSpace((part.south + part.north) / 2, (part.west + part.east) / 2, place);
      const least = nearest();
      const half = halfDiagonalM(part);
      if (least - half - DOUBT_M > halfM) return 'none';
      return longestOverChord(least + half) + DOUBT_M < halfM ? 'all' : 'some';
    },
  };

  /** Exactly, by the edges whose pieces are near enough to decide. */
  function near(lat: number, lon: number): boolean {
    let done = -1;
    for (let i = 0; i < path.edges.length; i += 1) {
      const edge = path.edges[i]!;
      if (edge === done || distanceToChord(place, points, 3 * i, 3 * i + 3) - DOUBT_M > halfM) continue;
      done = edge;
      if (distanceToEdgeM(line[edge]!, line[edge + 1]!, { lat, lon }) <= halfM) return true;
    }
    return false;
  }
}

/** A box made larger all around by a distance, and a little more. */
function widened(box: Box, byM: number): Box {
  const northDeg = (byM / 110_500) * 1.01;
  const south = Math.max(-90, box.south - northDeg);
  const north = Math.min(90, box.north + northDeg);
  const widest = Math.min(89, Math.max(Math.abs(south), Math.abs(north)));
  const eastDeg = northDeg / Math.cos((widest * Math.PI) / 180);
  return { west: box.west - eastDeg, south, east: box.east + eastDeg, north };
}
