// biome-ignore-all lint/a11y/useSemanticElements: a windowed grid cannot be made of table elements
/** The queue: emergencies above all, then thousands of rows of which those in sight are drawn, steady under the hand. */
import { type KeyboardEvent, type ReactNode, useCallback, useState } from 'react';
import { useWords } from '../../messages/words.ts';
import { useAlerts } from '../../store/alerts.ts';
import { activeAlertFilters, chooseAlert, toggleMarked, useAlertView } from '../../store/alertview.ts';
import { formatCount } from '../../ui/format.ts';
import { useSize } from '../../ui/useTick.ts';
import { windowOf } from '../list/order.ts';
import { useServices } from '../services.ts';
import { AlertRow } from './AlertRow.tsx';
import { MarkedBar } from './MarkedBar.tsx';
import { QueueFilters } from './QueueFilters.tsx';
import { newAbove, type QueueRow, rowBeside } from './queue.ts';
import { refusalOfMany, tellRefusal } from './refusal.ts';
import { useAnswerer, useSentence } from './useAnswering.ts';
import { useInPlace } from './useInPlace.ts';
import { toggleOpened, useQueue } from './useQueue.ts';

/** Height of a row in rem: as in alerts.css. */
const ROW_REM = 4;

const rootPx = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

export function AlertQueue(): ReactNode {
  const t = useWords();
  const known = useAlerts((state) => state.known);
  const total = useAlerts((state) => state.byId.size);
  const filtered = useAlertView((view) => activeAlertFilters(view.filter) > 0);
  const chosen = useAlertView((view) => view.chosen);
  const [hovered, setHovered] = useState(false);
  const [scrollTop, setScrollTop] = useState(0);
  const held = hovered || scrollTop > 0 || chosen !== undefined;
  const { rows, emergencies, opened } = useQueue(held);
  const [body, setBody] = useState<HTMLDivElement | null>(null);
  const { height } = useSize(body);
  const rowPx = ROW_REM * rootPx();
  const unseen = useInPlace({ body, rows, chosen, held, rowPx, scrollTop, onScrolled: setScrollTop });
  const firstInSight = Math.ceil(scrollTop / rowPx);
  const above = newAbove(rows, firstInSight, unseen);
  const { first, last } = windowOf(rows.length, rowPx, scrollTop, height);
  const draw = useDrawRow(opened);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined;
    if (by === undefined) return;
    event.preventDefault();
    const next = rowBeside([...emergencies, ...rows], chosen, by);
    if (next?.type === 'alert') chooseAlert(next.id);
  };
  const shown = emergencies.length + rows.length;
  const counts = { shown: formatCount(shown), total: formatCount(total) };
  return (
    <section className="alert-queue" aria-label={t('alerts.queue')}>
      <QueueFilters>
        <div className="alert-queue-top">
          <span className="quiet num" title={t('alerts.count.long', counts)}>
            {t('alerts.count', counts)}
          </span>
        </div>
      </QueueFilters>
      <MarkedBar />
      <div
        className="list-grid"
        role="grid"
        aria-label={t('alerts.queue')}
        aria-rowcount={shown}
        aria-activedescendant={
          chosen !== undefined && [...emergencies, ...rows].some(({ id }) => id === chosen)
            ? `alert-row-${chosen}`
            : undefined
        }
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerEnter={() => setHovered(true)}
        onPointerLeave={() => setHovered(false)}
      >
        {emergencies.length === 0 ? null : (
          <div className="alert-emergencies scrolls" role="rowgroup" aria-label={t('alerts.emergencies')}>
            {emergencies.map((row, at) => draw(row, at, undefined))}
          </div>
        )}
        <div className="alert-rows">
          {above === 0 ? null : (
            <button
              type="button"
              className="list-refresh alert-above"
              onClick={() => {
                if (body !== null) body.scrollTop = 0;
                setScrollTop(0);
              }}
            >
              {t('alerts.above', { count: above })}
            </button>
          )}
          <div
            className="list-body scrolls"
            role={rows.length === 0 ? undefined : 'rowgroup'}
            ref={setBody}
            onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
          >
            <div className="list-length" role="presentation" style={{ blockSize: rows.length * rowPx }}>
              {rows
                .slice(first, last)
                .map((row, i) => draw(row, emergencies.length + first + i, (first + i) * rowPx))}
            </div>
            {shown > 0 ? null : (
              <p className="list-empty quiet">
                {t(!known ? 'alerts.waiting' : filtered ? 'alerts.none.filter' : 'alerts.none')}
              </p>
            )}
          </div>
        </div>
      </div>
    </section>
  );
}

function useDrawRow(opened: ReadonlySet<string>) {
  const sentenceOf = useSentence();
  const chosen = useAlertView((view) => view.chosen);
  const marked = useAlertView((view) => view.marked);
  const who = useAnswerer();
  const { actOnAlerts } = useServices();
  const acknowledge = useCallback(
    (row: QueueRow) => {
      if (row.type === 'kind') void tellRefusal(actOnAlerts('acknowledge', row.ids, {}), refusalOfMany);
    },
    [actOnAlerts],
  );
  const open = useCallback((row: QueueRow) => {
    if (row.type === 'kind') toggleOpened(row.kind);
  }, []);
  return (row: QueueRow, position: number, top: number | undefined): ReactNode => (
    <AlertRow
      key={row.id}
      row={row}
      sentence={sentenceOf(row.alert)}
      position={position}
      top={top}
      chosen={row.id === chosen}
      marked={marked.has(row.id)}
      open={row.type === 'kind' && opened.has(row.kind)}
      onChoose={chooseAlert}
      onMark={toggleMarked}
      onOpen={open}
      onAcknowledge={who.may('acknowledge') ? acknowledge : undefined}
    />
  );
}
