/**
 * Rows on their way into files: a table in DuckDB's memory that is filled in chunks of columns. Whole numbers of 64 bits
 * are staged as doubles (exact up to 2^53), which are set several times faster.
 */
import {
  BLOB,
  BOOLEAN,
  DOUBLE,
  type DuckDBAppender,
  DuckDBBlobValue,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  type DuckDBValue,
  type DuckDBVector,
  INTEGER,
  SMALLINT,
  UINTEGER,
  USMALLINT,
  UTINYINT,
  VARCHAR,
} from '@duckdb/node-api';

/** DuckDB's vectors have so many. */
const CHUNK_ROWS = 2048;

const TYPES: Readonly<Record<string, { readonly name: string; readonly type: DuckDBType }>> = {
  BIGINT: { name: 'DOUBLE', type: DOUBLE },
  DOUBLE: { name: 'DOUBLE', type: DOUBLE },
  INTEGER: { name: 'INTEGER', type: INTEGER },
  SMALLINT: { name: 'SMALLINT', type: SMALLINT },
  UINTEGER: { name: 'UINTEGER', type: UINTEGER },
  USMALLINT: { name: 'USMALLINT', type: USMALLINT },
  UTINYINT: { name: 'UTINYINT', type: UTINYINT },
  BOOLEAN: { name: 'BOOLEAN', type: BOOLEAN },
  VARCHAR: { name: 'VARCHAR', type: VARCHAR },
  BLOB: { name: 'BLOB', type: BLOB },
};

/** Of a column; absent is null. */
export type Cell = number | string | boolean | Uint8Array | null | undefined;

export class Stage {
  readonly name: string;
  readonly #appender: DuckDBAppender;
  readonly #types: readonly DuckDBType[];
  #chunk: DuckDBDataChunk;
  #vectors: readonly DuckDBVector<DuckDBValue>[] = [];
  #filled = 0;
  #rows = 0;

  private constructor(name: string, appender: DuckDBAppender, types: readonly DuckDBType[]) {
    this.name = name;
    this.#appender = appender;
    this.#types = types;
    this.#chunk = this.#begin();
  }

  /** `columns`: names and types, as TABLES has them. */
  static async open(
    connection: DuckDBConnection,
    name: string,
    columns: Readonly<Record<string, { readonly type: string }>>,
  ): Promise<Stage> {
    const types = Object.entries(columns).map(([column, { type }]) => ({ column, ...TYPES[type]! }));
    await connection.run(
      `CREATE OR REPLACE TABLE ${name} (${types.map((one) => `${one.column} ${one.name}`).join(', ')})`,
    );
    return new Stage(
      name,
      await connection.createAppender(name),
      types.map(({ type }) => type),
    );
  }

  /** Rows so far. */
  get rows(): number {
    return this.#rows + this.#filled;
  }

  /** Sets one column of the row that {@link next} ends. Every column is set. */
  set(column: number, value: Cell): void {
    const cell =
      value === undefined ? null : value instanceof Uint8Array ? new DuckDBBlobValue(value) : value;
    this.#vectors[column]!.setItem(this.#filled, cell);
  }

  next(): void {
    if (++this.#filled === CHUNK_ROWS) this.#give();
  }

  /** All that was set can be selected. */
  flush(): void {
    this.#give();
    this.#appender.flushSync();
  }

  close(): void {
    this.flush();
    this.#appender.closeSync();
  }

  #begin(): DuckDBDataChunk {
    const chunk = DuckDBDataChunk.create(this.#types, CHUNK_ROWS);
    this.#vectors = this.#types.map((_, i) => chunk.getColumnVector(i));
    return chunk;
  }

  #give(): void {
    if (this.#filled === 0) return;
    for (const vector of this.#vectors) vector.flush();
    this.#chunk.rowCount = this.#filled;
    this.#appender.appendDataChunk(this.#chunk);
    this.#rows += this.#filled;
    this.#filled = 0;
    this.#chunk = this.#begin();
  }
}
