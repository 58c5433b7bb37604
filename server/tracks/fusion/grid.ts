/** Points by cell, for finding what lies in a box: a hash of linked lists, refilled for each scan. */
export class Grid {
  readonly #heads: Int32Array;
  readonly #mask: number;
  #next = new Int32Array(256);
  #column = new Int32Array(256);
  #row = new Int32Array(256);
  #cell = 1;
  #count = 0;
  /** What the last {@link find} found. */
  found = new Int32Array(256);

  /** `buckets`: a power of two. */
  constructor(buckets = 16_384) {
    this.#heads = new Int32Array(buckets).fill(-1);
    this.#mask = buckets - 1;
  }

  fill(count: number, x: Float64Array, y: Float64Array, cell: number): void {
    if (count > this.#next.length) {
      const size = 2 ** Math.ceil(Math.log2(count));
      this.#next = new Int32Array(size);
      this.#column = new Int32Array(size);
      this.#row = new Int32Array(size);
      this.found = new Int32Array(size);
    }
    this.#heads.fill(-1);
    this.#cell = cell;
    this.#count = count;
    for (let i = count - 1; i >= 0; i--) {
      const column = Math.floor(x[i]! / cell);
      const row = Math.floor(y[i]! / cell);
      this.#column[i] = column;
      this.#row[i] = row;
      const bucket = this.#bucket(column, row);
      this.#next[i] = this.#heads[bucket]!;
      this.#heads[bucket] = i;
    }
  }

  /** Fills {@link found} with the points in the cells that a box touches; returns how many. */
  find(x: number, y: number, halfX: number, halfY: number): number {
    const left = Math.floor((x - halfX) / this.#cell);
    const right = Math.floor((x + halfX) / this.#cell);
    const low = Math.floor((y - halfY) / this.#cell);
    const high = Math.floor((y + halfY) / this.#cell);
    let n = 0;
    if ((right - left + 1) * (high - low + 1) > this.#count + 16) {
      for (let i = 0; i < this.#count; i++)
        if (
          this.#column[i]! >= left &&
          this.#column[i]! <= right &&
          this.#row[i]! >= low &&
          this.#row[i]! <= high
        )
          this.found[n++] = i;
      return n;
    }
    for (let row = low; row <= high; row++)
      for (let column = left; column <= right; column++)
        for (let i = this.#heads[this.#bucket(column, row)]!; i >= 0; i = this.#next[i]!)
          if (this.#column[i] === column && this.#row[i] === row) this.found[n++] = i;
    return n;
  }

  #bucket(column: number, row: number): number {
    return (Math.imul(column, 73_856_093) ^ Math.imul(row, 19_349_663)) & this.#mask;
  }
}
