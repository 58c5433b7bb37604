/** Which tracks compete for plots: disjoint sets with path halving (Tarjan and van Leeuwen 1984). */
export class Clusters {
  #parent = new Int32Array(256);

  /** `count` sets of one. */
  reset(count: number): void {
    if (count > this.#parent.length) this.#parent = new Int32Array(2 ** Math.ceil(Math.log2(count)));
    for (let i = 0; i < count; i++) this.#parent[i] = i;
  }

  root(i: number): number {
    const parent = this.#parent;
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  /** The lower root stays: the result does not depend on the order of joining. */
  join(a: number, b: number): void {
    const ra = this.root(a);
    const rb = this.root(b);
    if (ra < rb) this.#parent[rb] = ra;
    else if (rb < ra) this.#parent[ra] = rb;
  }
}
