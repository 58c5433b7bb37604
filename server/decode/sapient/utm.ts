/** Universal Transverse Mercator to WGS-84: Krüger's series to the fourth order (Karney 2011, equations 36 and 37). */
import { toDegrees, toRadians } from '../../../proto/domain/units.ts';

/** WGS-84 (NIMA TR8350.2). */
const SEMI_MAJOR_M = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const N = FLATTENING / (2 - FLATTENING);
const RECTIFYING_M = (SEMI_MAJOR_M / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64);
const BETA = [
  N / 2 - (2 / 3) * N ** 2 + (37 / 96) * N ** 3 - N ** 4 / 360,
  N ** 2 / 48 + N ** 3 / 15 - (437 / 1440) * N ** 4,
  (17 / 480) * N ** 3 - (37 / 840) * N ** 4,
  (4397 / 161_280) * N ** 4,
];
const DELTA = [
  2 * N - (2 / 3) * N ** 2 - 2 * N ** 3 + (116 / 45) * N ** 4,
  (7 / 3) * N ** 2 - (8 / 5) * N ** 3 - (227 / 45) * N ** 4,
  (56 / 15) * N ** 3 - (136 / 35) * N ** 4,
  (4279 / 630) * N ** 4,
];
const SCALE = 0.9996;
const FALSE_EASTING_M = 500_000;
const FALSE_NORTHING_M = 10_000_000;

/** Northings that latitude band S (32° to 40° north) has; in the south they lie beyond 50° south. */
const BAND_S_NORTHING_M = [3_540_000, 4_435_000] as const;

export interface UtmZone {
  readonly zone: number;
  readonly north: boolean;
}

/**
 * "30U" (latitude band) or "30N" (hemisphere). N is north either way. S is the band of 32° to 40° north or the southern
 * hemisphere: the northing tells.
 */
export function utmZone(text: string, northingM: number): UtmZone | undefined {
  const match = /^\s*(\d{1,2})\s*([C-HJ-NP-X])\s*$/i.exec(text);
  const zone = Number(match?.[1]);
  if (!(zone >= 1 && zone <= 60)) return undefined;
  const letter = match?.[2]?.toUpperCase() ?? '';
  if (letter === 'S')
    return { zone, north: northingM >= BAND_S_NORTHING_M[0] && northingM <= BAND_S_NORTHING_M[1] };
  return { zone, north: letter >= 'N' };
}

const centralMeridianDeg = (zone: number): number => zone * 6 - 183;

/** Latitude and longitude, degrees, of a UTM position; undefined outside of where UTM is defined. */
export function fromUtm(
  { zone, north }: UtmZone,
  eastingM: number,
  northingM: number,
): { readonly lat: number; readonly lon: number } | undefined {
  if (!(eastingM >= 0 && eastingM <= 1_000_000 && northingM >= 0 && northingM <= 10_000_000))
    return undefined;
  const xi = (northingM - (north ? 0 : FALSE_NORTHING_M)) / (SCALE * RECTIFYING_M);
  const eta = (eastingM - FALSE_EASTING_M) / (SCALE * RECTIFYING_M);
  let xiSphere = xi;
  let etaSphere = eta;
  for (const [index, beta] of BETA.entries()) {
    const times = 2 * (index + 1);
    xiSphere -= beta * Math.sin(times * xi) * Math.cosh(times * eta);
    etaSphere -= beta * Math.cos(times * xi) * Math.sinh(times * eta);
  }
  const conformal = Math.asin(Math.sin(xiSphere) / Math.cosh(etaSphere));
  let lat = conformal;
  for (const [index, delta] of DELTA.entries()) lat += delta * Math.sin(2 * (index + 1) * conformal);
  const lon = toRadians(centralMeridianDeg(zone)) + Math.atan2(Math.sinh(etaSphere), Math.cos(xiSphere));
  return { lat: toDegrees(lat), lon: toDegrees(lon) };
}

/** Grid north against true north at a place in its own zone, degrees clockwise (first term of the series; 1″ within a zone). */
export function gridConvergenceDeg(lat: number, lon: number): number {
  const zone = Math.min(60, Math.floor((lon + 180) / 6) + 1);
  const fromMeridian = toRadians(lon - centralMeridianDeg(zone));
  return toDegrees(Math.atan(Math.tan(fromMeridian) * Math.sin(toRadians(lat))));
}
