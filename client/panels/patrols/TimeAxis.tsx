/** Above the rows: the times, UTC and of this screen, each line saying which it is. */
import { type PointerEvent, type ReactNode, useMemo, useRef } from 'react';
import { type MessageKey, useWords } from '../../messages/words.ts';
import { formatClockLocal, formatClockUtc, formatMonthDayUtc, formatZoneOffset } from '../../ui/format.ts';
import { placed } from './BarView.tsx';
import { showSpan, spanNow } from './boardtime.ts';
import { DAY_MS, moved, type Span, ticksOf } from './timescale.ts';

interface TimeAxisProps {
  readonly drawn: Span;
  /** How much of it is in sight. */
  readonly spanMs: number;
  readonly widthPx: number;
  readonly rootPx: number;
}

export function TimeAxis({ drawn, spanMs, widthPx, rootPx }: TimeAxisProps): ReactNode {
  const t = useWords();
  const drawnPx = (widthPx * drawn.spanMs) / spanMs;
  const { ticks, stepMs } = useMemo(() => ticksOf(drawn, drawnPx, rootPx / 16), [drawn, drawnPx, rootPx]);
  const held = useRef<{ x: number; span: Span } | undefined>(undefined);
  const move = (event: PointerEvent): void => {
    if (held.current === undefined || widthPx === 0) return;
    const { x, span } = held.current;
    showSpan(moved(span, ((x - event.clientX) / widthPx) * span.spanMs));
  };
  const offset = formatZoneOffset(-new Date(drawn.fromMs + drawn.spanMs / 2).getTimezoneOffset());
  const days = stepMs >= DAY_MS;
  return (
    <>
      <div className="board-corner" aria-hidden="true">
        <span>{t('board.utc')}</span>
        <span className="quiet">{t('board.local', { offset })}</span>
      </div>
      <div
        className="board-axis num"
        aria-hidden="true"
        onPointerDown={(event) => {
          held.current = { x: event.clientX, span: spanNow() };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={move}
        onPointerUp={() => {
          held.current = undefined;
        }}
        onPointerCancel={() => {
          held.current = undefined;
        }}
      >
        {ticks.map(({ atMs, day }) => (
          <span key={atMs} className="board-tick" data-day={day} style={placed(drawn.fromMs, atMs)}>
            <span>{day ? `${t(dayKey(atMs))} ${formatMonthDayUtc(atMs)}` : formatClockUtc(atMs)}</span>
            <span className="quiet">{days ? '' : formatClockLocal(atMs)}</span>
          </span>
        ))}
      </div>
    </>
  );
}

/** ISO 8601 weekdays: 1 Monday … 7 Sunday. */
const dayKey = (atMs: number): MessageKey =>
  `day.${(new Date(atMs).getUTCDay() || 7) as 1 | 2 | 3 | 4 | 5 | 6 | 7}`;

/** Behind the rows: nights, the lines of the times, and now. */
export function Backdrop({
  drawn,
  spanMs,
  widthPx,
  rootPx,
  nights,
}: TimeAxisProps & { readonly nights: readonly { fromMs: number; untilMs: number }[] }): ReactNode {
  const drawnPx = (widthPx * drawn.spanMs) / spanMs;
  const { ticks } = useMemo(() => ticksOf(drawn, drawnPx, rootPx / 16), [drawn, drawnPx, rootPx]);
  return (
    <div className="board-back" aria-hidden="true">
      {nights.map(({ fromMs, untilMs }) => (
        <span key={fromMs} className="board-night" style={placed(drawn.fromMs, fromMs, untilMs)} />
      ))}
      {ticks.map(({ atMs, day }) => (
        <span key={atMs} className="board-line" data-day={day} style={placed(drawn.fromMs, atMs)} />
      ))}
      <span className="board-now" />
    </div>
  );
}
