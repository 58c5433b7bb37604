/**
 * When lines came that nobody wrote a time to: from a given start on, the seconds that position reports say of themselves
 * lead the clock (ITU-R M.1371-5, types 1 to 3, 9, 18). It never goes back; a silence of more than half a minute is taken
 * for a shorter one.
 */
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';

const MINUTE_MS = 60_000;
/** A second that is further ahead is one that has passed. */
const AHEAD_MS = 30_000;
/** Where each type has the second of the report: the first of its six bits. */
const SECOND_AT: Readonly<Record<number, number>> = { 1: 137, 2: 137, 3: 137, 9: 128, 18: 133 };

export class BareClock {
  #atMs: number;

  constructor(startMs: EpochMs) {
    this.#atMs = startMs;
  }

  /** @param line one sentence */
  at(line: Uint8Array): EpochMs {
    const second = secondOf(line);
    if (second !== undefined) {
      const aheadMs = (second * 1000 - (this.#atMs % MINUTE_MS) + MINUTE_MS) % MINUTE_MS;
      if (aheadMs <= AHEAD_MS) this.#atMs += aheadMs;
    }
    return epochMs(this.#atMs);
  }
}

/** Of a position report in one sentence; undefined: it says none. */
export function secondOf(line: Uint8Array): number | undefined {
  const text = Buffer.from(line.buffer, line.byteOffset, line.length).toString('latin1');
  const payload = /![A-Z]{2}VD[MO],1,1,\d?,[^,]*,([^,]+),/.exec(text)?.[1];
  const at = payload === undefined ? undefined : SECOND_AT[sixBits(payload, 0)];
  if (payload === undefined || at === undefined || payload.length * 6 < at + 6) return undefined;
  const first = Math.floor(at / 6);
  const both = (sixBits(payload, first) << 6) | sixBits(payload, first + 1);
  const second = (both >> (6 - (at % 6))) & 63;
  return second < 60 ? second : undefined;
}

/** A character of the payload (IEC 61162-1, table of six-bit fields). */
function sixBits(payload: string, at: number): number {
  const code = payload.charCodeAt(at) - 48;
  return (code > 40 ? code - 8 : code) & 63;
}
