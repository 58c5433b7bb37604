/** Areas as an outline to look at, not to measure: longitudes shortened by the latitude of the middle. Pure. */
import type { Area, LatLon } from '../../../proto/domain/operations/area.ts';

const METRES_PER_DEGREE = 111_195;

/** Corners of the outside of an area; a circle as 48 of them, a corridor as its line. */
export function outlineOf(area: Area): readonly LatLon[] {
  if (area.kind === 'polygon') return area.rings[0] ?? [];
  if (area.kind === 'corridor') return area.line;
  const { centre, radiusM } = area;
  const lat = radiusM / METRES_PER_DEGREE;
  const lon = lat / Math.max(0.05, Math.cos((centre.lat * Math.PI) / 180));
  return Array.from({ length: 48 }, (_, i) => {
    const angle = (i / 48) * 2 * Math.PI;
    return { lat: centre.lat + lat * Math.cos(angle), lon: centre.lon + lon * Math.sin(angle) };
  });
}

export interface Drawn {
  /** For a view box of `width` × `height`. */
  readonly paths: readonly string[];
  /** The middle of each. */
  readonly middles: readonly (readonly [number, number])[];
}

/** @param margin around all of them, in units of the view box */
export function drawnOutlines(areas: readonly Area[], width: number, height: number, margin: number): Drawn {
  const first = areas.map(outlineOf).find((ring) => ring.length > 0)?.[0];
  if (first === undefined) return { paths: [], middles: [] };
  // All longitudes near the first, so that an area across the antimeridian stays in one piece.
  const rings = areas.map((area) =>
    outlineOf(area).map(({ lat, lon }) => ({
      lat,
      lon: lon - 360 * Math.round((lon - first.lon) / 360),
    })),
  );
  const all = rings.flat();
  const lats = all.map(({ lat }) => lat);
  const north = Math.max(...lats);
  const south = Math.min(...lats);
  const squeeze = Math.cos((((north + south) / 2) * Math.PI) / 180);
  const xs = all.map(({ lon }) => lon * squeeze);
  const west = Math.min(...xs);
  const east = Math.max(...xs);
  const scale = Math.min(
    (width - 2 * margin) / Math.max(1e-6, east - west),
    (height - 2 * margin) / Math.max(1e-6, north - south),
  );
  const left = (width - (east - west) * scale) / 2;
  const top = (height - (north - south) * scale) / 2;
  const points = rings.map((ring) =>
    ring.map(({ lat, lon }) => [left + (lon * squeeze - west) * scale, top + (north - lat) * scale] as const),
  );
  return {
    paths: points.map((ring, i) => {
      const text = ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L');
      return `M${text}${areas[i]?.kind === 'corridor' ? '' : 'Z'}`;
    }),
    middles: points.map((ring) => {
      const count = Math.max(1, ring.length);
      return [ring.reduce((sum, [x]) => sum + x, 0) / count, ring.reduce((sum, [, y]) => sum + y, 0) / count];
    }),
  };
}
