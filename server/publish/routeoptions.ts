/** What the REST routes read and may change. */
import type { Clock } from '../../proto/domain/clock.ts';
import type { FeedHistory, FeedSnapshot } from '../feeds/health.ts';
import type { Contacts } from '../operations/contacts.ts';
import type { Registrations } from '../operations/registrations.ts';
import type { Tasks } from '../operations/tasks.ts';
import type { StageReport } from './metrics.ts';
import type { Publisher } from './publisher.ts';
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

export interface RouteOptions {
  readonly source: PictureSource;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly serverVersion: string;
  readonly epoch: number;
  readonly feeds: () => readonly FeedReport[];
  /** Every stage of the pipeline, in its order; publishing adds itself. */
  readonly stages: () => readonly StageReport[];
  /** Absent where nothing can be changed. */
  readonly operations?: Operations;
}
