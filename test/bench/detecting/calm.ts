/** An hour of the demonstration without what is odd in it, every feed of it, as it is sent. */
import type { Shore } from '../../../proto/domain/detecting.ts';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { GivenRecords } from '../../../server/offline/records.ts';
import { calmScenario } from '../corpora/demonstration.ts';
import { configFor, simulate } from './simulated.ts';
import { type Watched, watchArrivals } from './watching.ts';

export const CALM_HOURS = [
  { name: 'demonstration, day', startMs: Date.UTC(2026, 5, 15, 9) },
  { name: 'demonstration, night', startMs: Date.UTC(2026, 5, 15, 22, 30) },
] as const;

export function runCalm(startMs: number, seed: number, shore: Shore): Watched {
  const scenario = calmScenario();
  const { arrivals } = simulate(scenario, seed, epochMs(startMs), 60);
  return watchArrivals(arrivals, { shore, ...configFor(scenario, new GivenRecords(agencyId('bench'))) });
}
