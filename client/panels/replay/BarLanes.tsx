/** The part of the bar that is time: written times, histograms, what was found, bookmarks, and the cursor. */
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { epochMs } from '../../../proto/domain/units.ts';
import { useWords } from '../../messages/words.ts';
import { useReplay } from '../../store/replay.ts';
import { useReplayView } from '../../store/replayview.ts';
import {
  formatClockLocal,
  formatClockUtc,
  formatDateUtc,
  formatMonthDayUtc,
  formatTimeUtc,
} from '../../ui/format.ts';
import { useSize } from '../../ui/useTick.ts';
import { MINUTE_MS, moved, msAt, type Span, ticksOf } from '../patrols/timescale.ts';
import { useServices } from '../services.ts';
import { BarHistograms } from './BarHistograms.tsx';
import { BarMarks, Pins } from './BarMarks.tsx';
import { zoomedBar } from './barscale.ts';
import { loop, seek } from './hand.ts';

interface BarLanesProps {
  readonly bar: Span;
  readonly cursor: number | undefined;
}

/** Of a key on the slider, milliseconds. */
const SECOND_MS = 1000;
const ZOOM_A_NOTCH = 1.25;
/** While the cursor is dragged the replay is asked for no more than so often. */
const SCRUB_EVERY_MS = 150;
/** A range shorter than this, on the screen, was a click. */
const LEAST_LOOP_PX = 6;

type Held =
  | { readonly what: 'cursor' }
  | { readonly what: 'time'; readonly x: number; readonly bar: Span }
  | { readonly what: 'loop'; readonly fromMs: number; readonly x: number };

export function BarLanes({ bar, cursor }: BarLanesProps): ReactNode {
  const t = useWords();
  const services = useServices();
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const size = useSize(element);
  // Drawn at once, before the page was measured.
  const width = size.width || (element?.clientWidth ?? window.innerWidth);
  const held = useRef<Held | undefined>(undefined);
  const asked = useRef(0);
  const [draft, setDraft] = useState<{ readonly fromMs: number; readonly untilMs: number }>();
  const rem = width === 0 ? 16 : Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const { ticks, stepMs } = useMemo(() => ticksOf(bar, width, rem / 16), [bar, width, rem]);
  useWheel(element, bar, width);

  const timeAt = (event: PointerEvent): number => {
    const box = element?.getBoundingClientRect();
    return msAt(bar, box?.width ?? 0, event.clientX - (box?.left ?? 0));
  };
  const scrub = (atMs: number, last: boolean): void => {
    useReplay.setState({ scrubMs: last ? undefined : atMs });
    const now = performance.now();
    if (!last && now - asked.current < SCRUB_EVERY_MS) return;
    asked.current = now;
    seek(services, atMs);
  };
  const down = (event: PointerEvent, what: 'cursor' | 'time'): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    if (what === 'time') held.current = { what, x: event.clientX, bar };
    else if (event.shiftKey) held.current = { what: 'loop', fromMs: timeAt(event), x: event.clientX };
    else {
      held.current = { what };
      scrub(timeAt(event), false);
    }
  };
  const move = (event: PointerEvent): void => {
    const now = held.current;
    if (now === undefined || width === 0) return;
    if (now.what === 'time')
      useReplayView.setState({ bar: moved(now.bar, ((now.x - event.clientX) / width) * now.bar.spanMs) });
    else if (now.what === 'loop') {
      const at = timeAt(event);
      setDraft({ fromMs: Math.min(now.fromMs, at), untilMs: Math.max(now.fromMs, at) });
    } else scrub(timeAt(event), false);
  };
  const up = (event: PointerEvent): void => {
    const now = held.current;
    held.current = undefined;
    setDraft(undefined);
    if (now?.what === 'cursor') scrub(timeAt(event), true);
    if (now?.what !== 'loop' || Math.abs(event.clientX - now.x) < LEAST_LOOP_PX) return;
    const at = timeAt(event);
    const [fromMs, untilMs] = [Math.min(now.fromMs, at), Math.max(now.fromMs, at)].map(Math.round);
    loop(services, { fromMs: epochMs(fromMs!), untilMs: epochMs(untilMs!) });
  };
  const lost = (): void => {
    held.current = undefined;
    setDraft(undefined);
    useReplay.setState({ scrubMs: undefined });
  };
  return (
    <div className="timebar-lanes" ref={setElement}>
      <div
        className="timebar-axis num"
        onPointerDown={(event) => down(event, 'time')}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={lost}
      >
        {ticks.map(({ atMs, day }) => (
          <span
            key={atMs}
            className="timebar-tick"
            data-day={day}
            style={{ insetInlineStart: `${((atMs - bar.fromMs) / bar.spanMs) * 100}%` }}
          >
            <span>
              {day
                ? formatMonthDayUtc(atMs)
                : stepMs < MINUTE_MS
                  ? formatTimeUtc(atMs)
                  : formatClockUtc(atMs)}
            </span>
            <span className="quiet">{stepMs < MINUTE_MS ? '' : formatClockLocal(atMs)}</span>
          </span>
        ))}
      </div>
      <div
        className="timebar-body"
        role="slider"
        tabIndex={0}
        aria-label={t('replay.cursor')}
        aria-valuemin={Math.round(bar.fromMs / SECOND_MS)}
        aria-valuemax={Math.round((bar.fromMs + bar.spanMs) / SECOND_MS)}
        aria-valuenow={Math.round((cursor ?? bar.fromMs) / SECOND_MS)}
        aria-valuetext={t('replay.cursor.at', {
          date: formatDateUtc(cursor),
          utc: formatTimeUtc(cursor),
          local: formatClockLocal(cursor),
        })}
        aria-describedby="timebar-help"
        onPointerDown={(event) => down(event, 'cursor')}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={lost}
        onKeyDown={(event) => {
          if (pressSlider(event, bar, cursor, (atMs) => seek(services, atMs))) event.preventDefault();
        }}
      >
        <BarHistograms bar={bar} />
        <BarMarks bar={bar} draft={draft} />
        <span
          className="timebar-cursor"
          data-sight={cursor !== undefined && cursor >= bar.fromMs && cursor <= bar.fromMs + bar.spanMs}
          style={{ insetInlineStart: `${(((cursor ?? bar.fromMs) - bar.fromMs) / bar.spanMs) * 100}%` }}
          aria-hidden="true"
        />
      </div>
      <Pins bar={bar} />
      <p id="timebar-help" className="for-screen-readers">
        {t('replay.cursor.help')}
      </p>
    </div>
  );
}

