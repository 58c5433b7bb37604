/** Keeps what is looked at where it is while rows come above it, brings a new choice into sight, and knows what is new. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { QueueRow } from './queue.ts';

interface InPlace {
  readonly body: HTMLDivElement | null;
  readonly rows: readonly QueueRow[];
  readonly chosen: string | undefined;
  readonly held: boolean;
  readonly rowPx: number;
  readonly scrollTop: number;
  /** Said at once: the browser's own event comes a drawing later, and till then the window would be empty. */
  readonly onScrolled: (top: number) => void;
}

/** The row by which the list is held: the chosen one in sight, else the first in sight. */
export function anchorOf(
  ids: readonly string[],
  chosen: string | undefined,
  rowPx: number,
  scrollTop: number,
  heightPx: number,
): number {
  const at = chosen === undefined ? -1 : ids.indexOf(chosen);
  const inSight = at >= 0 && (at + 1) * rowPx > scrollTop && at * rowPx < scrollTop + heightPx;
  return inSight ? at : Math.min(ids.length - 1, Math.floor(scrollTop / rowPx));
}

/** Ids that came above what was looked at and have not been in sight since. */
export function useInPlace({
  body,
  rows,
  chosen,
  held,
  rowPx,
  scrollTop,
  onScrolled,
}: InPlace): ReadonlySet<string> {
  const [unseen, setUnseen] = useState<ReadonlySet<string>>(new Set());
  const before = useRef<readonly string[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another order moves rows
  useLayoutEffect(() => {
    const was = before.current;
    const ids = rows.map(({ id }) => id);
    before.current = ids;
    if (body === null || !held || was.length === 0) return;
    const anchor = anchorOf(was, chosen, rowPx, body.scrollTop, body.clientHeight);
    const anchorId = was[anchor];
    const now = anchorId === undefined ? -1 : ids.indexOf(anchorId);
    if (now < 0) return;
    const known = new Set(was);
    const fresh = ids.slice(0, now).filter((id) => !known.has(id));
    if (fresh.length > 0) setUnseen((set) => new Set([...set, ...fresh]));
    if (now === anchor) return;
    body.scrollTop += (now - anchor) * rowPx;
    onScrolled(body.scrollTop);
  }, [rows]);
  // What has come into sight is seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a scroll shows rows
  useEffect(() => {
    if (unseen.size === 0 || body === null) return;
    const first = Math.ceil(body.scrollTop / rowPx);
    const left = new Set(rows.slice(0, first).flatMap(({ id }) => (unseen.has(id) ? [id] : [])));
    if (left.size !== unseen.size) setUnseen(left);
  }, [scrollTop, rows]);
  const at = chosen === undefined ? -1 : rows.findIndex(({ id }) => id === chosen);
  const listed = at >= 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another choice scrolls to itself, never another order
  useEffect(() => {
    if (chosen !== undefined && !listed) {
      // An emergency: all of them are drawn, above the list, and few are in sight of many.
      document.getElementById(`alert-row-${chosen}`)?.scrollIntoView({ block: 'nearest' });
      return;
    }
    if (body === null || !listed) return;
    const top = at * rowPx;
    if (top < body.scrollTop) body.scrollTop = top;
    else if (top + rowPx > body.scrollTop + body.clientHeight)
      body.scrollTop = top + rowPx - body.clientHeight;
    onScrolled(body.scrollTop);
  }, [body, chosen, listed]);
  return unseen;
}
