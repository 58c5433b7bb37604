/** Objects that say only what is there. */

export type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** The object without its undefined fields; undefined when nothing is left. */
export function present<T extends object>(fields: Loose<T>): T | undefined {
  const there = Object.entries(fields).filter(([, value]) => value !== undefined);
  return there.length === 0 ? undefined : (Object.fromEntries(there) as T);
}
