/**
 * Reports of sensors (SN.1/Circ.289, tables 12.5 to 12.15, 85 bits each), and how the coast guard of the United States
 * changed them (Environmental Message, release 3). Where the circular's steps and ranges disagree, ranges decide.
 */
import {
  code,
  codeUnless,
  constant,
  day,
  direction,
  type Field,
  fineLat,
  fineLon,
  flag,
  hour,
  minute,
  number,
  signed,
  spare,
  text,
  word,
} from './fields.ts';
import { group } from './layout.ts';

/** 1 raw, 2 checked, 3 predicted, 4 forecast, 5 nowcast; 7 there is no such sensor. */
const sensor = codeUnless(3, 0, 7, 1);
const knots = number(7, { to: 121, none: 122 });
const utc = group({ day, hour, minute });
/** Minutes; 0 takes the forecast back. */
const forecastMin = number(8, { to: 254, none: 255 });
const from = direction;
/** 24.6 means "or more". */
const current = (bits = 8): Field<number> => number(bits, { to: 246, none: 247, per: 10 });
/** 361 means "or more". */
const depth = number(9, { to: 361, none: 362 });
const height = number(8, { to: 246, none: 247, per: 10 });
const period = number(6, { to: 60, none: 61 });
const water = number(10, { to: 600, none: 601, add: -100, per: 10 });
/** 50.1 means "or more"; parts in a thousand. */
const salinity = number(9, { to: 501, none: 502, per: 10 });
/** 81.91 means "or more"; from 1 m. */
const gap = number(13, { from: 100, to: 8191, none: 0, per: 100 });
const rising = word(2, ['steady', 'rising', 'falling'], 3);
const falling = word(2, ['steady', 'falling', 'rising'], 3);
/** ±327.67 means "or beyond". */
const level = signed(16, { from: -32_767, to: 32_767, none: -32_768, per: 100 });
const isDepth: Field<boolean> = flag;

const LOCATION = {
  lon: fineLon,
  lat: fineLat,
  /** 200.1 means "or more". */
  altM: number(11, { to: 2001, none: 2002, per: 10 }),
  /** 1 hydrographic office, 2 waterways, 3 coast, 4 weather service, 5 port, 6 coast guard. */
  owner: codeUnless(4, 0, 14, 1),
  /** How long it is good for: 1…5 for 10 min, 1, 6, 12, 24 h. */
  timeout: codeUnless(3, 0, 5, 1),
  spare: spare(12),
};
const STATION = { name: text(14), spare: spare(1) };
const WIND = {
  windKn: knots,
  gustKn: knots,
  windFromDeg: from(),
  gustFromDeg: from(),
  sensor,
  forecastWindKn: knots,
  forecastGustKn: knots,
  forecastFromDeg: from(),
  forecast: utc,
  forecastMin,
  spare: spare(3),
};
const WATER_LEVEL = {
  /** True: the water's depth; false: against the datum. */
  isDepth,
  levelM: level,
  trend: rising,
  /** 0 MLLW, 1 IGLD-85, 2 river, 3 station, 4 MHHW, 5 MHW, 6 MSL, 7 MLW, 8 NGVD-29, 9 NAVD-88, 10 WGS-84, 11 LAT … */
  datum: codeUnless(5, 14, 13),
  sensor,
  forecastIsDepth: isDepth,
  forecastLevelM: level,
  forecast: utc,
  forecastMin,
  spare: spare(17),
};
const FLOW = group({ kn: current(), toDeg: direction(), depthM: depth });
const CURRENT_2D = { current1: FLOW, current2: FLOW, current3: FLOW, sensor, spare: spare(4) };
const flow3d = (bits: number) =>
  group({ northKn: current(bits), eastKn: current(bits), upKn: current(bits), depthM: depth });
