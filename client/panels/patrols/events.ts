/**
 * Which events a patrol's card offers: by its state, and by whose it is. The server's table has the last word; a test
 * holds the two alike.
 */
import type { AgencyId } from '../../../proto/domain/operations/agency.ts';
import type { Patrol, PatrolState } from '../../../proto/domain/operations/patrol.ts';

export type PatrolEvent =
  | 'propose'
  | 'accept'
  | 'decline'
  | 'withdraw'
  | 'brief'
  | 'start'
  | 'handOver'
  | 'complete'
  | 'abort';

export interface Offer {
  readonly event: PatrolEvent;
  readonly from: readonly PatrolState[];
  /** Who planned it, who leads it, who was asked. */
  readonly who: 'owner' | 'lead' | 'party';
  readonly action: 'plan' | 'approve' | 'answer';
  /** What is asked with it: why, which patrol goes on, and what was done where somebody wants to say so. */
  readonly asks?: 'reason' | 'next' | 'outcome';
}

/** In the order in which they happen. */
export const OFFERS: readonly Offer[] = [
  { event: 'propose', from: ['draft', 'declined'], who: 'owner', action: 'plan' },
  { event: 'accept', from: ['proposed', 'declined'], who: 'party', action: 'answer' },
  {
    event: 'decline',
    from: ['proposed', 'accepted', 'briefed', 'declined'],
    who: 'party',
    action: 'answer',
    asks: 'reason',
  },
  { event: 'brief', from: ['accepted'], who: 'lead', action: 'approve' },
  { event: 'start', from: ['briefed'], who: 'lead', action: 'approve' },
  { event: 'handOver', from: ['underWay'], who: 'lead', action: 'approve', asks: 'next' },
  { event: 'complete', from: ['underWay'], who: 'lead', action: 'approve', asks: 'outcome' },
  {
    event: 'withdraw',
    from: ['proposed', 'accepted', 'declined'],
    who: 'owner',
    action: 'plan',
    asks: 'reason',
  },
  {
    event: 'abort',
    from: ['proposed', 'accepted', 'declined', 'briefed', 'underWay'],
    who: 'lead',
    action: 'approve',
    asks: 'reason',
  },
];

export interface Asker {
  readonly agency: AgencyId | undefined;
  may(action: string): boolean;
}

export function offeredEvents(patrol: Patrol, { agency, may }: Asker): readonly Offer[] {
  const party = patrol.parties.find((each) => each.agency === agency);
  return OFFERS.filter(({ event, from, who, action }) => {
    if (!from.includes(patrol.state) || !may(action)) return false;
    if (who === 'lead') return patrol.lead === agency;
    if (who === 'owner') return patrol.marking.owner === agency;
    if (party === undefined) return false;
    return event === 'accept' ? party.answer !== 'accepted' : party.answer !== 'declined';
  });
}

const ENDED: ReadonlySet<PatrolState> = new Set(['handedOver', 'completed', 'aborted']);

/** What has ended cannot be changed. */
export const isOver = ({ state }: Patrol): boolean => ENDED.has(state);
