/** How often a transmitter owes a report: ITU-R M.1371-5 annex 1, tables 1 and 2. */
import { NavStatus } from './activity.ts';
import type { Transponder } from './ships.table.ts';

const S = 1000;
const MINUTE = 60 * S;

/** Static and voyage data, and the aids' reports. */
export const STATIC_INTERVAL_MS = 6 * MINUTE;
export const AID_INTERVAL_MS = 3 * MINUTE;
export const BASE_STATION_INTERVAL_MS = 10 * S;

/** Milliseconds between position reports; `turning`: changing course as the standard means it. */
export function owedMs(transponder: Transponder, navStatus: number, sogKn: number, turning: boolean): number {
  switch (transponder) {
    case 'A':
      return owedByClassA(navStatus, sogKn, turning);
    case 'B-SO':
      if (sogKn <= 2) return 3 * MINUTE;
      if (sogKn <= 14) return 30 * S;
      return sogKn <= 23 ? 15 * S : 5 * S;
    case 'B-CS':
      return sogKn <= 2 ? 3 * MINUTE : 30 * S;
    case 'SAR':
      return 10 * S;
    case 'none':
      return Number.POSITIVE_INFINITY;
  }
}

function owedByClassA(navStatus: number, sogKn: number, turning: boolean): number {
  const lies = navStatus === NavStatus.atAnchor || navStatus === NavStatus.moored;
  if (lies && sogKn <= 3) return 3 * MINUTE;
  if (lies) return 10 * S;
  if (sogKn <= 14) return turning ? 10_000 / 3 : 10 * S;
  if (sogKn <= 23) return turning ? 2 * S : 6 * S;
  return 2 * S;
}

/** A course is changing while the heading is more than this from its mean of the last half minute, degrees. */
const TURNING_DEG = 5;
const MEAN_S = 30;
/** It goes on counting as changing for this long after. */
const STEADY_AFTER_S = 20;

/** Says whether a ship is changing course (M.1371-5 annex 2, 4.3.3.1); told its heading once a second. */
export class CourseWatch {
  private readonly headings = new Float64Array(MEAN_S);
  private filled = 0;
  private at = 0;
  private sum = 0;
  private unwrapped = 0;
  private turningLeftS = 0;

  heading(headingDeg: number): boolean {
    const turn = ((((headingDeg - this.unwrapped) % 360) + 540) % 360) - 180;
    this.unwrapped += this.filled === 0 ? headingDeg - this.unwrapped : turn;
    this.sum += this.unwrapped - (this.filled === MEAN_S ? this.headings[this.at]! : 0);
    this.headings[this.at] = this.unwrapped;
    this.at = (this.at + 1) % MEAN_S;
    this.filled = Math.min(MEAN_S, this.filled + 1);
    const apart = Math.abs(this.unwrapped - this.sum / this.filled);
    this.turningLeftS = apart > TURNING_DEG ? STEADY_AFTER_S : Math.max(0, this.turningLeftS - 1);
    return this.turningLeftS > 0;
  }
}
