/** Run again: the old bytes of a range through today's rooms, and where that came to another picture. */
import { type ReactNode, useState } from 'react';
import { formatMmsi } from '../../../proto/domain/ids.ts';
import type { ReplayDifference } from '../../../proto/domain/record/replay.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { useWords, type Words, wordFor } from '../../messages/words.ts';
import { useReplay, wishReplay } from '../../store/replay.ts';
import { select } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount, formatPercent, formatRange, formatTimeUtc } from '../../ui/format.ts';
import { shortNumber } from '../../ui/title.ts';
import { HOUR_MS, MINUTE_MS } from '../patrols/timescale.ts';
import { useServices } from '../services.ts';
import { WindowedList } from '../zones/WindowedList.tsx';
import { cursorNow, seek } from './hand.ts';
import { type Range, RangeFields } from './RangeFields.tsx';

/** What is worked out again at most: an hour or so. */
const LONGEST_MS = 2 * HOUR_MS;
const ROW_REM = 2.75;
const PRESETS = ['hour', 'bar'] as const;

function usualRange(): Range {
  const at = Math.floor((cursorNow() ?? Date.now()) / MINUTE_MS) * MINUTE_MS;
  return { fromMs: at - HOUR_MS / 2, untilMs: at + HOUR_MS / 2 };
}

export function AgainPart(): ReactNode {
  const t = useWords();
  const again = useReplay(({ wanted }) => wanted.mode === 'again');
  const kept = useReplay(({ wanted }) => wanted.range);
  const progress = useReplay(({ replay }) =>
    replay?.state === 'preparing' ? (replay.progress ?? 0) : undefined,
  );
  const [range, setRange] = useState<Range>(() => kept ?? usualRange());
  const long = range.untilMs - range.fromMs > LONGEST_MS;
  const begin = (): void => {
    const { fromMs, untilMs } = range;
    wishReplay({
      mode: 'again',
      atMs: fromMs,
      range: { fromMs: epochMs(fromMs), untilMs: epochMs(untilMs) },
      loop: undefined,
    });
  };
  return (
    <div className="replay-part">
      <p className="quiet replay-how">{t('replay.again.how')}</p>
      <div className="replay-form">
        <RangeFields
          range={range}
          onChange={setRange}
          fault={long ? 'replay.again.long' : undefined}
          presets={PRESETS}
        />
        <div className="replay-acts">
          <Button
            look="raised"
            label={
              progress === undefined
                ? t('replay.again.begin')
                : t('replay.again.running', { progress: formatPercent(progress) })
            }
            disabled={long || progress !== undefined}
            onClick={begin}
          />
          {again ? (
            <Button
              label={t('replay.again.back')}
              onClick={() => wishReplay({ mode: 'known', atMs: cursorNow(), range: undefined })}
            />
          ) : null}
        </div>
        {progress === undefined ? null : (
          <progress max={1} value={progress} aria-label={t('replay.preparing')} />
        )}
      </div>
      {again ? <Differences /> : null}
    </div>
  );
}

const keyOf = ({ kind, only, atMs, track, text }: ReplayDifference): string =>
  [kind, only, atMs, track, text].join('|').replaceAll(/\s/g, '_');

function Differences(): ReactNode {
  const t = useWords();
  const services = useServices();
  const differences = useReplay((state) => state.differences);
  const [chosen, setChosen] = useState<string>();
  if (differences === undefined) return null;
  const choose = (id: string): void => {
    setChosen(id);
    const one = differences.find((each) => keyOf(each) === id);
    if (one === undefined) return;
    if (one.track !== undefined) select(one.track);
    seek(services, one.atMs);
  };
  return (
    <>
      <p className="replay-how" role="status">
        <strong>
          {differences.length === 0
            ? t('replay.again.same')
            : t('replay.again.differ', {
                count: differences.length,
                written: formatCount(differences.length),
              })}
        </strong>
      </p>
      <WindowedList
        label={t('replay.again.differences')}
        items={differences}
        idOf={keyOf}
        chosen={chosen}
        onChoose={choose}
        rowRem={ROW_REM}
        none=""
        row={(one) => (
          <span className="replay-difference">
            <span className="num">{formatTimeUtc(one.atMs)}</span>
            <span>
              <strong>{whatOf(t, one)}</strong>
              <span className="quiet"> {howOf(t, one)}</span>
            </span>
          </span>
        )}
      />
    </>
  );
}

/** Of an alert its kind, of a track who it is. */
function whatOf(t: Words, { kind, name, mmsi, track, text }: ReplayDifference): string {
  const who = name ?? (mmsi === undefined ? track && shortNumber(track) : formatMmsi(mmsi)) ?? '';
  if (kind === 'track') return t('replay.again.track', { who });
  return [wordFor(t, `alerts.kind.${text}`) ?? text, who].filter(Boolean).join(' · ');
}

const howOf = (t: Words, { only, apartM }: ReplayDifference): string =>
  only === 'both' && apartM !== undefined
    ? t('replay.again.apart', { distance: formatRange(apartM) })
    : t(`replay.again.only.${only}`);
