/** Tails of segments that were set aside: nobody reads them, and they hold what their class holds. */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { RETENTION_CLASSES, type RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import { absolute, DAY_MS, LOG } from './places.ts';

/** Drops those that are older than their class is kept; answers how many. `nowMs`: UTC epoch milliseconds. */
export function dropTorn(record: string, nowMs: number, daysOf: (of: RetentionClass) => number): number {
  let dropped = 0;
  for (const of of RETENTION_CLASSES) {
    const folder = absolute(record, `${LOG}/${of}`);
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name);
      if (!/\.torn-\d+$/.test(name) || nowMs - statSync(file).mtimeMs <= daysOf(of) * DAY_MS) continue;
      rmSync(file, { force: true });
      dropped += 1;
    }
  }
  return dropped;
}
