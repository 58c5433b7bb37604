/** Whether two statements of one field are the same thing said differently, or another. */
import type { Dimensions } from '../../../proto/domain/observation.ts';

/** Letters and digits alone, in capitals: blanks, hyphens and padding say nothing. */
export const bareText = (said: string): string => said.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** A name is cut by some equipment, never to fewer letters. */
const SHORTEST_CUT = 4;

/**
 * One is the other cut short, or differs by less than a share of its letters (edits of Levenshtein, 1966: a letter put
 * in, left out or replaced). Nothing said is like everything.
 */
export function isLikeText(a: string, b: string, share: number): boolean {
  const [x, y] = [bareText(a), bareText(b)];
  if (x === y || x === '' || y === '') return true;
  const shorter = Math.min(x.length, y.length);
  if (shorter >= SHORTEST_CUT && (x.startsWith(y) || y.startsWith(x))) return true;
  return edits(x, y) < share * Math.max(x.length, y.length);
}

/** At most 20 letters each: two rows. */
function edits(x: string, y: string): number {
  let above = Array.from({ length: y.length + 1 }, (_, i) => i);
  for (let i = 1; i <= x.length; i++) {
    const row = [i];
    for (let j = 1; j <= y.length; j++)
      row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (x[i - 1] === y[j - 1] ? 0 : 1)));
    above = row;
  }
  return above[y.length]!;
}

/** Metres over all; undefined: not said. */
export function lengthOf(dimensions: Dimensions | undefined): number | undefined {
  const length = dimensions ? dimensions.toBowM + dimensions.toSternM : 0;
  return length > 0 ? length : undefined;
}

/** Metres. A hull measured anew differs by less. */
const MEASURED_ANEW_M = 10;

export const isLikeLength = (a: number, b: number, share: number): boolean =>
  Math.abs(a - b) < Math.max(MEASURED_ANEW_M, share * Math.max(a, b));

/** Types of one group are corrected into each other (ITU-R M.1371-5, table 53: tens); unknown and “other” say nothing. */
export function isLikeType(a: number, b: number): boolean {
  const [x, y] = [groupOf(a), groupOf(b)];
  return x === y || x === undefined || y === undefined;
}

function groupOf(shipType: number): number | undefined {
  const tens = Math.floor(shipType / 10);
  // 30–39 and 50–59 are what it does just now: fishing, towing, a pilot aboard.
  return tens === 4 || (tens >= 6 && tens <= 8) ? tens : undefined;
}
