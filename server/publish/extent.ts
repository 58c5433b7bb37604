/** The area that most tracks are in: where a page without a view of its own begins. */
import { type Bounds, wrapLongitude } from '../../proto/domain/geo.ts';

/** Of many positions this share is left out at each side: one wrong position must not show the whole earth. */
const LEFT_OUT = 0.02;

/**
 * The smallest box round the positions, outliers aside; undefined when there are none.
 * @param lats degrees @param lons degrees, of the same length
 */
export function extentOf(lats: Float64Array, lons: Float64Array): Bounds | undefined {
  if (lats.length === 0) return undefined;
  const [south, north] = middleOf(lats.toSorted());
  const sorted = lons.toSorted();
  // The widest gap between neighbours is where the earth is cut open: a box may cross the antimeridian.
  let start = 0;
  let widest = sorted[0]! + 360 - sorted.at(-1)!;
  for (let i = 1; i < sorted.length; i++) {
    const gap = sorted[i]! - sorted[i - 1]!;
    if (gap <= widest) continue;
    widest = gap;
    start = i;
  }
  const unrolled = sorted.map(
    (_, i) => sorted[(start + i) % sorted.length]! + (start + i >= sorted.length ? 360 : 0),
  );
  const [west, east] = middleOf(unrolled);
  return { west: wrapLongitude(west), south, east: wrapLongitude(east), north };
}

function middleOf(sorted: Float64Array): [number, number] {
  const skip = Math.floor(sorted.length * LEFT_OUT);
  return [sorted[skip]!, sorted[sorted.length - 1 - skip]!];
}
