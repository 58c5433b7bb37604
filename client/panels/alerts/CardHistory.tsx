/** Who did what with it, the newest first. */
import type { ReactNode } from 'react';
import type { Alert } from '../../../proto/domain/alert/alert.ts';
import { useWords } from '../../messages/words.ts';
import { useAlerts } from '../../store/alerts.ts';
import { formatMomentUtc, formatTimeUtc } from '../../ui/format.ts';
import { eventText } from './eventtext.ts';
import { useSentence } from './useAnswering.ts';
import { whoDid } from './who.ts';

const SYSTEM = 'system';

export function CardHistory({ alert }: { readonly alert: Alert }): ReactNode {
  const t = useWords();
  const sentenceOf = useSentence();
  const newest = alert.history.toReversed();
  const nameOf = (id: string): string | undefined => {
    const other = useAlerts.getState().byId.get(id);
    return other && sentenceOf(other);
  };
  return (
    <section className="card-section" aria-label={t('alerts.card.history')}>
      <h3 className="label">{t('alerts.card.history')}</h3>
      <ol className="card-why">
        {newest.map((event, i) => {
          const { atMs, what, by, byName } = event;
          const text = eventText(t, event, nameOf);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an event is its place from the first, which stays
            <li key={`${newest.length - i} ${atMs}`}>
              <time className="num" dateTime={new Date(atMs).toISOString()} title={formatMomentUtc(atMs)}>
                {formatTimeUtc(atMs)}
              </time>
              <span>
                {t(`alerts.event.${what}`)}
                {by === SYSTEM ? null : <span className="quiet"> · {whoDid(t, byName)}</span>}
                {text === undefined ? null : <span className="alert-said">{text}</span>}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
