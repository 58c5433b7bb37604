/** What every feed is doing, or every sensor: the list of all on one side, one of them in full on the other. */
import { type CSSProperties, type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { prependHistory, rateHistory, SAMPLE_EVERY_MS } from '../../store/feedhistory.ts';
import { type FeedView, useLink } from '../../store/link.ts';
import { formatAge, formatCount, formatRate } from '../../ui/format.ts';
import { LineChart } from '../../ui/LineChart.tsx';
import { usePageNow } from '../../ui/useTick.ts';
import { useFeedsChoice } from '../sensors/chosen.ts';
import { SensorsPart } from '../sensors/SensorsPart.tsx';
import { useServices } from '../services.ts';
import { useDoubts } from './doubts.ts';
import { FeedDetail } from './FeedDetail.tsx';
import { FeedLifeMark } from './FeedLifeMark.tsx';
import { FeedsParts } from './FeedsParts.tsx';
import { faultCount } from './faults.ts';
import './feeds.css';

export function FeedsWorkspace(): ReactNode {
  const part = useFeedsChoice((choice) => choice.part);
  return part === 'sensors' ? <SensorsPart /> : <FeedsPart />;
}

function FeedsPart(): ReactNode {
  const t = useWords();
  const feeds = useLink((link) => link.feeds);
  const [chosen, setChosen] = useState<string>();
  useEarlierRates(feeds);
  const feed = feeds.find(({ id }) => id === chosen) ?? feeds[0];
  if (feed === undefined) return <p className="feeds feeds-none">{t('feed.none')}</p>;
  return (
    <div className="feeds">
      <section className="feeds-all panel" aria-label={t('feed.list')}>
        <FeedsParts />
        <Totals feeds={feeds} />
        <div className="feeds-table scrolls" style={{ '--feeds-count': feeds.length } as CSSProperties}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('feed.column.name')}</th>
                <th scope="col">{t('feed.column.life')}</th>
                <th scope="col" className="feeds-number">
                  {t('feed.column.rate')}
                </th>
                <th scope="col" className="feeds-trend">
                  {t('feed.column.trend')}
                </th>
                <th scope="col" className="feeds-number">
                  {t('feed.column.last')}
                </th>
                <th scope="col" className="feeds-number">
                  {t('feed.column.faults')}
                </th>
              </tr>
            </thead>
            <tbody>
              {feeds.map((each) => (
                <FeedLine
                  key={each.id}
                  feed={each}
                  chosen={each === feed}
                  onChoose={() => setChosen(each.id)}
                />
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <FeedDetail key={feed.id} feed={feed} />
    </div>
  );
}

/** Reads from the server, once for each feed, what happened before this page looked. */
function useEarlierRates(feeds: readonly FeedView[]): void {
  const { fetchFeedHistory } = useServices();
  const [read] = useState(() => new Set<string>());
  useEffect(() => {
    for (const { id } of feeds) {
      if (read.has(id)) continue;
      read.add(id);
      void fetchFeedHistory(id).then((answer) => {
        // Without an answer what this page saw itself is shown; the link's state says that the server is silent.
        if (answer.ok) prependHistory(id, answer.value);
      });
    }
  }, [feeds, read, fetchFeedHistory]);
}

function Totals({ feeds }: { readonly feeds: readonly FeedView[] }): ReactNode {
  const t = useWords();
  const live = feeds.filter(({ life }) => life === 'live').length;
  const rate = feeds.reduce((sum, { messagesPerS }) => sum + messagesPerS, 0);
  const faults = feeds.reduce((sum, feed) => sum + faultCount(feed), 0);
  return (
    <dl className="feeds-totals num">
      <div>
        <dt className="label">{t('feed.total.live')}</dt>
        <dd>{t('list.count', { shown: live, total: feeds.length })}</dd>
      </div>
      <div>
        <dt className="label">{t('feed.total.rate')}</dt>
        <dd>{formatRate(rate)}</dd>
      </div>
      <div>
        <dt className="label">{t('feed.total.faults')}</dt>
        <dd>{formatCount(faults)}</dd>
      </div>
    </dl>
  );
}

interface FeedLineProps {
  readonly feed: FeedView;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function FeedLine({ feed, chosen, onChoose }: FeedLineProps): ReactNode {
  const t = useWords();
  const now = timeNowMs(usePageNow(1000));
  const doubts = useDoubts(feed);
  const points = rateHistory(feed.id).map(({ atMs, messagesPerS }) => ({ atMs, value: messagesPerS }));
  return (
    <tr data-chosen={chosen} onClick={onChoose}>
      <th scope="row">
        <button type="button" className="feeds-choose" aria-pressed={chosen} onClick={onChoose}>
          {feed.name}
        </button>
        {feed.url === feed.name ? null : <span className="quiet feeds-url">{feed.url}</span>}
      </th>
      <td>
        <FeedLifeMark life={feed.life} />
        {doubts.length > 0 ? (
          <span className="feeds-doubt num">{doubts.map(({ brief }) => brief).join(', ')}</span>
        ) : (
          <span className="quiet feeds-since num">
            {now === undefined ? '' : t('feed.since', { age: formatAge(now - feed.sinceMs) })}
          </span>
        )}
      </td>
      <td className="feeds-number num">{formatRate(feed.messagesPerS)}</td>
      <td>
        <LineChart label={t('feed.rates')} points={points} gapMs={SAMPLE_EVERY_MS * 3} />
      </td>
      <td className="feeds-number num">
        {feed.lastByteMs === undefined || now === undefined
          ? t('feed.last.never')
          : formatAge(now - feed.lastByteMs)}
      </td>
      <td className="feeds-number num">{formatCount(faultCount(feed))}</td>
    </tr>
  );
}
