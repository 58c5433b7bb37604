/** Which feeds say so, how often and when last; what the transmitter owes. */
import type { ReactNode } from 'react';
import type { TrackDetail } from '../../../proto/domain/track.ts';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { formatAge, formatCount } from '../../ui/format.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { Field } from './Field.tsx';

export function Sources({ detail }: { readonly detail: TrackDetail }): ReactNode {
  const t = useWords();
  const now = timeNowMs(usePageNow(1000));
  const ago = (ms: number): string =>
    t('card.ago', { age: formatAge(now === undefined ? undefined : now - ms) });
  return (
    <section className="card-section" aria-label={t('card.sources')}>
      <h3 className="label">{t('card.sources')}</h3>
      <ul className="card-feeds">
        {detail.contributions.map(({ feedId, positions, lastMs }) => (
          <li key={feedId}>
            <span>{feedId}</span>
            <span className="quiet num">
              {t('card.reports', { count: positions }).replace(String(positions), formatCount(positions))}
            </span>
            <span className="num">{ago(lastMs)}</span>
          </li>
        ))}
      </ul>
      <dl>
        <Field label={t('card.owed')} value={formatAge(detail.owedIntervalMs)} />
        <Field label={t('card.first')} value={ago(detail.firstMs)} />
      </dl>
    </section>
  );
}
