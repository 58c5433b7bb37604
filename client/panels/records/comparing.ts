/** Two versions of one thing beside each other, and a third made of both. Pure. */

/** Where two versions differ, and whose is usually meant: whoever changed it alone; where both did, theirs. */
export interface Difference<T> {
  readonly member: keyof T & string;
  readonly usual: 'theirs' | 'mine';
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** @param was what both began with */
export function differences<T extends object>(was: T, theirs: T, mine: T): readonly Difference<T>[] {
  const members = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])] as (keyof T & string)[];
  return members
    .filter((member) => !same(theirs[member], mine[member]))
    .map((member) => ({ member, usual: same(was[member], theirs[member]) ? 'mine' : 'theirs' }));
}

/** Theirs, with what is chosen of mine. */
export function merged<T extends object>(theirs: T, mine: T, takeMine: ReadonlySet<string>): T {
  const result: Record<string, unknown> = { ...(theirs as Record<string, unknown>) };
  for (const member of takeMine) {
    const value = (mine as Record<string, unknown>)[member];
    if (value === undefined) delete result[member];
    else result[member] = value;
  }
  return result as T;
}
