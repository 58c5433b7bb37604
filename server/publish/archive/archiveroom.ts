/** What the routes need of the archive. */
import type { Clock } from '../../../proto/domain/clock.ts';
import type { RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import type { AskOptions, Result } from '../../record/query/link.ts';
import type { DecidedThen } from './pastsights.ts';

export interface ArchiveRoom {
  /** Of the query process; `QueryLink` of server/record fits. */
  ask(kind: string, params: unknown, options?: AskOptions): Promise<Result>;
  /** How it is decided what may be seen of the past. */
  readonly past: DecidedThen;
  /** The machine's: people ask by it, whatever time the picture shows. */
  readonly machine: Pick<Clock, 'nowMs' | 'monotonicMs'>;
  readonly keepDays: Readonly<Record<RetentionClass, number>>;
  /** Told what no question should end by: a defect, never what was asked. */
  readonly onDefect?: (error: unknown) => void;
  /** Absent: nothing is held or corrected here. */
  readonly keeping?: {
    /** The record's folder, with the lists of holds and corrections. */
    readonly record: string;
    /** Is told what was held, released or corrected, for the record of what happened. */
    told(kind: 'hold' | 'corrected', about: string, json: object): void;
  };
  /** What files say of where they come from. */
  readonly from?: {
    readonly site: string;
    readonly serverVersion: string;
    /** All is of an exercise, and whoever is here is part of it. */
    readonly demonstration: boolean;
  };
}
