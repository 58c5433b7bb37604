import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { checkDatabase } from '../../../../server/operations/audit/check.ts';
import { folder, openBook } from './found.ts';

const KILLS = process.env.WATCHFLOOR_LONG === undefined ? 4 : 100;
const PROGRAM = fileURLToPath(new URL('alerts.side.ts', import.meta.url));

interface Told {
  readonly ready?: number;
  readonly id?: string;
  readonly revision?: number;
  readonly state?: string;
  readonly lines?: number;
  readonly last?: string;
  readonly priority?: string;
}

/** Everything that was told, until the kill `afterLines` and some microseconds later. */
function watchUntilKilled(dir: string, afterLines: number): Promise<Told[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), PROGRAM, dir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (part: string) => {
      text += part;
      // The pipe lags behind: the kill falls anywhere in a tick or an act.
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

it(`${KILLS} times kill -9 while alerts come and people answer: all that was told is there, with its history`, {
  timeout: 30_000 * KILLS,
}, async () => {
  const dir = folder();
  let checked = 0;
  let lastRevision = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const told = await watchUntilKilled(dir, 2 + ((kill * 37) % 120));
    expect(checkDatabase(path.join(dir, 'operations.sqlite')).broken).toBeUndefined();
    const { book, database, audit, close } = openBook(dir, 0);
    expect(told[0]?.ready).toBeGreaterThanOrEqual(lastRevision);
    for (const { id, revision = 0, lines = 0, last, state, priority } of told.slice(1)) {
      const alert = book.get(id ?? '')!;
      expect([id, alert?.priority]).toEqual([id, priority]);
      expect(alert.revision).toBeGreaterThanOrEqual(revision);
      if (alert.revision === revision) expect(alert.state).toBe(state);
      expect(alert.history[lines - 1]?.what).toBe(last);
      const kept = database.get('SELECT count(*) AS n FROM alert_event WHERE alert = ?', id ?? '');
      expect(kept?.n).toBe(alert.history.length);
      const acts = audit.find({ kind: 'alert', id: id ?? '' });
      const people = alert.history.filter(({ by }) => by !== 'system');
      expect(acts).toHaveLength(people.length);
      checked += 1;
    }
    const raised = database.get("SELECT count(*) AS n FROM alert_event WHERE what = 'raised'");
    expect(raised?.n).toBe(database.get('SELECT count(*) AS n FROM alert')?.n);
    lastRevision = book.revision;
    close();
  }
  expect(checked).toBeGreaterThan(KILLS * 10);
});
