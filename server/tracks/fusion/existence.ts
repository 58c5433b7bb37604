/** Whether there is something, after one look: a Bernoulli filter with what association says was seen. */
import { FusionStatus } from './contract.ts';
import type { ScanContext } from './looks.ts';
import type { Tracks } from './tracks.ts';

const LEAST_EXISTENCE = 1e-7;
const MOST_EXISTENCE = 1 - 1e-6;
/** Above this a track surely exists, and its sensor learns from it. */
const CERTAIN = 0.98;
/** Looks over which a track's own detection probability forgets. */
const MEMORY = 40;

/** `seen`: probability that one of the plots is the track's; `paired`: it may have been one plot with another track. */
export function judgeLook(
  tracks: Tracks,
  row: number,
  pd: number,
  seen: number,
  paired: boolean,
  { sensor, nowMs, partial }: ScanContext,
): void {
  const r = tracks.existence[row]!;
  const informs = !partial && sensor.settings.kind !== 'bearing';
  const ifMissed = informs ? (r * (1 - pd)) / (1 - r * pd) : r;
  tracks.existence[row] = Math.min(MOST_EXISTENCE, Math.max(LEAST_EXISTENCE, seen + (1 - seen) * ifMissed));
  if (seen > 0.5) {
    tracks.plots[row] = tracks.plots[row]! + 1;
    tracks.seenMs[row] = Math.max(tracks.seenMs[row]!, nowMs);
    tracks.sensedMs[row] = Math.max(tracks.sensedMs[row]!, nowMs);
    tracks.missedLooks[row] = 0;
  } else if (informs) tracks.missedLooks[row] = tracks.missedLooks[row]! + pd;
  if (!informs || paired || r < CERTAIN || tracks.status[row] === FusionStatus.tentative) return;
  const memory = tracks.memoryOf(row, sensor.index);
  if (tracks.looks[memory]! > MEMORY) {
    tracks.looks[memory] = tracks.looks[memory]! * (1 - 1 / MEMORY);
    tracks.hits[memory] = tracks.hits[memory]! * (1 - 1 / MEMORY);
  }
  tracks.looks[memory] = tracks.looks[memory]! + 1;
  tracks.hits[memory] = tracks.hits[memory]! + seen;
  sensor.learnDetection(seen);
}
