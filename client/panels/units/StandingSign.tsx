/** How a unit stands, as a shape: never by colour alone. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import type { Standing } from './unitstanding.ts';

/** Empty: may be sent; full: at work; half: off duty; crossed: out of service. */
const SHAPES: Readonly<Record<Standing, ReactNode>> = {
  free: <circle cx="8" cy="8" r="5.5" fill="none" />,
  engaged: <circle cx="8" cy="8" r="5.5" fill="currentColor" />,
  offDuty: (
    <>
      <circle cx="8" cy="8" r="5.5" fill="none" />
      <path d="M8 2.5a5.5 5.5 0 0 0 0 11z" fill="currentColor" stroke="none" />
    </>
  ),
  outOfService: <path d="M3 3l10 10M13 3L3 13" fill="none" />,
};

export function StandingSign({ standing }: { readonly standing: Standing }): ReactNode {
  const t = useWords();
  return (
    <svg
      className="standing-sign"
      data-standing={standing}
      viewBox="0 0 16 16"
      role="img"
      aria-label={t(`unit.standing.${standing}`)}
    >
      {SHAPES[standing]}
    </svg>
  );
}
