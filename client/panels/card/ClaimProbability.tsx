/** How likely it is that what a transmitter says of itself speaks of this track, where that is not certain. */
import type { ReactNode } from 'react';
import type { IdentityClaims, TrackDetail } from '../../../proto/domain/track.ts';
import { useWords } from '../../messages/words.ts';
import { formatProbability } from '../../ui/format.ts';
import { Field } from './Field.tsx';

/** The least of all claims: they are one transmitter's, bound to the track together. 1 where nothing is in doubt. */
export function claimProbability(claims: IdentityClaims): number {
  return Object.values(claims).reduce((least, { probability = 1 }) => Math.min(least, probability), 1);
}

export function ClaimProbability({ detail }: { readonly detail: TrackDetail | undefined }): ReactNode {
  const t = useWords();
  const probability = detail === undefined ? 1 : claimProbability(detail.identity);
  if (probability >= 1) return null;
  return (
    <Field
      label={t('card.claimed')}
      value={t('card.claimed.is', { probability: formatProbability(probability) })}
    />
  );
}
