/** Messages that carry something else: binary types 6, 8, 17, 25, 26 and texts 12, 14. Binary stays bytes. */
import type { Bits } from './bits.ts';
import type { BitWriter } from './bitwriter.ts';
import type {
  AddressedBinary,
  AddressedSafetyText,
  BroadcastBinary,
  BroadcastSafetyText,
  DgnssBroadcast,
  ShortBinary,
} from './message.ts';
import { readCoarseLat, readCoarseLon, readMmsi, writeCoarseLonLat } from './quantities.ts';
import type { AisRecord } from './record.ts';

const bitsFrom = (bits: Bits, from: number): number => Math.max(0, bits.length - from);

export function readAddressedBinary({ bits, repeat, mmsi }: AisRecord): AddressedBinary {
  return {
    type: 6,
    repeat,
    mmsi,
    sequence: bits.number(38, 2),
    destinationMmsi: readMmsi(bits, 40),
    retransmitted: bits.flag(70),
    dac: bits.number(72, 10),
    fi: bits.number(82, 6),
    data: bits.bytes(88, bits.length),
    dataBits: bitsFrom(bits, 88),
  };
}

export function writeAddressedBinary(to: BitWriter, message: AddressedBinary): void {
  to.put(message.sequence ?? 0, 2)
    .put(message.destinationMmsi ?? 0, 30)
    .flag(message.retransmitted)
    .put(0, 1)
    .put(message.dac ?? 0, 10)
    .put(message.fi ?? 0, 6)
    .bytes(message.data, message.dataBits);
}

export function readBroadcastBinary({ bits, repeat, mmsi }: AisRecord): BroadcastBinary {
  return {
    type: 8,
    repeat,
    mmsi,
    dac: bits.number(40, 10),
    fi: bits.number(50, 6),
    data: bits.bytes(56, bits.length),
    dataBits: bitsFrom(bits, 56),
  };
}

export function writeBroadcastBinary(to: BitWriter, message: BroadcastBinary): void {
  to.put(0, 2)
    .put(message.dac ?? 0, 10)
    .put(message.fi ?? 0, 6)
    .bytes(message.data, message.dataBits);
}

const characters = (bits: Bits, at: number, most: number): number =>
  Math.max(0, Math.min(most, Math.floor((bits.length - at) / 6)));

export function readAddressedText({ bits, repeat, mmsi }: AisRecord): AddressedSafetyText {
  return {
    type: 12,
    repeat,
    mmsi,
    sequence: bits.number(38, 2),
    destinationMmsi: readMmsi(bits, 40),
    retransmitted: bits.flag(70),
    text: bits.freeText(72, characters(bits, 72, 156)),
  };
}

export function writeAddressedText(to: BitWriter, message: AddressedSafetyText): void {
  to.put(message.sequence ?? 0, 2)
    .put(message.destinationMmsi ?? 0, 30)
    .flag(message.retransmitted)
    .put(0, 1)
    .text(message.text, Math.min(156, message.text?.length ?? 0));
}

export function readBroadcastText({ bits, repeat, mmsi }: AisRecord): BroadcastSafetyText {
  return { type: 14, repeat, mmsi, text: bits.freeText(40, characters(bits, 40, 161)) };
}

export function writeBroadcastText(to: BitWriter, message: BroadcastSafetyText): void {
  to.put(0, 2).text(message.text, Math.min(161, message.text?.length ?? 0));
}

export function readDgnss({ bits, repeat, mmsi }: AisRecord): DgnssBroadcast {
  return {
    type: 17,
    repeat,
    mmsi,
    lon: readCoarseLon(bits, 40),
    lat: readCoarseLat(bits, 58),
    data: bits.bytes(80, bits.length),
    dataBits: bitsFrom(bits, 80),
  };
}

export function writeDgnss(to: BitWriter, message: DgnssBroadcast): void {
  to.put(0, 2);
  writeCoarseLonLat(to, message.lon, message.lat);
  to.put(0, 5).bytes(message.data, message.dataBits);
}

/** Destination and its two spare bits (M.1371-5), application identifier, and the trailing radio bits of type 26. */
const DESTINATION_BITS = 32;
const APPLICATION_BITS = 16;
const RADIO_BITS = 20;
/** Type 26 fills four bits before its radio bits. */
const RADIO_FILL_BITS = 4;

export function readShortBinary({ bits, repeat, mmsi, type }: AisRecord): ShortBinary {
  const addressed = bits.flag(38) === true;
  const structured = bits.flag(39) === true;
  const application = 40 + (addressed ? DESTINATION_BITS : 0);
  const from = application + (structured ? APPLICATION_BITS : 0);
  const radioAt = type === 26 ? bits.length - RADIO_BITS : bits.length;
  const hasRadio = type === 26 && radioAt >= from;
  const to = hasRadio ? Math.max(from, radioAt - RADIO_FILL_BITS) : bits.length;
  return {
    type: type as 25 | 26,
    repeat,
    mmsi,
    destinationMmsi: addressed ? readMmsi(bits, 40) : undefined,
    dac: structured ? bits.number(application, 10) : undefined,
    fi: structured ? bits.number(application + 10, 6) : undefined,
    data: bits.bytes(from, to),
    dataBits: Math.max(0, to - from),
    radio: hasRadio ? bits.unsigned(radioAt, RADIO_BITS) : undefined,
  };
}

export function writeShortBinary(to: BitWriter, message: ShortBinary): void {
  const addressed = message.destinationMmsi !== undefined;
  const structured = message.dac !== undefined || message.fi !== undefined;
  to.flag(addressed).flag(structured);
  if (addressed) to.put(message.destinationMmsi ?? 0, 30).put(0, 2);
  if (structured) to.put(message.dac ?? 0, 10).put(message.fi ?? 0, 6);
  to.bytes(message.data, message.dataBits);
  if (message.type === 26) to.put(0, RADIO_FILL_BITS).put(message.radio ?? 0, RADIO_BITS);
}
