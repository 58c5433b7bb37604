/**
 * A manifest's parts: the files of one month each, a line a file with a sum of its own, so that one bad byte hides one
 * file. A part is never changed: the next version is another file.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type ArchiveFile, isPathWithin } from './archivefile.ts';
import { sha256Of, writeDurably } from './durable.ts';
import { MANIFEST, monthName } from './places.ts';

/** What the head says of a part. */
export interface PartName {
  /** `2026-07`: of the files' first known time. */
  readonly month: string;
  /** In the manifest's folder. */
  readonly file: string;
  readonly sha256: string;
  readonly files: number;
  readonly minKnownMs: number;
  readonly maxKnownMs: number;
}

export interface Damage {
  /** The file, under the record's folder. */
  readonly path: string;
  readonly what: string;
}

const SUM_LENGTH = 16;

export const monthOf = (file: ArchiveFile): string => monthName(file.minKnownMs);

const lineOf = (file: ArchiveFile): string => {
  const json = JSON.stringify(file);
  return `${sha256Of(json).slice(0, SUM_LENGTH)} ${json}`;
};

/** Durable when it answers. */
export function writePart(
  record: string,
  month: string,
  version: number,
  files: readonly ArchiveFile[],
): PartName {
  const text = `${files.map(lineOf).join('\n')}\n`;
  const file = `${month}.${version}.part`;
  writeDurably(path.join(record, MANIFEST, file), text);
  return {
    month,
    file,
    sha256: sha256Of(text),
    files: files.length,
    minKnownMs: files.reduce((min, one) => Math.min(min, one.minKnownMs), Number.POSITIVE_INFINITY),
    maxKnownMs: files.reduce((max, one) => Math.max(max, one.maxKnownMs), Number.NEGATIVE_INFINITY),
  };
}

export interface PartRead {
  readonly files: readonly ArchiveFile[];
  readonly damages: readonly Damage[];
}

/** Whatever lines are whole; `sha256` absent: nobody knows what it was. Undefined: it is not there. */
export function readPart(record: string, file: string, sha256?: string): PartRead | undefined {
  const where = path.join(record, MANIFEST, file);
  if (!existsSync(where)) return undefined;
  const bytes = readFileSync(where);
  const lines = bytes.toString('utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  if (sha256 !== undefined && sha256Of(bytes) === sha256)
    return {
      // One text is parsed in a third of the time of its lines.
      files: JSON.parse(`[${lines.map((line) => line.slice(SUM_LENGTH + 1)).join(',')}]`) as ArchiveFile[],
      damages: [],
    };
  const name = `${MANIFEST}/${file}`;
  const damages: Damage[] =
    sha256 === undefined ? [] : [{ path: name, what: 'the list of files was changed' }];
  const files: ArchiveFile[] = [];
  lines.forEach((line, i) => {
    const one = wholeLine(line);
    if (one === undefined)
      damages.push({ path: name, what: `line ${i + 1} was changed: its file is not seen` });
    else files.push(one);
  });
  return { files, damages };
}

function wholeLine(line: string): ArchiveFile | undefined {
  const json = line.slice(SUM_LENGTH + 1);
  if (sha256Of(json).slice(0, SUM_LENGTH) !== line.slice(0, SUM_LENGTH)) return undefined;
  try {
    const file = JSON.parse(json) as ArchiveFile;
    return isPathWithin(file.path) ? file : undefined;
  } catch {
    return undefined;
  }
}
