/** A log to tamper with. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { exportedLines } from '../../../../server/operations/audit/exported.ts';
import { ANNA, BOJAN, folder, openRecords, value, zone } from '../opened.ts';

export const RECORDS = 60;
const CHECKPOINTS = [20, 40];
export const HEAD = 'operations.audit-head';

/** A log of 60 records with three checkpoints, closed; the same exported; and the head as it was at record 45. */
export function writeLog(): { dir: string; lines: string[]; headAt45: string } {
  const dir = folder();
  const { records, audit, database, close } = openRecords(dir);
  let headAt45 = '';
  for (let i = 1; i <= RECORDS; i += 1) {
    const by = i % 3 ? ANNA : BOJAN;
    value(records.create('zone', zone(`zone ${i}`), { by, ...(i % 2 && { reason: `because ${i}` }) }));
    if (CHECKPOINTS.includes(i)) value(audit.checkpoint());
    if (i === 45) headAt45 = readFileSync(path.join(dir, HEAD), 'utf8');
  }
  const lines = [...value(exportedLines(audit, database))].join('').trimEnd().split('\n');
  close();
  return { dir, lines, headAt45 };
}
