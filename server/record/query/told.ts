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
  /** The alerts come as columns, each by itself: whoever reads them has not to read them at once. */
  readonly apart?: boolean;
}

export interface ToldReply {
  /** Each an `Alert` as JSON, in the order in which they were raised. */
  readonly alerts: readonly string[];
  readonly isCut: boolean;
  readonly missing: readonly string[];
}

export const answerTold: Answering = async ({ line, past }, params) => {
  const { fromMs, untilMs, kinds, verdict, apart } = params as ToldParams;
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
  const alerts = rows.slice(0, MOST_ALERTS).map(({ json }) => json);
  const reply: ToldReply = { alerts, isCut: rows.length > MOST_ALERTS, missing: past.missing };
  if (!apart) return asReply(reply);
  return { ...asReply({ ...reply, alerts: [] }), columns: alerts.map((json) => Buffer.from(json)) };
};

const listOf = (count: number): string =>
  `[${Array.from({ length: count }, (_, i) => `$kind${i}`).join(', ')}]`;

const lastOf = (past: Past, range: Range): string =>
  `(SELECT arg_max(json, seq) AS json FROM ${past.rowsOf('told', range)} WHERE kind = 'alert' GROUP BY id)`;
