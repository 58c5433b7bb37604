/** Geodesics on the WGS-84 ellipsoid: where a range and an azimuth lead, and back. */
import { type Position, wrapDirection, wrapLongitude } from '../../../proto/domain/geo.ts';
import {
  type Degrees,
  degrees,
  type Metres,
  metres,
  toDegrees,
  toRadians,
} from '../../../proto/domain/units.ts';

/** WGS-84 (NIMA TR8350.2, table 3.1): semi-major axis, metres; flattening. */
export const WGS84_A = 6_378_137;
export const WGS84_F = 1 / 298.257223563;
const B = WGS84_A * (1 - WGS84_F);

/** 1e-12 rad is 6 µm on the ground. */
const CONVERGED = 1e-12;
/** Converges in 3 to 6 rounds, but for points nearly opposite on the globe, which no sensor sees. */
const ROUNDS = 24;

/** Coefficients A and B of the series in u² (Vincenty 1975, equations 3 and 4). */
function series(cosSqAlpha: number): { a: number; b: number } {
  const u2 = (cosSqAlpha * (WGS84_A * WGS84_A - B * B)) / (B * B);
  return {
    a: 1 + (u2 / 16384) * (4096 + u2 * (-768 + u2 * (320 - 175 * u2))),
    b: (u2 / 1024) * (256 + u2 * (-128 + u2 * (74 - 47 * u2))),
  };
}

/** Equation 6: how far the arc on the sphere differs from that on the ellipsoid, radians. */
function arcCorrection(b: number, sinSigma: number, cosSigma: number, cos2Sm: number): number {
  const cos2Sm2 = cos2Sm * cos2Sm;
  const cubic = (b / 6) * cos2Sm * (-3 + 4 * sinSigma * sinSigma) * (-3 + 4 * cos2Sm2);
  return b * sinSigma * (cos2Sm + (b / 4) * (cosSigma * (-1 + 2 * cos2Sm2) - cubic));
}

/** Equation 11: longitude on the ellipsoid against the auxiliary sphere, radians. */
function longitudeCorrection(cosSqAlpha: number, sinAlpha: number, sigma: number, cos2Sm: number): number {
  const c = (WGS84_F / 16) * cosSqAlpha * (4 + WGS84_F * (4 - 3 * cosSqAlpha));
  const sinSigma = Math.sin(sigma);
  const bracket = cos2Sm + c * Math.cos(sigma) * (-1 + 2 * cos2Sm * cos2Sm);
  return (1 - c) * WGS84_F * sinAlpha * (sigma + c * sinSigma * bracket);
}

/**
 * Where a geodesic from `from` at `azimuthDeg` (true) ends after `rangeM` along the ellipsoid. T. Vincenty, "Direct
 * and inverse solutions of geodesics on the ellipsoid", Survey Review XXIII 176 (1975); 0.1 mm.
 */
export function geodesicEnd(from: Position, azimuthDeg: number, rangeM: number): Position {
  const alpha1 = toRadians(azimuthDeg);
  const sinA1 = Math.sin(alpha1);
  const cosA1 = Math.cos(alpha1);
  const tanU1 = (1 - WGS84_F) * Math.tan(toRadians(from.lat));
  const cosU1 = 1 / Math.sqrt(1 + tanU1 * tanU1);
  const sinU1 = tanU1 * cosU1;
  const sigma1 = Math.atan2(tanU1, cosA1);
  const sinAlpha = cosU1 * sinA1;
  const cosSqAlpha = 1 - sinAlpha * sinAlpha;
  const { a, b } = series(cosSqAlpha);
  const plain = rangeM / (B * a);
  let sigma = plain;
  let cos2Sm = 0;
  for (let round = 0; round < ROUNDS; round++) {
    cos2Sm = Math.cos(2 * sigma1 + sigma);
    const before = sigma;
    sigma = plain + arcCorrection(b, Math.sin(sigma), Math.cos(sigma), cos2Sm);
    if (Math.abs(sigma - before) < CONVERGED) break;
  }
  const sinS = Math.sin(sigma);
  const cosS = Math.cos(sigma);
  const across = sinU1 * sinS - cosU1 * cosS * cosA1;
  const lat = Math.atan2(
    sinU1 * cosS + cosU1 * sinS * cosA1,
    (1 - WGS84_F) * Math.sqrt(sinAlpha * sinAlpha + across * across),
  );
  const lambda = Math.atan2(sinS * sinA1, cosU1 * cosS - sinU1 * sinS * cosA1);
  const lon = lambda - longitudeCorrection(cosSqAlpha, sinAlpha, sigma, cos2Sm);
  return { lat: degrees(toDegrees(lat)), lon: wrapLongitude(from.lon + toDegrees(lon)) };
}

export interface Geodesic {
  readonly rangeM: Metres;
  /** At the first point, degrees true. */
  readonly azimuthDeg: Degrees;
}

/** The geodesic from one point to another; same source, inverse solution. Not for points nearly opposite on the globe. */
export function geodesicBetween(from: Position, to: Position): Geodesic {
  const l = toRadians(wrapLongitude(to.lon - from.lon));
  const u1 = Math.atan((1 - WGS84_F) * Math.tan(toRadians(from.lat)));
  const u2 = Math.atan((1 - WGS84_F) * Math.tan(toRadians(to.lat)));
  const [sinU1, cosU1, sinU2, cosU2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = l;
  for (let round = 0; ; round++) {
    const sinL = Math.sin(lambda);
    const cosL = Math.cos(lambda);
    const east = cosU2 * sinL;
    const north = cosU1 * sinU2 - sinU1 * cosU2 * cosL;
    const sinS = Math.hypot(east, north);
    if (sinS === 0) return { rangeM: metres(0), azimuthDeg: degrees(0) };
    const cosS = sinU1 * sinU2 + cosU1 * cosU2 * cosL;
    const sigma = Math.atan2(sinS, cosS);
    const sinAlpha = (cosU1 * cosU2 * sinL) / sinS;
    const cosSqAlpha = 1 - sinAlpha * sinAlpha;
    // Along the equator there is no vertex: the term falls away.
    const cos2Sm = cosSqAlpha === 0 ? 0 : cosS - (2 * sinU1 * sinU2) / cosSqAlpha;
    const before = lambda;
    lambda = l + longitudeCorrection(cosSqAlpha, sinAlpha, sigma, cos2Sm);
    if (Math.abs(lambda - before) < CONVERGED || round === ROUNDS) {
      const { a, b } = series(cosSqAlpha);
      const rangeM = B * a * (sigma - arcCorrection(b, sinS, cosS, cos2Sm));
      return { rangeM: metres(rangeM), azimuthDeg: wrapDirection(toDegrees(Math.atan2(east, north))) };
    }
  }
}
