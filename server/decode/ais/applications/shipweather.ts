/** Weather that a ship observes: SN.1/Circ.289 FI 21, in its own form and in that of the WMO. */
import { type ApplicationForm, fixed } from './application.ts';
import {
  codeUnless,
  constant,
  day,
  direction,
  type Field,
  flag,
  hour,
  lat,
  lon,
  minute,
  number,
  signed,
  spare,
  square,
  text,
} from './fields.ts';
import { group, type Layout, type Said } from './layout.ts';

const PLAIN = {
  spareForm: constant(1, 0),
  location: text(20),
  lon,
  lat,
  utc: group({ day, hour, minute }),
  /** 0 clear, 1 cloudy, 2 rain, 3 fog, 4 snow, 5 hurricane, 6 monsoon, 7 thunderstorm. */
  presentWeather: codeUnless(4, 8, 7),
  visibilityBeyond: flag,
  visibilityNm: number(7, { to: 126, none: 127, per: 10 }),
  humidityPercent: number(7, { to: 100, none: 127 }),
  windKn: number(7, { to: 126, none: 127 }),
  windFromDeg: direction(),
  /** 799 and 1201 mean "or less" and "or more". */
  pressureHpa: number(9, { to: 402, none: 403, add: 799 }),
  /** WMO FM 13 code a, 0…8. */
  pressureCode: number(4, { to: 8, none: 15 }),
  airC: signed(11, { from: -600, to: 600, none: -1024, per: 10 }),
  waterC: number(10, { to: 600, none: 601, add: -100, per: 10 }),
  wavePeriodS: number(6, { to: 60, none: 63 }),
  waveHeightM: number(8, { to: 251, none: 255, per: 10 }),
  waveFromDeg: direction(),
  swellHeightM: number(8, { to: 251, none: 255, per: 10 }),
  swellFromDeg: direction(),
  swellPeriodS: number(6, { to: 60, none: 63 }),
  spare: spare(3),
};

/** Five degrees a step; 0 is calm, or standing still. */
const fives = number(7, { from: 1, to: 72, none: 127, step: 5 });
const tens = number(6, { from: 1, to: 36, none: 63, step: 10 });
/** Metres a second, half a step. */
const mps = number(8, { to: 254, none: 255, per: 2 });
const seconds = number(5, { to: 30, none: 31 });
const metres = number(6, { to: 60, none: 63, per: 2 });
const bufr = (bits: number): Field<number> => codeUnless(bits, 2 ** bits - 1);
const swell = group({ fromDeg: tens, periodS: seconds, heightM: metres });
const cloudType = bufr(6);

const WMO = {
  spareForm: constant(1, 1),
  lon: number(16, { to: 36_000, none: 65_535, add: -18_000, per: 100 }),
  lat: number(15, { to: 18_000, none: 32_767, add: -9000, per: 100 }),
  utc: group({
    month: number(4, { from: 1, to: 12, none: 15 }),
    day: number(6, { from: 1, to: 31, none: 63 }),
    hour: number(5, { to: 23, none: 31 }),
    minute: number(3, { to: 5, none: 7, step: 10 }),
  }),
  cogDeg: fives,
  sogMps: number(5, { to: 30, none: 31, per: 2 }),
  headingDeg: fives,
  pressureHpa: number(11, { to: 2000, none: 2047, add: 9000, per: 10 }),
  /** Over three hours. */
  pressureChangeHpa: number(10, { to: 1000, none: 1023, add: -500, per: 10 }),
  /** WMO BUFR tables: 0 10 063, below 0 20 003, 0 20 004 and 0 20 005. */
  pressureCode: number(4, { to: 8, none: 15 }),
  windFromDeg: fives,
  windMps: mps,
  relativeWindFromDeg: fives,
  relativeWindMps: mps,
  gustMps: mps,
  gustFromDeg: fives,
  airK: number(10, { to: 1000, none: 1023, add: 2230, per: 10 }),
  humidityPercent: number(7, { to: 100, none: 127 }),
  waterK: number(9, { to: 500, none: 511, add: 2680, per: 10 }),
  visibilityM: square(6, 13.073, 62, 63),
  presentWeather: bufr(9),
  pastWeather1: bufr(5),
  pastWeather2: bufr(5),
  cloudPercent: number(4, { to: 10, none: 15, step: 10 }),
  lowCloudAmount: bufr(4),
  lowCloudType: cloudType,
  middleCloudType: cloudType,
  highCloudType: cloudType,
  /** 2540.16 means "over 2500". */
  cloudBaseM: square(7, 0.16, 126, 127),
  wavePeriodS: seconds,
  waveHeightM: metres,
  swell1: swell,
  swell2: swell,
  iceDepositCm: bufr(7),
  /** WMO BUFR tables 0 20 032 to 0 20 037. */
  iceRate: bufr(3),
  iceCause: bufr(3),
  seaIceConcentration: bufr(5),
  iceType: bufr(4),
  iceSituation: bufr(5),
  iceDevelopment: bufr(5),
  iceEdgeDeg: number(4, { from: 1, to: 8, none: 15, step: 45 }),
};

export type ShipWeather = { readonly application: 'shipWeather' } & Said<typeof PLAIN>;
export type ShipWeatherWmo = { readonly application: 'shipWeatherWmo' } & Said<typeof WMO>;

/** The first bit tells the form. */
function inForm<N extends string, L extends Layout>(
  form: 0 | 1,
  name: N,
  layout: L,
): ApplicationForm<{ readonly application: N } & Said<L>> {
  const all = fixed(name, 1, 21, false, layout);
  return {
    ...all,
    read: (from, at, end) =>
      end > at && from.unsigned(at, 1) === form ? all.read(from, at, end) : undefined,
  };
}

export const SHIP_WEATHER = [inForm(0, 'shipWeather', PLAIN), inForm(1, 'shipWeatherWmo', WMO)] as const;
