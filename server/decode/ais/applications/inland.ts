/**
 * Inland AIS (DAC 200): CCNR/EU vessel tracking and tracing standard for inland navigation, tables 2.9 to 2.16. Its bit 0
 * is the last one, also where it is a sign.
 */
import { fixed, repeating } from './application.ts';
import {
  codeUnless,
  date,
  day,
  type Field,
  fineLat,
  fineLon,
  flag,
  hour,
  minute,
  month,
  number,
  signedLast,
  spare,
  text,
  word,
} from './fields.ts';
import { group, repeated, type Said } from './layout.ts';

const INLAND_STATIC = {
  /** European number of identification. */
  eni: text(8),
  lengthM: number(13, { from: 1, to: 8000, none: 0, per: 10 }),
  beamM: number(10, { from: 1, to: 1000, none: 0, per: 10 }),
  /** Ship or convoy: ERI classification, 8000…8370; some send 1…99. */
  eriType: number(14, { from: 1, to: 16_383, none: 0 }),
  /** 0…3 blue cones or lights; 4 the B flag. */
  blueCones: number(3, { to: 4, none: 5 }),
  draughtM: number(11, { from: 1, to: 2000, none: 0, per: 100 }),
  loaded: word(2, [undefined, 'unloaded', 'loaded'], 0),
  /** True: better than what a satellite receiver says. */
  goodSpeed: flag,
  goodCourse: flag,
  goodHeading: flag,
  spare: spare(8),
};

const PLACE = {
  country: text(2),
  /** Of the UN location code. */
  location: text(3),
  fairwaySection: text(5),
  terminal: text(5),
  hectometre: text(5),
};

const ETA = {
  ...PLACE,
  eta: date,
  assistingTugs: number(3, { to: 6, none: 7 }),
  airDraughtM: number(12, { from: 1, to: 4000, none: 0, per: 100 }),
  spare: spare(5),
};

const RTA = {
  ...PLACE,
  /** When it is wished that the ship arrives. */
  rta: date,
  status: word(2, ['operational', 'limited', 'outOfOrder'], 3),
  spare: spare(2),
};

const year = number(8, { from: 1, to: 255, none: 0, add: 2000 });
/** 254 means "or more" (or less). */
const extreme = signedLast(9, 1, 1, 255);
const TYPES = [
  undefined,
  'wind',
  'rain',
  'snowAndIce',
  'thunderstorm',
  'fog',
  'lowTemperature',
  'highTemperature',
  'flood',
  'forestFire',
] as const;
const EMMA_WARNING = {
  startDay: group({ year, month, day }),
  endDay: group({ year, month, day }),
  startTime: group({ hour, minute }),
  endTime: group({ hour, minute }),
  startLon: fineLon,
  startLat: fineLat,
  endLon: fineLon,
  endLat: fineLat,
  weather: word(4, TYPES, 0),
  /** In the unit of the weather: m/s, mm, °C … */
  min: extreme,
  max: extreme,
  intensity: word(2, [undefined, 'slight', 'medium', 'strong'], 0),
  /** Whence the wind. */
  wind: word(4, [undefined, 'N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'], 0),
  spare: spare(6),
};

const WATER_LEVELS = { country: text(2) };
/** Against the reference level of the water (RNW on the Danube). */
const GAUGE = group({
  id: number(11, { from: 1, to: 2047, none: 0 }),
  levelM: signedLast(14, 0, 100, 0),
});

const LIGHTS = 9;
/** Nine decimal digits, the first light's first: 1 none, 2 white, 3 yellow, 4 green, 5 red, 6 and 7 flashing; 0 unknown. */
const lights: Field<readonly number[]> = {
  bits: 30,
  read(from, at) {
    const digits = `${from.unsigned(at, 30)}`.padStart(LIGHTS, '0');
    if (digits.length > LIGHTS || /^0*$|[89]/.test(digits)) return undefined;
    return [...digits].map(Number);
  },
  write(to, value) {
    let raw = 0;
    for (let i = 0; i < LIGHTS; i++) raw = raw * 10 + Math.max(0, Math.min(7, value?.[i] ?? 0));
    to.put(raw, 30);
  },
};
const SIGNAL_STATUS = {
  lon: fineLon,
  lat: fineLat,
  form: codeUnless(4, 0, 14, 1),
  orientationDeg: number(9, { to: 359, none: 511 }),
  impact: word(3, [undefined, 'upstream', 'downstream', 'toLeftBank', 'toRightBank'], 0),
  lights,
  spare: spare(11),
};

const INLAND_PERSONS = {
  crew: number(8, { to: 254, none: 255 }),
  passengers: number(13, { to: 8190, none: 8191 }),
  personnel: number(8, { to: 254, none: 255 }),
  spare: spare(51),
};

export type InlandStatic = { readonly application: 'inlandStatic' } & Said<typeof INLAND_STATIC>;
export type InlandEta = { readonly application: 'inlandEta' } & Said<typeof ETA>;
export type InlandRta = { readonly application: 'inlandRta' } & Said<typeof RTA>;
export type EmmaWarning = { readonly application: 'emmaWarning' } & Said<typeof EMMA_WARNING>;
export type WaterLevels = {
  readonly application: 'waterLevels';
  readonly gauges: readonly { readonly id?: number | undefined; readonly levelM?: number | undefined }[];
} & Said<typeof WATER_LEVELS>;
export type SignalStatus = { readonly application: 'signalStatus' } & Said<typeof SIGNAL_STATUS>;
export type InlandPersons = { readonly application: 'inlandPersons' } & Said<typeof INLAND_PERSONS>;

export const INLAND = [
  fixed('inlandStatic', 200, 10, 'both', INLAND_STATIC),
  fixed('inlandEta', 200, 21, 'both', ETA),
  fixed('inlandRta', 200, 22, 'both', RTA),
  fixed('emmaWarning', 200, 23, false, EMMA_WARNING),
  repeating('waterLevels', 200, 24, 'both', WATER_LEVELS, 'gauges', repeated(GAUGE, 4, true)),
  fixed('signalStatus', 200, 40, false, SIGNAL_STATUS),
  fixed('inlandPersons', 200, 55, 'both', INLAND_PERSONS),
] as const;
