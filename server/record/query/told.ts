/** Alerts as they stood last, for main, which knows who may see them. */
import type { AlertKind } from '../../../proto/domain/alert/kinds.table.ts';
import { type Answering, asReply } from './asks.ts';
import { whole } from './line.ts';
import type { Past, Range } from './sources.ts';

/** Alerts of one answer, before the policy. */
export const MOST_ALERTS = 20_000;
/** An alert is judged days after it was raised. */
const JUDGED_LATE_MS = 30 * 86_400_000;

export interface ToldParams {
  /** Raised in. */
  readonly fromMs: number;
  readonly untilMs: number;
  readonly kinds?: readonly AlertKind[];
  readonly verdict?: string;
}

export interface ToldReply {
  /** Each an `Alert` as JSON, in the order in which they were raised. */
  readonly alerts: readonly string[];
  readonly isCut: boolean;
  readonly missing: readonly string[];
}

export const answerTold: Answering = async ({ line, past }, params) => {
  const { fromMs, untilMs, kinds, verdict } = params as ToldParams;
  const where = [
    `raised >= ${whole(fromMs)}`,
    `raised < ${whole(untilMs)}`,
    ...(kinds ? [`list_contains(${listOf(kinds.length)}, json->>'$.lead.kind')`] : []),
    ...(verdict === undefined ? [] : [`json->>'$.verdict.is' = $verdict`]),
  ].join(' AND ');
  const rows = await line.rows<{ json: string }>(
    `SELECT json FROM (SELECT json, (json->>'$.raisedMs')::BIGINT AS raised FROM ${lastOf(past, { fromMs, untilMs: untilMs + JUDGED_LATE_MS })})
     WHERE ${where} ORDER BY raised, json->>'$.id' LIMIT ${MOST_ALERTS + 1}`,
    {
      ...Object.fromEntries((kinds ?? []).map((kind, i) => [`kind${i}`, kind])),
      ...(verdict !== undefined && { verdict }),
    },
  );
  const reply: ToldReply = {
    alerts: rows.slice(0, MOST_ALERTS).map(({ json }) => json),
    isCut: rows.length > MOST_ALERTS,
    missing: past.missing,
  };
  return asReply(reply);
};

const listOf = (count: number): string =>
  `[${Array.from({ length: count }, (_, i) => `$kind${i}`).join(', ')}]`;

const lastOf = (past: Past, range: Range): string =>
  `(SELECT arg_max(json, seq) AS json FROM ${past.rowsOf('told', range)} WHERE kind = 'alert' GROUP BY id)`;
