/**
 * A table of AIS reports (Danish Maritime Authority, MarineCadastre and what is like them) into the archive: DuckDB reads
 * the text, and all files enter the manifest at once or not at all. The same file comes in once: its tracks' run is
 * named by its hash.
 */
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { openDuck, rowsOf } from '../archive/duck.ts';
import { hashFile } from '../archive/durable.ts';
import { Manifest } from '../archive/manifest.ts';
import { ManifestWriter } from '../archive/manifestwriter.ts';
import { absolute, DAY_MS, WORK } from '../archive/places.ts';
import { sweep } from '../archive/sweep.ts';
import { type CsvTable, readRows, whyNot } from './csvtable.ts';
import { importedBefore, summaryOf } from './importedfiles.ts';
import { importedRun } from './importedrun.ts';
import { makeRaw, makeTables, makeWords, writeFiles } from './trackrows.ts';

/** Two are sooner done, and cost a tenth more: the other core is the watch's. */
const THREADS = 1;
/** A clock that is ahead of ours by more is wrong. */
const AHEAD_MS = DAY_MS;

export interface CsvImport {
  /** The record's folder. */
  readonly record: string;
  readonly table: CsvTable;
  /** The machine's time, UTC epoch milliseconds. */
  readonly nowMs: number;
  /** The feed that the rows are said to be of. */
  readonly feed: string;
  /** Told of each step, with the rows so far. */
  readonly onStep?: (step: 'hashed' | 'read' | 'written', rows: number) => void;
  readonly onReject: (reject: Reject) => void;
}

export interface Reject {
  /** From 1, the heading's; blank lines are not counted. */
  readonly line: number;
  readonly why: string;
}

export interface Imported {
  /** False: it was in already, and nothing was done. */
  readonly isNew: boolean;
  readonly sha256: string;
  readonly epoch: number;
  readonly rows: number;
  readonly rejected: number;
  readonly tracks: number;
  readonly fromMs?: number;
  readonly untilMs?: number;
  readonly bytes: number;
}

/** Throws as DuckDB and the file system do: the archive is then as it was. Nobody else may write it meanwhile. */
export async function importCsv(asked: CsvImport): Promise<Imported> {
  const { record, table, onStep } = asked;
  const { sha256 } = hashFile(table.file);
  onStep?.('hashed', 0);
  const epoch = importedRun(sha256);
  const before = importedBefore(Manifest.read(record), epoch);
  if (before) return { ...before, isNew: false, sha256, epoch };
  const number = sha256.slice(0, 12);
  const duck = await openDuck(path.join(absolute(record, WORK), `import-${number}`), THREADS);
  try {
    const rejected = await read(duck.connection, asked);
    const tracks = await makeTables(duck.connection, epoch);
    const files = await writeFiles(duck.connection, {
      record,
      epoch,
      feed: asked.feed,
      nowMs: asked.nowMs,
      number,
    });
    const summary = summaryOf(files);
    onStep?.('written', summary.rows);
    if (files.length > 0)
      ManifestWriter.open(record).commit({
        ...{ what: 'imported', why: `${path.basename(table.file)} ${sha256}`, atMs: asked.nowMs, add: files },
      });
    return { isNew: true, sha256, epoch, rejected, tracks, ...summary };
  } catch (error) {
    sweep(record, Manifest.read(record));
    throw error;
  } finally {
    duck.close();
  }
}

/** Fills `raw`; answers how many rows were not taken. */
async function read(
  connection: DuckDBConnection,
  { table, nowMs, onStep, onReject }: CsvImport,
): Promise<number> {
  await makeWords(connection);
  await makeRaw(connection, readRows(table));
  const why = whyNot(nowMs + AHEAD_MS);
  const [[all, bad] = []] = await rowsOf(
    connection,
    `SELECT count(*), count(*) FILTER ((${why}) IS NOT NULL) FROM raw`,
  );
  onStep?.('read', Number(all) - Number(bad));
  const unread = await rowsOf(
    connection,
    'SELECT line, min(column_name), min(error_message) FROM reject_errors GROUP BY line ORDER BY line',
  );
  const lines = unread.map(([line]) => Number(line));
  for (const [line, column, what] of unread)
    onReject({ line: Number(line), why: `${column}: ${plainly(String(what))}` });
  if (Number(bad) > 0) {
    const odd = await rowsOf(
      connection,
      `SELECT * FROM (SELECT row_number() OVER () AS n, ${why} AS why FROM raw) WHERE why IS NOT NULL ORDER BY n`,
    );
    let before = 0;
    for (const [n, what] of odd) {
      // Rows that could not be read have lines, too, and no number.
      while (before < lines.length && lines[before]! <= Number(n) + 1 + before) before += 1;
      onReject({ line: Number(n) + 1 + before, why: String(what) });
    }
    await connection.run(`DELETE FROM raw WHERE (${why}) IS NOT NULL`);
  }
  return Number(bad) + lines.length;
}

/** DuckDB says more than a person asked. */
function plainly(what: string): string {
  const [, said] = /Could not convert string (".*") to/.exec(what) ?? [];
  return said === undefined ? (what.split('\n')[0] ?? what) : `${said} cannot be read`;
}
