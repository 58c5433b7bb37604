/** Position reports of vessels and aircraft: types 1, 2, 3, 9, 18, 19 and 27, read and written (M.1371-5, annex 8). */
import type { Bits } from './bits.ts';
import type { BitWriter } from './bitwriter.ts';
import { CLASS_A, CLASS_B, CLASS_B_EXTENDED, LONG_RANGE, SAR_AIRCRAFT } from './layouts.table.ts';
import type {
  ClassAPosition,
  ClassBExtended,
  ClassBPosition,
  LongRangePosition,
  SarAircraftPosition,
} from './message.ts';
import {
  clamp,
  readCoarseLat,
  readCoarseLon,
  readCog,
  readDimensions,
  readLat,
  readLon,
  readSecond,
  readSog,
  readWholeDegrees,
  turnRate,
  writeCoarseLonLat,
  writeCog,
  writeDimensions,
  writeLonLat,
  writeSog,
  writeTurn,
  writeWholeDegrees,
} from './quantities.ts';
import type { AisRecord } from './record.ts';

export function readClassA({ bits, repeat, mmsi, type }: AisRecord): ClassAPosition {
  const turn = bits.length < 50 ? -128 : bits.signed(CLASS_A.turn, 8);
  return {
    type: type as 1 | 2 | 3,
    repeat,
    mmsi,
    navStatus: bits.number(CLASS_A.navStatus, 4),
    turnDegPerMin: turnRate(turn),
    turnBeyondScale: turn === 127 ? 'starboard' : turn === -127 ? 'port' : undefined,
    sogKn: readSog(bits, CLASS_A.sog),
    accurate: bits.flag(CLASS_A.accurate),
    lon: readLon(bits, CLASS_A.lon),
    lat: readLat(bits, CLASS_A.lat),
    cogDeg: readCog(bits, CLASS_A.cog),
    headingDeg: readWholeDegrees(bits, CLASS_A.heading),
    utcSecond: readSecond(bits, CLASS_A.second),
    manoeuvre: bits.numberUnless(143, 2, 0),
    raim: bits.flag(CLASS_A.raim),
    radio: bits.number(149, 19),
  };
}

export function writeClassA(to: BitWriter, message: ClassAPosition): void {
  to.put(message.navStatus ?? 15, 4);
  writeTurn(to, message.turnDegPerMin, message.turnBeyondScale);
  writeSog(to, message.sogKn).flag(message.accurate);
  writeLonLat(to, message.lon, message.lat);
  writeCog(to, message.cogDeg);
  writeWholeDegrees(to, message.headingDeg)
    .put(message.utcSecond ?? 60, 6)
    .put(message.manoeuvre ?? 0, 2)
    .put(0, 3)
    .flag(message.raim)
    .put(message.radio ?? 0, 19);
}

export function readSarAircraft({ bits, repeat, mmsi }: AisRecord): SarAircraftPosition {
  return {
    type: 9,
    repeat,
    mmsi,
    altM: bits.numberUnless(38, 12, 4095),
    sogKn: bits.numberUnless(SAR_AIRCRAFT.sog, 10, 1023),
    accurate: bits.flag(SAR_AIRCRAFT.accurate),
    lon: readLon(bits, SAR_AIRCRAFT.lon),
    lat: readLat(bits, SAR_AIRCRAFT.lat),
    cogDeg: readCog(bits, SAR_AIRCRAFT.cog),
    utcSecond: readSecond(bits, SAR_AIRCRAFT.second),
    altBarometric: bits.flag(134),
    regional: bits.number(134, 8),
    dataTerminalReady: ready(bits, 142),
    assigned: bits.flag(146),
    raim: bits.flag(SAR_AIRCRAFT.raim),
    radio: bits.number(148, 20),
  };
}

export function writeSarAircraft(to: BitWriter, message: SarAircraftPosition): void {
  to.put(message.altM === undefined ? 4095 : clamp(message.altM, 0, 4094), 12)
    .put(message.sogKn === undefined ? 1023 : clamp(message.sogKn, 0, 1022), 10)
    .flag(message.accurate);
  writeLonLat(to, message.lon, message.lat);
  writeCog(to, message.cogDeg)
    .put(message.utcSecond ?? 60, 6)
    .put(message.regional ?? (message.altBarometric ? 128 : 0), 8)
    .flag(message.dataTerminalReady !== true)
    .put(0, 3)
    .flag(message.assigned)
    .flag(message.raim)
    .put(message.radio ?? 0, 20);
}

