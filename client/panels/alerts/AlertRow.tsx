// biome-ignore-all lint/a11y/useSemanticElements: a windowed grid cannot be made of table elements
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus
/** One row of the queue: priority by shape, colour and word, the sentence, how old, how it stands, who answers. */
import { memo, type ReactNode } from 'react';
import type { Alert } from '../../../proto/domain/alert/alert.ts';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { isMine, useMySectors } from '../../store/mysectors.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAgeShort } from '../../ui/format.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { AlertSign } from './AlertSign.tsx';
import type { QueueRow } from './queue.ts';
import { isUnanswered } from './standing.ts';
import { whoDid } from './who.ts';

interface AlertRowProps {
  readonly row: QueueRow;
  readonly sentence: string;
  readonly position: number;
  /** CSS pixels from the top of the list; undefined where rows follow each other. */
  readonly top: number | undefined;
  readonly chosen: boolean;
  readonly marked: boolean;
  readonly open: boolean;
  readonly onChoose: (id: string) => void;
  readonly onMark: (id: string) => void;
  readonly onOpen: (row: QueueRow) => void;
  /** Acknowledges all of a row that stands for several; absent where one may not. */
  readonly onAcknowledge: ((row: QueueRow) => void) | undefined;
}

export const AlertRow = memo(function AlertRow(props: AlertRowProps): ReactNode {
  const { row, sentence, position, top, chosen, marked, open, onChoose, onMark, onOpen, onAcknowledge } =
    props;
  const t = useWords();
  const watched = useMySectors((mine) => mine.watched);
  const { alert } = row;
  const elsewhere = !isMine(alert, watched);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it handles the keys
    <div
      id={`alert-row-${row.id}`}
      role="row"
      className="alert-row"
      data-priority={alert.priority}
      data-waits={isUnanswered(alert)}
      data-elsewhere={elsewhere}
      aria-selected={chosen}
      aria-rowindex={position + 1}
      style={top === undefined ? undefined : { insetBlockStart: top }}
      onClick={() => (row.type === 'kind' ? onOpen(row) : onChoose(row.id))}
    >
      <span role="gridcell" className="alert-mark">
        {row.type === 'kind' ? null : (
          <input
            type="checkbox"
            aria-label={t('alerts.mark')}
            aria-describedby={`alert-said-${row.id}`}
            checked={marked}
            onClick={(event) => event.stopPropagation()}
            onChange={() => onMark(row.id)}
          />
        )}
      </span>
      <span role="gridcell" className="alert-priority">
        <AlertSign priority={alert.priority} state={alert.state} />
        <span className="alert-word">{t(`alerts.priority.${alert.priority}`)}</span>
      </span>
      <span role="gridcell" className="alert-what">
        <span id={`alert-said-${row.id}`} className="alert-sentence" title={sentence}>
          {row.type === 'kind'
            ? t('alerts.row.kind', { kind: t(`alerts.kind.${row.kind}`), count: row.ids.length })
            : sentence}
        </span>
        {row.type === 'kind' ? (
          <span className="alert-facts">
            <Button
              look="flat"
              label={t(open ? 'alerts.row.close' : 'alerts.row.open')}
              aria-expanded={open}
              onClick={(event) => {
                event.stopPropagation();
                onOpen(row);
              }}
            />
            {row.unanswered === 0 || onAcknowledge === undefined ? null : (
              <Button
                look="flat"
                label={t('alerts.row.acknowledge')}
                onClick={(event) => {
                  event.stopPropagation();
                  onAcknowledge(row);
                }}
              />
            )}
          </span>
        ) : (
          <Facts alert={alert} parts={row.parts} elsewhere={elsewhere} />
        )}
      </span>
      <span role="gridcell" className="alert-age num">
        <Age sinceMs={alert.raisedMs} />
      </span>
    </div>
  );
});

function Facts({
  alert,
  parts,
  elsewhere,
}: {
  readonly alert: Alert;
  readonly parts: number;
  readonly elsewhere: boolean;
}): ReactNode {
  const t = useWords();
  const { state, owner, escalatedMs, shelf } = alert;
  return (
    <span className="alert-facts">
      <span className="alert-state">{t(`alerts.state.${state}`)}</span>
      {owner === undefined ? null : <span className="alert-owner">{whoDid(t, owner.name)}</span>}
      {escalatedMs === undefined ? null : (
        <strong className="alert-escalated">{t('alerts.row.escalated')}</strong>
      )}
      {shelf === undefined ? null : <span className="alert-tag">{t('alerts.row.shelved')}</span>}
      {parts === 0 ? null : <span className="alert-tag">{t('alerts.row.parts', { count: parts })}</span>}
      {elsewhere ? <span className="alert-tag">{t('alerts.row.elsewhere')}</span> : null}
    </span>
  );
}

/** Alone, so that a tick draws a number and no row. */
function Age({ sinceMs }: { readonly sinceMs: number }): ReactNode {
  const now = timeNowMs(usePageNow(1000));
  return now === undefined ? null : formatAgeShort(now - sinceMs);
}
