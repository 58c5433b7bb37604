/** CAT021: an ADS-B station passes on what aircraft say of themselves. */
import type { Frame } from '../../../proto/domain/frame.ts';
import type { AircraftObservation } from '../../../proto/domain/observation.ts';
import { degrees, type Metres, metres } from '../../../proto/domain/units.ts';
import { type AsterixRecord, numberAt, textAt } from './record.ts';
import {
  feetToMetres,
  flightLevelToMetres,
  milesPerSecondToKnots,
  NOTHING,
  present,
  received,
  type Said,
} from './said.ts';

/** I021/040, address type: the 24 bits are of ICAO, or two aircraft have them (edition 0.26: the other way round). */
const ICAO_ADDRESS = [0, 1];
const EMERGENCY_CODES = ['7500', '7600', '7700'];
/** I021/200, priority status. */
const EMERGENCIES: Readonly<Record<number, string>> = {
  1: 'general emergency',
  2: 'medical emergency',
  3: 'minimum fuel',
  4: 'no communications',
  5: 'unlawful interference',
  6: 'downed aircraft',
};
/** Radius of 95 %, metres, by NACp 1…11 (RTCA DO-260B, table 2-70). */
const RADIUS_95_M = [18_520, 7408, 3704, 1852, 926, 555.6, 185.2, 92.6, 30, 10, 3];
/** The radius that holds 95 % of a circular normal distribution, in standard deviations of one component. */
const SIGMAS_95 = 2.4477;

/** Simulated and test targets say nothing about the world, and an aircraft has no way to be marked as one. */
export function observe021(record: AsterixRecord, frame: Frame): Said {
  const address = numberAt(record, '080', 'targetAddress');
  const unreal = numberAt(record, '040', 'sim') === 1 || numberAt(record, '040', 'tst') === 1;
  if (address === undefined || unreal) return NOTHING;
  const digits = address.toString(16).padStart(6, '0');
  const isIcao = ICAO_ADDRESS.includes(numberAt(record, '040', 'atp') ?? 0);
  const speed = numberAt(record, '160', 'gsNmPerS');
  const track = numberAt(record, '160', 'taDeg');
  const squawk = textAt(record, '070', 'mode3a');
  return [
    {
      type: 'aircraft',
      ...received(21, record, frame),
      address: isIcao ? digits : `~${digits}`,
      ...present<AircraftObservation>({
        ...placeOf(record),
        callSign: textAt(record, '170', 'targetIdentification'),
        altM: altitudeOf(record),
        sogKn: speed === undefined ? undefined : milesPerSecondToKnots(speed),
        cogDeg: track === undefined ? undefined : degrees(track),
        squawk,
        onGround: onGround(record),
        emergency:
          EMERGENCIES[numberAt(record, '200', 'ps') ?? 0] ??
          (squawk !== undefined && EMERGENCY_CODES.includes(squawk) ? squawk : undefined),
      }),
    },
  ];
}

function onGround(record: AsterixRecord): boolean | undefined {
  const bit = numberAt(record, '040', 'gbs');
  return bit === undefined ? undefined : bit === 1;
}

/** In high resolution where it is there. */
function placeOf(record: AsterixRecord) {
  const item = numberAt(record, '131', 'latDeg') === undefined ? '130' : '131';
  const lat = numberAt(record, item, 'latDeg');
  const lon = numberAt(record, item, 'lonDeg');
  if (lat === undefined || lon === undefined) return {};
  const radiusM = RADIUS_95_M[(numberAt(record, '090', 'nacp') ?? 0) - 1];
  return {
    lat: degrees(lat),
    lon: degrees(lon),
    sigmaM: radiusM === undefined ? undefined : metres(radiusM / SIGMAS_95),
  };
}

/** Geometric, else the flight level (1013.25 hPa, not corrected). */
function altitudeOf(record: AsterixRecord): Metres | undefined {
  const geometricFt = numberAt(record, '140', 'geometricHeightFt');
  if (geometricFt !== undefined) return feetToMetres(geometricFt);
  const level = numberAt(record, '145', 'flightLevel');
  return level === undefined ? undefined : flightLevelToMetres(level);
}
