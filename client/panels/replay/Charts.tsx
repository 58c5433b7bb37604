/** Speed, course, heading and distance of the chosen tracks over the time of the bar, under the replay's cursor. */
import { type ReactNode, useEffect, useMemo } from 'react';
import type { TrackId } from '../../../proto/domain/ids.ts';
import type { TrackPoints } from '../../../proto/domain/record/questions.ts';
import { useWords } from '../../messages/words.ts';
import { useArchive } from '../../store/find.ts';
import { useReplayView } from '../../store/replayview.ts';
import { togglePin, useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import {
  formatBearing,
  formatDegrees,
  formatFullMomentUtc,
  formatRange,
  formatSpeed,
} from '../../ui/format.ts';
import { TimeChart } from '../../ui/TimeChart.tsx';
import { HOUR_MS } from '../patrols/timescale.ts';
import { useServices } from '../services.ts';
import { useTrackName } from '../useTrackName.ts';
import { SelectField } from '../zones/SelectField.tsx';
import { CHARTED, type Charted, curveOf, distanceCurve, GAP_MS } from './charts.ts';
import { seek } from './hand.ts';
import { useCursor } from './useReplaying.ts';

const MOST_TRACKS = 4;
/** More is not read from a chart of this size, and costs the archive. */
const LONGEST_MS = 48 * HOUR_MS;
const ASK_AFTER_MS = 400;
const CIRCLE_DEG = 360;
const WRITE: Readonly<Record<Charted, (value: number) => string>> = {
  sogKn: formatSpeed,
  cogDeg: (deg) => (deg === CIRCLE_DEG ? formatDegrees(deg) : formatBearing(deg)),
  headingDeg: (deg) => (deg === CIRCLE_DEG ? formatDegrees(deg) : formatBearing(deg)),
};

export function Charts(): ReactNode {
  const t = useWords();
  const services = useServices();
  const nameOf = useTrackName();
  const cursor = useCursor();
  const selected = useView((view) => view.selected);
  const pinned = useView((view) => view.pinned);
  const bar = useReplayView((view) => view.bar);
  const other = useReplayView((view) => view.other);
  const palette = useView((view) => view.palette);
  const points = useArchive((archive) => archive.points);
  const ids = useMemo(
    () => [...new Set(selected === undefined ? pinned : [selected, ...pinned])].slice(0, MOST_TRACKS),
    [selected, pinned],
  );
  useKeptPoints(ids, bar);
  if (bar === undefined) return null;
  const fromMs = bar.fromMs + Math.max(0, bar.spanMs - LONGEST_MS);
  const untilMs = bar.fromMs + bar.spanMs;
  const known = ids.map((id) => points.get(id)).filter((one) => one !== undefined);
  const colourOf = (id: TrackId): string =>
    services.rampColour(palette, (ids.indexOf(id) + 0.5) / Math.max(2, ids.length));
  const called = ({ track, name, mmsi }: TrackPoints): string =>
    name ?? (mmsi === undefined ? nameOf(track) : String(mmsi));
  const [first, second] = ids;
  const against = ids.find((id) => id === other && id !== first) ?? second;
  const one = first && points.get(first);
  const two = against && points.get(against);
  const shared = {
    fromMs,
    untilMs,
    cursorMs: cursor,
    gapMs: GAP_MS,
    onSeek: (atMs: number) => seek(services, atMs),
  };
  return (
    <div className="replay-charts scrolls">
      <ul className="replay-charted">
        {known.map((track) => (
          <li key={track.track}>
            <span
              className="timechart-swatch"
              style={{ background: colourOf(track.track) }}
              aria-hidden="true"
            />
            <span>{called(track)}</span>
            {track.track === selected && !pinned.includes(track.track) ? (
              <Button look="flat" label={t('card.pin')} onClick={() => togglePin(track.track)} />
            ) : null}
          </li>
        ))}
      </ul>
      <p className="quiet num">
        {t('replay.charts.over', { from: formatFullMomentUtc(fromMs), until: formatFullMomentUtc(untilMs) })}
      </p>
      {known.length === 0 ? <p className="quiet replay-how">{t('replay.charts.asking')}</p> : null}
      {CHARTED.map((column) => {
        const curves = known
          .map((track) => ({
            name: called(track),
            colour: colourOf(track.track),
            points: curveOf(track, column),
          }))
          .filter((curve) => curve.points.length > 0);
        return curves.length === 0 ? null : (
          <TimeChart
            key={column}
            {...shared}
            label={t(`replay.charts.${column}`)}
            curves={curves}
            write={WRITE[column]}
            {...(column !== 'sogKn' && { top: CIRCLE_DEG, gap: CIRCLE_DEG / 2 })}
          />
        );
      })}
      {one && two ? (
        <TimeChart
          {...shared}
          label={t('replay.charts.distance', { one: called(one), two: called(two) })}
          curves={[{ name: called(two), colour: colourOf(two.track), points: distanceCurve(one, two) }]}
          write={(value) => formatRange(value)}
        />
      ) : (
        <p className="quiet replay-how">{t('replay.charts.pin')}</p>
      )}
      {ids.length > 2 && first !== undefined && against !== undefined ? (
        <SelectField
          label={t('replay.charts.other')}
          value={against}
          choices={ids.slice(1).map((id) => [id, nameOf(id)] as const)}
          onChoose={(id) => useReplayView.setState({ other: id })}
        />
      ) : null}
    </div>
  );
}

/** Asks for the tracks over the time of the bar; what was asked before stands until the answer comes. */
function useKeptPoints(
  ids: readonly TrackId[],
  bar: { readonly fromMs: number; readonly spanMs: number } | undefined,
): void {
  const { archive } = useServices();
  useEffect(() => {
    if (bar === undefined || ids.length === 0) return;
    let stopped = false;
    const fromMs = bar.fromMs + Math.max(0, bar.spanMs - LONGEST_MS);
    const ask = async (): Promise<void> => {
      const answers = await Promise.all(
        ids.map((id) => archive.fetchTrackPoints(id, Math.floor(fromMs), Math.ceil(bar.fromMs + bar.spanMs))),
      );
      if (stopped) return;
      const points = new Map(useArchive.getState().points);
      for (const id of points.keys()) if (!ids.includes(id)) points.delete(id);
      for (const [at, answer] of answers.entries()) if (answer.ok) points.set(ids[at]!, answer.value);
      useArchive.setState({ points });
    };
    const timer = setTimeout(() => void ask(), ASK_AFTER_MS);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [archive, ids, bar]);
  useEffect(() => () => useArchive.setState({ points: new Map() }), []);
}
