/** How much is asked of those who watch, against EEMUA 191 and IEC 62682: about one alarm an operator in ten minutes. */
import type { EpochMs } from '../units.ts';
import type { Priority } from './alert.ts';
import type { AlertKind } from './kinds.table.ts';

export type ByPriority = Readonly<Record<Priority, number>>;

/** `GET /api/alerts/load`: of what the asker may see. */
export interface AlertLoad {
  readonly atMs: EpochMs;
  /** A place where somebody watches: everything, and each sector. */
  readonly positions: readonly {
    /** Absent: everything. */
    readonly sectorId?: string;
    readonly lastTenMin: ByPriority;
    /** Ten or more alarms and warnings within ten minutes, until it falls below five (EEMUA 191). */
    readonly flood: boolean;
    /** Share of the last day's ten-minute intervals with ten or more. */
    readonly floodShare: number;
    readonly meanPerTenMin: number;
    readonly peakPerTenMin: number;
  }[];
  /** The last 24 hours, the oldest first: alerts raised in each. */
  readonly hours: readonly { readonly fromMs: EpochMs; readonly raised: ByPriority }[];
  /** Open for a day and longer. */
  readonly standing: readonly { readonly id: string; readonly kind: AlertKind; readonly sinceMs: EpochMs }[];
  /** Came again three times and more within an hour. */
  readonly chattering: readonly { readonly id: string; readonly kind: AlertKind; readonly times: number }[];
  readonly kinds: readonly {
    readonly kind: AlertKind;
    readonly raised: number;
    readonly open: number;
    readonly verdicts: { readonly true: number; readonly false: number; readonly notUseful: number };
    /** Half of them were acknowledged within so long; absent: none was. */
    readonly medianAcknowledgeS?: number;
  }[];
}

export const FLOOD = { begins: 10, ends: 5, windowMs: 600_000 } as const;
export const STANDING_MS = 24 * 3_600_000;
export const CHATTERING = { times: 3, windowMs: 3_600_000 } as const;
