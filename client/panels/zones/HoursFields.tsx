/** Hours of a week: on which days, from when until when, row by row. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import { type HoursDraft, MOST_HOURS, NEW_HOURS } from './scheduledraft.ts';
import { WEEKDAYS } from './schedulewords.ts';

interface HoursFieldsProps {
  readonly weekly: readonly HoursDraft[];
  readonly onChange: (weekly: readonly HoursDraft[]) => void;
  /** What holds while there is no row. */
  readonly none: string;
}

export function HoursFields({ weekly, onChange, none }: HoursFieldsProps): ReactNode {
  const t = useWords();
  const change = (at: number, part: Partial<HoursDraft>): void =>
    onChange(weekly.map((each, i) => (i === at ? { ...each, ...part } : each)));
  return (
    <div className="hours">
      {weekly.length === 0 ? <p className="quiet">{none}</p> : null}
      {weekly.map(({ days, from, until }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list
        <fieldset key={at} className="hours-row">
          <legend className="for-screen-readers">{t('hours.row', { number: at + 1 })}</legend>
          <div className="hours-days">
            {WEEKDAYS.map((day) => (
              <label key={day} className="hours-day">
                <input
                  type="checkbox"
                  checked={days.includes(day)}
                  onChange={() =>
                    change(at, {
                      days: days.includes(day) ? days.filter((other) => other !== day) : [...days, day],
                    })
                  }
                />
                {t(`day.${day}`)}
              </label>
            ))}
          </div>
          <div className="hours-times">
            <input
              className="field num"
              type="text"
              maxLength={5}
              value={from}
              aria-label={t('hours.from')}
              onChange={(event) => change(at, { from: event.target.value })}
            />
            <span aria-hidden="true">–</span>
            <input
              className="field num"
              type="text"
              maxLength={5}
              value={until}
              aria-label={t('hours.until')}
              onChange={(event) => change(at, { until: event.target.value })}
            />
            <Button
              look="flat"
              iconOnly
              icon="×"
              label={t('hours.remove', { number: at + 1 })}
              onClick={() => onChange(weekly.filter((_, i) => i !== at))}
            />
          </div>
        </fieldset>
      ))}
      <Button
        look="flat"
        label={t('hours.add')}
        disabled={weekly.length >= MOST_HOURS}
        onClick={() => onChange([...weekly, NEW_HOURS])}
      />
    </div>
  );
}
