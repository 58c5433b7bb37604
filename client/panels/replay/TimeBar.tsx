/** The bar below a replay: what was there over time, the cursor in it, and everything that moves it. */
import { type ReactNode, useEffect } from 'react';
import { useWords } from '../../messages/words.ts';
import { useArchive } from '../../store/find.ts';
import { useReplay } from '../../store/replay.ts';
import { useReplayView } from '../../store/replayview.ts';
import { useServices } from '../services.ts';
import { BarControls } from './BarControls.tsx';
import { BarLanes } from './BarLanes.tsx';
import { barWith, usualBar } from './barscale.ts';
import { useCursor } from './useReplaying.ts';
import './timebar.css';

/** Steps of the histogram: about one in six pixels of a desk's screen. */
const STEPS = 300;
const ASK_AFTER_MS = 200;
/** What is recorded meanwhile is shown. */
const ASK_EVERY_MS = 20_000;

export function TimeBar(): ReactNode {
  const t = useWords();
  const cursor = useCursor();
  const backwards = useReplay(({ replay }) => replay !== undefined && replay.rate < 0);
  const held = useReplay(({ scrubMs }) => scrubMs !== undefined);
  const bar = useReplayView((view) => view.bar);
  // Where nothing is replayed, what was recorded last.
  const untilMs = useArchive(({ summary }) => summary?.untilMs);
  const around = cursor ?? untilMs;
  useEffect(() => {
    if (around === undefined || held || (bar === undefined && untilMs === undefined)) return;
    const next =
      bar === undefined ? usualBar(around, useArchive.getState().summary) : barWith(bar, around, backwards);
    if (next !== bar) useReplayView.setState({ bar: next });
  }, [bar, around, backwards, held, untilMs]);
  useHistogram(bar);
  return (
    <section className="timebar panel" aria-label={t('replay.bar')}>
      <BarControls cursor={cursor} />
      {bar === undefined ? null : <BarLanes bar={bar} cursor={cursor} />}
    </section>
  );
}

/** Asks for what was there in the time shown, and half as much at either side: a hand may drag that far. */
function useHistogram(bar: { readonly fromMs: number; readonly spanMs: number } | undefined): void {
  const { archive } = useServices();
  const fromMs = bar?.fromMs;
  const spanMs = bar?.spanMs;
  useEffect(() => {
    if (fromMs === undefined || spanMs === undefined) return;
    let stopped = false;
    const ask = async (): Promise<void> => {
      const answer = await archive.fetchHistogram(
        Math.max(0, Math.floor(fromMs - spanMs / 2)),
        Math.ceil(fromMs + spanMs * 1.5),
        STEPS * 2,
      );
      if (answer.ok && !stopped) useArchive.setState({ histogram: answer.value });
    };
    const first = setTimeout(() => void ask(), ASK_AFTER_MS);
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    return () => {
      stopped = true;
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [archive, fromMs, spanMs]);
}
