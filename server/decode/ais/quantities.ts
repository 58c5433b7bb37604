/**
 * The quantities that AIS messages share, read from bits and written to them, in pairs (ITU-R M.1371-5, annex 8).
 * Reading: undefined for "not available", for what is out of range, and for what the message's end cuts.
 */
import type { Bits } from './bits.ts';
import type { BitWriter } from './bitwriter.ts';
import type { AisDimensions, AisEta } from './message-head.ts';

/** Units a degree of 1/10,000 min and of 1/10 min. */
const FINE = 600_000;
const COARSE = 600;

function angle(
  bits: Bits,
  at: number,
  count: number,
  perDegree: number,
  limitDeg: number,
): number | undefined {
  if (at + count > bits.length) return undefined;
  const raw = bits.signed(at, count);
  return raw <= limitDeg * perDegree && raw >= -limitDeg * perDegree ? raw / perDegree : undefined;
}

/** Longitude, 28 bits, 1/10,000 min; 181° is none. */
export const readLon = (bits: Bits, at: number): number | undefined => angle(bits, at, 28, FINE, 180);
/** Latitude, 27 bits, 1/10,000 min; 91° is none. */
export const readLat = (bits: Bits, at: number): number | undefined => angle(bits, at, 27, FINE, 90);
/** Longitude, 18 bits, 1/10 min (types 17, 22, 23, 27). */
export const readCoarseLon = (bits: Bits, at: number): number | undefined => angle(bits, at, 18, COARSE, 180);
/** Latitude, 17 bits, 1/10 min. */
export const readCoarseLat = (bits: Bits, at: number): number | undefined => angle(bits, at, 17, COARSE, 90);

export function writeLonLat(to: BitWriter, lon: number | undefined, lat: number | undefined): void {
  to.put((lon ?? 181) * FINE, 28).put((lat ?? 91) * FINE, 27);
}
export function writeCoarseLonLat(to: BitWriter, lon: number | undefined, lat: number | undefined): void {
  to.put((lon ?? 181) * COARSE, 18).put((lat ?? 91) * COARSE, 17);
}

/** Speed over ground, 10 bits, 0.1 kn; 1023 is none, 1022 is 102.2 kn or more. */
export function readSog(bits: Bits, at: number): number | undefined {
  const raw = bits.numberUnless(at, 10, 1023);
  return raw === undefined ? undefined : raw / 10;
}
export const writeSog = (to: BitWriter, sogKn: number | undefined): BitWriter =>
  to.put(sogKn === undefined ? 1023 : clamp(sogKn * 10, 0, 1022), 10);

/** Course over ground, 12 bits, 0.1°; 3600 is none, more cannot be. */
export function readCog(bits: Bits, at: number): number | undefined {
  const raw = bits.number(at, 12);
  return raw === undefined || raw >= 3600 ? undefined : raw / 10;
}
export const writeCog = (to: BitWriter, cogDeg: number | undefined): BitWriter =>
  to.put(cogDeg === undefined ? 3600 : Math.round(cogDeg * 10) % 3600, 12);

/** Heading or course, 9 bits, whole degrees; 511 is none, 360…510 cannot be. */
export function readWholeDegrees(bits: Bits, at: number): number | undefined {
  const raw = bits.number(at, 9);
  return raw === undefined || raw >= 360 ? undefined : raw;
}
export const writeWholeDegrees = (to: BitWriter, deg: number | undefined): BitWriter =>
  to.put(deg === undefined ? 511 : Math.round(deg) % 360, 9);

/** Rate of turn, 8 bits: sign·(raw/4.733)² °/min; −128 is none, ±127 is beyond the scale and has no number. */
export function turnRate(raw: number): number | undefined {
  if (raw <= -127 || raw >= 127) return undefined;
  const root = raw / 4.733;
  return raw < 0 ? -root * root : root * root;
}
export function writeTurn(
  to: BitWriter,
  degPerMin: number | undefined,
  beyond: 'port' | 'starboard' | undefined,
): BitWriter {
  if (degPerMin === undefined) return to.put(beyond === undefined ? -128 : beyond === 'port' ? -127 : 127, 8);
  return to.put(clamp(Math.sign(degPerMin) * 4.733 * Math.sqrt(Math.abs(degPerMin)), -126, 126), 8);
}

/** UTC second, 6 bits: 0…59, and 61…63 as the state of the position; 60 is none. */
export const readSecond = (bits: Bits, at: number): number | undefined => bits.numberUnless(at, 6, 60);

/** A 30-bit MMSI; more than nine digits cannot be, 0 is nobody. */
export function readMmsi(bits: Bits, at: number): number | undefined {
  const value = bits.number(at, 30);
  return value === undefined || value === 0 || value > 999_999_999 ? undefined : value;
}

/** A number in [from, to]; anything else is absent. */
export function readWithin(
  bits: Bits,
  at: number,
  count: number,
  from: number,
  to: number,
): number | undefined {
  const value = bits.number(at, count);
  return value === undefined || value < from || value > to ? undefined : value;
}

/** Bow 9, stern 9, port 6, starboard 6 bits, metres; all zero is none. */
export function readDimensions(bits: Bits, at: number): AisDimensions | undefined {
  if (at + 30 > bits.length || bits.unsigned(at, 30) === 0) return undefined;
  return {
    toBowM: bits.unsigned(at, 9),
    toSternM: bits.unsigned(at + 9, 9),
    toPortM: bits.unsigned(at + 18, 6),
    toStarboardM: bits.unsigned(at + 24, 6),
  };
}
export const writeDimensions = (to: BitWriter, size: AisDimensions | undefined): BitWriter =>
  to
    .put(clamp(size?.toBowM ?? 0, 0, 511), 9)
    .put(clamp(size?.toSternM ?? 0, 0, 511), 9)
    .put(clamp(size?.toPortM ?? 0, 0, 63), 6)
    .put(clamp(size?.toStarboardM ?? 0, 0, 63), 6);

/** Month 4, day 5, hour 5, minute 6 bits, each absent by itself (0, 0, 24, 60). */
export function readEta(bits: Bits, at: number): AisEta | undefined {
  const month = readWithin(bits, at, 4, 1, 12);
  const day = readWithin(bits, at + 4, 5, 1, 31);
  const hour = readWithin(bits, at + 9, 5, 0, 23);
  const minute = readWithin(bits, at + 14, 6, 0, 59);
  if (month === undefined && day === undefined && hour === undefined && minute === undefined)
    return undefined;
  return { month, day, hour, minute };
}
export const writeEta = (to: BitWriter, eta: AisEta | undefined): BitWriter =>
  to
    .put(eta?.month ?? 0, 4)
    .put(eta?.day ?? 0, 5)
    .put(eta?.hour ?? 24, 5)
    .put(eta?.minute ?? 60, 6);

export const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(high, value));
