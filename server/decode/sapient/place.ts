/** Places as SAPIENT states them, in our terms: degrees true, metres, WGS-84. */
import { wrapDirection } from '../../../proto/domain/geo.ts';
import {
  type Degrees,
  degrees,
  type Metres,
  metres,
  toDegrees,
  toRadians,
} from '../../../proto/domain/units.ts';
import { sapient } from '../../../proto/generated/sapient.js';
import { fromUtm, gridConvergenceDeg, utmZone } from './utm.ts';

export type Location = sapient.v2.Location.$Properties;
export type RangeBearing = sapient.v2.RangeBearing.$Properties;

export interface SaidPosition {
  readonly lat: Degrees;
  readonly lon: Degrees;
  readonly altM?: Metres;
  readonly sigmaM?: Metres;
}

export interface SaidDirection {
  readonly azimuthDeg?: Degrees;
  readonly rangeM?: Metres;
  readonly elevationDeg?: Degrees;
  readonly sigmaAzimuthDeg?: Degrees;
  readonly sigmaRangeM?: Metres;
  /** What the azimuth is measured from, where it is not north and cannot be brought to it here. */
  readonly from?: 'magnetic north' | 'the platform';
}

const {
  LocationCoordinateSystem: Plane,
  RangeBearingCoordinateSystem: Polar,
  RangeBearingDatum: Datum,
} = sapient.v2;

const METRES_A_DEGREE = 111_195;
/**
 * Errors of latitude and longitude come in their own unit. One of 0.1° (11 km) or more is no sensor's: nodes that state
 * errors in metres are told from the others by that.
 */
const LEAST_ERROR_IN_METRES_DEG = 0.1;
const MAX_RANGE_M = 1_000_000;
const MAX_HEIGHT_M = 100_000;

const finite = (value: number | null | undefined): number | undefined =>
  value !== null && value !== undefined && Number.isFinite(value) ? value : undefined;

/** A position, or why it is none. */
export function positionOf(location: Location): SaidPosition | string {
  const x = finite(location.x);
  const y = finite(location.y);
  if (x === undefined || y === undefined) return 'a location without coordinates';
  const place = onEarth(location, x, y);
  if (typeof place === 'string') return place;
  const sigmaM = sigmaOf(location, place.lat);
  const z = finite(location.z);
  return {
    ...place,
    ...(z !== undefined && Math.abs(z) <= MAX_HEIGHT_M ? { altM: metres(z) } : {}),
    ...(sigmaM === undefined ? {} : { sigmaM: metres(sigmaM) }),
  };
}

function onEarth(location: Location, x: number, y: number): { lat: Degrees; lon: Degrees } | string {
  switch (location.coordinate_system) {
    case Plane.LOCATION_COORDINATE_SYSTEM_LAT_LNG_DEG_M:
      return within(y, x);
    case Plane.LOCATION_COORDINATE_SYSTEM_LAT_LNG_RAD_M:
      return within(toDegrees(y), toDegrees(x));
    case Plane.LOCATION_COORDINATE_SYSTEM_UTM_M: {
      const zone = utmZone(location.utm_zone ?? '', y);
      if (zone === undefined) return 'a UTM location without its zone';
      const place = fromUtm(zone, x, y);
      return place === undefined ? 'no UTM coordinates' : within(place.lat, place.lon);
    }
    default:
      return 'a location in no coordinate system of the standard';
  }
}

const within = (lat: number, lon: number): { lat: Degrees; lon: Degrees } | string =>
  Math.abs(lat) <= 90 && Math.abs(lon) <= 180
    ? { lat: degrees(lat), lon: degrees(lon === 180 ? -180 : lon) }
    : 'a latitude or longitude that cannot be';

/** One standard deviation a component, metres: the mean square of both. */
function sigmaOf(location: Location, lat: number): number | undefined {
  const errorX = finite(location.x_error);
  const errorY = finite(location.y_error);
  if (errorX === undefined && errorY === undefined) return undefined;
  const inMetres = (error: number, across: number): number => {
    const size = Math.abs(error);
    if (location.coordinate_system === Plane.LOCATION_COORDINATE_SYSTEM_UTM_M) return size;
    const sizeDeg =
      location.coordinate_system === Plane.LOCATION_COORDINATE_SYSTEM_LAT_LNG_RAD_M ? toDegrees(size) : size;
    return sizeDeg < LEAST_ERROR_IN_METRES_DEG ? sizeDeg * METRES_A_DEGREE * across : size;
  };
  const sigmaX = inMetres(errorX ?? errorY ?? 0, Math.cos(toRadians(lat)));
  const sigmaY = inMetres(errorY ?? errorX ?? 0, 1);
  const sigmaM = Math.sqrt((sigmaX ** 2 + sigmaY ** 2) / 2);
  return sigmaM > 0 && sigmaM <= MAX_RANGE_M ? sigmaM : undefined;
}

