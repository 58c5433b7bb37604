// biome-ignore-all lint/a11y/useSemanticElements: a windowed grid cannot be made of table elements
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus
/** The answer as a table: any number of rows of which only those in sight are drawn, sorted by any column, worked by keys. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useState } from 'react';
import type { Answer } from '../../../../proto/domain/record/questions.ts';
import { useWords, wordFor } from '../../../messages/words.ts';
import { answerOf, useFind } from '../../../store/find.ts';
import { formatAge, formatCount } from '../../../ui/format.ts';
import { useSize } from '../../../ui/useTick.ts';
import { windowOf } from '../../list/order.ts';
import { useServices } from '../../services.ts';
import { AnswerActs } from './AnswerActs.tsx';
import { chooseFound, replayFound } from './choosing.ts';
import {
  besideChosen,
  type Cell,
  cellValue,
  columnsOf,
  rowRem,
  rowValue,
  type Sort,
  sorted,
  templateOf,
  writeCell,
} from './rows.ts';

const ROW_REM = 1.75;
/** A page of keys. */
const PAGE = 12;

export function AnswerTable(): ReactNode {
  const t = useWords();
  const answer = useFind(answerOf);
  if (answer === undefined) return null;
  const { rows, cells, isCut, missing, tookMs } = answer;
  const count = cells?.length ?? rows.length;
  return (
    <>
      <p className="find-count" role="status">
        <strong className="num">{t('find.count', { count, written: formatCount(count) })}</strong>
        <span className="quiet num"> · {formatAge(tookMs)}</span>
        {isCut ? <span> · {t('find.cut')}</span> : null}
        {missing.length === 0 ? null : <span> · {t('find.missing', { count: missing.length })}</span>}
      </p>
      {count === 0 ? <p className="list-empty quiet">{t('find.none')}</p> : <Grid answer={answer} />}
      <AnswerActs />
    </>
  );
}

function Grid({ answer }: { readonly answer: Answer }): ReactNode {
  const t = useWords();
  const id = useId();
  const services = useServices();
  const chosen = useFind((find) => find.chosen);
  const columns = useMemo(() => columnsOf(answer), [answer]);
  const [sort, setSort] = useState<Sort>(() =>
    answer.cells === undefined ? { column: 'from', way: 1 } : { column: 'points', way: -1 },
  );
  const value = (at: number, column: string): Cell =>
    answer.cells === undefined ? rowValue(answer.rows[at]!, column) : cellValue(answer.cells[at]!, column);
  const order = useMemo(
    () =>
      answer.cells === undefined
        ? sorted(answer.rows, sort, rowValue)
        : sorted(answer.cells, sort, cellValue),
    [answer, sort],
  );
  const [body, setBody] = useState<HTMLDivElement | null>(null);
  const [top, setTop] = useState(0);
  const { height } = useSize(body);
  const rowPx = ROW_REM * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
  const { first, last } = windowOf(order.length, rowPx, top, height);
  const at = chosen === undefined ? -1 : order.indexOf(chosen);
  useEffect(() => {
    if (body === null || at < 0) return;
    const y = at * rowPx;
    if (y < body.scrollTop) body.scrollTop = y;
    else if (y + rowPx > body.scrollTop + body.clientHeight) body.scrollTop = y + rowPx - body.clientHeight;
  }, [body, at, rowPx]);
  const press = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const by = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: PAGE,
      PageUp: -PAGE,
      Home: -order.length,
      End: order.length,
    }[event.key];
    if (event.key === 'Enter') replayFound(services);
    else if (by === undefined) return;
    else {
      const next = besideChosen(order, chosen, by);
      if (next !== undefined) chooseFound(next);
    }
    event.preventDefault();
  };
  const template = templateOf(columns);
  const rowLength = `${rowRem(columns)}rem`;
  return (
    <div
      className="answer"
      role="grid"
      tabIndex={0}
      aria-label={t('find.answer')}
      aria-rowcount={order.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={at < 0 ? undefined : `${id}-${chosen}`}
      onKeyDown={press}
    >
      <div
        className="answer-scroll scrolls"
        ref={setBody}
        role="presentation"
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div role="rowgroup" className="answer-head" style={{ minInlineSize: rowLength }}>
          <div role="row" className="answer-row" style={{ gridTemplateColumns: template }}>
            {columns.map((column) => (
              <span
                key={column}
                role="columnheader"
                aria-sort={sort.column !== column ? 'none' : sort.way === 1 ? 'ascending' : 'descending'}
              >
                <button
                  type="button"
                  onClick={() =>
                    setSort({ column, way: sort.column === column ? (sort.way === 1 ? -1 : 1) : 1 })
                  }
                >
                  {wordFor(t, `found.column.${column}`) ?? column}
                  <span aria-hidden="true">{sort.column !== column ? '' : sort.way === 1 ? ' ▲' : ' ▼'}</span>
                </button>
              </span>
            ))}
          </div>
        </div>
        <div
          role="rowgroup"
          className="answer-length"
          style={{ blockSize: order.length * rowPx, minInlineSize: rowLength }}
        >
          {order.slice(first, last).map((place, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it handles the keys
            <div
              key={place}
              id={`${id}-${place}`}
              role="row"
              tabIndex={-1}
              className="answer-row"
              aria-rowindex={first + i + 2}
              aria-selected={place === chosen}
              style={{ gridTemplateColumns: template, insetBlockStart: (first + i) * rowPx }}
              onClick={() => chooseFound(place)}
              onDoubleClick={() => replayFound(services)}
            >
              {columns.map((column) => (
                <span key={column} role="gridcell" tabIndex={-1} className="num">
                  {writeCell(t, column, value(place, column))}
                </span>
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
