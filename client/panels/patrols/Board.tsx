// biome-ignore-all lint/a11y/useSemanticElements: a windowed grid cannot be made of table elements
/**
 * The patrol board: time across, units or sectors down. Only the rows and the part of time in sight are drawn; in
 * between, moving and zooming change two properties of one element.
 */
import { type CSSProperties, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { outline } from '../../../proto/domain/shapes/outline.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { useView } from '../../store/view.ts';
import { formatAge } from '../../ui/format.ts';
import { useSize } from '../../ui/useTick.ts';
import { useServices } from '../services.ts';
import { beginPatrol, openForChange } from './actionsofplan.ts';
import { barDomId } from './BarView.tsx';
import { BoardBar } from './BoardBar.tsx';
import { BoardRow, rowDomId } from './BoardRow.tsx';
import { NEW_PATROL, type Row, rowAt, topsOf } from './boardrows.ts';
import { spanNow, useDrawnSpan } from './boardtime.ts';
import { useEdit } from './edit.ts';
import { GhostBar } from './GhostBar.tsx';
import { pressKey, useBoardPlace } from './keyboard.ts';
import { nightsOf } from './night.ts';
import { PendingStrip } from './PendingStrip.tsx';
import { focusCard } from './sidepanel.ts';
import { Backdrop, TimeAxis } from './TimeAxis.tsx';
import { gridOf } from './timescale.ts';
import { useBoardHand } from './useBoardHand.ts';
import { useRowFilter, useRows } from './usePlan.ts';

/** As in board.css. */
const LANE_REM = 2.125;
const NAMES_REM = 15;
const HANDLE_REM = 0.5;
/** Rows drawn beyond the window's edges. */
const SPARE_ROWS = 4;

const rootPx = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

export function Board(): ReactNode {
  const t = useWords();
  const rows = useRows();
  return (
    <section className="board panel" aria-label={t('board.label')}>
      <BoardBar shown={rows.length} />
      <BoardMain rows={rows} />
      <PendingStrip />
    </section>
  );
}

function BoardMain({ rows }: { readonly rows: readonly Row[] }): ReactNode {
  const t = useWords();
  const services = useServices();
  const what = useView((view) => view.board.rows);
  const spanMs = useView((view) => view.board.spanMs);
  const chosen = useView((view) => view.chosenRecord);
  const mayPlan = useSession((session) => may(session, 'plan'));
  const agency = useSession((session) => session.me?.agency);
  const place = useBoardPlace();
  const editedId = useEdit(({ edited }) => (edited === undefined ? undefined : (edited.id ?? NEW_PATROL)));
  const [main, setMain] = useState<HTMLElement | null>(null);
  const [scroll, setScroll] = useState<HTMLElement | null>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const { width, height } = useSize(scroll);
  const rem = rootPx();
  const lanePx = LANE_REM * rem;
  const namesPx = NAMES_REM * rem;
  const widthPx = Math.max(0, width - namesPx);
  const drawn = useDrawnSpan(main, widthPx);
  const nights = useNights(drawn.fromMs, drawn.spanMs);
  const tops = useMemo(() => topsOf(rows), [rows]);

  const geometry = useRef<Parameters<typeof useBoardHand>[1]['current']>(undefined);
  geometry.current = () => ({
    span: spanNow(),
    widthPx,
    rows,
    tops,
    lanePx,
    namesPx,
    handlePx: HANDLE_REM * rem,
  });
  const begin = (id: string) => {
    const version = useRecords.getState().tables.patrol.get(id);
    if (version === undefined || !openForChange(services, version)) return undefined;
    return useEdit.getState().edited?.value;
  };
  const draft = { agency: agency!, title: t('patrol.untitled') };
  const hand = useBoardHand(
    scroll,
    geometry,
    mayPlan && agency !== undefined ? { services, draft, begin } : undefined,
  );
  const keys = {
    services,
    rows,
    mayPlan: mayPlan && agency !== undefined,
    begin,
    open: () => {
      if (mayPlan && place.barId !== undefined && place.barId !== NEW_PATROL) begin(place.barId);
      focusCard();
    },
    draw: (row: Row | undefined) => {
      const unitIds = row?.unit === undefined ? [] : [row.id];
      const sectorIds = row?.sector === undefined ? [] : [row.id];
      beginPatrol(services, { ...draft, unitIds, sectorIds });
      focusCard();
    },
  };

  const chosenBar = chosen?.kind === 'patrol' ? chosen.id : editedId === NEW_PATROL ? NEW_PATROL : undefined;
  useKeepInSight(scroll, rows, tops, lanePx, place.rowId, setScrollTop);
  const first = Math.max(0, rowAt(tops, scrollTop / lanePx) - SPARE_ROWS);
  const lastAt = rowAt(tops, (scrollTop + height) / lanePx);
  const last = lastAt < 0 ? rows.length : Math.min(rows.length, lastAt + 1 + SPARE_ROWS);
  const active =
    place.rowId === undefined
      ? undefined
      : place.barId === undefined
        ? rowDomId(place.rowId)
        : barDomId(place.rowId, place.barId);
  const axis = { drawn, spanMs, widthPx, rootPx: rem };
  return (
    <div
      className="board-main"
      ref={setMain}
      style={
        {
          '--lane-px': `${lanePx}px`,
          '--names': `${NAMES_REM}rem`,
          '--width': `${widthPx}px`,
        } as CSSProperties
      }
    >
      <TimeAxis {...axis} />
      <Backdrop {...axis} nights={nights} />
      <div
        className="board-grid"
        role="grid"
        tabIndex={0}
        aria-label={t('board.label')}
        aria-rowcount={rows.length + 1}
        aria-describedby="board-help"
        aria-activedescendant={active}
        onKeyDown={(event) => {
          if (event.target !== event.currentTarget) return;
          if (event.key === 'Escape' ? hand.cancel() : pressKey(keys, event)) event.preventDefault();
        }}
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the grid around it has the keyboard */}
        <div
          className="board-scroll scrolls"
          role={rows.length === 0 ? undefined : 'rowgroup'}
          ref={setScroll}
          // The board as a whole has the keyboard, not the bar that was clicked.
          onMouseDown={(event) => {
            event.preventDefault();
            event.currentTarget.parentElement?.focus({ preventScroll: true });
          }}
          onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
          onPointerDown={hand.onPointerDown}
          onPointerMove={hand.onPointerMove}
          onPointerUp={hand.onPointerUp}
          onPointerCancel={hand.onPointerCancel}
        >
          <div
            className="board-length"
            role="presentation"
            style={{ blockSize: (tops.at(-1) ?? 0) * lanePx }}
          >
            {rows.slice(first, last).map((row, i) => (
              <BoardRow
                key={row.id}
                row={row}
                index={first + i}
                top={tops[first + i]!}
                drawn={drawn}
                rows={what}
                chosenBar={row.bars.some(({ bar }) => bar.id === chosenBar) ? chosenBar : undefined}
                chosen={chosen?.id === row.id}
                active={place.rowId === row.id && place.barId === undefined}
              />
            ))}
            <GhostBar drawn={drawn} tops={tops} rows={rows} />
          </div>
          {rows.length === 0 ? <Empty /> : null}
        </div>
      </div>
      <p id="board-help" className="for-screen-readers">
        {t('board.help', { grid: formatAge(gridOf(spanMs)) })}
      </p>
    </div>
  );
}

