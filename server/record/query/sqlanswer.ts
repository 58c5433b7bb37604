/** SQL of somebody at the machine itself: one SELECT over views of the tables. It passes no policy: no route asks it. */
import { TABLES, type TableName } from '../../../proto/domain/record/tables.table.ts';
import { type Answering, asReply } from './asks.ts';
import { QueryFault } from './fault.ts';
import type { Line } from './line.ts';
import type { Past } from './sources.ts';

export interface SqlParams {
  readonly sql: string;
}

const ALWAYS = { fromMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY };
/** Rows of one answer; whoever wants more adds a LIMIT and an OFFSET, or reads the files. */
export const MOST_SQL_ROWS = 1_000_000;

/** The statement with the tables before it: `points`, `identities`, `told`… Throws where it is no single SELECT. */
export async function readingSql(line: Line, past: Past, sql: string): Promise<string> {
  const text = sql.trim().replace(/;\s*$/, '');
  const refuse = (error: unknown): never => {
    const what = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new QueryFault('refused', /Parser Error/.test(what ?? '') ? `it is not one SELECT: ${what}` : what);
  };
  const tables = (Object.keys(TABLES) as TableName[]).filter((table) =>
    new RegExp(`\\b${table}\\b`, 'i').test(text),
  );
  const views = tables.map((table) => `${table} AS (SELECT * FROM ${past.rowsOf(table, ALWAYS)})`);
  // Its own `WITH` may stand inside; what is no SELECT cannot.
  const whole = `${views.length > 0 ? `WITH ${views.join(', ')} ` : ''}SELECT * FROM (${text}\n)`;
  if (!(await line.isReading(whole).catch(refuse))) throw new QueryFault('refused', 'it is not one SELECT');
  return whole;
}

export const answerSql: Answering = async ({ line, past }, params) => {
  const { sql } = params as SqlParams;
  const rows = await line.rows(`SELECT * FROM (${await readingSql(line, past, sql)}) LIMIT ${MOST_SQL_ROWS}`);
  return asReply({ rows: rows.map(plain), missing: past.missing });
};

/** As JSON has it: whole numbers beyond 2^53 and times as text, bytes in base64. */
export const plain = (row: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)]));

function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plainValue);
  return value;
}
