/** Why the track is as it is: each change in words with its numbers, the newest first. */
import { type ReactNode, useState } from 'react';
import type { Reason } from '../../../proto/domain/track.ts';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import { formatTimeUtc } from '../../ui/format.ts';
import { useTrackName } from '../useTrackName.ts';
import { reasonWords } from './reasonwords.ts';

/** Shown before one asks for all. */
const SHOWN = 5;

export function Why({ reasons }: { readonly reasons: readonly Reason[] }): ReactNode {
  const t = useWords();
  const nameOf = useTrackName();
  const [all, setAll] = useState(false);
  if (reasons.length === 0) return null;
  const newest = reasons.toReversed();
  return (
    <section className="card-section" aria-label={t('card.why')}>
      <h3 className="label">{t('card.why')}</h3>
      <ol className="card-why">
        {(all ? newest : newest.slice(0, SHOWN)).map((reason, i) => {
          const { what, numbers } = reasonWords(t, reason, nameOf);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a reason is its place from the first, which stays
            <li key={`${reasons.length - i} ${reason.atMs}`}>
              <time className="num" dateTime={new Date(reason.atMs).toISOString()}>
                {formatTimeUtc(reason.atMs)}
              </time>
              <span>
                {what}
                {numbers === undefined ? null : <span className="quiet"> · {numbers}</span>}
              </span>
            </li>
          );
        })}
      </ol>
      {newest.length > SHOWN ? (
        <Button
          look="flat"
          label={all ? t('card.why.fewer') : t('card.why.all', { count: newest.length - SHOWN })}
          aria-expanded={all}
          onClick={() => setAll(!all)}
        />
      ) : null}
    </section>
  );
}
