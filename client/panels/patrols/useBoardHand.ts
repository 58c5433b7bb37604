/** Pointer and wheel over the rows: what is under them decides, the pure files say what it means. */
import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { chooseRecord } from '../../store/view.ts';
import { showSpan, spanNow, zoomBoard } from './boardtime.ts';
import { cancelTaken, dropTaken, type Hand, moveTaken, type Taken, taken } from './dragging.ts';
import { type BoardGeometry, type Hit, hitAt } from './hit.ts';
import { chooseHit } from './keyboard.ts';
import { showTab } from './sidepanel.ts';
import { moved, msAt } from './timescale.ts';

export interface HandHandlers {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: (event: PointerEvent) => void;
  readonly onPointerCancel: () => void;
  /** True where something was held and is let go of. */
  readonly cancel: () => boolean;
}

/** One notch of a wheel. */
const NOTCH = 1.2;

/**
 * @param geometry the board as it stands; undefined before it is drawn
 * @param hand undefined: looking only, a drag over the rows moves the time
 */
export function useBoardHand(
  scroll: HTMLElement | null,
  geometry: RefObject<(() => BoardGeometry & { readonly namesPx: number }) | undefined>,
  hand: Hand | undefined,
): HandHandlers {
  const held = useRef<Taken | undefined>(undefined);
  const pan = useRef<{ x: number; span: ReturnType<typeof spanNow> } | undefined>(undefined);

  useEffect(() => {
    if (scroll === null) return undefined;
    const wheel = (event: WheelEvent): void => {
      const board = geometry.current?.();
      if (board === undefined) return;
      const across = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const x = event.clientX - scroll.getBoundingClientRect().left - board.namesPx;
        const factor = NOTCH ** (Math.max(-3, Math.min(3, event.deltaY / 50)) || 0);
        zoomBoard(factor, msAt(board.span, board.widthPx, Math.max(0, x)));
      } else if (Math.abs(across) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
        event.preventDefault();
        showSpan(moved(board.span, (across / board.widthPx) * board.span.spanMs));
      }
    };
    // The browser's own zoom and its way back a page must not happen: no passive listener.
    scroll.addEventListener('wheel', wheel, { passive: false });
    return () => scroll.removeEventListener('wheel', wheel);
  }, [scroll, geometry]);

  const at = (
    event: PointerEvent,
  ): { x: number; y: number; hit: Hit | undefined; board: BoardGeometry } | undefined => {
    const board = geometry.current?.();
    if (board === undefined || scroll === null) return undefined;
    const box = scroll.getBoundingClientRect();
    const x = event.clientX - box.left - board.namesPx;
    const y = event.clientY - box.top + scroll.scrollTop;
    return { x, y, hit: hitAt(board, x, y), board };
  };

  const cancel = (): boolean => {
    pan.current = undefined;
    if (held.current === undefined) return false;
    if (hand !== undefined) cancelTaken(held.current, hand);
    held.current = undefined;
    return true;
  };

  return {
    cancel,
    onPointerDown: (event) => {
      if (event.button > 1) return;
      const here = at(event);
      if (here?.hit === undefined) return;
      if (here.x < 0) {
        chooseHit(here.board, here.hit.row, undefined);
        return;
      }
      const draws = here.hit.bar !== undefined || here.board.rows[here.hit.row]?.id !== 'none';
      if (event.button === 1 || hand === undefined || !draws)
        pan.current = { x: event.clientX, span: spanNow() };
      held.current = taken(here.hit, here.x, here.y);
      // A pointer that the browser has given up by now is none to hold.
      if (event.currentTarget.hasPointerCapture?.(event.pointerId) === false)
        event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event) => {
      const here = at(event);
      if (here === undefined || scroll === null) return;
      if (pan.current !== undefined) {
        const { x, span } = pan.current;
        if (Math.abs(event.clientX - x) > 3 && held.current !== undefined) held.current.moved = true;
        showSpan(moved(span, ((x - event.clientX) / here.board.widthPx) * span.spanMs));
      } else if (held.current !== undefined && hand !== undefined) {
        moveTaken(held.current, here.board, here.x, here.y, here.hit, hand);
      } else {
        scroll.dataset.over =
          here.x < 0 ? 'name' : (here.hit?.part ?? (hand === undefined ? 'look' : 'empty'));
      }
    },
    onPointerUp: (event) => {
      const was = held.current;
      const here = at(event);
      held.current = undefined;
      pan.current = undefined;
      if (was === undefined || here === undefined) return;
      if (was.moved && hand !== undefined) dropTaken(was, hand);
      else if (!was.moved) {
        chooseHit(here.board, was.hit.row, was.hit.bar);
        // What is chosen already is shown again.
        if (was.hit.bar !== undefined) showTab('card');
        if (was.hit.bar === undefined && here.board.rows[was.hit.row]?.id === 'none') chooseRecord(undefined);
      }
    },
    onPointerCancel: () => void cancel(),
  };
}
