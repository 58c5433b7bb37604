/** A record of a few minutes of the demonstration's sea, as a server leaves it: frames in files, and the state at the start. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { Nature } from '../../../proto/domain/observation.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { StartState } from '../../../server/offline/startstate.ts';
import { writeTable } from '../../../server/record/archive/writetable.ts';
import { writeCheckpoint } from '../../../server/record/checkpoints.ts';
import { createSimulation } from '../../../server/simulate/simulation.ts';
import { southernAdriatic } from '../simulate/demonstrationscenario.ts';

export const SEA_MS = Date.UTC(2026, 5, 21, 5);
export const MINUTE_MS = 60_000;

export async function recordedSea(minutes: number): Promise<string> {
  const record = mkdtempSync(path.join(tmpdir(), 'watchfloor-again-test-'));
  onTestFinished(() => rmSync(record, { recursive: true, force: true }));
  const simulation = createSimulation(southernAdriatic(), 7, epochMs(SEA_MS));
  const ais = simulation.feeds.filter(({ format }) => format === 'ais').map(({ name }) => name);
  const rows: Record<string, number | string | boolean | Uint8Array>[] = [];
  simulation.advance(epochMs(SEA_MS + minutes * MINUTE_MS), (feed, bytes, atMs, connection) => {
    if (!ais.includes(feed)) return;
    rows.push({
      ...{ seq: rows.length + 1, epoch: 1, known_ms: Math.round(atMs), machine_ms: Math.round(atMs), feed },
      ...{ connection, nature: Nature.synthetic, time_shift_ms: 0, datagram: false, closed: false },
      bytes: Uint8Array.from(bytes),
    });
  });
  await writeTable(record, { table: 'frames', class: 'sea', rows, atMs: SEA_MS });
  const state: StartState = {
    feeds: ais.map((id) => ({ id, format: 'ais', nature: Nature.synthetic, said: {} })),
    ...{ learned: {}, records: [], registrationAllowed: true },
  };
  writeCheckpoint(record, SEA_MS, state);
  return record;
}