function Empty(): ReactNode {
  const t = useWords();
  const what = useView((view) => view.board.rows);
  const filtered = useRowFilter(({ text, busyOnly }) => text.trim() !== '' || busyOnly);
  return <p className="board-empty quiet">{t(filtered ? 'board.none.filter' : `board.none.${what}`)}</p>;
}

/** Nights at the middle of all sectors; at the middle of the map where there is none. */
function useNights(fromMs: number, spanMs: number): ReturnType<typeof nightsOf> {
  const sectors = useRecords((records) => records.tables.sector);
  const camera = useView((view) => view.camera);
  const middle = useMemo(() => {
    const corners = [...sectors.values()].flatMap(
      ({ value }) => outline(value.area)[0]?.[0]?.slice(0, 1) ?? [],
    );
    if (corners.length === 0) return undefined;
    const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
    return { lat: mean(corners.map(({ lat }) => lat)), lon: mean(corners.map(({ lon }) => lon)) };
  }, [sectors]);
  const { lat, lon } = middle ?? camera;
  return useMemo(() => nightsOf({ fromMs, spanMs }, lat, lon), [fromMs, spanMs, lat, lon]);
}

/** Brings the row in sight that the keyboard went to. */
function useKeepInSight(
  scroll: HTMLElement | null,
  rows: readonly Row[],
  tops: Float64Array,
  lanePx: number,
  rowId: string | undefined,
  onScrolled: (top: number) => void,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new place scrolls, never new rows
  useEffect(() => {
    const row = rows.findIndex(({ id }) => id === rowId);
    if (scroll === null || row < 0) return;
    const top = tops[row]! * lanePx;
    const bottom = tops[row + 1]! * lanePx;
    if (top < scroll.scrollTop) scroll.scrollTop = top;
    else if (bottom > scroll.scrollTop + scroll.clientHeight) scroll.scrollTop = bottom - scroll.clientHeight;
    onScrolled(scroll.scrollTop);
  }, [scroll, rowId]);
}
