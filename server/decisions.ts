/** What people decide and who may: the database, the log, the records and their rules, and the one policy over them. */
import path from 'node:path';
import type { Clock } from '../proto/domain/clock.ts';
import type { FeedId } from '../proto/domain/ids.ts';
import type { AgencyId, Marking } from '../proto/domain/operations/agency.ts';
import { SetupToken } from './access/accounts/setuptoken.ts';
import { AccessControl } from './access/control.ts';
import { AccessDesk } from './access/desk.ts';
import { PastAccess } from './access/then.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { loadDemonstration, readDemonstrationPlans } from './demonstrationplans.ts';
import { AuditLog } from './operations/audit/log.ts';
import { Database } from './operations/database.ts';
import { KINDS } from './operations/kinds.ts';
import { PastRecords } from './operations/pastrecords.ts';
import type { FindingsOf } from './operations/plans.ts';
import { Plans } from './operations/plans.ts';
import { Records } from './operations/records.ts';
import { FILE_PREFIX, natureOf } from './people.ts';
import type { Decisions } from './publish/routeoptions.ts';

export interface OpenDecisions extends Decisions {
  readonly access: AccessControl;
  readonly desk: AccessDesk;
  /** How is decided about what was known earlier. */
  readonly past: PastAccess;
  /** What people had decided then. */
  readonly pastRecords: PastRecords;
  /** The site's own agency; undefined: none is entered yet. */
  home(): AgencyId | undefined;
  /** Writes what waits and closes the file. */
  close(): void;
}

interface Joined {
  readonly config: Config;
  /** The picture's. */
  readonly clock: Clock;
  readonly findings?: (records: Records) => FindingsOf;
}

/** Throws a `DatabaseError` when the file cannot be used or a newer version wrote it. */
export function openDecisions({ config, clock, findings }: Joined): OpenDecisions {
  const prefix = FILE_PREFIX[natureOf(config, clock)];
  const database = Database.open(path.join(config.dataDir, `${prefix}operations.sqlite`));
  // People decide by the machine's time, whatever time the picture shows.
  const audit = AuditLog.open({ database, clock: systemClock });
  const records = Records.open({ database, audit, clock: systemClock });
  const plans = new Plans({
    records,
    clock: systemClock,
    rules: Object.values(KINDS),
    ...(findings && { findings: findings(records) }),
  });
  const demonstration = config.demonstration ? readDemonstrationPlans() : undefined;
  if (demonstration && records.revision === 0)
    loadDemonstration(demonstration, plans, records, systemClock.nowMs());
  const home = (): AgencyId | undefined =>
    config.agency ?? (records.list('agency')[0]?.id as AgencyId | undefined);
  const markings = (feed: FeedId): Marking | undefined =>
    demonstration ? demonstration.feeds.get(feed) : ownedBy(config.markings.get(feed), home());
  const { demonstration: isDemonstration } = config;
  const access = new AccessControl({
    ...{ database, audit, records, clock: systemClock, markings, demonstration: isDemonstration },
    ...(config.agency !== undefined && { home: config.agency }),
  });
  const pastRecords = new PastRecords(database);
  const past = new PastAccess({ now: access, past: pastRecords, records, markings, home: config.agency });
  const desk = new AccessDesk({
    ...{ access, records, demonstration: isDemonstration },
    ...(!isDemonstration && { setupToken: new SetupToken(config.dataDir) }),
  });
  return {
    ...{ database, audit, records, plans, access, desk, past, pastRecords, home },
    close() {
      access.close();
      audit.close();
      database.close();
    },
  };
}

type Configured = Config['markings'] extends ReadonlyMap<FeedId, infer M> ? M : never;

/** A feed that names no owner is the site's own; undefined: there is no agency yet. */
const ownedBy = (marking: Configured | undefined, home: AgencyId | undefined): Marking | undefined => {
  const owner = marking?.owner ?? home;
  return marking === undefined || owner === undefined ? undefined : { ...marking, owner };
};
