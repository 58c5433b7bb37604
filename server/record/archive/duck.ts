/** DuckDB as the archive uses it: in this process, in little memory, with nothing from outside. */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';

/** What does not fit goes to the folder of work. */
const MEMORY = '1GB';
const THREADS = 2;

export interface Duck {
  readonly connection: DuckDBConnection;
  close(): void;
}

/** `work`: a folder of its own, removed at the end. */
export async function openDuck(work: string, threads = THREADS): Promise<Duck> {
  mkdirSync(work, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: MEMORY,
    threads: String(threads),
    temp_directory: path.join(work, 'spill'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'true',
  });
  const connection = await instance.connect();
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
      rmSync(work, { recursive: true, force: true });
    },
  };
}

/** A row an array of its values, as DuckDB says them: whole numbers of 64 bits as bigint. */
export const rowsOf = async (connection: DuckDBConnection, sql: string): Promise<DuckDBValue[][]> =>
  (await connection.runAndReadAll(sql)).getRows();

/** A text within SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
