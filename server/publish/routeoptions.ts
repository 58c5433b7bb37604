/** What the REST routes read and may change. */
import type { Clock } from '../../proto/domain/clock.ts';
import type { Finding } from '../../proto/domain/operations/record.ts';
import type { EpochMs } from '../../proto/domain/units.ts';
import type { Access } from '../access/access.ts';
import type { AccessDesk } from '../access/desk.ts';
import type { FeedHistory, FeedSnapshot } from '../feeds/health.ts';
import type { NamedAgency } from '../operations/alerts/acted.ts';
import type { AlertBook } from '../operations/alerts/book.ts';
import type { AuditLog } from '../operations/audit/log.ts';
import type { Bookmarks } from '../operations/bookmarks.ts';
import type { Contacts } from '../operations/contacts.ts';
import type { CoverageBook } from '../operations/coverage/book.ts';
import type { Database } from '../operations/database.ts';
import type { Plans } from '../operations/plans.ts';
import type { Records } from '../operations/records.ts';
import type { Registrations } from '../operations/registrations.ts';
import type { Tasks } from '../operations/tasks.ts';
import type { ArchiveRoom } from './archive/archiveroom.ts';
import type { StageReport } from './metrics.ts';
import type { Publisher } from './publisher.ts';
import type { Replays } from './replay/sessions.ts';
import type { PictureSource } from './source.ts';

export interface FeedReport {
  readonly snapshot: FeedSnapshot;
  readonly history: FeedHistory;
}

/** What people may do here. */
export interface Operations {
  readonly contacts: Contacts;
  readonly tasks: Tasks;
  readonly registrations: Registrations;
}

/** What people decided, and the log of it. */
export interface Decisions {
  readonly plans: Plans;
  readonly records: Records;
  readonly audit: AuditLog;
  /** For its export. */
  readonly database: Database;
}

/** Where a unit's own track is, and whose it is to show: the picture's. */
export interface UnitTrack {
  readonly slot: number;
  readonly lat: number;
  readonly lon: number;
  readonly observedMs: EpochMs;
}

/** What is worked out of the decisions and the picture together. */
export interface Assist {
  readonly whereIs: (unitId: string) => UnitTrack | undefined;
  readonly coverage: CoverageBook;
  /** What the plans of a time lack, and where they clash. */
  findings(fromMs: EpochMs, untilMs: EpochMs): Promise<readonly Finding[]>;
}

/** What needs a person. */
export interface Alerts {
  readonly book: AlertBook;
  /** People answer by it, whatever time the picture shows. */
  readonly machine: Pick<Clock, 'nowMs'>;
  readonly rescueCentres: () => readonly NamedAgency[];
}

/** What was recorded, shown again. */
export interface ReplayRoom {
  readonly sessions: Replays;
  /** Absent in measurements, and tests of other things. */
  readonly bookmarks?: Bookmarks;
}

export interface RouteOptions {
  readonly source: PictureSource;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly serverVersion: string;
  readonly epoch: number;
  readonly feeds: () => readonly FeedReport[];
  /** Every stage of the pipeline, in its order; publishing adds itself. */
  readonly stages: () => readonly StageReport[];
  readonly access: Access;
  /** Absent where nobody signs in: measurements, and tests of other things. */
  readonly desk?: AccessDesk;
  /** Absent where nothing is decided: measurements, and tests of other things. */
  readonly decisions?: Decisions;
  /** Absent where nothing is detected. */
  readonly alerts?: Alerts;
  /** Absent where there are no decisions. */
  readonly assist?: Assist;
  /** Absent where nothing can be changed. */
  readonly operations?: Operations;
  /** Absent where nothing is recorded. */
  readonly replays?: ReplayRoom;
  /** Absent where nothing is recorded. */
  readonly archive?: ArchiveRoom;
}
