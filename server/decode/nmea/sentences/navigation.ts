/** The sentences in which own ship says where it is, how it moves and where it points (IEC 61162-1). */
import { wrapDirection } from '../../../../proto/domain/geo.ts';
import { utcMs } from '../stamps.ts';
import type { Fields } from './fields.ts';
import type { Gga, Gll, Hdg, Hdt, Mode, Rmc, Ths, Vhw, Vtg, Zda } from './messages.ts';

const MOST_SPEED_KN = 1000;
const KM = 1000 / 1852;
const VALIDITY = { A: true, V: false } as const;
const MODES: Readonly<Record<string, Mode>> = {
  A: 'autonomous',
  D: 'differential',
  E: 'estimated',
  M: 'manual',
  S: 'simulator',
  N: 'invalid',
  V: 'invalid',
  P: 'precise',
  R: 'realTimeKinematic',
  F: 'floatRealTimeKinematic',
};

/** `RMC,time,A|V,lat,N|S,lon,E|W,sog,cog,ddmmyy,variation,E|W,mode`. */
export function readRmc(talker: string, fields: Fields): Rmc {
  const cogDeg = fields.direction(8, 'the course');
  return {
    sentence: 'RMC',
    talker,
    timeOfDayMs: fields.timeOfDayMs(1),
    valid: fields.code(2, 'the status', VALIDITY),
    lat: fields.lat(3),
    lon: fields.lon(5),
    sogKn: fields.decimal(7, 'the speed', 0, MOST_SPEED_KN),
    cogDeg,
    dateMs: fields.dateMs(9),
    variationDeg: fields.eastward(10, 'the variation'),
    mode: fields.code(12, 'the mode', MODES),
  };
}

/** `GGA,time,lat,N|S,lon,E|W,quality,satellites,hdop,altitude,M,…`. */
export function readGga(talker: string, fields: Fields): Gga {
  return {
    sentence: 'GGA',
    talker,
    timeOfDayMs: fields.timeOfDayMs(1),
    lat: fields.lat(2),
    lon: fields.lon(4),
    quality: fields.integer(6, 'the quality', 0, 9),
    satellites: fields.integer(7, 'the number of satellites', 0, 999),
    hdop: fields.decimal(8, 'the dilution of precision', 0, 1e6),
    altM: fields.decimal(9, 'the altitude', -10_000, 100_000),
  };
}

/** `GLL,lat,N|S,lon,E|W,time,A|V,mode`. */
export function readGll(talker: string, fields: Fields): Gll {
  return {
    sentence: 'GLL',
    talker,
    lat: fields.lat(1),
    lon: fields.lon(3),
    timeOfDayMs: fields.timeOfDayMs(5),
    valid: fields.code(6, 'the status', VALIDITY),
    mode: fields.code(7, 'the mode', MODES),
  };
}

/** `VTG,course,T,course,M,speed,N,speed,K,mode`. */
export function readVtg(talker: string, fields: Fields): Vtg {
  const sogKmPerH = fields.decimal(7, 'the speed', 0, MOST_SPEED_KN / KM);
  return {
    sentence: 'VTG',
    talker,
    cogDeg: fields.direction(1, 'the course'),
    cogMagneticDeg: fields.direction(3, 'the magnetic course'),
    sogKn:
      fields.decimal(5, 'the speed', 0, MOST_SPEED_KN) ??
      (sogKmPerH === undefined ? undefined : sogKmPerH * KM),
    mode: fields.code(9, 'the mode', MODES),
  };
}

/** `VHW,heading,T,heading,M,speed,N,speed,K`. */
export function readVhw(talker: string, fields: Fields): Vhw {
  const kmPerH = fields.decimal(7, 'the speed', 0, MOST_SPEED_KN / KM);
  return {
    sentence: 'VHW',
    talker,
    headingDeg: fields.direction(1, 'the heading'),
    headingMagneticDeg: fields.direction(3, 'the magnetic heading'),
    waterSpeedKn:
      fields.decimal(5, 'the speed', 0, MOST_SPEED_KN) ?? (kmPerH === undefined ? undefined : kmPerH * KM),
  };
}

/** `HDT,heading,T`. */
export const readHdt = (talker: string, fields: Fields): Hdt => ({
  sentence: 'HDT',
  talker,
  headingDeg: fields.direction(1, 'the heading'),
});

/** `THS,heading,A|E|M|S|V`. */
export const readThs = (talker: string, fields: Fields): Ths => ({
  sentence: 'THS',
  talker,
  headingDeg: fields.direction(1, 'the heading'),
  mode: fields.code(2, 'the mode', MODES),
});

/** `HDG,heading,deviation,E|W,variation,E|W`. */
export const readHdg = (talker: string, fields: Fields): Hdg => ({
  sentence: 'HDG',
  talker,
  headingSensorDeg: fields.direction(1, 'the heading'),
  deviationDeg: fields.eastward(2, 'the deviation'),
  variationDeg: fields.eastward(4, 'the variation'),
});

/** The true heading of a magnetic sensor; undefined where nobody says the variation. No deviation said is none. */
export const trueHeading = (hdg: Hdg, knownVariationDeg: number | undefined): number | undefined => {
  const variationDeg = hdg.variationDeg ?? knownVariationDeg;
  if (hdg.headingSensorDeg === undefined || variationDeg === undefined) return undefined;
  return wrapDirection(hdg.headingSensorDeg + (hdg.deviationDeg ?? 0) + variationDeg);
};

/** `ZDA,time,day,month,year,…`. */
export function readZda(talker: string, fields: Fields): Zda {
  const timeOfDayMs = fields.timeOfDayMs(1);
  const day = fields.integer(2, 'the day', 1, 31);
  const month = fields.integer(3, 'the month', 1, 12);
  const year = fields.integer(4, 'the year', 0, 9999);
  if (timeOfDayMs === undefined || day === undefined || month === undefined || year === undefined)
    return { sentence: 'ZDA', talker, utcMs: undefined };
  const midnightMs = utcMs(year, month, day, 0, 0, 0);
  return { sentence: 'ZDA', talker, utcMs: midnightMs === undefined ? undefined : midnightMs + timeOfDayMs };
}
