/** One feed in full: what it is, what is wrong and what to do, its rates over time, and what could not be decoded. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { rateHistory, SAMPLE_EVERY_MS } from '../../store/feedhistory.ts';
import type { FeedView } from '../../store/link.ts';
import { formatAge, formatBytes, formatCount, formatRate, formatTimeUtc } from '../../ui/format.ts';
import { LineChart } from '../../ui/LineChart.tsx';
import { usePageNow } from '../../ui/useTick.ts';
import { isUnwell } from '../topbar/FeedsMark.tsx';
import { useDoubts } from './doubts.ts';
import { Faults, OtherKinds } from './FaultTable.tsx';
import { FeedLifeMark } from './FeedLifeMark.tsx';
import { remedyFor } from './remedy.ts';

export function FeedDetail({ feed }: { readonly feed: FeedView }): ReactNode {
  const t = useWords();
  const now = timeNowMs(usePageNow(1000));
  return (
    <section className="feed panel scrolls" aria-label={t('feed.detail', { name: feed.name })}>
      <header className="feed-head">
        <h2>{feed.name}</h2>
        <FeedLifeMark life={feed.life} />
        <span className="quiet num">
          {now === undefined ? '' : t('feed.since', { age: formatAge(now - feed.sinceMs) })}
        </span>
      </header>
      <Wrong feed={feed} />
      <Facts feed={feed} now={now} />
      <Rates feed={feed} />
      <div className="feed-undecoded">
        <Faults feed={feed} now={now} />
        <OtherKinds feed={feed} now={now} />
      </div>
    </section>
  );
}

function Wrong({ feed }: { readonly feed: FeedView }): ReactNode {
  const t = useWords();
  const remedy = remedyFor(feed);
  const doubts = useDoubts(feed);
  if (remedy === undefined && feed.reason === '' && doubts.length === 0) return null;
  return (
    <dl className="feed-wrong" data-life={feed.life}>
      {feed.reason === '' ? null : (
        <div>
          <dt className="label">{t(isUnwell(feed) ? 'feed.reason' : 'feed.happened')}</dt>
          <dd>{feed.reason}</dd>
        </div>
      )}
      {doubts.map(({ said, remedy: what }) => (
        <div key={said}>
          <dt className="label">{t('feed.reason')}</dt>
          <dd>{said}</dd>
          <dt className="label">{t('feed.remedy')}</dt>
          <dd>{what}</dd>
        </div>
      ))}
      {remedy === undefined ? null : (
        <div>
          <dt className="label">{t('feed.remedy')}</dt>
          <dd>{t(remedy)}</dd>
        </div>
      )}
    </dl>
  );
}

function Facts({ feed, now }: { readonly feed: FeedView; readonly now: number | undefined }): ReactNode {
  const t = useWords();
  const facts: readonly (readonly [string, string])[] = [
    [t('feed.url'), feed.url],
    [t('feed.format'), feed.format],
    [t('feed.nature'), t(`nature.${feed.nature}`)],
    [t('feed.connections'), formatCount(feed.connections)],
    [t('feed.messages'), formatCount(feed.messages)],
    [t('feed.bytes'), formatBytes(feed.bytes)],
    [
      t('feed.last'),
      feed.lastByteMs === undefined || now === undefined
        ? t('feed.last.never')
        : t('card.ago', { age: formatAge(now - feed.lastByteMs) }),
    ],
    [
      t('feed.expected'),
      feed.expectedIntervalMs === undefined ? t('feed.expected.none') : formatAge(feed.expectedIntervalMs),
    ],
    [t('feed.lag'), feed.lagMs === undefined ? t('feed.lag.none') : formatAge(Math.max(0, feed.lagMs))],
  ];
  return (
    <dl className="feed-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt className="label">{label}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
      {feed.retryMs === undefined || now === undefined ? null : (
        <div>
          <dt className="label">{t('feed.retry')}</dt>
          <dd className="num">{t('feed.retry.in', { age: formatAge(feed.retryMs - now) })}</dd>
        </div>
      )}
    </dl>
  );
}

function Rates({ feed }: { readonly feed: FeedView }): ReactNode {
  const t = useWords();
  usePageNow(4000);
  const samples = rateHistory(feed.id);
  const first = samples[0];
  const last = samples.at(-1);
  const chart = (
    title: string,
    read: (sample: Pick<FeedView, 'messagesPerS' | 'bytesPerS'>) => number,
    write: (v: number) => string,
  ) => {
    const points = samples.map((sample) => ({ atMs: sample.atMs, value: read(sample) }));
    const most = points.reduce((sum, { value }) => Math.max(sum, value), 0);
    const span = first === undefined || last === undefined ? 0 : last.atMs - first.atMs;
    const words = {
      title,
      now: write(read(feed)),
      most: write(most),
      span: formatAge(span),
    };
    return (
      <figure>
        <figcaption>
          <span className="label">{title}</span> <strong className="num">{words.now}</strong>
        </figcaption>
        <LineChart
          label={t('feed.chart', words)}
          points={points}
          write={write}
          writeTime={formatTimeUtc}
          gapMs={SAMPLE_EVERY_MS * 3}
        />
      </figure>
    );
  };
  return (
    <section className="feed-rates" aria-label={t('feed.rates')}>
      {samples.length < 2 ? (
        <p className="quiet">{t('feed.chart.none')}</p>
      ) : (
        <>
          {chart(t('feed.rate.messages'), ({ messagesPerS }) => messagesPerS, formatRate)}
          {chart(t('feed.rate.bytes'), ({ bytesPerS }) => bytesPerS, formatBytes)}
        </>
      )}
    </section>
  );
}
