/** DuckDB, locked down: it reads the record's folder and nothing else, loads nothing, and stays within its limits. */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { quoted } from '../archive/duck.ts';
import { ATTACH_COPIES } from './filecopies.ts';
import { registerShapes } from './geometry.ts';
import { Line } from './line.ts';

export interface EngineOptions {
  /** The record's folder, absolute. */
  readonly record: string;
  /** Its own folder under `<record>/query`, emptied when it opens and removed when it closes. */
  readonly name: string;
  /** Connections, at least one. */
  readonly lines?: number | undefined;
  /** Of all that runs at once. */
  readonly memoryMb?: number | undefined;
  /** Of one question. */
  readonly threads?: number | undefined;
  /** What does not fit into the memory goes to the disk, so much of it. */
  readonly spillMb?: number | undefined;
}

export const ENGINE_DEFAULTS = { memoryMb: 1024, threads: 1, spillMb: 8192 } as const;

/** In this order: what is outside is shut off when nothing more has to be set, and then nothing can be set any more. */
const settings = (record: string, folder: string, limits: EngineLimits): string[] => [
  ATTACH_COPIES,
  `SET memory_limit = '${limits.memoryMb}MiB'`,
  `SET threads = ${limits.threads}`,
  `SET temp_directory = ${quoted(folder)}`,
  `SET max_temp_directory_size = '${limits.spillMb}MiB'`,
  `SET extension_directory = ${quoted(path.join(folder, 'none'))}`,
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  'SET allow_community_extensions = false',
  'SET preserve_insertion_order = false',
  // Files of the archive never change under their names.
  'SET parquet_metadata_cache = true',
  `SET allowed_directories = [${quoted(record)}]`,
  'SET enable_external_access = false',
  'SET lock_configuration = true',
];

interface EngineLimits {
  readonly memoryMb: number;
  readonly threads: number;
  readonly spillMb: number;
}

export class Engine {
  readonly record: string;
  /** What runs on one does not wait for what runs on another. */
  readonly lines: readonly Line[];
  readonly #instance: DuckDBInstance;
  readonly #folder: string;

  private constructor(record: string, instance: DuckDBInstance, lines: readonly Line[], folder: string) {
    this.record = record;
    this.lines = lines;
    this.#instance = instance;
    this.#folder = folder;
  }

  /** Throws as DuckDB and the file system do. */
  static async open({ record, name, lines = 1, ...given }: EngineOptions): Promise<Engine> {
    const folder = path.join(record, 'query', name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const instance = await DuckDBInstance.create(':memory:');
    const connections = await Promise.all(Array.from({ length: lines }, () => instance.connect()));
    // Each has its own progress, and can be told so only before all is locked.
    for (const connection of connections)
      for (const sql of ['SET enable_progress_bar = true', 'SET enable_progress_bar_print = false'])
        await connection.run(sql);
    registerShapes(connections[0]!);
    const limits: EngineLimits = {
      memoryMb: given.memoryMb ?? ENGINE_DEFAULTS.memoryMb,
      threads: given.threads ?? ENGINE_DEFAULTS.threads,
      spillMb: given.spillMb ?? ENGINE_DEFAULTS.spillMb,
    };
    for (const sql of settings(record, folder, limits)) await connections[0]!.run(sql);
    const all = connections.map((connection) => new Line(connection));
    return new Engine(record, instance, all, folder);
  }

  close(): void {
    for (const line of this.lines) line.close();
    this.#instance.closeSync();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
