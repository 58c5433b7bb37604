/** Mode S extended squitters as receivers hand them on in hexadecimal (DO-260B, 2.2.3; ICAO Doc 9871, appendices A to C). */
import type { BaseStationMessage } from './basestation.ts';
import type { CprPosition } from './cpr.ts';

/** What one squitter says, in the words of a BaseStation message; a position is half of one. */
export interface Squitter {
  readonly said: BaseStationMessage & { readonly address: string };
  readonly typeCode: number;
  readonly position?: CprPosition;
}

/** x^24 + x^23 + … + x^10 + x^3 + 1, without its first term (ICAO Annex 10, volume IV, 3.1.2.3.3). */
const GENERATOR = 0xfff409;
const BYTES = 14;
const CHARACTERS = '?ABCDEFGHIJKLMNOPQRSTUVWXYZ????? ???????????????0123456789??????';
/** BDS 6,1, emergency states: general, minimum fuel, no communications, unlawful interference, downed. */
const EMERGENCIES = [1, 3, 4, 5, 6];

/**
 * A frame of 28 hexadecimal digits, downlink formats 17 and 18 (not of ground stations); `wrong` with its kind of fault
 * otherwise.
 */
export function readSquitter(
  hex: string,
): Squitter | { readonly wrong: string; readonly kind: 'format' | 'checksum' | 'unsupported' } {
  if (!/^([0-9a-f]{14}|[0-9a-f]{28})$/i.test(hex)) return { wrong: 'no Mode S frame', kind: 'format' };
  const bytes = Buffer.from(hex, 'hex');
  const format = bytes[0]! >> 3;
  const capability = bytes[0]! & 7;
  const isSquitter = format === 17 || (format === 18 && capability <= 1);
  if (bytes.length !== BYTES || !isSquitter)
    return { wrong: `downlink format ${format}`, kind: 'unsupported' };
  if (remainder(bytes) !== 0) return { wrong: 'the parity is wrong', kind: 'checksum' };
  const address = `${format === 18 && capability === 1 ? '~' : ''}${hex.slice(2, 8).toLowerCase()}`;
  const bits = (from: number, count: number) => bitsOf(bytes, 32 + from, count);
  const typeCode = bits(0, 5);
  const head = { line: 'MSG', address } as const;
  if (typeCode >= 1 && typeCode <= 4)
    return { typeCode, said: { ...head, transmission: 1, ...callSignOf(bits) } };
  if ((typeCode >= 9 && typeCode <= 18) || (typeCode >= 20 && typeCode <= 22)) {
    const altFt = typeCode <= 18 ? barometricFt(bits(8, 12)) : geometricFt(bits(8, 12));
    const said = { ...head, transmission: 3, onGround: false, ...(altFt !== undefined && { altFt }) };
    const position = { odd: bits(21, 1) === 1, lat: bits(22, 17), lon: bits(39, 17) };
    return { typeCode, said, position };
  }
  if (typeCode === 19) return { typeCode, said: { ...head, transmission: 4, ...velocityOf(bits) } };
  if (typeCode === 28 && bits(5, 3) === 1)
    return { typeCode, said: { ...head, transmission: 6, ...emergencyOf(bits) } };
  return { typeCode, said: { ...head, transmission: 8 } };
}

type Bits = (from: number, count: number) => number;

function callSignOf(bits: Bits): { callSign?: string } {
  const characters = Array.from({ length: 8 }, (_, i) => CHARACTERS[bits(8 + 6 * i, 6)]);
  const callSign = characters.join('').trim();
  return callSign === '' || callSign.includes('?') ? {} : { callSign };
}

/** Steps of 25 ft from −1000 ft; the older steps of 100 ft in Gillham code are not read. */
function barometricFt(code: number): number | undefined {
  if ((code & 0b10000) === 0) return undefined;
  return (((code & 0b1111_1110_0000) >> 1) | (code & 0b1111)) * 25 - 1000;
}

const geometricFt = (metres: number): number | undefined => (metres === 0 ? undefined : metres / 0.3048);

/** Over ground (subtypes 1 and 2, the latter supersonic); airspeeds say nothing of where it goes. */
function velocityOf(bits: Bits): { sogKn?: number; cogDeg?: number } {
  const subtype = bits(5, 3);
  const [east, north] = [bits(14, 10), bits(25, 10)];
  if (subtype < 1 || subtype > 2 || east === 0 || north === 0) return {};
  const scale = subtype === 2 ? 4 : 1;
  const x = (east - 1) * scale * (bits(13, 1) === 1 ? -1 : 1);
  const y = (north - 1) * scale * (bits(24, 1) === 1 ? -1 : 1);
  const sogKn = Math.hypot(x, y);
  if (sogKn === 0) return { sogKn };
  return { sogKn, cogDeg: ((Math.atan2(x, y) * 180) / Math.PI + 360) % 360 };
}

function emergencyOf(bits: Bits): { squawk: string; emergency: boolean } {
  // identity code in the order C1 A1 C2 A2 C4 A4 0 B1 D1 B2 D2 B4 D4
  const code = bits(11, 13);
  const bit = (place: number) => (code >> (12 - place)) & 1;
  const digit = (one: number, two: number, four: number) => bit(one) + 2 * bit(two) + 4 * bit(four);
  const squawk = [digit(1, 3, 5), digit(7, 9, 11), digit(0, 2, 4), digit(8, 10, 12)].join('');
  return { squawk, emergency: EMERGENCIES.includes(bits(8, 3)) };
}

function bitsOf(bytes: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i++) value = value * 2 + ((bytes[i >> 3]! >> (7 - (i & 7))) & 1);
  return value;
}

/** Zero for a frame that came as it was sent. */
function remainder(bytes: Uint8Array): number {
  let value = 0;
  for (const [i, byte] of bytes.entries()) {
    if (i >= BYTES - 3) break;
    value ^= byte << 16;
    for (let bit = 0; bit < 8; bit++)
      value = value & 0x800000 ? ((value << 1) ^ GENERATOR) & 0xffffff : value << 1;
  }
  return value ^ ((bytes[BYTES - 3]! << 16) | (bytes[BYTES - 2]! << 8) | bytes[BYTES - 1]!);
}
