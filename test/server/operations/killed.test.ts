import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { checkDatabase } from '../../../server/operations/audit/check.ts';
import { folder, openRecords } from './opened.ts';

const KILLS = process.env.WATCHFLOOR_LONG === undefined ? 8 : 200;
const PROGRAM = fileURLToPath(new URL('decisions.side.ts', import.meta.url));

interface Told {
  readonly ready?: number;
  readonly saw?: string;
  readonly id?: string;
  readonly version?: number;
  readonly revision?: number;
  readonly event?: string;
  readonly name?: string;
  readonly seq?: number;
}

/** Everything that was told to be kept, until the kill `afterLines` and some microseconds later. */
function decideUntilKilled(dir: string, afterLines: number): Promise<Told[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), PROGRAM, dir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (part: string) => {
      text += part;
      // The pipe lags behind: the kill falls anywhere in a decision.
      if (text.split('\n').length > afterLines) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error('it ended by itself'));
      const whole = text.slice(0, text.lastIndexOf('\n'));
      resolve(whole.split('\n').map((line) => JSON.parse(line) as Told));
    });
  });
}

it(`${KILLS} times kill -9 while people decide: all that was told is there, with its row in the log`, {
  timeout: 30_000 * KILLS,
}, async () => {
  const dir = folder();
  const database = path.join(dir, 'operations.sqlite');
  let decisions = 0;
  let reads = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const told = await decideUntilKilled(dir, 2 + ((kill * 37) % 90));
    // As the killed process left it: nothing opened it since.
    const checked = checkDatabase(database);
    expect(checked.broken).toBeUndefined();
    const { records, database: opened, audit, close } = openRecords(dir);
    for (const { ready, saw, id, version, revision, event, name, seq } of told) {
      if (ready !== undefined) continue;
      if (saw !== undefined) {
        expect(audit.find({ action: 'see', kind: 'track', id: saw })).toHaveLength(1);
        reads += 1;
        continue;
      }
      expect(records.versions('zone', id ?? '')[(version ?? 0) - 1]).toMatchObject({
        revision,
        event,
        version,
      });
      const row = opened.get('SELECT action, kind, id, details FROM audit WHERE seq = ?', seq ?? 0);
      expect(row).toMatchObject({ action: event, kind: 'zone', id, details: JSON.stringify({ version }) });
      if (event !== 'removed')
        expect(records.versionAt('zone', id ?? '', revision ?? 0)?.value.name).toBe(name);
      decisions += 1;
    }
    const rows = opened.get("SELECT count(*) AS n FROM audit WHERE kind = 'zone'");
    expect(rows?.n).toBe(records.revision);
    expect(audit.find({ action: 'auditDamaged' })).toEqual([]);
    close();
  }
  expect(decisions).toBeGreaterThan(KILLS * 5);
  expect(reads).toBeGreaterThan(0);
  expect(checkDatabase(database).broken).toBeUndefined();
});
