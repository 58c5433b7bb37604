/**
 * The local plane of a region: oblique stereographic on the WGS-84 ellipsoid, true to scale at its anchor. It is
 * conformal, so that a radar's errors keep their shape in it; within 250 km lengths are at most 0.06 % too long.
 * J. P. Snyder, "Map Projections: A Working Manual", USGS Professional Paper 1395 (1987), equations 21-24 to 21-38.
 */
import { type Position, wrapLongitude } from '../../../proto/domain/geo.ts';
import { WGS84_A, WGS84_F } from '../../../proto/domain/geodesic.ts';
import { degrees, toDegrees, toRadians } from '../../../proto/domain/units.ts';

const E2 = WGS84_F * (2 - WGS84_F);
const E = Math.sqrt(E2);

/** Metres east and north of the anchor, along the plane's grid. */
export interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

/** Equation 3-1: latitude on the sphere to which the ellipsoid maps conformally, radians. */
function conformalLatitude(latRad: number): number {
  const eSin = E * Math.sin(latRad);
  return (
    2 * Math.atan(Math.tan(Math.PI / 4 + latRad / 2) * ((1 - eSin) / (1 + eSin)) ** (E / 2)) - Math.PI / 2
  );
}

/** Equation 3-4, solved by iteration; three rounds reach 1e-12 rad. */
function geodeticLatitude(chi: number): number {
  const t = Math.tan(Math.PI / 4 + chi / 2);
  let lat = chi;
  for (let round = 0; round < 8; round++) {
    const eSin = E * Math.sin(lat);
    const next = 2 * Math.atan(t * ((1 + eSin) / (1 - eSin)) ** (E / 2)) - Math.PI / 2;
    if (Math.abs(next - lat) < 1e-13) return next;
    lat = next;
  }
  return lat;
}

export class LocalPlane {
  readonly anchor: Position;
  readonly #chi0: number;
  readonly #sinChi0: number;
  readonly #cosChi0: number;
  /** 2 a k₀ m₁ / cos χ₁ of equation 21-27, k₀ = 1. */
  readonly #scale: number;

  constructor(anchor: Position) {
    this.anchor = anchor;
    const lat = toRadians(anchor.lat);
    this.#chi0 = conformalLatitude(lat);
    this.#sinChi0 = Math.sin(this.#chi0);
    this.#cosChi0 = Math.cos(this.#chi0);
    const m1 = Math.cos(lat) / Math.sqrt(1 - E2 * Math.sin(lat) ** 2);
    this.#scale = (2 * WGS84_A * m1) / this.#cosChi0;
  }

  /** Onto the plane; not for points on the other side of the globe. */
  toPlane(at: Position): PlanePoint {
    const chi = conformalLatitude(toRadians(at.lat));
    const dLon = toRadians(wrapLongitude(at.lon - this.anchor.lon));
    const sinChi = Math.sin(chi);
    const cosChi = Math.cos(chi);
    const cosDLon = Math.cos(dLon);
    const k = this.#scale / (1 + this.#sinChi0 * sinChi + this.#cosChi0 * cosChi * cosDLon);
    return {
      x: k * cosChi * Math.sin(dLon),
      y: k * (this.#cosChi0 * sinChi - this.#sinChi0 * cosChi * cosDLon),
    };
  }

  toPosition({ x, y }: PlanePoint): Position {
    const rho = Math.hypot(x, y);
    if (rho === 0) return this.anchor;
    const c = 2 * Math.atan(rho / this.#scale);
    const sinC = Math.sin(c);
    const cosC = Math.cos(c);
    const chi = Math.asin(cosC * this.#sinChi0 + (y * sinC * this.#cosChi0) / rho);
    const dLon = Math.atan2(x * sinC, rho * this.#cosChi0 * cosC - y * this.#sinChi0 * sinC);
    return {
      lat: degrees(toDegrees(geodeticLatitude(chi))),
      lon: wrapLongitude(this.anchor.lon + toDegrees(dLon)),
    };
  }

  /**
   * Grid convergence: degrees to subtract from a true direction at `at` for its direction in the plane. The two
   * azimuths of the arc from the anchor differ by it (Napier's analogy on the conformal sphere).
   */
  convergenceDeg(at: Position): number {
    const chi = conformalLatitude(toRadians(at.lat));
    const half = Math.tan(toRadians(wrapLongitude(at.lon - this.anchor.lon)) / 2);
    const sum = Math.sin((this.#chi0 + chi) / 2);
    return toDegrees(2 * Math.atan((half * sum) / Math.cos((chi - this.#chi0) / 2)));
  }
}
