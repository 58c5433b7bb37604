/**
 * Who was ever called what: the different claims of each file of identities, which say the same with every hour, kept in
 * DuckDB's memory. A file never changes, so each is read once, and again where a correction takes claims out of it.
 */
import type { ArchiveFile } from '../archive/archivefile.ts';
import type { Line } from './line.ts';

/** `Past` of sources.ts fits. */
interface IdentityFiles {
  files(table: 'identities', range: typeof ALWAYS): readonly IdentityFile[];
  rowsOfFile(table: 'identities', file: IdentityFile, range: typeof ALWAYS): string;
  rowsOfTail(table: 'identities', range: typeof ALWAYS): string;
  uncorrected(table: 'identities'): string | undefined;
}
type IdentityFile = ArchiveFile;

const TABLE = 'claims';
const ALWAYS = { fromMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY };

/** As names are compared: upper case, without accents. */
export const folded = (text: string): string => `upper(strip_accents(${text}))`;

export class Claims {
  readonly #line: Line;
  readonly #numbers = new Map<string, number>();
  #made = 0;
  /** By which {@link TABLE} was filled. */
  #uncorrected: string | undefined;
  /** One after the other: two questions never read one file twice. */
  #working: Promise<unknown> = Promise.resolve();

  /** @param line that no question uses */
  constructor(line: Line) {
    this.#line = line;
  }

  /** Something to select FROM: `mmsi`, `imo`, `name` (folded) and `call_sign` of all that is kept. */
  of(past: IdentityFiles): Promise<string> {
    const work = this.#working.then(() => this.#of(past));
    this.#working = work.catch(() => undefined);
    return work;
  }

  async #of(past: IdentityFiles): Promise<string> {
    if (this.#made === 0)
      await this.#line.run(
        `CREATE TABLE IF NOT EXISTS ${TABLE} (file INTEGER, mmsi UINTEGER, imo UINTEGER, name VARCHAR, call_sign VARCHAR)`,
      );
    if (this.#uncorrected !== past.uncorrected('identities')) {
      this.#uncorrected = past.uncorrected('identities');
      this.#numbers.clear();
      await this.#line.run(`DELETE FROM ${TABLE}`);
    }
    const files = past.files('identities', ALWAYS);
    const standing = new Set(files.map(({ path }) => path));
    const gone = [...this.#numbers].filter(([path]) => !standing.has(path));
    if (gone.length > 0)
      await this.#line.run(
        `DELETE FROM ${TABLE} WHERE file IN (${gone.map(([, number]) => number).join(', ')})`,
      );
    for (const [path] of gone) this.#numbers.delete(path);
    for (const file of files) {
      if (this.#numbers.has(file.path)) continue;
      this.#made += 1;
      await this.#line.run(
        `INSERT INTO ${TABLE} SELECT ${this.#made}, ${different(past.rowsOfFile('identities', file, ALWAYS))}`,
      );
      this.#numbers.set(file.path, this.#made);
    }
    this.#made = Math.max(1, this.#made);
    return `(SELECT mmsi, imo, name, call_sign FROM ${TABLE}
      UNION ALL SELECT ${different(past.rowsOfTail('identities', ALWAYS))})`;
  }
}

/** The same of some rows of `identities`, looked at anew. */
export const claimsIn = (rows: string): string => `(SELECT ${different(rows)})`;

const different = (rows: string): string =>
  `mmsi, imo, ${folded('name')} AS name, call_sign FROM (SELECT DISTINCT mmsi, imo, name, call_sign FROM ${rows})`;
