/**
 * Makes decisions until it is killed: `decisions.side.ts DIR`. A JSON line on stdout for each, once it was said to be kept;
 * reads are recorded beside them.
 */
import { writeSync } from 'node:fs';
import path from 'node:path';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import { systemClock } from '../../../server/clock.ts';
import type { Actor } from '../../../server/operations/actor.ts';
import { AuditLog } from '../../../server/operations/audit/log.ts';
import { Database } from '../../../server/operations/database.ts';
import { Records } from '../../../server/operations/records.ts';

const database = Database.open(path.join(process.argv[2] ?? '', 'operations.sqlite'));
const audit = AuditLog.open({ database, clock: systemClock });
const records = Records.open({ database, audit, clock: systemClock });

const by: Actor = { id: 'p-anna', name: 'Anna', agency: agencyId('xa-coast-guard'), how: 'session' };
const zone = (name: string) =>
  ({
    name,
    shape: { kind: 'circle', centre: { lat: 41, lon: 19 }, radiusM: 500 },
    purpose: 'vigilance',
    life: 'draft',
    marking: { owner: agencyId('xa-coast-guard'), purpose: 'borderSurveillance', retention: 'decisions' },
  }) as const;

// One write a line: what is said is said, whatever happens to the process then.
const tell = (line: object): void => {
  writeSync(1, `${JSON.stringify(line)}\n`);
};

tell({ ready: records.revision });
for (let i = 0; ; i += 1) {
  const name = `zone ${process.pid} ${i}`;
  const decided = { by, reason: `because of ${i}` };
  const known = records.list('zone').at(-1 - (i % 3));
  const outcome =
    known === undefined || i % 2 === 0
      ? records.create('zone', zone(name), decided)
      : i % 7 === 5
        ? records.remove('zone', known.id, known.version, decided)
        : records.change('zone', known.id, known.version, zone(name), decided);
  if (!outcome.ok) throw new Error(outcome.fault.what);
  const { id, version, revision, event } = outcome.value;
  tell({ id, version, revision, event, name: outcome.value.value.name, seq: audit.seq });
  const sight = { by, action: 'see', object: { kind: 'track', id: name }, outcome: 'yes' } as const;
  void audit.record(sight).then((kept) => kept.ok && tell({ saw: name }));
  if (i % 5 === 0) await new Promise((resolve) => setTimeout(resolve, i % 10));
}