const CURRENT_3D = { current1: flow3d(8), current2: flow3d(8), sensor, spare: spare(16) };
/** Metres from the sensor; 121 means "or more". */
const away = (bits: number): Field<number> => number(bits, { to: 121, none: 122 });
const ACROSS = group({
  bearingDeg: direction(),
  distanceM: away(7),
  kn: current(),
  toDeg: direction(),
  depthM: depth,
});
const HORIZONTAL = { current1: ACROSS, current2: ACROSS, spare: spare(1) };
const SEA_STATE = {
  swellHeightM: height,
  swellPeriodS: period,
  swellFromDeg: from(),
  seaState: number(4, { to: 12, none: 13 }),
  swellSensor: sensor,
  waterC: water,
  /** 12.1 means "or more". */
  waterDepthM: number(7, { to: 121, none: 122, per: 10 }),
  depthSensor: sensor,
  waveHeightM: height,
  wavePeriodS: period,
  waveFromDeg: from(),
  waveSensor: sensor,
  salinityPermille: salinity,
};
const SALINITY = {
  waterC: water,
  /** Siemens a metre; 7.01 means "or more". */
  conductivitySm: number(10, { to: 701, none: 702, per: 100 }),
  /** Decibar; 6000.1 means "or more". */
  waterPressureDbar: number(16, { to: 60_001, none: 60_002, per: 10 }),
  salinityPermille: salinity,
  salinityBy: word(2, ['measured', 'PSS-78', 'calculated'], 3),
  sensor,
  spare: spare(35),
};
const WEATHER = {
  airC: signed(11, { from: -600, to: 600, none: -1024, per: 10 }),
  airSensor: sensor,
  /** Always said: 0 rain, 1 snow, 2 both, 3 other (which is none, too). */
  precipitationType: code(2),
  /** 24.1 means "or more". */
  visibilityNm: number(8, { to: 241, none: 242, per: 10 }),
  dewPointC: signed(10, { from: -200, to: 500, none: 501, per: 10 }),
  dewPointSensor: sensor,
  /** 799 and 1201 mean "or less" and "or more". */
  pressureHpa: number(9, { to: 402, none: 403, add: 799 }),
  pressureTendency: falling,
  pressureSensor: sensor,
  salinityPermille: salinity,
  spare: spare(25),
};
const AIR_GAP = {
  airDraughtM: gap,
  airGapM: gap,
  trend: rising,
  forecastGapM: gap,
  forecast: utc,
};

/** In the order of their numbers. */
export const SENSORS = {
  location: LOCATION,
  station: STATION,
  wind: WIND,
  waterLevel: WATER_LEVEL,
  current2d: CURRENT_2D,
  current3d: CURRENT_3D,
  horizontalCurrent: HORIZONTAL,
  seaState: SEA_STATE,
  salinity: SALINITY,
  weather: WEATHER,
  airGap: { ...AIR_GAP, spare: spare(28) },
} as const;

/** Of the coast guard of the United States: the layouts that differ, and one more. */
export const USCG_SENSORS = {
  ...SENSORS,
  location: {
    spareVersion: constant(6, 0),
    lon: fineLon,
    lat: fineLat,
    precision: codeUnless(3, 7),
    altM: number(12, { to: 4094, none: 4095, per: 10 }),
    owner: codeUnless(4, 0, 14, 1),
    timeout: codeUnless(3, 0, 5, 1),
    spare: spare(2),
  },
  current3d: { current1: flow3d(9), current2: flow3d(9), sensor, spare: spare(10) },
  horizontalCurrent: {
    bearingDeg: direction(),
    current1: group({ distanceM: away(9), kn: current(), toDeg: direction(), depthM: depth }),
    current2: group({ distanceM: away(9), kn: current(), toDeg: direction(), depthM: depth }),
    sensor,
    spare: spare(3),
  },
  airGap: { ...AIR_GAP, sensor, spare: spare(25) },
  wind2: {
    windKn: knots,
    gustKn: knots,
    windFromDeg: from(),
    /** Over how many minutes the wind is a mean. */
    averagedMin: number(6, { from: 1, to: 63, none: 0 }),
    sensor,
    forecastWindKn: knots,
    forecastGustKn: knots,
    forecastFromDeg: from(),
    forecastTime: group({ hour, minute }),
    forecastMin,
    spare: spare(11),
  },
} as const;
