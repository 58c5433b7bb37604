/** What a vessel of a story makes of its transponder: silent, or lying about its place, for a while again and again. */
import type { Position } from '../../proto/domain/geo.ts';
import { type EpochMs, toRadians } from '../../proto/domain/units.ts';
import { MINUTE_MS } from './day.ts';
import { moved } from './path.ts';
import type { Oddity } from './scenariosensing.ts';

export interface Conduct {
  readonly story: Oddity['story'];
  /** Its transponder is on, where it has one. */
  transmits(atMs: number): boolean;
  /** The place that its transponder says, from the place that its receiver gives. */
  claimed(lat: number, lon: number, atMs: number): { readonly lat: number; readonly lon: number };
}

/** Begins `afterS` after the opening and lasts `forMin`, every `everyMin` anew. */
export interface Cycle {
  readonly afterS: number;
  readonly forMin: number;
  readonly everyMin: number;
}

/** Whether a cycle that counts from the opening is in its active part. */
export function isActive(cycle: Cycle, openingMs: EpochMs, atMs: number): boolean {
  const sinceMs = atMs - openingMs - cycle.afterS * 1000;
  return sinceMs >= 0 && sinceMs % (cycle.everyMin * MINUTE_MS) < cycle.forMin * MINUTE_MS;
}

export function conductOf(oddity: Oddity, openingMs: EpochMs): Conduct {
  const { story } = oddity;
  const honest = (lat: number, lon: number) => ({ lat, lon });
  if (story === 'switchedOff' || story === 'goneSilent' || story === 'neverOn')
    return { story, transmits: (atMs) => !isActive(oddity.off, openingMs, atMs), claimed: honest };
  if (story !== 'spoofed') return { story, transmits: () => true, claimed: honest };
  const bearing = toRadians(oddity.offset.bearingDeg);
  const northM = oddity.offset.metres * Math.cos(bearing);
  const eastM = oddity.offset.metres * Math.sin(bearing);
  return {
    story,
    transmits: () => true,
    claimed: (lat, lon, atMs): Position | { lat: number; lon: number } =>
      isActive(oddity.spoof, openingMs, atMs) ? moved(lat, lon, northM, eastM) : { lat, lon },
  };
}
