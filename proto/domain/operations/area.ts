/** Shapes that people draw. Positions are WGS-84 degrees; edges are geodesics. */

export interface LatLon {
  readonly lat: number;
  readonly lon: number;
}

export type Area =
  /** Rings without the first corner repeated; the first is the outside, the rest are holes. May cross the antimeridian. */
  | { readonly kind: 'polygon'; readonly rings: readonly (readonly LatLon[])[] }
  | { readonly kind: 'circle'; readonly centre: LatLon; readonly radiusM: number }
  /** Everything within half of `widthM` of the line. */
  | { readonly kind: 'corridor'; readonly line: readonly LatLon[]; readonly widthM: number };

/** Which crossing of a line counts, as one goes along it from its first corner. */
export type Crossing = 'both' | 'leftToRight' | 'rightToLeft';

export type Shape =
  | Area
  | { readonly kind: 'line'; readonly line: readonly LatLon[]; readonly crossing: Crossing };
