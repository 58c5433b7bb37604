/** What a killed process left behind: files that no manifest names, and unfinished ones. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { RETENTION_CLASSES } from '../../../proto/domain/record/retention.table.ts';
import type { Manifest } from './manifest.ts';
import { ARCHIVE, absolute, WORK } from './places.ts';

/** Under the record's folder, with slashes; in any order. */
export function filesLyingThere(record: string): string[] {
  return RETENTION_CLASSES.flatMap((of) => filesUnder(record, `${ARCHIVE}/${of}`));
}

const filesUnder = (record: string, folder: string): string[] =>
  existsSync(absolute(record, folder))
    ? readdirSync(absolute(record, folder), { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? filesUnder(record, `${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
      )
    : [];

/**
 * Drops what is unfinished or in no list; answers how many. Where a list is damaged, a file that it does not name may
 * be one that it did: none is dropped then but those with the ending `.new`.
 */
export function sweep(record: string, manifest: Manifest): number {
  rmSync(absolute(record, WORK), { recursive: true, force: true });
  const named = new Set(manifest.all().map((file) => file.path));
  const isWhole = manifest.damages.length === 0;
  let dropped = 0;
  for (const file of filesLyingThere(record)) {
    if (named.has(file) || !(isWhole || file.endsWith('.new'))) continue;
    rmSync(absolute(record, file), { force: true });
    dropped += 1;
  }
  dropEmptyFolders(record);
  return dropped;
}

/** Of the days that went. */
function dropEmptyFolders(record: string): void {
  for (const of of RETENTION_CLASSES) {
    const folder = absolute(record, `${ARCHIVE}/${of}`);
    if (!existsSync(folder)) continue;
    for (const table of readdirSync(folder))
      for (const day of readdirSync(path.join(folder, table))) {
        const place = path.join(folder, table, day);
        if (readdirSync(place).length === 0) rmSync(place, { recursive: true, force: true });
      }
  }
}
