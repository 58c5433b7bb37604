/** Start states for running again: what the watch had learned and what had been decided when an hour began, a file each. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { sha256Of, writeDurably } from './archive/durable.ts';

const HOUR_MS = 3_600_000;
const FOLDER = 'checkpoints';
const FILE = 'state.json';
const NAME = /^(\d{4}-\d{2}-\d{2}T\d{2})$/;
const VERSION = 1;

/** `2026-07-01T05`, UTC. */
const nameOf = (hourMs: number): string => new Date(hourMs).toISOString().slice(0, 13);
const hourOfName = (name: string): number => Date.parse(`${name}:00:00Z`);

export interface Checkpoint<T> {
  readonly hourMs: number;
  /** Of the state's JSON. */
  readonly sha256: string;
  readonly state: T;
}

interface Kept {
  readonly version: number;
  readonly sha256: string;
  readonly state: string;
}

/** Replaces one of the same hour. Throws as the file system does. */
export function writeCheckpoint(record: string, atMs: number, state: unknown): void {
  const folder = path.join(record, FOLDER, nameOf(atMs));
  mkdirSync(folder, { recursive: true });
  const text = JSON.stringify(state);
  const kept: Kept = { version: VERSION, sha256: sha256Of(text), state: text };
  writeDurably(path.join(folder, FILE), JSON.stringify(kept));
}

/** Hours of which there is one, ascending. */
export function checkpointHours(record: string): readonly number[] {
  const folder = path.join(record, FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => NAME.test(name) && existsSync(path.join(folder, name, FILE)))
    .map(hourOfName)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
}

/** The last until a time; undefined: none, or the one that there is was changed and is passed over for an earlier one. */
export function readCheckpoint<T>(record: string, atMs: number): Checkpoint<T> | undefined {
  for (const hourMs of [...checkpointHours(record)].reverse()) {
    if (hourMs > atMs) continue;
    const read = readOne<T>(record, hourMs);
    if (read) return read;
  }
  return undefined;
}

function readOne<T>(record: string, hourMs: number): Checkpoint<T> | undefined {
  try {
    const file = path.join(record, FOLDER, nameOf(hourMs), FILE);
    const { version, sha256, state } = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    if (version !== VERSION || sha256Of(state) !== sha256) return undefined;
    return { hourMs, sha256, state: JSON.parse(state) as T };
  } catch {
    return undefined;
  }
}

/** Drops those of hours before a time: their frames are gone. */
export function dropCheckpoints(record: string, beforeMs: number): void {
  for (const hourMs of checkpointHours(record))
    if (hourMs + HOUR_MS <= beforeMs)
      rmSync(path.join(record, FOLDER, nameOf(hourMs)), { recursive: true, force: true });
}
