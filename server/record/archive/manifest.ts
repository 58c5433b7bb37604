/** The manifest: which files the archive has. Reading it opens one small file, and of the months' lists what is asked. */
import type { RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import { SCHEMA_VERSION } from '../../../proto/domain/record/tables.table.ts';
import type { ArchiveFile, ArchiveTable } from './archivefile.ts';
import { type Head, NOTHING_ROLLED, type Rolled, readHead, withoutHead } from './manifesthead.ts';
import { type Damage, type PartName, readPart } from './manifestparts.ts';

export interface Wanted {
  readonly table: ArchiveTable;
  /** Absent: all. */
  readonly classes?: readonly RetentionClass[];
  /** Known from then on, UTC epoch milliseconds; absent: from the first. */
  readonly fromMs?: number;
  /** Known before; absent: to the last. */
  readonly untilMs?: number;
}

export class Manifest {
  readonly record: string;
  /** Absent: nothing was archived, or the head is damaged and the lists are found by their names. */
  readonly head: Head | undefined;
  /** The last seq of each class's log that is in the archive: what the log has beyond is the tail. */
  readonly rolled: Rolled;
  readonly #damages: Damage[];
  readonly #parts = new Map<string, readonly ArchiveFile[]>();
  #loose: readonly ArchiveFile[] = [];

  /** `before`: an earlier reading, whose lists that are still the same are not read again. */
  private constructor(record: string, before?: Manifest) {
    this.record = record;
    const { head, damages } = readHead(record);
    this.head = head;
    this.#damages = [...damages];
    if (head === undefined) {
      const found = withoutHead(record);
      this.#loose = found.files;
      this.rolled = found.files.length > 0 ? found.rolled : NOTHING_ROLLED;
      this.#damages.push(...found.damages);
      return;
    }
    this.rolled = head.rolled;
    for (const { file } of head.parts) {
      const known = before === undefined ? undefined : before.#parts.get(file);
      if (known !== undefined) this.#parts.set(file, known);
    }
  }

  /** Throws a `ManifestError` where a newer program wrote it. A folder without an archive has a manifest without files. */
  static read(record: string, before?: Manifest): Manifest {
    return new Manifest(record, before);
  }

  /** Grows by one with every change; 0: none was made. */
  get version(): number {
    return this.head?.signed.statement.n ?? 0;
  }

  /** What was found damaged so far: the lists that were not asked for were not looked at. */
  get damages(): readonly Damage[] {
    return this.#damages;
  }

  /**
   * The files that may hold rows known in [`fromMs`, `untilMs`), by the time that they begin at. Files of a newer schema
   * are left out and named in {@link damages}.
   */
  files({
    table,
    classes,
    fromMs = Number.NEGATIVE_INFINITY,
    untilMs = Number.POSITIVE_INFINITY,
  }: Wanted): ArchiveFile[] {
    return this.#within(fromMs, untilMs)
      .filter(
        (file) =>
          file.table === table &&
          (classes === undefined || classes.includes(file.class)) &&
          file.maxKnownMs >= fromMs &&
          file.minKnownMs < untilMs,
      )
      .sort((a, b) => a.minKnownMs - b.minKnownMs || (a.path < b.path ? -1 : 1));
  }

  /** Every file, newer ones too: for whoever keeps or checks them. */
  all(): ArchiveFile[] {
    return this.head === undefined ? [...this.#loose] : this.head.parts.flatMap((part) => this.#part(part));
  }

  /** Of one month's list. */
  ofMonth(month: string): readonly ArchiveFile[] {
    return (this.head?.parts ?? [])
      .filter((part) => part.month === month)
      .flatMap((part) => this.#part(part));
  }

  #within(fromMs: number, untilMs: number): ArchiveFile[] {
    const files =
      this.head === undefined
        ? this.#loose
        : this.head.parts
            .filter((part) => part.maxKnownMs >= fromMs && part.minKnownMs < untilMs)
            .flatMap((part) => this.#part(part));
    return files.filter((file) => {
      if (file.schema <= SCHEMA_VERSION) return true;
      this.#name({
        path: file.path,
        what: `it has schema ${file.schema}, this program reads up to ${SCHEMA_VERSION}`,
      });
      return false;
    });
  }

  #part(part: PartName): readonly ArchiveFile[] {
    const known = this.#parts.get(part.file);
    if (known !== undefined) return known;
    const read = readPart(this.record, part.file, part.sha256);
    if (read === undefined) this.#name({ path: part.file, what: 'the list of files is not there' });
    for (const damage of read?.damages ?? []) this.#name(damage);
    const files = read?.files ?? [];
    this.#parts.set(part.file, files);
    return files;
  }

  #name(damage: Damage): void {
    if (!this.#damages.some(({ path, what }) => path === damage.path && what === damage.what))
      this.#damages.push(damage);
  }
}
