/** Says unmistakably when the picture is simulated or a recording. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { type LinkState, useLink } from '../../store/link.ts';
import { formatFactor } from '../../ui/format.ts';

export type PictureNature = 'real' | 'synthetic' | 'recorded' | 'mixed';

/** What the picture is made of: a replay is a recording whatever its feeds were; one synthetic feed is enough to say so. */
export function pictureNature({
  clockKind,
  feeds,
  demonstration,
}: Pick<LinkState, 'clockKind' | 'feeds' | 'demonstration'>): PictureNature {
  if (clockKind === 'replay') return 'recorded';
  const natures = new Set(feeds.map((feed) => feed.nature));
  if (natures.has('synthetic') || (demonstration && feeds.length === 0)) {
    return natures.has('real') || natures.has('recorded') ? 'mixed' : 'synthetic';
  }
  return natures.has('recorded') ? 'recorded' : 'real';
}

export function NatureMark(): ReactNode {
  const t = useWords();
  const nature = useLink(pictureNature);
  const rate = useLink((link) => link.clockRate);
  if (nature === 'real') return null;
  const word = nature === 'recorded' ? t('nature.recorded') : t('nature.synthetic');
  const mixed = nature === 'mixed' ? ` + ${t('nature.real')}` : '';
  const speed = nature === 'recorded' || rate !== 1 ? ` ${formatFactor(rate)}` : '';
  return (
    <strong className={`nature nature-${nature}`} title={t(`nature.${nature}.long`)}>
      {word}
      {mixed}
      {speed}
    </strong>
  );
}
