/** One detection of a payload as a plot, by its mapping. */
import type { Frame } from '../../../proto/domain/frame.ts';
import { type SensorId, sensorId } from '../../../proto/domain/ids.ts';
import type { ContactClass, PlotObservation, PlotPlace } from '../../../proto/domain/sensing.ts';
import {
  type Degrees,
  degrees,
  epochMs,
  feetToMetres,
  type Knots,
  knots,
  type Metres,
  metres,
  metresPerSecondToKnots,
  nauticalMilesToMetres,
  toDegrees,
} from '../../../proto/domain/units.ts';
import { believedTime } from '../statedtime.ts';
import { visibleText } from '../visibletext.ts';
import { type DetectionMapping, isContactClass } from './mapping.ts';
import { valueAt } from './pointer.ts';

const MAX_TEXT = 100;
/** People on land, and what they drive, have a class and a number and no name, whatever a sensor adds. */
const NAMELESS: ReadonlySet<ContactClass> = new Set(['person', 'group', 'vehicle']);
/** Numbers above this are milliseconds: in seconds, the year 5138. */
const SECONDS_BELOW = 1e11;

type Field<U extends string> = { readonly at: string; readonly unit: U } | undefined;

/** @param levels what each `+` of the mapping's topic stood for */
export function plotOf(
  detection: unknown,
  payload: unknown,
  mapping: DetectionMapping,
  levels: readonly string[],
  frame: Frame,
): PlotObservation | { readonly wrong: string } {
  const at = (pointer: string | undefined): unknown =>
    pointer === undefined ? undefined : (valueAt(detection, pointer) ?? valueAt(payload, pointer));
  const angle = (field: Field<'deg' | 'rad'>) => angleOf(at(field?.at), field?.unit);
  const length = (field: Field<'m' | 'km' | 'nmi' | 'ft'>) => lengthOf(at(field?.at), field?.unit);

  const sensor = sensorOf(mapping.sensorId, levels, at, frame);
  if (sensor === undefined) return { wrong: 'a detection that does not say which sensor made it' };
  const place = placeOf(mapping, angle, length);
  if (place === undefined) return { wrong: 'a detection without a place' };

  const altM = length(mapping.altitude);
  const sogKn = speedOf(at(mapping.speed?.at), mapping.speed?.unit);
  const course = angle(mapping.course);
  const contactClass = classOf(textOf(at(mapping.class)), mapping.classes);
  const confidence = shareOf(at(mapping.confidence?.at), mapping.confidence?.unit);
  const count = numberOf(at(mapping.count));
  const sensorTrack = textOf(at(mapping.track));
  const label = textOf(at(mapping.label));
  const statedMs = timeOf(at(mapping.time?.at), mapping.time?.unit);
  return {
    type: 'plot',
    feedId: frame.feedId,
    nature: frame.nature,
    observedMs: epochMs(
      believedTime(statedMs === undefined ? undefined : statedMs + frame.timeShiftMs, frame.receivedMs),
    ),
    receivedMs: frame.receivedMs,
    sensorId: sensor,
    place,
    ...(altM !== undefined && { altM }),
    ...(sogKn !== undefined && { sogKn }),
    ...(isDirection(course) && { cogDeg: direction(course) }),
    ...(contactClass !== undefined && { contactClass }),
    ...(confidence !== undefined && { confidence }),
    ...(count !== undefined && Number.isInteger(count) && count > 0 && count < 100_000 && { count }),
    ...(sensorTrack !== undefined && { sensorTrack }),
    ...(label !== undefined && !(contactClass && NAMELESS.has(contactClass)) && { label }),
  };
}

function sensorOf(
  stated: string | undefined,
  levels: readonly string[],
  at: (pointer: string) => unknown,
  frame: Frame,
): SensorId | undefined {
  if (stated === undefined) return sensorId(frame.feedId);
  const own = stated.startsWith('$')
    ? levels[Number(stated.slice(1)) - 1]
    : stated.startsWith('/')
      ? textOf(at(stated))
      : stated;
  return own ? sensorId(`${frame.feedId}/${visibleText(own, MAX_TEXT)}`) : undefined;
}

