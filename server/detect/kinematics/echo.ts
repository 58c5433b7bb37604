/** Reports that say again where a vessel was: they prove nothing. */
import type { Thing } from '../thing.ts';
import type { Limits } from './limits.ts';
import { besideM, eastM, northM } from './step.ts';
import type { Said } from './strand.ts';

/** What was there just now is the other of two, and no old report. */
const YOUNGEST_ECHO_MS = 60_000;

/** An old report of its own way that comes late, or a recording that begins anew. */
export function isEcho(said: Said, limits: Limits): boolean {
  for (const thing of said.thing.vessel?.things ?? [said.thing])
    if (isOnWay(said, thing, limits)) return true;
  return false;
}

function isOnWay(said: Said, { trace }: Thing, limits: Limits): boolean {
  const { echoM, echoS, minM } = limits;
  for (let i = 0; i < trace.count && said.ms - trace.ms(i) <= echoS * 1000; i++) {
    if (said.ms - trace.ms(i) < YOUNGEST_ECHO_MS) continue;
    const north = northM(trace.lat(i), said.lat);
    if (Math.abs(north) > minM + echoM) continue;
    const east = eastM(trace.lon(i), said.lon, said.lat);
    const isLast = i + 1 === trace.count;
    const chordN = isLast ? 0 : northM(trace.lat(i), trace.lat(i + 1));
    const chordE = isLast ? 0 : eastM(trace.lon(i), trace.lon(i + 1), said.lat);
    // A long chord is a jump, or nobody knows what way.
    const isWay = Math.hypot(chordN, chordE) <= minM;
    if (besideM(east, north, chordE, chordN, 0, isWay ? 1 : 0) <= echoM) return true;
  }
  return false;
}