/** A step a key: a second, with Shift ten, with Ctrl a minute; a page is a tenth of what is shown. */
function pressSlider(
  event: KeyboardEvent,
  bar: Span,
  cursor: number | undefined,
  go: (atMs: number) => void,
): boolean {
  const from = cursor ?? bar.fromMs;
  const by = event.ctrlKey || event.metaKey ? MINUTE_MS : event.shiftKey ? 10 * SECOND_MS : SECOND_MS;
  const to: Readonly<Record<string, number>> = {
    ArrowRight: from + by,
    ArrowUp: from + by,
    ArrowLeft: from - by,
    ArrowDown: from - by,
    PageUp: from + bar.spanMs / 10,
    PageDown: from - bar.spanMs / 10,
    Home: bar.fromMs,
    End: bar.fromMs + bar.spanMs,
  };
  const next = to[event.key];
  if (next !== undefined) {
    go(next);
    return true;
  }
  const factor = event.key === '+' ? 1 / ZOOM_A_NOTCH : event.key === '-' ? ZOOM_A_NOTCH : undefined;
  if (factor === undefined) return false;
  useReplayView.setState({ bar: zoomedBar(bar, factor, from) });
  return true;
}

/** The wheel zooms around the pointer, sideways it pans. React would listen passively. */
function useWheel(element: HTMLElement | null, bar: Span, width: number): void {
  useEffect(() => {
    if (element === null) return;
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      const x = event.clientX - element.getBoundingClientRect().left;
      const next =
        Math.abs(event.deltaX) > Math.abs(event.deltaY)
          ? moved(bar, (event.deltaX / Math.max(1, width)) * bar.spanMs)
          : zoomedBar(bar, ZOOM_A_NOTCH ** Math.sign(event.deltaY), msAt(bar, width, x));
      useReplayView.setState({ bar: next });
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [element, bar, width]);
}