function placeOf(
  mapping: DetectionMapping,
  angle: (field: Field<'deg' | 'rad'>) => Degrees | undefined,
  length: (field: Field<'m' | 'km' | 'nmi' | 'ft'>) => Metres | undefined,
): PlotPlace | undefined {
  const sigmaM = length(mapping.sigma);
  const sigmaAzimuthDeg = angle(mapping.sigmaAzimuth);
  const elevationDeg = angle(mapping.elevation);
  const directions = {
    ...(elevationDeg !== undefined && Math.abs(elevationDeg) <= 90 && { elevationDeg }),
    ...(isPositive(sigmaAzimuthDeg) && { sigmaAzimuthDeg }),
  };
  if (mapping.lat !== undefined) {
    const [lat, lon] = [angle(mapping.lat), angle(mapping.lon)];
    if (lat === undefined || lon === undefined || Math.abs(lat) > 90 || Math.abs(lon) > 180) return undefined;
    return { kind: 'position', lat, lon, ...(isPositive(sigmaM) && { sigmaM }) };
  }
  if (mapping.range !== undefined) {
    const [rangeM, azimuth] = [length(mapping.range), angle(mapping.azimuth)];
    if (rangeM === undefined || rangeM < 0 || !isDirection(azimuth)) return undefined;
    const sigmaRangeM = length(mapping.sigmaRange);
    return {
      kind: 'polar',
      rangeM,
      azimuthDeg: direction(azimuth),
      ...directions,
      ...(isPositive(sigmaRangeM) && { sigmaRangeM }),
    };
  }
  const azimuth = angle(mapping.bearing);
  return isDirection(azimuth)
    ? { kind: 'bearing', azimuthDeg: direction(azimuth), ...directions }
    : undefined;
}

/** A number, also one that is written as text. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' ? visibleText(text, MAX_TEXT) : undefined;
}

function angleOf(value: unknown, unit: 'deg' | 'rad' | undefined): Degrees | undefined {
  const number = numberOf(value);
  return number === undefined ? undefined : degrees(unit === 'rad' ? toDegrees(number) : number);
}

function lengthOf(value: unknown, unit: 'm' | 'km' | 'nmi' | 'ft' | undefined): Metres | undefined {
  const number = numberOf(value);
  if (number === undefined) return undefined;
  switch (unit) {
    case 'km':
      return metres(number * 1000);
    case 'nmi':
      return nauticalMilesToMetres(number);
    case 'ft':
      return feetToMetres(number);
    default:
      return metres(number);
  }
}

function speedOf(value: unknown, unit: 'm/s' | 'kn' | 'km/h' | undefined): Knots | undefined {
  const number = numberOf(value);
  if (number === undefined || number < 0) return undefined;
  if (unit === 'kn') return knots(number);
  return metresPerSecondToKnots(unit === 'km/h' ? number / 3.6 : number);
}

function shareOf(value: unknown, unit: '1' | '%' | undefined): number | undefined {
  const number = numberOf(value);
  const share = number === undefined || unit !== '%' ? number : number / 100;
  return share !== undefined && share >= 0 && share <= 1 ? share : undefined;
}

function timeOf(value: unknown, unit: 'auto' | 'ms' | 's' | 'iso' | undefined): number | undefined {
  const number = unit === 'iso' ? undefined : numberOf(value);
  if (number !== undefined)
    return unit === 's' || (unit === 'auto' && number < SECONDS_BELOW) ? number * 1000 : number;
  if (unit === 'ms' || unit === 's' || typeof value !== 'string') return undefined;
  const ms = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

function classOf(
  word: string | undefined,
  classes: Readonly<Record<string, ContactClass>> | undefined,
): ContactClass | undefined {
  if (word === undefined) return undefined;
  const lower = word.toLowerCase();
  const mapped = Object.entries(classes ?? {}).find(([theirs]) => theirs.toLowerCase() === lower)?.[1];
  return mapped ?? (isContactClass(word) ? word : isContactClass(lower) ? lower : undefined);
}

const isPositive = <T extends number>(value: T | undefined): value is T => value !== undefined && value > 0;
/** Once round in either direction is a slip; more is no direction. */
const isDirection = (value: Degrees | undefined): value is Degrees =>
  value !== undefined && value >= -360 && value <= 720;
const direction = (value: Degrees): Degrees =>
  degrees(value < 0 ? value + 360 : value >= 720 ? value - 720 : value >= 360 ? value - 360 : value);
