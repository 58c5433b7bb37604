/** Which rows of the table a commit changed, so that who copied the table need not copy all of it again. */

const NEVER = -1;

export class ChangedRows {
  /** Each once, in the order of their changes. */
  #rows: Uint32Array;
  #count = 0;
  #isAll = false;
  /** The version after which a row changed last. */
  #after: Int32Array;
  #version = 0;
  #isCommitted = true;

  constructor(rows: number) {
    this.#rows = new Uint32Array(rows);
    this.#after = new Int32Array(rows).fill(NEVER);
  }

  grow(rows: number): void {
    const changed = new Uint32Array(rows);
    const after = new Int32Array(rows).fill(NEVER);
    changed.set(this.#rows);
    after.set(this.#after);
    this.#rows = changed;
    this.#after = after;
  }

  touch(row: number): void {
    if (this.#isCommitted) this.#begin();
    if (this.#after[row] === this.#version) return;
    this.#after[row] = this.#version;
    this.#rows[this.#count++] = row;
  }

  touchAll(): void {
    if (this.#isCommitted) this.#begin();
    this.#isAll = true;
  }

  /** What was touched since the last time makes this version. */
  commit(version: number): void {
    if (this.#isCommitted) this.#begin();
    this.#version = version;
    this.#isCommitted = true;
  }

  /** The rows that may hold something else than at that version; undefined where all may. Valid until the next change. */
  since(version: number): Uint32Array | undefined {
    if (version !== this.#version - 1 || !this.#isCommitted || this.#isAll) return undefined;
    return this.#rows.subarray(0, this.#count);
  }

  /** The first change after a commit: what changed before it is not asked for any more. */
  #begin(): void {
    this.#isCommitted = false;
    this.#count = 0;
    this.#isAll = false;
  }
}
