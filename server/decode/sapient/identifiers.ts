/** The two kinds of identifiers of SAPIENT: UUIDs name nodes, ULIDs name everything else. */

/** Crockford's base 32: no I, L, O, U. */
const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isUlid = (text: string): boolean => ULID.test(text);
export const isUuid = (text: string): boolean => UUID.test(text);

/** A ULID of a time (48 bits of milliseconds) and a key (80 bits made of it): the same two give the same one. */
export function ulidOf(timeMs: number, key: string): string {
  let time = '';
  for (let rest = Math.max(0, Math.floor(timeMs)), i = 0; i < 10; i++, rest = Math.floor(rest / 32))
    time = BASE32[rest % 32] + time;
  let chance = '';
  for (let i = 0; i < 4; i++) {
    let bits = hash(`${i} ${key}`);
    for (let j = 0; j < 4; j++, bits >>>= 5) chance += BASE32[bits & 31];
  }
  return time + chance;
}

/** A UUID made of a key, in the form of version 4, which strict peers ask for: the same key gives the same one. */
export function uuidOf(key: string): string {
  let hex = '';
  for (let i = 0; i < 4; i++) hex += hash(`${i} ${key}`).toString(16).padStart(8, '0');
  const variant = '89ab'[Number.parseInt(hex.slice(16, 17), 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** FNV-1a, 32 bits, with murmur3's finaliser. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
