/** What of a feed could not be decoded, by kind with a sample; apart from it, what was sound and not for us. */
import type { ReactNode } from 'react';
import { useWords, wordFor } from '../../messages/words.ts';
import type { FeedView } from '../../store/link.ts';
import { formatAge, formatCount } from '../../ui/format.ts';
import { passedOver, realFaults } from './faults.ts';

interface FaultsProps {
  readonly feed: FeedView;
  readonly now: number | undefined;
}

export function Faults({ feed, now }: FaultsProps): ReactNode {
  const t = useWords();
  const faults = realFaults(feed);
  return (
    <section className="feed-faults" aria-label={t('feed.faults')}>
      <h3>{t('feed.faults')}</h3>
      {faults.length === 0 ? (
        <p className="quiet">{t('feed.faults.none')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('feed.fault.kind')}</th>
              <th scope="col" className="feeds-number">
                {t('feed.fault.count')}
              </th>
              <th scope="col" className="feeds-number">
                {t('feed.fault.last')}
              </th>
              <th scope="col">{t('feed.fault.sample')}</th>
            </tr>
          </thead>
          <tbody>
            {faults.map((fault) => (
              <tr key={fault.kind}>
                <th scope="row">{wordFor(t, `fault.${fault.kind}`) ?? fault.kind}</th>
                <td className="feeds-number num">{formatCount(fault.count)}</td>
                <td className="feeds-number num">
                  {now === undefined ? '' : t('card.ago', { age: formatAge(now - fault.lastMs) })}
                </td>
                <td>
                  <code>{fault.sample}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

export function OtherKinds({ feed, now }: FaultsProps): ReactNode {
  const t = useWords();
  const others = passedOver(feed);
  if (others === undefined) return null;
  const { count, lastMs, sample } = others;
  return (
    <section className="feed-faults feed-others" aria-label={t('feed.others')}>
      <h3>{t('feed.others')}</h3>
      <p className="quiet">{t('feed.others.long')}</p>
      <p className="num">
        {t('feed.others.count', { count, shown: formatCount(count) })}
        {now === undefined ? null : (
          <span className="quiet"> · {t('feed.others.last', { age: formatAge(now - lastMs) })}</span>
        )}
      </p>
      <code className="quiet">{sample}</code>
    </section>
  );
}
