/** A patrol's state as a sign: told apart by form, whatever the colours. */
import type { ReactNode } from 'react';
import type { PatrolState } from '../../../proto/domain/operations/patrol.ts';

/** Paths in a box of 16. */
const SIGNS: Readonly<Record<PatrolState, string>> = {
  // A pencil, a letter on its way, a tick, a cross, a list, a running wedge, an arrow on, a square done, a stop.
  draft: 'M3 13L4 9.5L11 2.5L13.5 5L6.5 12L3 13Z',
  proposed: 'M2 3L14 8L2 13L4 8Z',
  accepted: 'M2 8.5L4 6.5L6.5 9L12 3.5L14 5.5L6.5 13Z',
  declined: 'M3 4.5L4.5 3L8 6.5L11.5 3L13 4.5L9.5 8L13 11.5L11.5 13L8 9.5L4.5 13L3 11.5L6.5 8Z',
  briefed: 'M2 3H14V5H2ZM2 7H14V9H2ZM2 11H10V13H2Z',
  underWay: 'M4 2L13 8L4 14Z',
  handedOver: 'M2 6.5H8V3L14 8L8 13V9.5H2Z',
  completed: 'M2 2H14V14H2ZM4 8.2L6.6 10.8L12 5.4L10.9 4.3L6.6 8.6L5.1 7.1Z',
  aborted: 'M5 2H11L14 5V11L11 14H5L2 11V5ZM4.5 7V9H11.5V7Z',
};

export const StateSign = ({ state }: { readonly state: PatrolState }): ReactNode => (
  <svg className="state-sign" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
    <path d={SIGNS[state]} fillRule="evenodd" />
  </svg>
);

/** A state as sign and word. */
export const StateMark = ({
  state,
  children,
}: {
  readonly state: PatrolState;
  readonly children: string;
}): ReactNode => (
  <span className="state-mark" data-state={state}>
    <StateSign state={state} />
    {children}
  </span>
);
