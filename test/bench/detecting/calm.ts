/** An hour of the demonstration without what is odd in it, every feed of it, with its own zones, plans and watch lists. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Shore } from '../../../proto/domain/detecting.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { loadDemonstration, readDemonstrationPlans } from '../../../server/demonstrationplans.ts';
import { AuditLog } from '../../../server/operations/audit/log.ts';
import { Database } from '../../../server/operations/database.ts';
import { KINDS } from '../../../server/operations/kinds.ts';
import { Plans } from '../../../server/operations/plans.ts';
import { Records } from '../../../server/operations/records.ts';
import { manualClock } from '../../manualclock.ts';
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
  const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-calm-'));
  const database = Database.open(path.join(folder, 'operations.sqlite'));
  const clock = manualClock(startMs);
  const audit = AuditLog.open({ database, clock });
  const records = Records.open({ database, audit, clock });
  const plans = new Plans({ records, clock, rules: Object.values(KINDS) });
  loadDemonstration(readDemonstrationPlans(), plans, records, epochMs(startMs));
  try {
    return watchArrivals(arrivals, { shore, ...configFor(scenario, records) });
  } finally {
    audit.close();
    database.close();
    rmSync(folder, { recursive: true });
  }
}
