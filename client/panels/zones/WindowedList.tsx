/** A list of any length of which only what is in sight is drawn; arrow keys go through it. */
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { useSize } from '../../ui/useTick.ts';
import { rowBeside } from './zonerows.ts';

interface WindowedListProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly idOf: (item: T) => string;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
  /** Height of a row, rem. */
  readonly rowRem: number;
  readonly row: (item: T) => ReactNode;
  readonly none: string;
}

/** Rows drawn beyond what is in sight. */
const SPARE = 4;

export function WindowedList<T>(props: WindowedListProps<T>): ReactNode {
  const { label, items, idOf, chosen, onChoose, rowRem, row, none } = props;
  const [body, setBody] = useState<HTMLDivElement | null>(null);
  const [top, setTop] = useState(0);
  const { height } = useSize(body);
  const rowPx =
    rowRem *
    (Number.parseFloat(globalThis.getComputedStyle?.(document.documentElement).fontSize ?? '') || 16);
  const first = Math.max(0, Math.floor(top / rowPx) - SPARE);
  const last = Math.min(items.length, Math.ceil((top + height) / rowPx) + SPARE);
  const at = chosen === undefined ? -1 : items.findIndex((item) => idOf(item) === chosen);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another choice scrolls
  useEffect(() => {
    if (body === null || at < 0) return;
    const rowTop = at * rowPx;
    if (rowTop < body.scrollTop) body.scrollTop = rowTop;
    else if (rowTop + rowPx > body.scrollTop + body.clientHeight)
      body.scrollTop = rowTop + rowPx - body.clientHeight;
  }, [body, chosen]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined;
    if (by === undefined) return;
    event.preventDefault();
    const next = rowBeside(items.map(idOf), chosen, by);
    if (next !== undefined) onChoose(next);
  };
  return (
    <div
      className="beside-list scrolls"
      role="listbox"
      aria-label={label}
      aria-activedescendant={at < 0 ? undefined : `beside-row-${chosen}`}
      tabIndex={0}
      ref={setBody}
      onKeyDown={onKeyDown}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div className="beside-length" role="presentation" style={{ blockSize: items.length * rowPx }}>
        {items.slice(first, last).map((item, i) => {
          const id = idOf(item);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list around it handles the keys
            <div
              key={id}
              id={`beside-row-${id}`}
              role="option"
              tabIndex={-1}
              aria-selected={id === chosen}
              aria-posinset={first + i + 1}
              aria-setsize={items.length}
              className="beside-row"
              style={{ insetBlockStart: (first + i) * rowPx, blockSize: rowPx }}
              onClick={() => onChoose(id)}
            >
              {row(item)}
            </div>
          );
        })}
      </div>
      {items.length === 0 ? <p className="list-empty quiet">{none}</p> : null}
    </div>
  );
}
