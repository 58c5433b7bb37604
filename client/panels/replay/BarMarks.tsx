/** Over the histograms: the range that is looped and what was found in its time; and bookmarks as pins. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { answerOf, useFind } from '../../store/find.ts';
import { useReplay } from '../../store/replay.ts';
import { formatFullMomentUtc } from '../../ui/format.ts';
import type { Span } from '../patrols/timescale.ts';
import { openBookmark } from './bookmarking.ts';
import { chooseFound } from './find/choosing.ts';

/** More are no marks but a carpet. */
const MOST_FOUND = 600;
/** A bar that is shorter than this could not be hit, of what is shown. */
const LEAST_SHARE = 0.003;

interface BarMarksProps {
  readonly bar: Span;
  /** A range that is being dragged. */
  readonly draft: { readonly fromMs: number; readonly untilMs: number } | undefined;
}

export function BarMarks({ bar, draft }: BarMarksProps): ReactNode {
  const looped = useReplay(({ replay }) => replay?.loop);
  const range = useReplay(({ replay }) => (replay?.mode === 'again' ? replay.range : undefined));
  const shown = draft ?? looped;
  return (
    <>
      {range === undefined ? null : <Stretch className="timebar-range" bar={bar} {...range} />}
      {shown === undefined ? null : <Stretch className="timebar-loop" bar={bar} {...shown} />}
      <Found bar={bar} />
    </>
  );
}

interface StretchProps {
  readonly className: string;
  readonly bar: Span;
  readonly fromMs: number;
  readonly untilMs: number;
}

function Stretch({ className, bar, fromMs, untilMs }: StretchProps): ReactNode {
  return <span className={className} style={placed(bar, fromMs, untilMs)} />;
}

const placed = (bar: Span, fromMs: number, untilMs: number) => ({
  insetInlineStart: `${((fromMs - bar.fromMs) / bar.spanMs) * 100}%`,
  inlineSize: `${Math.max(LEAST_SHARE, (untilMs - fromMs) / bar.spanMs) * 100}%`,
});

const stop = (event: { stopPropagation(): void }): void => event.stopPropagation();

function Found({ bar }: { readonly bar: Span }): ReactNode {
  const answer = useFind(answerOf);
  const chosen = useFind((find) => find.chosen);
  if (answer === undefined || answer.cells !== undefined) return null;
  const untilMs = bar.fromMs + bar.spanMs;
  const inSight = answer.rows
    .map((row, at) => ({ row, at }))
    .filter(({ row }) => row.untilMs >= bar.fromMs && row.fromMs <= untilMs)
    .slice(0, MOST_FOUND);
  return (
    <div className="timebar-found" aria-hidden="true">
      {inSight.map(({ row, at }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the answer's table has the keyboard
        // biome-ignore lint/a11y/useKeyWithClickEvents: the answer's table has the keyboard
        <span
          key={at}
          data-chosen={at === chosen}
          style={placed(bar, row.fromMs, row.untilMs)}
          title={row.name ?? String(row.mmsi ?? '')}
          onPointerDown={stop}
          onClick={() => chooseFound(at)}
        />
      ))}
    </div>
  );
}

/** Beside the slider and not in it: they have the keyboard for themselves. */
export function Pins({ bar }: { readonly bar: Span }): ReactNode {
  const t = useWords();
  const bookmarks = useReplay((state) => state.bookmarks);
  return (
    <div className="timebar-pins">
      {bookmarks
        .filter(({ atMs }) => atMs >= bar.fromMs && atMs <= bar.fromMs + bar.spanMs)
        .map((bookmark) => (
          <button
            key={bookmark.id}
            type="button"
            className="timebar-pin"
            style={{ insetInlineStart: `${((bookmark.atMs - bar.fromMs) / bar.spanMs) * 100}%` }}
            title={`${bookmark.note} · ${formatFullMomentUtc(bookmark.atMs)}`}
            aria-label={t('replay.bookmark.pin', {
              note: bookmark.note,
              time: formatFullMomentUtc(bookmark.atMs),
            })}
            onClick={() => openBookmark(bookmark)}
          />
        ))}
    </div>
  );
}
