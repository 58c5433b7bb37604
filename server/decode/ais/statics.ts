/** Who and what: types 5, 21 and 24, read and written (M.1371-5, annex 8). */
import type { BitWriter } from './bitwriter.ts';
import { AID } from './layouts.table.ts';
import type { AidToNavigation, StaticReportA, StaticReportB, StaticVoyage } from './message.ts';
import { ready } from './positions.ts';
import {
  clamp,
  readDimensions,
  readEta,
  readLat,
  readLon,
  readMmsi,
  readSecond,
  writeDimensions,
  writeEta,
  writeLonLat,
} from './quantities.ts';
import type { AisRecord } from './record.ts';

export function readStaticVoyage({ bits, repeat, mmsi }: AisRecord): StaticVoyage {
  const draught = bits.numberUnless(294, 8, 0);
  return {
    type: 5,
    repeat,
    mmsi,
    aisVersion: bits.number(38, 2),
    imo: bits.numberUnless(40, 30, 0),
    callSign: bits.text(70, 7),
    name: bits.text(112, 20),
    shipType: bits.numberUnless(232, 8, 0),
    dimensions: readDimensions(bits, 240),
    epfd: bits.numberUnless(270, 4, 0),
    eta: readEta(bits, 274),
    draughtM: draught === undefined ? undefined : draught / 10,
    destination: bits.text(302, 20),
    dataTerminalReady: ready(bits, 422),
  };
}

export function writeStaticVoyage(to: BitWriter, message: StaticVoyage): void {
  to.put(message.aisVersion ?? 0, 2)
    .put(message.imo ?? 0, 30)
    .text(message.callSign, 7)
    .text(message.name, 20)
    .put(message.shipType ?? 0, 8);
  writeDimensions(to, message.dimensions).put(message.epfd ?? 0, 4);
  writeEta(to, message.eta)
    .put(clamp((message.draughtM ?? 0) * 10, 0, 255), 8)
    .text(message.destination, 20)
    .flag(message.dataTerminalReady !== true)
    .put(0, 1);
}

const AID_BITS = 272;
const AID_NAME_CHARACTERS = 20;
const AID_EXTENSION_CHARACTERS = 14;

export function readAid({ bits, repeat, mmsi }: AisRecord): AidToNavigation {
  const utcSecond = readSecond(bits, AID.second);
  const timed = utcSecond !== undefined && utcSecond < 60;
  return {
    type: 21,
    repeat,
    mmsi,
    aidType: bits.numberUnless(38, 5, 0),
    name: readAidName(bits),
    accurate: bits.flag(AID.accurate),
    lon: readLon(bits, AID.lon),
    lat: readLat(bits, AID.lat),
    dimensions: readDimensions(bits, 219),
    epfd: bits.numberUnless(249, 4, 0),
    utcSecond,
    // valid only with a time (M.1371-5, message 21)
    offPosition: timed ? bits.flag(259) : undefined,
    regional: bits.number(260, 8),
    raim: bits.flag(AID.raim),
    virtual: bits.flag(269),
    assigned: bits.flag(270),
  };
}

/** The name goes on in the extension only when it fills its twenty characters. */
function readAidName(bits: AisRecord['bits']): string | undefined {
  const name = bits.text(43, AID_NAME_CHARACTERS);
  const further = Math.min(AID_EXTENSION_CHARACTERS, Math.floor((bits.length - AID_BITS) / 6));
  if (name === undefined || further <= 0) return name;
  for (let i = 0; i < AID_NAME_CHARACTERS; i++) if (bits.unsigned(43 + i * 6, 6) === 0) return name;
  const extension = bits.freeText(AID_BITS, further);
  return extension === undefined ? name : name.padEnd(AID_NAME_CHARACTERS) + extension;
}

export function writeAid(to: BitWriter, message: AidToNavigation): void {
  to.put(message.aidType ?? 0, 5)
    .text(message.name, AID_NAME_CHARACTERS)
    .flag(message.accurate);
  writeLonLat(to, message.lon, message.lat);
  writeDimensions(to, message.dimensions)
    .put(message.epfd ?? 0, 4)
    .put(message.utcSecond ?? 60, 6)
    .flag(message.offPosition)
    .put(message.regional ?? 0, 8)
    .flag(message.raim)
    .flag(message.virtual)
    .flag(message.assigned)
    .put(0, 1);
  const name = typeof message.name === 'string' ? message.name : '';
  const extension = name.slice(AID_NAME_CHARACTERS, AID_NAME_CHARACTERS + AID_EXTENSION_CHARACTERS);
  if (extension) to.text(extension, extension.length).put(0, (8 - (to.length % 8)) % 8);
}

/** Parts A and B; undefined for the two part numbers that mean nothing. */
export function readStaticReport({
  bits,
  repeat,
  mmsi,
}: AisRecord): StaticReportA | StaticReportB | undefined {
  const part = bits.number(38, 2);
  if (part === 0) return { type: 24, part: 'A', repeat, mmsi, name: bits.text(40, 20) };
  if (part !== 1) return undefined;
  const auxiliary = isAuxiliaryCraft(mmsi);
  return {
    type: 24,
    part: 'B',
    repeat,
    mmsi,
    shipType: bits.numberUnless(40, 8, 0),
    vendorId: bits.text(48, 3),
    unitModel: bits.number(66, 4),
    serial: bits.number(70, 20),
    callSign: bits.text(90, 7),
    dimensions: auxiliary ? undefined : readDimensions(bits, 132),
    mothershipMmsi: auxiliary ? readMmsi(bits, 132) : undefined,
    epfd: bits.numberUnless(162, 4, 0),
  };
}

export function writeStaticReport(to: BitWriter, message: StaticReportA | StaticReportB): void {
  if (message.part === 'A') {
    to.put(0, 2).text(message.name, 20).put(0, 8);
    return;
  }
  to.put(1, 2)
    .put(message.shipType ?? 0, 8)
    .text(message.vendorId, 3)
    .put(message.unitModel ?? 0, 4)
    .put(message.serial ?? 0, 20)
    .text(message.callSign, 7);
  if (isAuxiliaryCraft(message.mmsi)) to.put(message.mothershipMmsi ?? 0, 30);
  else writeDimensions(to, message.dimensions);
  to.put(message.epfd ?? 0, 4).put(0, 2);
}

/** 98MIDxxxx: a craft that belongs to a ship (ITU-R M.585-9). */
const isAuxiliaryCraft = (mmsi: number): boolean => mmsi >= 980_000_000 && mmsi <= 989_999_999;
