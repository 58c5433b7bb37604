/** Meteorological and hydrological data: SN.1/Circ.289 FI 31, and FI 11 of SN/Circ.236, which is still sent. */
import { fixed } from './application.ts';
import { direction, type Field, flag, lat, lon, number, signed, spare, word } from './fields.ts';
import { group, type Said } from './layout.ts';

/** Units in the names. Speeds are means of ten minutes; directions of wind and waves are whence, of currents whither. */
const FI31 = {
  lon,
  lat,
  accurate: flag,
  utc: group({
    day: number(5, { from: 1, to: 31, none: 0 }),
    hour: number(5, { to: 23, none: 24 }),
    minute: number(6, { to: 59, none: 60 }),
  }),
  /** 126 means "or more". */
  windKn: number(7, { to: 126, none: 127 }),
  gustKn: number(7, { to: 126, none: 127 }),
  windFromDeg: direction(),
  gustFromDeg: direction(),
  airC: signed(11, { from: -600, to: 600, none: -1024, per: 10 }),
  humidityPercent: number(7, { to: 100, none: 101 }),
  dewPointC: signed(10, { from: -200, to: 500, none: 501, per: 10 }),
  /** 799 and 1201 mean "or less" and "or more". */
  pressureHpa: number(9, { to: 402, none: 511, add: 799 }),
  pressureTendency: tendency(),
  visibilityBeyond: flag,
  visibilityNm: number(7, { to: 126, none: 127, per: 10 }),
  waterLevelM: number(12, { to: 4000, none: 4001, add: -1000, per: 100 }),
  waterLevelTrend: tendency(),
  current: current(8, 251, 255),
  current2: currentAt(),
  current3: currentAt(),
  /** 25.1 means "or more". */
  waveHeightM: number(8, { to: 251, none: 255, per: 10 }),
  wavePeriodS: number(6, { to: 60, none: 63 }),
  waveFromDeg: direction(),
  swellHeightM: number(8, { to: 251, none: 255, per: 10 }),
  swellPeriodS: number(6, { to: 60, none: 63 }),
  swellFromDeg: direction(),
  seaState: number(4, { to: 12, none: 13 }),
  waterC: signed(10, { from: -100, to: 500, none: 501, per: 10 }),
  precipitation: number(3, { from: 1, to: 5, none: 7 }),
  /** 50.1 means "or more". */
  salinityPermille: number(9, { to: 501, none: 510, per: 10 }),
  ice: ice(),
  spare: spare(10),
};

/** The highest number of each field says "not available"; latitude comes first. */
const FI11 = {
  lat,
  lon,
  utc: group({
    day: number(5, { from: 1, to: 31, none: 0 }),
    hour: number(5, { to: 23, none: 31 }),
    minute: number(6, { to: 59, none: 63 }),
  }),
  windKn: number(7, { to: 120, none: 127 }),
  gustKn: number(7, { to: 120, none: 127 }),
  windFromDeg: direction(511),
  gustFromDeg: direction(511),
  airC: number(11, { to: 1200, none: 2047, add: -600, per: 10 }),
  humidityPercent: number(7, { to: 100, none: 127 }),
  dewPointC: number(10, { to: 700, none: 1023, add: -200, per: 10 }),
  pressureHpa: number(9, { to: 400, none: 511, add: 800 }),
  pressureTendency: tendency(),
  visibilityNm: number(8, { to: 250, none: 255, per: 10 }),
  waterLevelM: number(9, { to: 400, none: 511, add: -100, per: 10 }),
  waterLevelTrend: tendency(),
  current: current(8, 250, 255, 511),
  current2: currentAt(250, 511),
  current3: currentAt(250, 511),
  waveHeightM: number(8, { to: 250, none: 255, per: 10 }),
  wavePeriodS: number(6, { to: 60, none: 63 }),
  waveFromDeg: direction(511),
  swellHeightM: number(8, { to: 250, none: 255, per: 10 }),
  swellPeriodS: number(6, { to: 60, none: 63 }),
  swellFromDeg: direction(511),
  seaState: number(4, { to: 12, none: 15 }),
  waterC: number(10, { to: 600, none: 1023, add: -100, per: 10 }),
  precipitation: number(3, { from: 1, to: 5, none: 7 }),
  salinityPermille: number(9, { to: 500, none: 511, per: 10 }),
  ice: ice(),
  spare: spare(6),
};

export type MetHydro = { readonly application: 'metHydro' } & Said<typeof FI31>;

export const MET_HYDRO = [
  fixed('metHydro', 1, 31, false, FI31),
  fixed('metHydro', 1, 11, false, FI11),
] as const;

function tendency(): Field<'steady' | 'falling' | 'rising'> {
  return word(2, ['steady', 'falling', 'rising'], 3);
}

function ice(): Field<'no' | 'yes'> {
  return word(2, ['no', 'yes'], 3);
}

/** At the surface. */
function current(bits: number, most: number, none: number, noDirection = 360) {
  return group({ kn: number(bits, { to: most, none, per: 10 }), toDeg: direction(noDirection) });
}

/** Depth in whole metres (the circular; AIVDM.adoc says tenths). */
function currentAt(most = 251, noDirection = 360) {
  return group({
    kn: number(8, { to: most, none: 255, per: 10 }),
    toDeg: direction(noDirection),
    depthM: number(5, { to: 30, none: 31 }),
  });
}
