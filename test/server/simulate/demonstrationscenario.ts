/** The scenario that the tests of this room run. */
import path from 'node:path';
import type { Scenario } from '../../../server/simulate/scenario.ts';
import { readScenario } from '../../../server/simulate/scenariofile.ts';

export const SCENARIOS = path.resolve(import.meta.dirname, '../../../fixtures/scenarios');

export function southernAdriatic(): Scenario {
  const read = readScenario('southern-adriatic', SCENARIOS);
  if (!read.ok) throw new Error(read.faults.join('\n'));
  return read.scenario;
}
