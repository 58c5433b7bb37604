/** `watchfloor verify archive`: every byte that was recorded is what was written, or each that is not. */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ArchiveFile } from '../record/archive/archivefile.ts';
import { type ArchiveChecked, checkArchive } from '../record/archive/check.ts';
import { MANIFEST } from '../record/archive/places.ts';
import { EXIT, type ExitCode } from './command.ts';

/** The records in a folder of data, one a nature; or the folder itself, where it is one. */
export const recordsIn = (folder: string): string[] => {
  if (isRecord(folder)) return [folder];
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /record$/.test(name))
    .map((name) => path.join(folder, name))
    .filter(isRecord)
    .sort();
};

const isRecord = (folder: string): boolean =>
  existsSync(path.join(folder, MANIFEST)) || existsSync(path.join(folder, 'log'));

/** The record that a file lies in. */
function recordOf(file: string): string | undefined {
  for (let folder = path.dirname(path.resolve(file)); ; folder = path.dirname(folder)) {
    if (isRecord(folder)) return folder;
    if (path.dirname(folder) === folder) return undefined;
  }
}

/** Folders of data, records, or files of a record; a JSON line each on stdout, sentences on stderr. */
export async function verifyArchives(named: readonly string[], key: string | undefined): Promise<ExitCode> {
  let exit: ExitCode = EXIT.ok;
  for (const one of named) {
    const isFile = existsSync(one) && statSync(one).isFile();
    const record = isFile ? recordOf(one) : undefined;
    const records = isFile ? (record === undefined ? [] : [record]) : recordsIn(one);
    if (records.length === 0) {
      process.stderr.write(`watchfloor verify: there is no record in ${one}.\n`);
      exit = EXIT.nothingUsable;
    }
    for (const folder of records) {
      const within = path.relative(folder, path.resolve(one)).split(path.sep).join('/');
      const only = isFile ? (file: ArchiveFile) => file.path === within : undefined;
      if (!(await verifyOne(folder, key, isFile ? one : folder, only))) exit = EXIT.nothingUsable;
    }
  }
  return exit;
}

async function verifyOne(
  record: string,
  key: string | undefined,
  name: string,
  only: ((file: ArchiveFile) => boolean) | undefined,
): Promise<boolean> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'watchfloor-verify-'));
  let result: ArchiveChecked;
  try {
    result = await checkArchive(record, path.join(scratch, 'work'), only);
  } catch (error) {
    process.stderr.write(`watchfloor verify: ${name}: ${(error as Error).message}\n`);
    return false;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  const isUnknown = only !== undefined && result.files === 0;
  const otherKey = key !== undefined && key !== result.fingerprint;
  const intact = result.damages.length === 0 && !otherKey && !isUnknown;
  process.stdout.write(`${JSON.stringify({ record: name, intact, ...result })}\n`);
  for (const { path: file, what } of result.damages) process.stderr.write(`DAMAGED ${file}: ${what}\n`);
  if (otherKey) process.stderr.write(`${name}: signed with another key than ${key}\n`);
  if (isUnknown) process.stderr.write(`${name}: the manifest names no such file\n`);
  const { files, rows, segments, entries, versions, damages } = result;
  process.stderr.write(
    `${name}: ${files} files with ${rows} rows, ${segments} segments of the log with ${entries} entries, ${versions} versions${intact ? ', all as they were written' : `; ${damages.length} DAMAGES`}\n`,
  );
  return intact;
}
