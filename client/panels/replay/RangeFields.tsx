/** From when to when, typed in UTC, with what is usual one press away. */
import { type ReactNode, useEffect, useId, useState } from 'react';
import { LONGEST_ASKED_MS } from '../../../proto/domain/record/questions.ts';
import { type MessageKey, useWords } from '../../messages/words.ts';
import { useArchive } from '../../store/find.ts';
import { useReplayView } from '../../store/replayview.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAge, formatClockLocal, formatFullMomentUtc } from '../../ui/format.ts';
import { DAY_MS, HOUR_MS } from '../patrols/timescale.ts';
import { parseWhen } from '../patrols/when.ts';
import { cursorNow } from './hand.ts';

export interface Range {
  readonly fromMs: number;
  readonly untilMs: number;
}

interface RangeFieldsProps {
  readonly range: Range;
  readonly onChange: (range: Range) => void;
  /** What is wrong with it, where that is known. */
  readonly fault?: MessageKey | undefined;
  /** What is offered beside typing. */
  readonly presets: readonly Preset[];
}

export const PRESETS = ['hour', 'day', 'week', 'bar', 'all'] as const;
export type Preset = (typeof PRESETS)[number];

function presetRange(preset: Preset): Range | undefined {
  const { summary } = useArchive.getState();
  const { bar } = useReplayView.getState();
  const at = cursorNow();
  const until = summary?.untilMs;
  if (preset === 'bar')
    return bar && { fromMs: Math.round(bar.fromMs), untilMs: Math.round(bar.fromMs + bar.spanMs) };
  if (preset === 'all')
    return summary?.fromMs === undefined || until === undefined
      ? undefined
      : { fromMs: Math.max(summary.fromMs, until - LONGEST_ASKED_MS), untilMs: until };
  if (preset === 'hour')
    return at === undefined
      ? undefined
      : { fromMs: Math.round(at - HOUR_MS / 2), untilMs: Math.round(at + HOUR_MS / 2) };
  return until === undefined
    ? undefined
    : { fromMs: until - (preset === 'day' ? DAY_MS : 7 * DAY_MS), untilMs: until };
}

export function RangeFields({ range, onChange, fault, presets }: RangeFieldsProps): ReactNode {
  const t = useWords();
  const id = useId();
  const [said, setSaid] = useState({
    from: formatFullMomentUtc(range.fromMs),
    until: formatFullMomentUtc(range.untilMs),
  });
  useEffect(
    () => setSaid({ from: formatFullMomentUtc(range.fromMs), until: formatFullMomentUtc(range.untilMs) }),
    [range.fromMs, range.untilMs],
  );
  const fromMs = parseWhen(said.from, Math.floor(range.fromMs / DAY_MS) * DAY_MS);
  const untilMs = parseWhen(said.until, fromMs ?? range.fromMs);
  const wrong =
    fromMs === undefined || untilMs === undefined
      ? t('patrol.time.wrong')
      : untilMs <= fromMs
        ? t('replay.range.order')
        : fault && t(fault);
  const take = (): void => {
    if (fromMs !== undefined && untilMs !== undefined && untilMs > fromMs) onChange({ fromMs, untilMs });
  };
  const field = (name: 'from' | 'until'): ReactNode => (
    <div className="report-field" data-wrong={wrong !== undefined}>
      <label className="label" htmlFor={`${id}-${name}`}>
        {t(`replay.range.${name}`)}
      </label>
      <input
        id={`${id}-${name}`}
        className="field num"
        value={said[name]}
        maxLength={30}
        aria-invalid={wrong !== undefined}
        aria-describedby={`${id}-said`}
        onChange={(event) => setSaid({ ...said, [name]: event.target.value })}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
    </div>
  );
  return (
    <div className="replay-range">
      <div className="plan-pair">
        {field('from')}
        {field('until')}
      </div>
      <p id={`${id}-said`} className="quiet report-said">
        {wrong ??
          t('replay.range.said', {
            span: formatAge(range.untilMs - range.fromMs),
            from: formatClockLocal(range.fromMs),
            until: formatClockLocal(range.untilMs),
          })}
      </p>
      <div className="replay-presets">
        {presets.map((preset) => (
          <Button
            key={preset}
            look="flat"
            label={t(`replay.preset.${preset}`)}
            onClick={() => {
              const next = presetRange(preset);
              if (next !== undefined) onChange(next);
            }}
          />
        ))}
      </div>
    </div>
  );
}
