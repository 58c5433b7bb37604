// biome-ignore-all lint/a11y/useSemanticElements: a browser's own meter takes no colours and no lines
/** How much is asked of this seat in ten minutes, against what a person can answer. */
import type { ReactNode } from 'react';
import { FLOOD } from '../../../proto/domain/alert/load.ts';
import { useWords } from '../../messages/words.ts';
import { formatCount } from '../../ui/format.ts';
import { useAlertsNow } from './alertsnow.ts';
import { GOOD_RATE, rateIs } from './rate.ts';

/** The meter ends a little beyond the flood. */
const END = 12;
const share = (value: number): string => `${(Math.min(END, value) / END) * 100}%`;

export function RateMeter(): ReactNode {
  const t = useWords();
  const told = useAlertsNow((now) => now.told);
  const flood = useAlertsNow((now) => now.flood);
  const numbers = { told: formatCount(told), good: formatCount(GOOD_RATE), flood: formatCount(FLOOD.begins) };
  return (
    <div className="rate" data-rate={rateIs(told, flood)} title={t('alerts.rate.long', numbers)}>
      <span
        className="rate-meter"
        role="meter"
        aria-label={t('alerts.rate')}
        aria-valuemin={0}
        aria-valuemax={END}
        aria-valuenow={Math.min(END, told)}
        aria-valuetext={t('alerts.rate.long', numbers)}
      >
        <span className="rate-bar" style={{ inlineSize: share(told) }} />
        <span className="rate-line" style={{ insetInlineStart: share(GOOD_RATE) }} />
        <span className="rate-line" style={{ insetInlineStart: share(FLOOD.begins) }} />
      </span>
      <span className="rate-told num" aria-hidden="true">
        {t('alerts.rate.short', { told: formatCount(told) })}
      </span>
    </div>
  );
}
