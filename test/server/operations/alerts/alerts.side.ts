/**
 * Takes alerts and answers them until it is killed: `alerts.side.ts DIR`. A JSON line on stdout for each alert that was
 * told: after its tick or act answered.
 */
import { writeSync } from 'node:fs';
import path from 'node:path';
import { epochMs } from '../../../../proto/domain/units.ts';
import { systemClock } from '../../../../server/clock.ts';
import { AlertBook } from '../../../../server/operations/alerts/book.ts';
import { AuditLog } from '../../../../server/operations/audit/log.ts';
import { Database } from '../../../../server/operations/database.ts';
import { ANNA, condition, found, over } from './found.ts';

const database = Database.open(path.join(process.argv[2] ?? '', 'operations.sqlite'));
const audit = AuditLog.open({ database, clock: systemClock });
const rescueCentres = () => [{ id: 'xb-rescue', name: 'Rescue' }];
const book = AlertBook.open({ database, audit, clock: systemClock, rescueCentres });

// One write a line: what is said is said, whatever happens to the process then.
const tell = (line: object): void => {
  writeSync(1, `${JSON.stringify(line)}\n`);
};
const told = (id: string): void => {
  const { revision, state, history, priority } = book.get(id)!;
  tell({ id, revision, state, lines: history.length, last: history.at(-1)?.what, priority });
};

const run = process.pid;
const of = (i: number) => {
  const name = `${run}-${i}`;
  const cries = i % 5 === 0;
  const lead = condition(name, cries ? { kind: 'distress', priority: 'emergency' } : {});
  return { ...found(name, lead), id: `${run}-a${i}` };
};
tell({ ready: book.revision });
for (let i = 0; ; i += 1) {
  const ended = i >= 4 ? [over(of(i - 4), i)] : [];
  const outcome = book.tick([of(i), ...ended], epochMs(i * 1000));
  if (!outcome.ok) throw new Error(outcome.fault.what);
  told(`${run}-a${i}`);
  if (i >= 4) told(`${run}-a${i - 4}`);
  const acted = book.act(
    `${run}-a${i}`,
    i % 3 === 0 ? { act: 'acknowledge' } : { act: 'comment', text: 'x' },
    {
      by: ANNA,
    },
  );
  if (!acted.ok) throw new Error(acted.fault.what);
  told(`${run}-a${i}`);
  if (i % 5 === 0) await new Promise((resolve) => setTimeout(resolve, i % 10));
}
