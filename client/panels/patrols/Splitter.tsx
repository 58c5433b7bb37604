/** Between map and board: drags the border, by arrow keys too. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../../messages/words.ts';
import { setBoard, useView } from '../../store/view.ts';

const LEAST = 0.2;
const MOST = 0.8;
const STEP = 0.02;

const bounded = (share: number): number => Math.max(LEAST, Math.min(MOST, Math.round(share * 1000) / 1000));

export function Splitter(): ReactNode {
  const t = useWords();
  const { side, share } = useView((view) => view.board);
  const held = useRef(false);
  useEffect(() => {
    document.documentElement.style.setProperty('--wf-board', `${share * 100}%`);
    document.documentElement.style.setProperty('--wf-board-share', String(share));
  }, [share]);
  const drag = (event: PointerEvent): void => {
    if (!held.current) return;
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (box === undefined) return;
    const part =
      side === 'below' ? (box.bottom - event.clientY) / box.height : (box.right - event.clientX) / box.width;
    setBoard({ share: bounded(part) });
  };
  const key = (event: KeyboardEvent): void => {
    const more = side === 'below' ? 'ArrowUp' : 'ArrowLeft';
    const less = side === 'below' ? 'ArrowDown' : 'ArrowRight';
    const next =
      event.key === more
        ? share + STEP
        : event.key === less
          ? share - STEP
          : event.key === 'Home'
            ? LEAST
            : event.key === 'End'
              ? MOST
              : undefined;
    if (next === undefined) return;
    event.preventDefault();
    setBoard({ share: bounded(next) });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved has no element of its own
    <div
      role="separator"
      tabIndex={0}
      className="plan-splitter"
      aria-label={t('board.splitter')}
      aria-orientation={side === 'below' ? 'horizontal' : 'vertical'}
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={LEAST * 100}
      aria-valuemax={MOST * 100}
      onKeyDown={key}
      onPointerDown={(event) => {
        held.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onPointerUp={() => {
        held.current = false;
      }}
      onPointerCancel={() => {
        held.current = false;
      }}
    />
  );
}
