/** Keeps a replay as it is wished for while the workspace is open; without it the picture is live at once. */
import { useEffect } from 'react';
import { epochMs } from '../../../proto/domain/units.ts';
import { useArchive } from '../../store/find.ts';
import { useReplay } from '../../store/replay.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { HOUR_MS } from '../patrols/timescale.ts';
import { type Services, useServices } from '../services.ts';
import { cursorNow, SLACK_MS } from './hand.ts';

/** HTTP status where a server does not record: it has no such route. */
const NO_ARCHIVE = 404;
/** What is recorded meanwhile. */
const ARCHIVE_EVERY_MS = 15_000;

/** What the archive holds, asked again and again while it is looked at. */
export function useKeptArchive(): void {
  const { archive } = useServices();
  useEffect(() => {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const answer = await archive.fetchArchive();
      if (stopped) return;
      if (answer.ok) useArchive.setState({ summary: answer.value, fault: undefined, isOff: false });
      else
        useArchive.setState({
          fault: { what: answer.what, remedy: answer.remedy },
          isOff: answer.status === NO_ARCHIVE,
        });
      timer = setTimeout(() => void ask(), answer.ok ? ARCHIVE_EVERY_MS : ARCHIVE_EVERY_MS / 3);
    };
    void ask();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [archive]);
}

/** Of the last hour, when the first of it is looked for: six seconds each. */
const START_STEPS = 600;

/** An hour before the newest that is recorded; the first within it where there is less. */
async function usualStart({ archive }: Pick<Services, 'archive'>): Promise<number | undefined> {
  const { summary } = useArchive.getState();
  if (summary?.fromMs === undefined || summary.untilMs === undefined) return undefined;
  const { untilMs } = summary;
  const fromMs = Math.max(summary.fromMs, untilMs - HOUR_MS);
  const answer = await archive.fetchHistogram(Math.floor(fromMs), Math.ceil(untilMs), START_STEPS);
  const at = answer.ok ? answer.value.tracks.findIndex((tracks) => tracks > 0) : -1;
  // At the end of that step the first is in the picture.
  return answer.ok && at > 0
    ? Math.min(untilMs, answer.value.fromMs + (at + 1) * answer.value.stepMs)
    : fromMs;
}

/** As it is wished for, from that moment: the replay that there is goes there, or another begins. */
function begin({ replay: control }: Pick<Services, 'replay'>, atMs: number): void {
  const { wanted, replay } = useReplay.getState();
  const firstMs = useArchive.getState().summary?.fromMs ?? 0;
  if (atMs < firstMs - SLACK_MS) {
    // Nothing was recorded then: said, and not replayed from elsewhere.
    control.leave();
    useReplay.setState({ phase: 'failed' });
    return;
  }
  const fits =
    replay !== undefined &&
    replay.mode === wanted.mode &&
    wanted.mode === 'known' &&
    atMs >= replay.range.fromMs - SLACK_MS &&
    atMs <= replay.range.untilMs + SLACK_MS;
  const then = { rate: wanted.rate, loop: wanted.loop ?? null };
  if (fits) {
    control.move({ atMs: epochMs(Math.round(atMs)), ...(wanted.loop && { loop: wanted.loop }) });
    return;
  }
  void control
    .open({
      mode: wanted.mode,
      atMs: epochMs(Math.round(atMs)),
      ...(wanted.range && { range: wanted.range }),
    })
    .then(() => {
      if (then.rate !== 1 || then.loop !== null) control.move(then);
    });
}

export function useReplaying(): void {
  const services = useServices();
  const { replay: control } = services;
  const request = useReplay((state) => state.request);
  const recorded = useArchive(({ summary }) => summary?.untilMs !== undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: begun anew with each wish
  useEffect(() => {
    const { wanted } = useReplay.getState();
    if (!recorded) return;
    if (wanted.atMs !== undefined) {
      begin(services, wanted.atMs);
      return;
    }
    let stopped = false;
    void usualStart(services).then((atMs) => {
      if (!stopped && atMs !== undefined) begin(services, atMs);
    });
    return () => {
      stopped = true;
    };
  }, [request, recorded, control]);
  useEffect(() => {
    void control.fetchBookmarks();
    return () => {
      // The way back leads to where it was left.
      const atMs = cursorNow();
      useReplay.setState(({ wanted }) => ({
        wanted: { ...wanted, ...(atMs !== undefined && { atMs: Math.round(atMs) }) },
      }));
      control.leave();
    };
  }, [control]);
}

/** The cursor four times a second, UTC epoch milliseconds; whole seconds are enough for what is written. */
export function useCursor(): number | undefined {
  usePageNow(250);
  useReplay((state) => state.scrubMs);
  useReplay((state) => state.replay?.atMs);
  return cursorNow();
}
