/** The country in an MMSI: its Maritime Identification Digits (MID), allocated by the ITU. */
import { COUNTRY_BY_MID } from './mid.table.ts';

/**
 * The MID of an MMSI by the form of its number (ITU-R M.585-9 annexes 1 and 2): undefined where the form has none, as
 * locating devices (970, 972, 974), autonomous devices (979) and numbers outside every form.
 */
export function midOf(mmsi: number): number | undefined {
  if (!Number.isInteger(mmsi) || mmsi < 0 || mmsi > 999_999_999) return undefined;
  const two = Math.floor(mmsi / 10_000_000);
  const first = Math.floor(two / 10);
  if (first >= 2 && first <= 7) return Math.floor(mmsi / 1_000_000); // MIDXXXXXX: a ship
  if (first === 8) return Math.floor(mmsi / 100_000) % 1_000; // 8MIDXXXXX: a handheld VHF with DSC
  if (two === 98 || two === 99) return Math.floor(mmsi / 10_000) % 1_000; // 98, 99MIDXXXX: craft of a ship, AtoN
  if (two === 0) return Math.floor(mmsi / 10_000); // 00MIDXXXX: a coast station
  if (first === 0) return Math.floor(mmsi / 100_000); // 0MIDXXXXX: a group of ships
  if (Math.floor(mmsi / 1_000_000) === 111) return Math.floor(mmsi / 1_000) % 1_000; // 111MIDXXX: SAR aircraft
  return undefined;
}

/** ISO 3166-1 alpha-2 of the country whose digits an MMSI carries; undefined when none or not allocated. */
export function flagOf(mmsi: number): string | undefined {
  const mid = midOf(mmsi);
  return mid === undefined ? undefined : COUNTRY_BY_MID[mid];
}
