/** Feeds or sensors: the two parts of the workspace. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import { type FeedsPart, useFeedsChoice } from '../sensors/chosen.ts';

const PARTS: readonly FeedsPart[] = ['feeds', 'sensors'];

export function FeedsParts(): ReactNode {
  const t = useWords();
  const part = useFeedsChoice((choice) => choice.part);
  return (
    <nav className="feeds-parts" aria-label={t('feeds.parts')}>
      {PARTS.map((name) => (
        <Button
          key={name}
          label={t(`feeds.part.${name}`)}
          aria-current={name === part ? 'page' : undefined}
          onClick={() => useFeedsChoice.setState({ part: name })}
        />
      ))}
    </nav>
  );
}
