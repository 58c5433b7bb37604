/**
 * Messages that carry something else: binary types 6, 8, 17, 25, 26 and texts 12, 14. Binary is read as bytes; what
 * they say is `applicationOf`'s.
 */
import { type AisApplication, readApplication, writeApplication } from './applications/applications.ts';
import type { Bits } from './bits.ts';
import type { BitWriter } from './bitwriter.ts';
import type {
  AddressedBinary,
  AddressedSafetyText,
  AisContent,
  BroadcastBinary,
  BroadcastSafetyText,
  DgnssBroadcast,
  ShortBinary,
} from './message.ts';
import { readCoarseLat, readCoarseLon, readMmsi, writeCoarseLonLat } from './quantities.ts';
import type { AisRecord } from './record.ts';

/** What a message of type 6, 8, 25 or 26 says in its data, where that is an application that is known. */
export function applicationOf(record: AisRecord): AisApplication | undefined {
  const { bits, type } = record;
  if (type === 6) return contentAt(record, true, isUnaddressed(record) ? 40 : 72, bits.length);
  if (type === 8) return contentAt(record, false, 40, bits.length);
  if (type !== 25 && type !== 26) return undefined;
  const { addressed, structured, application, to } = shortLayout(record);
  return structured ? contentAt(record, addressed, application, to) : undefined;
}

/** To whom a message of type 6, 25 or 26 is addressed. */
export function addresseeOf(record: AisRecord): number | undefined {
  const { bits, type } = record;
  if (isUnaddressed(record)) return undefined;
  const addressed = type === 6 || ((type === 25 || type === 26) && bits.flag(38) === true);
  return addressed ? readMmsi(bits, 40) : undefined;
}

function contentAt(
  { bits }: AisRecord,
  addressed: boolean,
  at: number,
  end: number,
): AisApplication | undefined {
  const from = at + APPLICATION_BITS;
  if (from > end) return undefined;
  return readApplication(bits.unsigned(at, 10), bits.unsigned(at + 10, 6), addressed, bits, from, end);
}

/** Identifier and data, the data from the application where the message has none. */
function writeContent(to: BitWriter, message: AisContent, addressed: boolean): void {
  const { application, dac, fi } = message;
  const written =
    message.data === undefined && isSaid(application)
      ? writeApplication(application, addressed, dac, fi)
      : undefined;
  to.put(written?.dac ?? dac ?? 0, 10).put(written?.fi ?? fi ?? 0, 6);
  writeData(to, written ?? message);
}

/** Messages to be sent come from files, too. */
const isSaid = (application: unknown): application is AisApplication =>
  typeof application === 'object' && application !== null;

function writeData(to: BitWriter, { data, dataBits }: AisContent): void {
  if (data instanceof Uint8Array) to.bytes(data, Math.min(dataBits ?? data.length * 8, data.length * 8));
}

const bitsFrom = (bits: Bits, from: number): number => Math.max(0, bits.length - from);

/** SN/Circ.236 FI 16: a type 6 of 72 bits that has no destination; its identifier is where type 8 has it. */
const isUnaddressed = ({ bits, type }: AisRecord): boolean =>
  type === 6 && bits.length >= 72 && bits.length < 80 && bits.unsigned(40, 16) === UNADDRESSED_PERSONS;
const UNADDRESSED_PERSONS = (1 << 6) | 16;

export function readAddressedBinary(record: AisRecord): AddressedBinary {
  const { bits, repeat, mmsi } = record;
  if (isUnaddressed(record))
    return {
      type: 6,
      repeat,
      mmsi,
      dac: 1,
      fi: 16,
      data: bits.bytes(56, bits.length),
      dataBits: bits.length - 56,
    };
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
    .put(0, 1);
  writeContent(to, message, true);
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
  to.put(0, 2);
  writeContent(to, message, false);
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
  writeData(to.put(0, 5), message);
}

/** Destination and its two spare bits (M.1371-5), application identifier, and the trailing radio bits of type 26. */
const DESTINATION_BITS = 32;
const APPLICATION_BITS = 16;
const RADIO_BITS = 20;
/** Type 26 fills four bits before its radio bits. */
const RADIO_FILL_BITS = 4;

function shortLayout({ bits, type }: AisRecord) {
  const addressed = bits.flag(38) === true;
  const structured = bits.flag(39) === true;
  const application = 40 + (addressed ? DESTINATION_BITS : 0);
  const from = application + (structured ? APPLICATION_BITS : 0);
  const radioAt = type === 26 ? bits.length - RADIO_BITS : bits.length;
  const hasRadio = type === 26 && radioAt >= from;
  const to = hasRadio ? Math.max(from, radioAt - RADIO_FILL_BITS) : bits.length;
  return { addressed, structured, application, from, to, radioAt: hasRadio ? radioAt : undefined };
}

export function readShortBinary(record: AisRecord): ShortBinary {
  const { bits, repeat, mmsi, type } = record;
  const { addressed, structured, application, from, to, radioAt } = shortLayout(record);
  return {
    type: type as 25 | 26,
    repeat,
    mmsi,
    destinationMmsi: addressed ? readMmsi(bits, 40) : undefined,
    dac: structured ? bits.number(application, 10) : undefined,
    fi: structured ? bits.number(application + 10, 6) : undefined,
    data: bits.bytes(from, to),
    dataBits: Math.max(0, to - from),
    radio: radioAt === undefined ? undefined : bits.unsigned(radioAt, RADIO_BITS),
  };
}

export function writeShortBinary(to: BitWriter, message: ShortBinary): void {
  const addressed = message.destinationMmsi !== undefined;
  const structured =
    message.dac !== undefined ||
    message.fi !== undefined ||
    (message.data === undefined && isSaid(message.application));
  to.flag(addressed).flag(structured);
  if (addressed) to.put(message.destinationMmsi ?? 0, 30).put(0, 2);
  if (structured) writeContent(to, message, addressed);
  else writeData(to, message);
  if (message.type === 26) to.put(0, RADIO_FILL_BITS).put(message.radio ?? 0, RADIO_BITS);
}
