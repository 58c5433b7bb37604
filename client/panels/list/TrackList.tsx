// biome-ignore-all lint/a11y/useSemanticElements: a windowed grid cannot be made of table elements
/**
 * The list of tracks: windowed, steady while thousands move, sharing its filter with the map. Values are read from the
 * columns four times a second; the order changes only as `useOrder` says.
 */
import { ObiPanelLeftClose } from '@oicl/openbridge-webcomponents-react/icons/icon-panel-left-close.js';
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { flagOf } from '../../../proto/domain/flag.ts';
import type { TrackId } from '../../../proto/domain/ids.ts';
import { useWords } from '../../messages/words.ts';
import { useAggregates } from '../../store/aggregates.ts';
import { activeFilters } from '../../store/filter.ts';
import { useLink } from '../../store/link.ts';
import type { TrackStatic } from '../../store/tracks.ts';
import { select, useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { useSize, useVersion } from '../../ui/useTick.ts';
import { hotkey } from '../keys.ts';
import { useServices } from '../services.ts';
import { SideTabs } from '../zones/SideTabs.tsx';
import { FilterBar } from './FilterBar.tsx';
import { ListHead } from './ListHead.tsx';
import { ListRow } from './ListRow.tsx';
import { neighbour, windowOf } from './order.ts';
import { type OrderControl, useOrder } from './useOrder.ts';
import './list.css';

/** Height of a row in rem: as in list.css. */
const ROW_REM = 1.75;

export function TrackList(): ReactNode {
  const t = useWords();
  const order = useOrder();
  const total = useLink((link) => link.trackCount);
  const shown = order.ids.length;
  const counts = { shown: formatCount(shown), total: formatCount(Math.max(total, shown)) };
  return (
    <section className="list panel" aria-label={t('list.label')}>
      <header className="list-top">
        <SideTabs />
        <span className="quiet num" title={t('list.count.long', counts)}>
          {t('list.count', counts)}
        </span>
        {order.changes > 0 ? (
          <button type="button" className="list-refresh" title={t('list.steady')} onClick={order.refresh}>
            {t('list.refresh', { count: order.changes })}
          </button>
        ) : null}
        <Button
          className="list-close"
          label={t('list.close')}
          icon={<ObiPanelLeftClose />}
          iconOnly
          look="flat"
          hotkey={hotkey('list')}
          onClick={() => useView.setState({ listOpen: false })}
        />
      </header>
      <FilterBar />
      <Rows order={order} />
    </section>
  );
}

function Rows({ order }: { readonly order: OrderControl }): ReactNode {
  const t = useWords();
  const { table } = useServices();
  const { ids, hold } = order;
  const selected = useView((view) => view.selected);
  const filtered = useView((view) => activeFilters(view.filter) > 0);
  const counts = useAggregates((aggregates) => aggregates.cells !== undefined);
  const waiting = useLink((link) => link.baseMs === undefined);
  const why = waiting ? 'waiting' : counts ? 'aggregate' : filtered ? 'filter' : 'area';
  const [body, setBody] = useState<HTMLDivElement | null>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const { height } = useSize(body);
  useVersion(table, 250);
  const rowPx = ROW_REM * rootPx();
  useKeepInPlace(body, ids, selected, rowPx, setScrollTop);
  const known = useLastKnown(ids);
  const flags = useFlagged(ids);

  const { first, last } = windowOf(ids.length, rowPx, scrollTop, height);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined;
    if (step === undefined) return;
    event.preventDefault();
    const next = neighbour(ids, selected, step);
    if (next !== undefined) select(next);
  };
  return (
    <div
      className="list-grid"
      data-flags={flags}
      role="grid"
      aria-label={t('list.label')}
      aria-rowcount={ids.length + 1}
      aria-activedescendant={selected !== undefined && ids.includes(selected) ? `row-${selected}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      <ListHead flags={flags} />
      <div
        className="list-body scrolls"
        // Without rows it is no group of them.
        role={ids.length === 0 ? undefined : 'rowgroup'}
        ref={setBody}
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      >
        <div className="list-length" role="presentation" style={{ blockSize: ids.length * rowPx }}>
          {ids.slice(first, last).map((id, i) => (
            <ListRow
              key={id}
              id={id}
              position={first + i}
              top={(first + i) * rowPx}
              selected={id === selected}
              row={table.rowOf(id)}
              statics={known(id)}
              flags={flags}
            />
          ))}
        </div>
        {ids.length === 0 ? <p className="list-empty quiet">{t(`list.empty.${why}`)}</p> : null}
      </div>
    </div>
  );
}

const rootPx = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

/** Static data of the tracks in the order, also of those that are gone since: bounded by the order's length. */
function useLastKnown(ids: readonly TrackId[]): (id: TrackId) => TrackStatic | undefined {
  const { table } = useServices();
  const kept = useRef({ ids, map: new Map<TrackId, TrackStatic>() });
  if (kept.current.ids !== ids) kept.current = { ids, map: new Map() };
  return (id) => {
    const row = table.rowOf(id);
    const statics = row === undefined ? undefined : table.statics[row];
    if (statics !== undefined) kept.current.map.set(id, statics);
    return statics ?? kept.current.map.get(id);
  };
}

/** Whether any of the tracks has a flag: synthetic ones have none, and their column would be empty. */
function useFlagged(ids: readonly TrackId[]): boolean {
  const { table } = useServices();
  return useMemo(
    () =>
      ids.some((id) => {
        const row = table.rowOf(id);
        const mmsi = row === undefined ? undefined : table.statics[row]?.mmsi;
        return mmsi != null && flagOf(mmsi) !== undefined;
      }),
    [ids, table],
  );
}

/** A new order leaves the selected row where it is on the screen; a new selection is brought into sight. */
function useKeepInPlace(
  body: HTMLDivElement | null,
  ids: readonly TrackId[],
  selected: TrackId | undefined,
  rowPx: number,
  onScrolled: (top: number) => void,
): void {
  const before = useRef<{ at: number; selected: TrackId | undefined }>({ at: -1, selected: undefined });
  const at = selected === undefined ? -1 : ids.indexOf(selected);
  // Said at once: the browser's own event comes a drawing later, and till then the window would be empty.
  const scrollTo = (list: HTMLDivElement, top: number): void => {
    list.scrollTop = top;
    onScrolled(list.scrollTop);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what moves the row scrolls
  useLayoutEffect(() => {
    const { at: was, selected: wasSelected } = before.current;
    if (body !== null && wasSelected === selected && was >= 0 && at >= 0 && was !== at) {
      const top = was * rowPx - body.scrollTop;
      if (top >= 0 && top < body.clientHeight) scrollTo(body, body.scrollTop + (at - was) * rowPx);
    }
    before.current = { at, selected };
  }, [body, at, selected, rowPx]);
  // A selection that is not listed yet, as when the page opens with one, is shown once it is.
  const listed = at >= 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new selection scrolls, never a new order
  useEffect(() => {
    if (body === null || !listed) return;
    const top = at * rowPx;
    if (top < body.scrollTop) scrollTo(body, top);
    else if (top + rowPx > body.scrollTop + body.clientHeight)
      scrollTo(body, top + rowPx - body.clientHeight);
  }, [body, selected, listed]);
}
