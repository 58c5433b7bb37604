/** How a crossing point stands, as the map shows it: form by kind, filling by state, and the word. */
import { type ReactNode, useId } from 'react';
import type { CrossingState } from '../../../proto/domain/operations/crossingstate.ts';
import type { CrossingKind } from '../../../proto/domain/operations/zone.ts';

const FORMS: { readonly [K in CrossingKind]: string } = {
  land: 'M3.5 3.5H20.5V20.5H3.5Z',
  sea: 'M12 2.5A9.5 9.5 0 1 1 11.99 2.5Z',
  air: 'M12 1.5L21.5 9.5V21H2.5V9.5Z',
};
const INNER: { readonly [S in CrossingState]?: string } = {
  closed: 'M6.5 6.5L17.5 17.5M17.5 6.5L6.5 17.5',
  outsideHours: 'M12 6V12.2L16 15',
  silent: 'M9 9.4C9 7.4 10.2 6.4 12 6.4S15 7.5 15 9.3C15 11.8 12 11.8 12 14.4M12 17v.6',
};

interface StandingMarkProps {
  readonly kind: CrossingKind;
  readonly state: CrossingState;
}

export function StandingMark({ kind, state }: StandingMarkProps): ReactNode {
  const id = useId();
  return (
    <svg className="crossing-sign" data-state={state} viewBox="0 0 24 24" aria-hidden="true">
      <clipPath id={id}>
        <path d={FORMS[kind]} />
      </clipPath>
      {state === 'restricted' ? <path d="M24 0V24H0Z" fill="currentcolor" clipPath={`url(#${id})`} /> : null}
      <path
        d={FORMS[kind]}
        fill={state === 'open' ? 'currentcolor' : 'none'}
        stroke="currentcolor"
        strokeWidth="2"
        strokeDasharray={state === 'silent' ? '3.5 3' : undefined}
      />
      {INNER[state] === undefined ? null : (
        <path d={INNER[state]} fill="none" stroke="currentcolor" strokeWidth="2" strokeLinecap="round" />
      )}
    </svg>
  );
}