/**
 * A direction and distance; or why it is none. Grid azimuths are turned to true north where the node stands. Magnetic
 * ones and those from the platform stay as they are and say so: the sensor's configured orientation is added later.
 */
export function directionOf(
  said: RangeBearing,
  node: { readonly lat: number; readonly lon: number } | undefined,
): SaidDirection | string {
  const unit = polarUnit(said.coordinate_system);
  if (unit === undefined) return 'a range and bearing in no coordinate system of the standard';
  const azimuth = finite(said.azimuth);
  const range = finite(said.range);
  const elevation = finite(said.elevation);
  if (azimuth === undefined && range === undefined) return 'a range and bearing with neither';
  const rangeM = range === undefined ? undefined : range * unit.metres;
  if (rangeM !== undefined && !(rangeM >= 0 && rangeM <= MAX_RANGE_M)) return 'a range that cannot be';
  const turn = northOf(said.datum, node);
  if (typeof turn === 'string' && azimuth !== undefined && turn.startsWith('an ')) return turn;
  const sigmaAzimuth = positive(said.azimuth_error, unit.degrees);
  const sigmaRange = positive(said.range_error, unit.metres);
  const elevationDeg = elevation === undefined ? undefined : elevation * unit.degrees;
  return {
    ...(azimuth === undefined
      ? {}
      : {
          azimuthDeg: wrapDirection(azimuth * unit.degrees + (typeof turn === 'number' ? turn : 0)),
          ...(turn === 'magnetic north' || turn === 'the platform' ? { from: turn } : {}),
        }),
    ...(rangeM === undefined ? {} : { rangeM: metres(rangeM) }),
    ...(elevationDeg !== undefined && Math.abs(elevationDeg) <= 90
      ? { elevationDeg: degrees(elevationDeg) }
      : {}),
    ...(sigmaAzimuth !== undefined && sigmaAzimuth <= 180 ? { sigmaAzimuthDeg: degrees(sigmaAzimuth) } : {}),
    ...(sigmaRange !== undefined && sigmaRange <= MAX_RANGE_M ? { sigmaRangeM: metres(sigmaRange) } : {}),
  };
}

/** What one unit of angle and of range is, in degrees and metres. */
export function polarUnit(
  system: sapient.v2.RangeBearingCoordinateSystem | null | undefined,
): { readonly degrees: number; readonly metres: number } | undefined {
  switch (system) {
    case Polar.RANGE_BEARING_COORDINATE_SYSTEM_DEGREES_M:
      return { degrees: 1, metres: 1 };
    case Polar.RANGE_BEARING_COORDINATE_SYSTEM_RADIANS_M:
      return { degrees: toDegrees(1), metres: 1 };
    case Polar.RANGE_BEARING_COORDINATE_SYSTEM_DEGREES_KM:
      return { degrees: 1, metres: 1000 };
    case Polar.RANGE_BEARING_COORDINATE_SYSTEM_RADIANS_KM:
      return { degrees: toDegrees(1), metres: 1000 };
    default:
      return undefined;
  }
}

/** What to add for true north, degrees; or what the azimuth is measured from; or ("an …") why it cannot be told. */
function northOf(
  datum: sapient.v2.RangeBearingDatum | null | undefined,
  node: { readonly lat: number; readonly lon: number } | undefined,
): number | 'magnetic north' | 'the platform' | `an ${string}` {
  switch (datum) {
    case Datum.RANGE_BEARING_DATUM_TRUE:
      return 0;
    case Datum.RANGE_BEARING_DATUM_GRID:
      return node === undefined
        ? 'an azimuth from grid north, of a node that has not said where it is'
        : gridConvergenceDeg(node.lat, node.lon);
    case Datum.RANGE_BEARING_DATUM_MAGNETIC:
      return 'magnetic north';
    case Datum.RANGE_BEARING_DATUM_PLATFORM:
      return 'the platform';
    default:
      return 'an azimuth from no datum of the standard';
  }
}

function positive(value: number | null | undefined, unit: number): number | undefined {
  const said = finite(value);
  return said !== undefined && said > 0 ? said * unit : undefined;
}
