/** The run's number: grows by one each start and is kept, so that a track's id never means two things. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

/** What went wrong with the data folder, and what to do about it. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

/** Reads, raises and durably writes the epoch in `<dataDir>/run.json`; 1 at the first start. */
export function nextEpoch(dataDir: string): number {
  const file = path.join(dataDir, 'run.json');
  const epoch = readEpoch(file) + 1;
  try {
    makeFolder(dataDir);
    const draft = `${file}.new`;
    const handle = openSync(draft, 'w');
    writeSync(handle, `${JSON.stringify({ version: 1, epoch })}\n`);
    fsyncSync(handle);
    closeSync(handle);
    renameSync(draft, file);
  } catch (error) {
    throw new DataFolderError(
      `cannot write ${file}: ${messageOf(error)}. Name a writable folder with --data DIR.`,
    );
  }
  return epoch;
}

/** Parents first: a recursive `mkdirSync` never returns where the system refuses strangely (Node 20 under /proc). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolder(parent);
  mkdirSync(folder);
}

function readEpoch(file: string): number {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw new DataFolderError(
      `cannot read ${file}: ${messageOf(error)}. Name a readable folder with --data DIR.`,
    );
  }
  const damaged = new DataFolderError(
    `${file} is damaged: it should hold {"version":1,"epoch":n}. Restore it, or move it away if no recorded data refers to it.`,
  );
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('version' in value) || !('epoch' in value))
      throw damaged;
    if (value.version !== 1)
      throw new DataFolderError(`${file} was written by a newer version: start that one.`);
    if (!Number.isSafeInteger(value.epoch) || Number(value.epoch) < 0) throw damaged;
    return Number(value.epoch);
  } catch (error) {
    throw error instanceof DataFolderError ? error : damaged;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