export function readClassB({ bits, repeat, mmsi }: AisRecord): ClassBPosition {
  return {
    type: 18,
    repeat,
    mmsi,
    reserved: bits.number(38, 8),
    sogKn: readSog(bits, CLASS_B.sog),
    accurate: bits.flag(CLASS_B.accurate),
    lon: readLon(bits, CLASS_B.lon),
    lat: readLat(bits, CLASS_B.lat),
    cogDeg: readCog(bits, CLASS_B.cog),
    headingDeg: readWholeDegrees(bits, CLASS_B.heading),
    utcSecond: readSecond(bits, CLASS_B.second),
    regional: bits.number(139, 2),
    carrierSense: bits.flag(141),
    display: bits.flag(142),
    dsc: bits.flag(143),
    wholeBand: bits.flag(144),
    message22: bits.flag(145),
    assigned: bits.flag(146),
    raim: bits.flag(CLASS_B.raim),
    radio: bits.number(148, 20),
  };
}

/** The part that types 18 and 19 share, from the reserved bits to the UTC second. */
function writeClassBMotion(to: BitWriter, message: ClassBPosition | ClassBExtended): void {
  to.put(message.reserved ?? 0, 8);
  writeSog(to, message.sogKn).flag(message.accurate);
  writeLonLat(to, message.lon, message.lat);
  writeCog(to, message.cogDeg);
  writeWholeDegrees(to, message.headingDeg).put(message.utcSecond ?? 60, 6);
}

/** Communication state that a carrier-sense unit, which has none, sends (M.1371-5, message 18): ITDMA, 110. */
const CARRIER_SENSE_RADIO = 0b1_1100000000000000110;

export function writeClassB(to: BitWriter, message: ClassBPosition): void {
  writeClassBMotion(to, message);
  to.put(message.regional ?? 0, 2)
    .flag(message.carrierSense, true)
    .flag(message.display)
    .flag(message.dsc)
    .flag(message.wholeBand)
    .flag(message.message22)
    .flag(message.assigned)
    .flag(message.raim)
    .put(message.radio ?? CARRIER_SENSE_RADIO, 20);
}

export function readClassBExtended({ bits, repeat, mmsi }: AisRecord): ClassBExtended {
  return {
    type: 19,
    repeat,
    mmsi,
    reserved: bits.number(38, 8),
    sogKn: readSog(bits, CLASS_B_EXTENDED.sog),
    accurate: bits.flag(CLASS_B_EXTENDED.accurate),
    lon: readLon(bits, CLASS_B_EXTENDED.lon),
    lat: readLat(bits, CLASS_B_EXTENDED.lat),
    cogDeg: readCog(bits, CLASS_B_EXTENDED.cog),
    headingDeg: readWholeDegrees(bits, CLASS_B_EXTENDED.heading),
    utcSecond: readSecond(bits, CLASS_B_EXTENDED.second),
    regional: bits.number(139, 4),
    name: bits.text(143, 20),
    shipType: bits.numberUnless(263, 8, 0),
    dimensions: readDimensions(bits, 271),
    epfd: bits.numberUnless(301, 4, 0),
    raim: bits.flag(CLASS_B_EXTENDED.raim),
    dataTerminalReady: ready(bits, 306),
    assigned: bits.flag(307),
  };
}

export function writeClassBExtended(to: BitWriter, message: ClassBExtended): void {
  writeClassBMotion(to, message);
  to.put(message.regional ?? 0, 4)
    .text(message.name, 20)
    .put(message.shipType ?? 0, 8);
  writeDimensions(to, message.dimensions)
    .put(message.epfd ?? 0, 4)
    .flag(message.raim)
    .flag(message.dataTerminalReady !== true)
    .flag(message.assigned)
    .put(0, 4);
}

export function readLongRange({ bits, repeat, mmsi }: AisRecord): LongRangePosition {
  return {
    type: 27,
    repeat,
    mmsi,
    accurate: bits.flag(LONG_RANGE.accurate),
    raim: bits.flag(LONG_RANGE.raim),
    navStatus: bits.number(LONG_RANGE.navStatus, 4),
    lon: readCoarseLon(bits, LONG_RANGE.lon),
    lat: readCoarseLat(bits, LONG_RANGE.lat),
    sogKn: bits.numberUnless(LONG_RANGE.sog, 6, 63),
    cogDeg: readWholeDegrees(bits, LONG_RANGE.cog),
    delayed: bits.flag(94),
  };
}

export function writeLongRange(to: BitWriter, message: LongRangePosition): void {
  to.flag(message.accurate)
    .flag(message.raim)
    .put(message.navStatus ?? 15, 4);
  writeCoarseLonLat(to, message.lon, message.lat);
  to.put(message.sogKn === undefined ? 63 : clamp(message.sogKn, 0, 62), 6);
  writeWholeDegrees(to, message.cogDeg).flag(message.delayed).put(0, 1);
}

/** "DTE": 0 is ready. */
export function ready(bits: Bits, at: number): boolean | undefined {
  const notReady = bits.flag(at);
  return notReady === undefined ? undefined : !notReady;
}
