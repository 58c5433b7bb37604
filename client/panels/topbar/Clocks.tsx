/** UTC and local time of day from the server's clock; a recording's own time where the picture is one. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { useLink } from '../../store/link.ts';
import { formatDateUtc, formatTimeLocal, formatTimeUtc, formatZoneOffset } from '../../ui/format.ts';
import { usePageNow } from '../../ui/useTick.ts';

export function Clocks(): ReactNode {
  const t = useWords();
  const now = timeNowMs(usePageNow(250));
  const recorded = useLink((link) => link.clockKind === 'replay');
  const offsetMin = now === undefined ? 0 : -new Date(now).getTimezoneOffset();
  return (
    <dl className="clocks" data-recorded={recorded}>
      <div>
        <dt className="label">{recorded ? t('time.recorded') : t('time.utc')}</dt>
        <dd className="clock-main num">{formatTimeUtc(now)}</dd>
      </div>
      <div className="clock-local">
        <dt className="label">{`${t('time.local')} ${formatZoneOffset(offsetMin)}`}</dt>
        <dd className="num">{formatTimeLocal(now)}</dd>
      </div>
      <div className="clock-date">
        <dt className="label">{t('time.date')}</dt>
        <dd className="num">{formatDateUtc(now)}</dd>
      </div>
    </dl>
  );
}
