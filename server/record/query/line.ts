/** One connection to DuckDB: statements with their values apart from them, rows back, progress, and an end at any time. */
import type { DuckDBConnection, DuckDBValue, JS } from '@duckdb/node-api';
import { StatementType } from '@duckdb/node-api';
import { QueryFault } from './fault.ts';

/** By the names in the statement (`$name`): texts and what else people wrote. Numbers of ours are written by {@link whole}. */
export type Values = Readonly<Record<string, string | number | boolean | null>>;

/** A number within SQL, so that DuckDB can look a file's ranges up by it; a parameter's value comes too late for that. */
export function whole(value: number): string {
  if (!Number.isSafeInteger(value)) throw new QueryFault('refused', `${value} is no whole number`);
  return String(value);
}

export function real(value: number): string {
  if (!Number.isFinite(value)) throw new QueryFault('refused', `${value} is no number`);
  return `${value}::DOUBLE`;
}

export type Row = Readonly<Record<string, JS>>;

export class Line {
  readonly connection: DuckDBConnection;
  #isOver = false;

  constructor(connection: DuckDBConnection) {
    this.connection = connection;
  }

  /** Whole numbers of 64 bits come as bigint: cast them where they fit into 53. */
  async rows<R = Row>(sql: string, values: Values = {}): Promise<R[]> {
    this.#check();
    const reader = await this.connection.runAndReadAll(sql, bound(values));
    return reader.getRowObjectsJS() as unknown as R[];
  }

  /** Part by part, about two thousand rows each. */
  async *objects(sql: string, values: Values = {}): AsyncGenerator<readonly Row[]> {
    this.#check();
    const result = await this.connection.stream(sql, bound(values));
    for await (const rows of result.yieldRowObjectJs()) {
      this.#check();
      yield rows;
    }
  }

  async run(sql: string, values: Values = {}): Promise<void> {
    this.#check();
    await this.connection.run(sql, bound(values));
  }

  /** Whether it is one statement that only reads. Throws as DuckDB does where it is none at all. */
  async isReading(sql: string): Promise<boolean> {
    const statements = await this.connection.extractStatements(sql);
    if (statements.count !== 1) return false;
    const prepared = await statements.prepare(0);
    const { statementType } = prepared;
    prepared.destroySync();
    return statementType === StatementType.SELECT;
  }

  /** Of the statement that runs, 0…1; undefined: not known. */
  get share(): number | undefined {
    const { percentage } = this.connection.progress;
    return percentage >= 0 ? percentage / 100 : undefined;
  }

  /** What runs ends at once, and nothing more begins. */
  stop(): void {
    this.#isOver = true;
    this.connection.interrupt();
  }

  /** After {@link stop}, when what ran has ended: it can be used again. */
  again(): void {
    this.#isOver = false;
  }

  close(): void {
    this.connection.closeSync();
  }

  #check(): void {
    if (this.#isOver) throw new QueryFault('cancelled');
  }
}

const bound = (values: Values): Record<string, DuckDBValue> => ({ ...values });
