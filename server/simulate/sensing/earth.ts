/** The WGS-84 ellipsoid as a sensor meets it: earth-centred positions, and east, north, up of a site. */
import { toDegrees, toRadians } from '../../../proto/domain/units.ts';

/** WGS-84 semi-major axis, metres, and first eccentricity squared (NIMA TR8350.2, tables 3.1 and 3.3). */
const A_M = 6_378_137;
const E2 = 6.694_379_990_14e-3;

export interface Ecef {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Earth-centred, earth-fixed metres of a position in degrees and metres above the ellipsoid. */
export function ecefOf(lat: number, lon: number, heightM: number): Ecef {
  const phi = toRadians(lat);
  const lambda = toRadians(lon);
  const sin = Math.sin(phi);
  const normalM = A_M / Math.sqrt(1 - E2 * sin * sin);
  const acrossM = (normalM + heightM) * Math.cos(phi);
  return {
    x: acrossM * Math.cos(lambda),
    y: acrossM * Math.sin(lambda),
    z: (normalM * (1 - E2) + heightM) * sin,
  };
}

export interface Enu {
  readonly eastM: number;
  readonly northM: number;
  readonly upM: number;
}

/** What lies where from a place: the tangent plane at the place, metres. */
export function siteAt(lat: number, lon: number, heightM: number): (at: Ecef) => Enu {
  const origin = ecefOf(lat, lon, heightM);
  const [sinLat, cosLat] = [Math.sin(toRadians(lat)), Math.cos(toRadians(lat))];
  const [sinLon, cosLon] = [Math.sin(toRadians(lon)), Math.cos(toRadians(lon))];
  return ({ x, y, z }) => {
    const [dx, dy, dz] = [x - origin.x, y - origin.y, z - origin.z];
    const outward = cosLon * dx + sinLon * dy;
    return {
      eastM: -sinLon * dx + cosLon * dy,
      northM: -sinLat * outward + cosLat * dz,
      upM: cosLat * outward + sinLat * dz,
    };
  };
}

/** Direction of an offset, degrees true in [0, 360). */
export function azimuthOf(eastM: number, northM: number): number {
  const deg = toDegrees(Math.atan2(eastM, northM));
  return deg < 0 ? deg + 360 : deg;
}

/** Whether a direction lies in a sector, clockwise from one direction to the other. */
export const inSector = (azimuthDeg: number, sector: { fromDeg: number; toDeg: number }): boolean =>
  (azimuthDeg - sector.fromDeg + 720) % 360 <= (sector.toDeg - sector.fromDeg + 720) % 360;
