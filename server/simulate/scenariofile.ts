/** Finds and reads a scenario by name. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkScenario, type ScenarioResult } from './scenariocheck.ts';

/** Where scenarios lie, from the repository's root. */
export const SCENARIO_FOLDER = 'fixtures/scenarios';

/** The scenario of this name; each fault names the file, the place in it and what is wrong. */
export function readScenario(name: string, folder: string = SCENARIO_FOLDER): ScenarioResult {
  const file = join(folder, `${name}.json`);
  if (!/^[a-z0-9-]{1,60}$/.test(name)) return { ok: false, faults: [`"${name}" is no scenario's name`] };
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { ok: false, faults: [`there is no scenario "${name}" (${file}); there are: ${known(folder)}`] };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, faults: [`${file}: ${error instanceof Error ? error.message : 'is no JSON'}`] };
  }
  const result = checkScenario(value);
  return result.ok ? result : { ok: false, faults: result.faults.map((fault) => `${file}: ${fault}`) };
}

function known(folder: string): string {
  try {
    const names = readdirSync(folder).filter((f) => f.endsWith('.json'));
    return names.map((f) => f.slice(0, -5)).join(', ') || 'none';
  } catch {
    return 'none';
  }
}
