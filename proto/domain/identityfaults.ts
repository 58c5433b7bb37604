/** What is wrong with what a transmitter says it is: attributes to be shown. By itself none of it needs a person. */

import { midOf } from './flag.ts';
import { COUNTRY_BY_MID } from './mid.table.ts';
import { Nature, TrackKind } from './observation.ts';

export const IDENTITY_FAULTS = [
  /** A number left at a maker's default, which many use. */
  'mmsiDefault',
  /** Outside every form of ITU-R M.585-9. */
  'mmsiForm',
  /** Country digits that the ITU has not allocated. */
  'midUnallocated',
  /** Fails the check digit of IMO resolution A.1117(30). */
  'imoCheckDigit',
] as const;
export type IdentityFault = (typeof IDENTITY_FAULTS)[number];

interface Identified {
  readonly kind: TrackKind;
  readonly nature: Nature;
  readonly mmsi?: number | undefined;
  readonly imo?: number | undefined;
}

/** 0x123456 and what people type to get on: seen worldwide under many transmitters at once. */
const DEFAULTS: ReadonlySet<number> = new Set([
  0, 1_193_046, 123_456_789, 987_654_321, 100_000_000, 200_000_000,
]);
/** Repeated digits: 111111111 … 999999999. */
const REPEATED = 111_111_111;

export const isDefaultMmsi = (mmsi: number): boolean => mmsi % REPEATED === 0 || DEFAULTS.has(mmsi);

/** Six digits times 7 … 2, summed: the last digit is the seventh (IMO resolution A.1117(30), annex, 1.2). */
export function isImoNumber(imo: number): boolean {
  if (!Number.isInteger(imo) || imo < 1_000_000 || imo > 9_999_999) return false;
  const digits = [...String(imo)].map(Number);
  const sum = digits.slice(0, 6).reduce((total, digit, i) => total + digit * (7 - i), 0);
  return sum % 10 === digits[6];
}

/**
 * In the order of {@link IDENTITY_FAULTS}. Kinds without an MMSI of a transmitter (contacts, units) have none. Synthetic
 * vessels use country digits that nobody has been allocated, on purpose: no fault of theirs.
 */
export function identityFaults({ kind, nature, mmsi, imo }: Identified): readonly IdentityFault[] {
  if (mmsi === undefined && imo === undefined) return NONE;
  const faults: IdentityFault[] = [];
  if (mmsi !== undefined) {
    if (isDefaultMmsi(mmsi)) faults.push('mmsiDefault');
    else if (!hasForm(mmsi, kind)) faults.push('mmsiForm');
    else {
      const mid = midOf(mmsi);
      if (mid !== undefined && COUNTRY_BY_MID[mid] === undefined && nature !== Nature.synthetic)
        faults.push('midUnallocated');
    }
  }
  if (imo !== undefined && imo !== 0 && !isImoNumber(imo)) faults.push('imoCheckDigit');
  return faults.length === 0 ? NONE : faults;
}

const NONE: readonly IdentityFault[] = [];

/** ITU-R M.585-9 annexes 1 and 2: a ship station's number begins with 2 to 7; 98 is a craft of a ship. */
function hasForm(mmsi: number, kind: TrackKind): boolean {
  if (mmsi < 0 || mmsi > 999_999_999) return false;
  const first = Math.floor(mmsi / 100_000_000);
  const isShip = (first >= 2 && first <= 7) || Math.floor(mmsi / 10_000_000) === 98;
  switch (kind) {
    case TrackKind.classA:
    case TrackKind.classB:
      return isShip;
    case TrackKind.baseStation:
      return first === 0;
    default:
      return isShip || midOf(mmsi) !== undefined || Math.floor(mmsi / 10_000_000) === 97;
  }
}
