/** CAT062, 063 and 065: another centre's tracks, its sensors, and how it is itself. */
import type { Frame } from '../../../proto/domain/frame.ts';
import type { SensorId } from '../../../proto/domain/ids.ts';
import type { PlotObservation, PlotPlace, SensorObservation } from '../../../proto/domain/sensing.ts';
import { SensorHealth, SensorKind } from '../../../proto/domain/sensor.ts';
import { degrees, type Metres, metres, toRadians } from '../../../proto/domain/units.ts';
import type { Memory } from './memory.ts';
import { healthOf } from './observe-radar.ts';
import { type AsterixRecord, numberAt, textAt } from './record.ts';
import {
  feetToMetres,
  flightLevelToMetres,
  motion,
  NOTHING,
  present,
  received,
  type Said,
  sensorOf,
} from './said.ts';

/** One degree of latitude: one minute is a nautical mile. */
const METRES_PER_DEGREE = 60 * 1852;
const SDPS_STATUS = 1;

/** A system track, as a plot of the neighbour's system. */
export function observe062(record: AsterixRecord, frame: Frame, memory: Memory): Said {
  const sensor = sensorOf(record, frame);
  const track = numberAt(record, '040', 'trackNumber');
  if (sensor === undefined || track === undefined) return NOTHING;
  const sensorTrack = String(track);
  const ended = numberAt(record, '080', 'tse') === 1;
  const place = memory.place(sensor, sensorTrack, placeOf(record), ended);
  if (place === undefined) return NOTHING;
  const east = numberAt(record, '185', 'vxMPerS');
  const north = numberAt(record, '185', 'vyMPerS');
  const isAircraft = numberAt(record, '380', 'adr') !== undefined || record['390'] !== undefined;
  const head = received(62, record, frame);
  const plot: PlotObservation = {
    type: 'plot',
    ...head,
    sensorId: sensor,
    place,
    sensorTrack,
    ...present<PlotObservation>({
      altM: altitudeOf(record),
      ended: ended || undefined,
      coasted: numberAt(record, '080', 'cst') === 1 || undefined,
      ...(east === undefined || north === undefined ? {} : motion(east, north)),
      contactClass: isAircraft ? 'aircraft' : undefined,
      label:
        textAt(record, '245', 'chr') ?? textAt(record, '380', 'id') ?? textAt(record, '390', 'cs')?.trim(),
      test: numberAt(record, '080', 'sim') === 1 || undefined,
    }),
  };
  if (!memory.isNews(sensor, 'kind', 'neighbour', frame.receivedMs)) return [plot];
  return [{ type: 'sensor', ...head, sensorId: sensor, kind: SensorKind.neighbour }, plot];
}

function placeOf(record: AsterixRecord): PlotPlace | undefined {
  const lat = numberAt(record, '105', 'latDeg');
  const lon = numberAt(record, '105', 'lonDeg');
  if (lat === undefined || lon === undefined) return undefined;
  const sigmaM = accuracy(record, lat);
  return {
    kind: 'position',
    lat: degrees(lat),
    lon: degrees(lon),
    ...(sigmaM === undefined ? {} : { sigmaM }),
  };
}

/** The standard deviation of one component: the root of the mean of both variances. */
function accuracy(record: AsterixRecord, lat: number): Metres | undefined {
  const xM = numberAt(record, '500', 'apc', 'xM');
  const yM = numberAt(record, '500', 'apc', 'yM');
  if (xM !== undefined && yM !== undefined) return metres(Math.hypot(xM, yM) / Math.SQRT2);
  const latDeg = numberAt(record, '500', 'apw', 'latDeg');
  const lonDeg = numberAt(record, '500', 'apw', 'lonDeg');
  if (latDeg === undefined || lonDeg === undefined) return undefined;
  const eastM = lonDeg * METRES_PER_DEGREE * Math.cos(toRadians(lat));
  return metres(Math.hypot(eastM, latDeg * METRES_PER_DEGREE) / Math.SQRT2);
}

/** Geometric, else barometric as tracked, else the last flight level measured. */
function altitudeOf(record: AsterixRecord): Metres | undefined {
  const geometricFt = numberAt(record, '130', 'calculatedTrackGeometricAltitudeFt');
  if (geometricFt !== undefined) return feetToMetres(geometricFt);
  const level = numberAt(record, '135', 'ctbFl') ?? numberAt(record, '136', 'measuredFlightLevel');
  return level === undefined ? undefined : flightLevelToMetres(level);
}

const FLAWS_063: readonly (readonly [string, string])[] = [
  ['psr', 'primary radar out of use'],
  ['ssr', 'secondary radar out of use'],
  ['mds', 'Mode S out of use'],
  ['ads', 'ADS-B out of use'],
  ['mlt', 'multilateration out of use'],
  ['odp', 'data processor overloaded'],
  ['oxt', 'transmission overloaded'],
  ['msc', 'monitoring system disconnected'],
  ['tsv', 'time source invalid'],
  ['npw', 'no plots received'],
];

/** How the centre finds one of its sensors. */
export function observe063(record: AsterixRecord, frame: Frame, memory: Memory): Said {
  const sensor = sensorOf(record, frame, '050');
  const state = numberAt(record, '060', 'con');
  if (sensor === undefined || state === undefined) return NOTHING;
  const flaws = FLAWS_063.filter(([name]) => numberAt(record, '060', name) === 1).map(([, words]) => words);
  if (state === 1) flaws.unshift('degraded');
  if (state === 2) flaws.unshift('initialising');
  const health =
    state === 3
      ? { health: SensorHealth.gone, reason: 'not connected' }
      : healthOf(numberAt(record, '060', 'ops') === 1 ? ['operational use inhibited'] : [], flaws);
  return status(63, record, frame, sensor, health, undefined, memory);
}

const FLAWS_065: readonly (readonly [string, string])[] = [
  ['ovl', 'overloaded'],
  ['tsv', 'time source invalid'],
];

/** How the centre's own system is. */
export function observe065(record: AsterixRecord, frame: Frame, memory: Memory): Said {
  const sensor = sensorOf(record, frame);
  const state = numberAt(record, '040', 'nogo');
  if (sensor === undefined || state === undefined || numberAt(record, '000', 'messageType') !== SDPS_STATUS)
    return NOTHING;
  const flaws = FLAWS_065.filter(([name]) => numberAt(record, '040', name) === 1).map(([, words]) => words);
  if (state === 1) flaws.unshift('degraded');
  const health =
    state === 3
      ? { health: SensorHealth.unknown }
      : state === 2
        ? { health: SensorHealth.gone, reason: 'not connected' }
        : healthOf([], flaws);
  return status(65, record, frame, sensor, health, SensorKind.neighbour, memory);
}

function status(
  category: number,
  record: AsterixRecord,
  frame: Frame,
  sensor: SensorId,
  health: { readonly health: SensorHealth; readonly reason?: string | undefined },
  kind: SensorKind | undefined,
  memory: Memory,
): Said {
  if (!memory.isNews(sensor, 'health', JSON.stringify(health), frame.receivedMs)) return NOTHING;
  const head = received(category, record, frame);
  return [{ type: 'sensor', ...head, sensorId: sensor, ...present<SensorObservation>({ kind, ...health }) }];
}
