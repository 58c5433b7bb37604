/** What was there over time, three lanes: tracks, alerts (the urgent at the foot), and how many feeds were up. */
import { memo, type ReactNode, useMemo } from 'react';
import { useWords } from '../../messages/words.ts';
import { useArchive } from '../../store/find.ts';
import { formatCount } from '../../ui/format.ts';
import type { Span } from '../patrols/timescale.ts';
import { type Bin, binsOf, type Gap, gapsOf } from './barscale.ts';

const HEIGHT = 100;

export const BarHistograms = memo(function BarHistograms({ bar }: { readonly bar: Span }): ReactNode {
  const t = useWords();
  const histogram = useArchive((archive) => archive.histogram);
  const summary = useArchive((archive) => archive.summary);
  const tracks = histogram && binsOf(histogram, bar, (at) => [histogram.tracks[at] ?? 0]);
  const alerts =
    histogram &&
    binsOf(histogram, bar, (at) => [histogram.alerts[at]?.urgent ?? 0, histogram.alerts[at]?.others ?? 0]);
  // What is not recorded yet is not up.
  const isRecorded = (at: number): boolean =>
    histogram !== undefined && histogram.fromMs + at * histogram.stepMs <= (summary?.untilMs ?? 0);
  const feeds =
    histogram && binsOf(histogram, bar, (at) => [isRecorded(at) ? (histogram.feedsUp[at] ?? 0) : 0]);
  const gaps = useMemo(() => (histogram === undefined ? [] : gapsOf(histogram)), [histogram]);
  return (
    <>
      <Void bar={bar} fromMs={summary?.fromMs} untilMs={summary?.untilMs} gaps={gaps} />
      <Lane
        name="tracks"
        label={t('replay.lane.tracks', { most: formatCount(tracks?.most ?? 0) })}
        bins={tracks?.bins ?? []}
      />
      <Lane
        name="alerts"
        label={t('replay.lane.alerts', { most: formatCount(alerts?.most ?? 0) })}
        bins={alerts?.bins ?? []}
      />
      <Lane
        name="feeds"
        label={t('replay.lane.feeds', { most: formatCount(histogram?.feeds ?? 0) })}
        bins={feeds?.bins ?? []}
      />
    </>
  );
});

interface LaneProps {
  readonly name: 'tracks' | 'alerts' | 'feeds';
  readonly label: string;
  readonly bins: readonly Bin[];
}

function Lane({ name, label, bins }: LaneProps): ReactNode {
  return (
    <div className={`timebar-lane timebar-lane-${name}`}>
      <span className="timebar-lane-name">{label}</span>
      <svg viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {(bins[0]?.tops ?? []).map((_, part) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a lane are always the same
          <path key={part} className={`timebar-${name}-${part}`} d={pathOf(bins, part)} />
        ))}
      </svg>
    </div>
  );
}

/** The bars of one part of the stack as one path: hundreds of elements would be styled each. */
export function pathOf(bins: readonly Bin[], part: number): string {
  let path = '';
  for (const { x, width, tops } of bins) {
    const top = HEIGHT * (1 - tops[part]!);
    const foot = HEIGHT * (1 - (part === 0 ? 0 : tops[part - 1]!));
    if (foot - top <= 0) continue;
    path += `M${(x * 1000).toFixed(1)} ${foot.toFixed(1)}V${top.toFixed(1)}h${(width * 1000).toFixed(2)}V${foot.toFixed(1)}z`;
  }
  return path;
}

/** Before the first and after the last record, and where nothing was kept between them, there is nothing to replay. */
function Void({
  bar,
  fromMs,
  untilMs,
  gaps,
}: {
  readonly bar: Span;
  readonly fromMs: number | undefined;
  readonly untilMs: number | undefined;
  readonly gaps: readonly Gap[];
}): ReactNode {
  const share = (ms: number): string => `${Math.max(0, Math.min(1, (ms - bar.fromMs) / bar.spanMs)) * 100}%`;
  const within = (ms: number): number => Math.max(fromMs ?? ms, Math.min(untilMs ?? ms, ms));
  return (
    <>
      {gaps.map((gap) => (
        <span
          key={gap.fromMs}
          className="timebar-void"
          style={{
            insetInlineStart: share(within(gap.fromMs)),
            inlineSize: `calc(${share(within(gap.untilMs))} - ${share(within(gap.fromMs))})`,
          }}
        />
      ))}
      {fromMs === undefined ? null : (
        <span className="timebar-void" style={{ insetInlineStart: 0, inlineSize: share(fromMs) }} />
      )}
      {untilMs === undefined ? null : (
        <span className="timebar-void" style={{ insetInlineStart: share(untilMs), insetInlineEnd: 0 }} />
      )}
    </>
  );
}
