/** Above the board: what its rows are, which of them, how much time and when, and a new patrol. */
import { ObiChevronLeftGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-chevron-left-google.js';
import { ObiChevronRightGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-chevron-right-google.js';
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { may, useSession } from '../../store/session.ts';
import { setBoard, useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { formatCount } from '../../ui/format.ts';
import { useServices } from '../services.ts';
import { beginPatrol } from './actionsofplan.ts';
import { showSpan, spanNow, zoomBoard } from './boardtime.ts';
import { Legend } from './Legend.tsx';
import { HOUR_MS, moved } from './timescale.ts';
import { useRowFilter } from './usePlan.ts';

/** OpenBridge has both with something around them only. */
const Plus = (): ReactNode => (
  <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
    <path d="M11 5H13V11H19V13H13V19H11V13H5V11H11Z" />
  </svg>
);
const Minus = (): ReactNode => (
  <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
    <path d="M5 11H19V13H5Z" />
  </svg>
);

const Side = (): ReactNode => (
  <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
    <path d="M3 4H21V20H3ZM5 6V18H13V6ZM15 6V18H19V6Z" fillRule="evenodd" />
  </svg>
);

const SPANS: readonly number[] = [1, 6, 24, 72, 168, 744].map((hours) => hours * HOUR_MS);
/** Earlier and later go by this share of what is shown. */
const PAGE = 0.5;

export function BoardBar({ shown }: { readonly shown: number }): ReactNode {
  const t = useWords();
  return (
    <header className="board-bar">
      <h2>{t('board.label')}</h2>
      <Rows shown={shown} />
      <Time />
      <Begin />
    </header>
  );
}

function Rows({ shown }: { readonly shown: number }): ReactNode {
  const t = useWords();
  const rows = useView((view) => view.board.rows);
  const { text, busyOnly } = useRowFilter();
  return (
    <div className="board-part">
      <fieldset className="board-rows">
        <legend className="for-screen-readers">{t('board.rows')}</legend>
        {(['units', 'sectors'] as const).map((what) => (
          <Button
            key={what}
            label={t(`board.rows.${what}`)}
            aria-pressed={rows === what}
            onClick={() => setBoard({ rows: what })}
          />
        ))}
      </fieldset>
      <input
        className="field board-filter"
        type="search"
        aria-label={t('board.filter')}
        placeholder={t('board.filter')}
        value={text}
        maxLength={80}
        onChange={(event) => useRowFilter.setState({ text: event.target.value })}
      />
      <Choice
        label={t('board.busy')}
        checked={busyOnly}
        onChoose={() => useRowFilter.setState({ busyOnly: !busyOnly })}
      />
      <span className="quiet num">
        {t('board.count', { count: shown }).replace(String(shown), formatCount(shown))}
      </span>
    </div>
  );
}

function Time(): ReactNode {
  const t = useWords();
  const spanMs = useView((view) => view.board.spanMs);
  const side = useView((view) => view.board.side);
  const follows = useView((view) => view.board.fromMs === undefined);
  const page = (by: 1 | -1) => () => {
    const span = spanNow();
    showSpan(moved(span, by * span.spanMs * PAGE));
  };
  const zoom = (hours: number): string =>
    hours % 24 === 0 && hours > 24
      ? t('board.zoom.days', { count: hours / 24 })
      : t('board.zoom.hours', { count: hours });
  return (
    <div className="board-part">
      <Button
        label={t('board.earlier')}
        icon={<ObiChevronLeftGoogle />}
        iconOnly
        look="flat"
        onClick={page(-1)}
      />
      <Button label={t('board.now')} aria-pressed={follows} onClick={() => setBoard({ fromMs: undefined })} />
      <Button
        label={t('board.later')}
        icon={<ObiChevronRightGoogle />}
        iconOnly
        look="flat"
        onClick={page(1)}
      />
      <Button
        label={t('board.zoomOut')}
        icon={<Minus />}
        iconOnly
        look="flat"
        hotkey="−"
        onClick={() => zoomBoard(1.5)}
      />
      <Button
        label={t('board.zoomIn')}
        icon={<Plus />}
        iconOnly
        look="flat"
        hotkey="+"
        onClick={() => zoomBoard(1 / 1.5)}
      />
      <div className="board-spans">
        {SPANS.map((span) => (
          <button
            key={span}
            type="button"
            className="board-span num"
            aria-pressed={Math.abs(spanMs - span) < 60_000}
            onClick={() => zoomBoard(span / spanMs)}
          >
            {zoom(span / HOUR_MS)}
          </button>
        ))}
      </div>
      <Button
        label={t(side === 'below' ? 'board.side.beside' : 'board.side.below')}
        icon={<Side />}
        iconOnly
        look="flat"
        onClick={() => setBoard({ side: side === 'below' ? 'beside' : 'below' })}
      />
      <Legend />
    </div>
  );
}

function Begin(): ReactNode {
  const t = useWords();
  const services = useServices();
  const mayPlan = useSession((session) => may(session, 'plan'));
  const agency = useSession((session) => session.me?.agency);
  if (!mayPlan || agency === undefined) return null;
  return (
    <Button
      className="board-new"
      look="raised"
      label={t('board.new')}
      icon={<Plus />}
      hotkey="N"
      onClick={() => beginPatrol(services, { agency, title: t('patrol.untitled') })}
    />
  );
}
