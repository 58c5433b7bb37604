/** Which events a patrol's card offers: by its state, and by whose agency is asked what. The server has the last word. */
import type { AgencyId } from '../../../proto/domain/operations/agency.ts';
import type { Patrol, PatrolState } from '../../../proto/domain/operations/patrol.ts';

export type PatrolEvent =
  | 'propose'
  | 'accept'
  | 'decline'
  | 'brief'
  | 'start'
  | 'handOver'
  | 'complete'
  | 'abort';

interface Offer {
  readonly event: PatrolEvent;
  readonly from: readonly PatrolState[];
  /** The lead's coordinators; an agency that was asked. */
  readonly who: 'lead' | 'party';
  readonly action: 'plan' | 'approve' | 'answer';
  /** What is asked with it. */
  readonly asks?: 'reason' | 'outcome' | 'next';
}

/** In the order in which they happen. */
const OFFERS: readonly Offer[] = [
  { event: 'propose', from: ['draft', 'declined'], who: 'lead', action: 'plan' },
  { event: 'accept', from: ['proposed', 'accepted'], who: 'party', action: 'answer' },
  { event: 'decline', from: ['proposed', 'accepted'], who: 'party', action: 'answer', asks: 'reason' },
  { event: 'brief', from: ['accepted'], who: 'lead', action: 'approve' },
  { event: 'start', from: ['briefed'], who: 'lead', action: 'approve' },
  { event: 'handOver', from: ['underWay'], who: 'lead', action: 'approve', asks: 'next' },
  { event: 'complete', from: ['underWay', 'handedOver'], who: 'lead', action: 'approve', asks: 'outcome' },
  {
    event: 'abort',
    from: ['draft', 'proposed', 'accepted', 'briefed', 'underWay', 'handedOver'],
    who: 'lead',
    action: 'approve',
    asks: 'reason',
  },
];

export interface Asker {
  readonly agency: AgencyId | undefined;
  may(action: string): boolean;
}

export function offeredEvents(patrol: Patrol, asker: Asker): readonly Offer[] {
  const { agency } = asker;
  const party = patrol.parties.find((each) => each.agency === agency);
  return OFFERS.filter(({ event, from, who, action }) => {
    if (!from.includes(patrol.state) || !asker.may(action)) return false;
    if (who === 'lead') return patrol.lead === agency;
    if (party === undefined) return false;
    return event === 'accept' ? party.answer !== 'accepted' : party.answer !== 'declined';
  });
}
