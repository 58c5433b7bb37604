/** Live, stale or lost as a shape, so that colour is never the only sign: full, half, crossed out. */
import type { ReactNode } from 'react';
import { useWords } from '../messages/words.ts';

export function LifeSign({ life }: { readonly life: 0 | 1 | 2 }): ReactNode {
  const t = useWords();
  return (
    <svg className="life" data-life={life} viewBox="0 0 12 12" role="img" aria-label={t(`life.${life}`)}>
      <title>{t(`life.${life}`)}</title>
      <circle cx="6" cy="6" r="4" className="life-ring" />
      {life === 1 ? <path d="M6 2a4 4 0 0 1 0 8z" className="life-fill" /> : null}
      {life === 0 ? <circle cx="6" cy="6" r="4" className="life-fill" /> : null}
      {life === 2 ? <path d="M1.5 10.5 10.5 1.5" className="life-ring" /> : null}
    </svg>
  );
}
