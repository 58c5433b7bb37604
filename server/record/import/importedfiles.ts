/** What of an import is in the archive. */
import type { ArchiveFile } from '../archive/archivefile.ts';
import type { Manifest } from '../archive/manifest.ts';

export interface ImportedRows {
  /** Points. */
  readonly rows: number;
  readonly fromMs?: number;
  readonly untilMs?: number;
  readonly bytes: number;
}

export function summaryOf(files: readonly ArchiveFile[]): ImportedRows {
  const points = files.filter((file) => file.table === 'points');
  return {
    rows: points.reduce((sum, { rows }) => sum + rows, 0),
    ...(points.length > 0 && {
      fromMs: Math.min(...points.map((file) => file.minKnownMs)),
      untilMs: Math.max(...points.map((file) => file.maxKnownMs)),
    }),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** Undefined: nothing of that run is in yet. */
export function importedBefore(
  manifest: Manifest,
  epoch: number,
): (ImportedRows & { readonly rejected: 0; readonly tracks: 0 }) | undefined {
  const there = manifest.all().filter((file) => file.span === 'import' && file.epochs.includes(epoch));
  return there.length === 0 ? undefined : { ...summaryOf(there), rejected: 0, tracks: 0 };
}
