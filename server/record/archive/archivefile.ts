/** What the manifest says of one file. */
import type { RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import type { TableName } from '../../../proto/domain/record/tables.table.ts';

/**
 * `damaged`: a segment of the log with entries that could not be read, kept as it was; `statistics`: counts without
 * identities, which outlive what they count.
 */
export type ArchiveTable = TableName | 'damaged' | 'statistics';

export interface ArchiveFile {
  /** Under the record's folder, with slashes: `archive/sea/points/2026-07-01/05-12.parquet`. */
  readonly path: string;
  readonly table: ArchiveTable;
  readonly class: RetentionClass;
  /** SCHEMA_VERSION when it was written. */
  readonly schema: number;
  /** `hour` and `day` are of one UTC hour or day; `import`: as it came. */
  readonly span: 'hour' | 'day' | 'import';
  readonly rows: number;
  readonly minKnownMs: number;
  readonly maxKnownMs: number;
  /** Of the log's entries that its rows were in; absent: from no log. */
  readonly firstSeq?: number;
  readonly lastSeq?: number;
  readonly epochs: readonly number[];
  /** The machine's time when it first came into the archive: what it was compacted from, the latest of. */
  readonly writtenMs: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Manifests are signed, but nothing that they name may lead out of the archive. */
export const isPathWithin = (file: string): boolean =>
  /^archive\/[\w-]+(\/[\w.-]+)+$/.test(file) && !file.split('/').includes('..');
