/** People on board. */
import { fixed } from './application.ts';
import { number, spare } from './fields.ts';
import type { Said } from './layout.ts';

/** 8191 means "or more". */
export const persons = number(13, { from: 1, to: 8191, none: 0 });
/** SN.1/Circ.289 FI 16. */
const FI16 = { personsOnBoard: persons, spare: spare(35) };
/** SN/Circ.236 FI 16, and FI 40 of ITU-R M.1371-1, which many ships still send: thirteen bits and three. */
const SHORT = { personsOnBoard: persons, spare: spare(3) };

export type PersonsOnBoard = { readonly application: 'personsOnBoard' } & Said<typeof FI16>;

export const PERSONS = [
  fixed('personsOnBoard', 1, 16, 'both', FI16),
  fixed('personsOnBoard', 1, 16, 'both', SHORT),
  fixed('personsOnBoard', 1, 40, 'both', SHORT),
] as const;
