/** The board's own time, outside React while it moves: what is shown is two properties of one element. */
import { useEffect, useLayoutEffect, useState } from 'react';
import { timeNowMs } from '../../store/clock.ts';
import { setBoard, useView } from '../../store/view.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { drawnSpan, MINUTE_MS, type Span, shownSpan, zoomed } from './timescale.ts';

/** Of the picture's clock; of the page's own before there is one. */
export const boardNowMs = (): number => timeNowMs(performance.now()) ?? Date.now();

/** What the board shows now. */
export const spanNow = (): Span => shownSpan(useView.getState().board, boardNowMs());

export const showSpan = ({ fromMs, spanMs }: Span): void => setBoard({ fromMs, spanMs });

/** Where the board begins; undefined: it goes with the time. */
export const setBoardTime = (fromMs: number | undefined): void => setBoard({ fromMs });

/** Zooms around a moment; without one around now while the board goes with the time, else around its middle. */
export function zoomBoard(factor: number, anchorMs?: number): void {
  const { board } = useView.getState();
  const span = spanNow();
  if (board.fromMs === undefined && anchorMs === undefined) {
    setBoard({ spanMs: zoomed(span, factor, span.fromMs).spanMs });
    return;
  }
  showSpan(zoomed(span, factor, anchorMs ?? span.fromMs + span.spanMs / 2));
}

/** A moment or length in the unit that the styles count in. */
export const minutes = (ms: number): number => ms / MINUTE_MS;

/**
 * The part of time that is drawn, a good deal more than is shown. It changes seldom; in between the board moves by
 * `--from` and `--px`, which are set on `element` as the view changes.
 */
export function useDrawnSpan(element: HTMLElement | null, widthPx: number): Span {
  const [drawn, setDrawn] = useState<Span>(() => drawnSpan(spanNow(), undefined));
  // A board that goes with the time looks again, though nobody touches it.
  const tick = usePageNow(4000);
  const look = (): void => {
    const span = spanNow();
    element?.style.setProperty('--from', String(minutes(span.fromMs - drawn.fromMs)));
    element?.style.setProperty('--px', `${widthPx / minutes(span.spanMs)}px`);
    element?.style.setProperty('--now', String(minutes(boardNowMs() - drawn.fromMs)));
    setDrawn((before) => drawnSpan(span, before));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: every drawing stands where it should before it is seen
  useLayoutEffect(look, [element, widthPx, drawn, tick]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of this drawing
  useEffect(
    () =>
      useView.subscribe((view, before) => {
        if (view.board !== before.board) look();
      }),
    [element, widthPx, drawn],
  );
  return drawn;
}
