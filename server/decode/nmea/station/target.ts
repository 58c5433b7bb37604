/** A radar's target as a place and a motion: the projection of TTM with own ship or with the site's radar. */
import { wrapDirection } from '../../../../proto/domain/geo.ts';
import type { PlotPlace } from '../../../../proto/domain/sensing.ts';
import type { SensorSettings } from '../../../../proto/domain/sensor.ts';
import {
  type Degrees,
  degrees,
  type Knots,
  knots,
  metres,
  toDegrees,
  toRadians,
} from '../../../../proto/domain/units.ts';
import type { Ttm } from '../sentences/messages.ts';
import type { OwnShip } from './ownship.ts';

/**
 * A tracked target within 50 m or 1 % of its range, and within 2°, at 95 % (IMO MSC.192(79), 5.25): half of that is
 * one standard deviation. The site's settings say it better.
 */
const SIGMA_RANGE_M = 25;
const SIGMA_RANGE_PART = 0.005;
const SIGMA_AZIMUTH_DEG = 1;
/** A value rounded to a step is uniform over it: its standard deviation is the step over the root of 12. */
const ROUNDING = 1 / Math.sqrt(12);

export type PolarPlace = Extract<PlotPlace, { kind: 'polar' }>;

/** Why a target has no place. */
export type NoPlace =
  | 'no range or bearing'
  | 'own position unknown or too old'
  | 'own heading unknown or too old';

/**
 * The target's place: range and azimuth from the site's radar where `settings` give its place, else from own ship.
 * Relative bearings turn by the site's orientation, or by own ship's heading.
 */
export function placeOf(
  ttm: Ttm,
  own: OwnShip | undefined,
  settings: SensorSettings | undefined,
): PolarPlace | NoPlace {
  const { rangeM, bearingDeg } = ttm;
  if (rangeM === undefined || bearingDeg === undefined) return 'no range or bearing';
  const isFixed = settings?.lat !== undefined && settings.lon !== undefined;
  if (!isFixed && own === undefined) return 'own position unknown or too old';
  let azimuthDeg = bearingDeg;
  let sigmaHeadingDeg = 0;
  if (ttm.bearingReference === 'relative') {
    const bowDeg = isFixed ? (settings.orientationDeg ?? 0) : own?.headingDeg;
    if (bowDeg === undefined) return 'own heading unknown or too old';
    azimuthDeg += bowDeg;
    if (!isFixed) sigmaHeadingDeg = own?.sigmaHeadingDeg ?? 0;
  }
  const sigmaM = settings?.sigmaRangeM ?? Math.max(SIGMA_RANGE_M, SIGMA_RANGE_PART * rangeM);
  return {
    kind: 'polar',
    rangeM: metres(rangeM),
    azimuthDeg: azimuthDeg < 360 ? degrees(azimuthDeg) : wrapDirection(azimuthDeg),
    sigmaRangeM: metres(Math.hypot(sigmaM, (ttm.rangeStepM ?? 0) * ROUNDING)),
    sigmaAzimuthDeg: degrees(
      Math.hypot(
        settings?.sigmaAzimuthDeg ?? SIGMA_AZIMUTH_DEG,
        sigmaHeadingDeg,
        (ttm.bearingStepDeg ?? 0) * ROUNDING,
      ),
    ),
    ...(isFixed || own === undefined ? {} : { from: { lat: degrees(own.lat), lon: degrees(own.lon) } }),
  };
}

/**
 * The target's course and speed over ground. Relative ones are motion against own ship, measured from its bow: they
 * need own heading, course and speed. Nothing while the radar still acquires the target: its vector is not settled.
 */
export function motionOf(
  ttm: Ttm,
  own: OwnShip | undefined,
  settings: SensorSettings | undefined,
): { readonly sogKn: Knots; readonly cogDeg: Degrees } | undefined {
  const { speedKn, courseDeg, courseReference } = ttm;
  if (speedKn === undefined || courseDeg === undefined || courseReference === undefined) return undefined;
  if (ttm.status === 'acquiring') return undefined;
  if (courseReference === 'true') return { sogKn: knots(speedKn), cogDeg: degrees(courseDeg) };
  if (settings?.lat !== undefined)
    return { sogKn: knots(speedKn), cogDeg: wrapDirection(courseDeg + (settings.orientationDeg ?? 0)) };
  if (own?.headingDeg === undefined || own.sogKn === undefined || own.cogDeg === undefined) return undefined;
  const against = toRadians(courseDeg + own.headingDeg);
  const course = toRadians(own.cogDeg);
  const north = speedKn * Math.cos(against) + own.sogKn * Math.cos(course);
  const east = speedKn * Math.sin(against) + own.sogKn * Math.sin(course);
  return {
    sogKn: knots(Math.hypot(north, east)),
    cogDeg: wrapDirection(toDegrees(Math.atan2(east, north))),
  };
}
