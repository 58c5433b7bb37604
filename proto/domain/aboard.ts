/**
 * What ships say of people and goods on board, in AIS application messages. Sources: IMO SN.1/Circ.289; the inland AIS
 * standard (CESNI ES-RIS).
 */
import type { Metres } from './units.ts';

/** What a ship says of people and goods on board (Circ.289 FI 16, 24, 25; inland 10, 55). Added to its identity. */
export interface AboardFields {
  readonly personsOnBoard?: number;
  readonly crew?: number;
  readonly passengers?: number;
  readonly dangerousCargo?: readonly DangerousCargo[];
  /** Inland: 0…3 blue cones or lights; 4 the B flag. */
  readonly blueCones?: number;
  readonly loaded?: boolean;
  /** Inland European number of identification, eight characters. */
  readonly eni?: string;
  readonly airDraughtM?: Metres;
  /** Inland ship or convoy: ERI classification, a number. */
  readonly eriType?: number;
}

/** By name, for whoever decides who may know of them. */
export const ABOARD_FIELDS: ReadonlySet<string> = new Set<keyof AboardFields>([
  'personsOnBoard',
  'crew',
  'passengers',
  'dangerousCargo',
  'blueCones',
  'loaded',
  'eni',
  'airDraughtM',
  'eriType',
]);

export interface DangerousCargo {
  readonly by: 'IMDG' | 'IGC' | 'BC' | 'MARPOL I' | 'MARPOL II' | 'IBC' | 'other';
  /** Class or category, as the code writes it: "3", "1.4", "Z". */
  readonly class?: string;
  /** Four digits of the United Nations. */
  readonly unNumber?: number;
  readonly massT?: number;
}
