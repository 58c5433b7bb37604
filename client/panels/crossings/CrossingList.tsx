/** All crossing points, worst first: how each stands, who waits, and how old that is. */
import { type ReactNode, useMemo, useState } from 'react';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { type CrossingView, crossingView, worstFirst } from '../../store/crossingstanding.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { foldText } from '../../store/text.ts';
import { chooseRecord, useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAge, formatCount } from '../../ui/format.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { WindowedList } from '../zones/WindowedList.tsx';
import { StandingMark } from './StandingMark.tsx';
import { beginCrossing } from './useCrossingDraft.ts';
import './crossings.css';

interface Row {
  readonly point: Version<'crossingPoint'>;
  readonly view: CrossingView;
  readonly name: string;
}

const ROW_REM = 3;

export function CrossingList(): ReactNode {
  const t = useWords();
  const [text, setText] = useState('');
  const points = useRecords((records) => records.tables.crossingPoint);
  const chosen = useView((view) => view.chosenRecord);
  const session = useSession();
  const nowMs = timeNowMs(usePageNow(4000)) ?? 0;
  const rows = useMemo(() => {
    const wanted = foldText(text);
    return worstFirst(
      [...points.values()]
        .filter(({ value }) => wanted === '' || foldText(value.name).includes(wanted))
        .map((point): Row => ({ point, view: crossingView(point, nowMs), name: point.value.name })),
    );
  }, [points, text, nowMs]);
  return (
    <>
      <search className="filter" aria-label={t('crossing.filter')}>
        <input
          className="field"
          type="search"
          value={text}
          maxLength={80}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('crossing.filter.text')}
          aria-label={t('crossing.filter.text')}
          onChange={(event) => setText(event.target.value)}
        />
      </search>
      <div className="beside-do">
        {may(session, 'plan') ? (
          <Button label={t('crossing.new')} look="raised" onClick={() => beginCrossing()} />
        ) : null}
        <span className="quiet num beside-count">
          {t('list.count', { shown: rows.length, total: points.size })}
        </span>
      </div>
      <WindowedList<Row>
        label={t('plan.part.crossings')}
        items={rows}
        idOf={({ point }) => point.id}
        chosen={chosen?.kind === 'crossingPoint' ? chosen.id : undefined}
        onChoose={(id) => chooseRecord({ kind: 'crossingPoint', id })}
        rowRem={ROW_REM}
        none={t(points.size === 0 ? 'crossing.none' : 'crossing.none.filter')}
        row={({ point: { value }, view }) => (
          <>
            <StandingMark kind={value.kind} state={view.state} />
            <span className="beside-name">
              <strong>{value.name}</strong>
              <span className="crossing-state" data-state={view.state}>
                {t(`crossing.state.${view.state}`)}
                {view.overdue ? ` · ${t('crossing.overdue')}` : ''}
                {view.silent && view.state !== 'silent' ? ` · ${t('crossing.state.silent')}` : ''}
              </span>
            </span>
            <span className="beside-end num crossing-queue">
              {view.waiting === undefined && view.waitMin === undefined ? null : (
                <span data-old={view.silent}>
                  {[
                    view.waiting === undefined
                      ? undefined
                      : t('crossing.waiting', { number: formatCount(view.waiting) }),
                    view.waitMin === undefined ? undefined : `${formatCount(view.waitMin)} min`,
                  ]
                    .filter((part) => part !== undefined)
                    .join(' · ')}
                </span>
              )}
              <span className="quiet">{t('crossing.said', { age: formatAge(nowMs - view.saidMs) })}</span>
            </span>
          </>
        )}
      />
    </>
  );
}
