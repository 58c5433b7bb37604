/** Characters of ASTERIX text fields. */

/** ICAO annex 10, volume IV, table 3-9: letters, blank and digits; the rest is not used. */
const ICAO = ' ABCDEFGHIJKLMNOPQRSTUVWXYZ?????????????????????0123456789??????'.split('');
ICAO[32] = ' ';

export const icaoCharacter = (value: number): string => ICAO[value] ?? '?';

/** The six bits of a character; 32 (blank) for one that ICAO text does not have. */
export function icaoCode(character: string): number {
  const upper = character.toUpperCase();
  const at = upper === ' ' || upper === '?' ? -1 : ICAO.indexOf(upper);
  return at < 0 ? 32 : at;
}
