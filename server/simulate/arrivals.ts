/** What is under way from a station to its feed, in order of arrival. */

interface Entry<T> {
  readonly atMs: number;
  readonly order: number;
  readonly value: T;
}

/** A binary heap by time, then by order of entry. Holds no more than what the longest delay lets be under way. */
export class Queue<T> {
  private readonly heap: Entry<T>[] = [];
  private order = 0;

  push(atMs: number, value: T): void {
    const { heap } = this;
    const entry = { atMs, order: this.order++, value };
    let at = heap.length;
    heap.push(entry);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(entry, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = entry;
  }

  /** The earliest, if it arrives by `untilMs`. */
  pop(untilMs: number): Entry<T> | undefined {
    const { heap } = this;
    const first = heap[0];
    if (first === undefined || first.atMs > untilMs) return undefined;
    const last = heap.pop()!;
    if (heap.length > 0) {
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
        if (!before(heap[child]!, last)) break;
        heap[at] = heap[child]!;
        at = child;
      }
      heap[at] = last;
    }
    return first;
  }
}

const before = (a: Entry<unknown>, b: Entry<unknown>): boolean =>
  a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
