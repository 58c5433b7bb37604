/** What the routes need of the archive. */
import type { Clock } from '../../../proto/domain/clock.ts';
import type { RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import type { AskOptions, Result } from '../../record/query/link.ts';

export interface ArchiveRoom {
  /** Of the query process; `QueryLink` of server/record fits. */
  ask(kind: string, params: unknown, options?: AskOptions): Promise<Result>;
  /** The machine's: people ask by it, whatever time the picture shows. */
  readonly machine: Pick<Clock, 'nowMs' | 'monotonicMs'>;
  readonly keepDays: Readonly<Record<RetentionClass, number>>;
}
