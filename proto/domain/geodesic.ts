/**
 * Geodesics on the WGS-84 ellipsoid: T. Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid with
 * application of nested equations", Survey Review XXIII/176 (1975). Good to a millimetre.
 */
import { wrapDirection, wrapLongitude } from './geo.ts';
import { type Degrees, degrees, type Metres, metres, toDegrees, toRadians } from './units.ts';

/** Semi-major axis and flattening of WGS-84 (NIMA TR8350.2, table 3.1). */
export const WGS84_A = 6_378_137;
export const WGS84_F = 1 / 298.257223563;
const A = WGS84_A;
const F = WGS84_F;
const B = A * (1 - F);
/** Radians of arc: under a tenth of a millimetre on the ground. */
const CLOSE_ENOUGH = 1e-12;
const MAX_TURNS = 100;

export interface GeodesicEnd {
  readonly lat: Degrees;
  readonly lon: Degrees;
  /** Direction in which the geodesic goes on there, degrees true in [0, 360). */
  readonly azimuthDeg: Degrees;
}

/** Where a geodesic from a position at `azimuthDeg` (true) ends after `distanceM` metres. */
export function geodesicDirect(
  from: { readonly lat: number; readonly lon: number },
  azimuthDeg: number,
  distanceM: number,
): GeodesicEnd {
  const alpha1 = toRadians(azimuthDeg);
  const sinAlpha1 = Math.sin(alpha1);
  const cosAlpha1 = Math.cos(alpha1);
  const tanU1 = (1 - F) * Math.tan(toRadians(from.lat));
  const cosU1 = 1 / Math.sqrt(1 + tanU1 * tanU1);
  const sinU1 = tanU1 * cosU1;
  const sigma1 = Math.atan2(tanU1, cosAlpha1);
  const sinAlpha = cosU1 * sinAlpha1;
  const cosSqAlpha = 1 - sinAlpha * sinAlpha;
  const { a, b } = series(cosSqAlpha);
  let sigma = distanceM / (B * a);
  let cos2SigmaM = Math.cos(2 * sigma1 + sigma);
  for (let turn = 0; turn < MAX_TURNS; turn++) {
    cos2SigmaM = Math.cos(2 * sigma1 + sigma);
    const next = distanceM / (B * a) + deltaSigma(b, sigma, cos2SigmaM);
    const moved = Math.abs(next - sigma);
    sigma = next;
    if (moved < CLOSE_ENOUGH) break;
  }
  cos2SigmaM = Math.cos(2 * sigma1 + sigma);
  const sinSigma = Math.sin(sigma);
  const cosSigma = Math.cos(sigma);
  const across = sinU1 * sinSigma - cosU1 * cosSigma * cosAlpha1;
  const lat = Math.atan2(
    sinU1 * cosSigma + cosU1 * sinSigma * cosAlpha1,
    (1 - F) * Math.hypot(sinAlpha, across),
  );
  const lambda = Math.atan2(sinSigma * sinAlpha1, cosU1 * cosSigma - sinU1 * sinSigma * cosAlpha1);
  return {
    lat: degrees(toDegrees(lat)),
    lon: wrapLongitude(
      from.lon + toDegrees(lambda - longitudeDifference(sinAlpha, cosSqAlpha, sigma, cos2SigmaM)),
    ),
    azimuthDeg: wrapDirection(toDegrees(Math.atan2(sinAlpha, -across))),
  };
}

/**
 * Length of the geodesic between two positions and its direction at the first, degrees true in [0, 360).
 * Undefined for nearly antipodal positions, where the method does not converge.
 */
export function geodesicInverse(
  from: { readonly lat: number; readonly lon: number },
  to: { readonly lat: number; readonly lon: number },
): { readonly distanceM: Metres; readonly azimuthDeg: Degrees } | undefined {
  const l = toRadians(wrapLongitude(to.lon - from.lon));
  const u1 = Math.atan((1 - F) * Math.tan(toRadians(from.lat)));
  const u2 = Math.atan((1 - F) * Math.tan(toRadians(to.lat)));
  const [sinU1, cosU1, sinU2, cosU2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = l;
  for (let turn = 0; turn < MAX_TURNS; turn++) {
    const sinLambda = Math.sin(lambda);
    const cosLambda = Math.cos(lambda);
    const east = cosU2 * sinLambda;
    const north = cosU1 * sinU2 - sinU1 * cosU2 * cosLambda;
    const sinSigma = Math.hypot(east, north);
    if (sinSigma === 0) return { distanceM: metres(0), azimuthDeg: degrees(0) };
    const cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosLambda;
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cosU1 * cosU2 * sinLambda) / sinSigma;
    const cosSqAlpha = 1 - sinAlpha * sinAlpha;
    // along the equator there is no midpoint term
    const cos2SigmaM = cosSqAlpha === 0 ? 0 : cosSigma - (2 * sinU1 * sinU2) / cosSqAlpha;
    const next = l + longitudeDifference(sinAlpha, cosSqAlpha, sigma, cos2SigmaM);
    const moved = Math.abs(next - lambda);
    lambda = next;
    if (moved < CLOSE_ENOUGH) {
      const { a, b } = series(cosSqAlpha);
      return {
        distanceM: metres(B * a * (sigma - deltaSigma(b, sigma, cos2SigmaM))),
        azimuthDeg: wrapDirection(toDegrees(Math.atan2(east, north))),
      };
    }
  }
  return undefined;
}

/** Equations 3 and 4. */
function series(cosSqAlpha: number): { a: number; b: number } {
  const uSq = (cosSqAlpha * (A * A - B * B)) / (B * B);
  return {
    a: 1 + (uSq / 16384) * (4096 + uSq * (-768 + uSq * (320 - 175 * uSq))),
    b: (uSq / 1024) * (256 + uSq * (-128 + uSq * (74 - 47 * uSq))),
  };
}

/** Equation 6. */
function deltaSigma(b: number, sigma: number, cos2SigmaM: number): number {
  const sinSigma = Math.sin(sigma);
  const sq = cos2SigmaM * cos2SigmaM;
  const second = Math.cos(sigma) * (2 * sq - 1);
  const third = (b / 6) * cos2SigmaM * (4 * sinSigma * sinSigma - 3) * (4 * sq - 3);
  return b * sinSigma * (cos2SigmaM + (b / 4) * (second - third));
}

/** Equations 10 and 11: what the longitude on the sphere is more than on the ellipsoid, radians. */
function longitudeDifference(
  sinAlpha: number,
  cosSqAlpha: number,
  sigma: number,
  cos2SigmaM: number,
): number {
  const c = (F / 16) * cosSqAlpha * (4 + F * (4 - 3 * cosSqAlpha));
  const inner = cos2SigmaM + c * Math.cos(sigma) * (2 * cos2SigmaM * cos2SigmaM - 1);
  return (1 - c) * F * sinAlpha * (sigma + c * Math.sin(sigma) * inner);
}
