/** Says unmistakably when the picture is simulated or a recording. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { useLink } from '../../store/link.ts';
import { useReplayed } from '../../store/replay.ts';
import { formatFactor } from '../../ui/format.ts';
import { rateWords } from '../replay/ratewords.ts';
import { pictureNature } from './nature.ts';

export function NatureMark(): ReactNode {
  const t = useWords();
  const nature = useLink(pictureNature);
  const rate = useLink((link) => link.clockRate);
  const replayed = useReplayed();
  if (replayed)
    return (
      <strong className="nature nature-replay" title={t('replay.mark.long')}>
        <span>{t('replay.mark')}</span>
        <span className="num">{rateWords(t, rate)}</span>
      </strong>
    );
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
