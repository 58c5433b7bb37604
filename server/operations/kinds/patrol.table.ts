/** How a patrol goes on, and who decides each step. */
import type { Patrol } from '../../../proto/domain/operations/patrol.ts';
import type { StateTable } from '../kind.ts';

const everyone = ({ parties }: Patrol): boolean => parties.every(({ answer }) => answer === 'accepted');
const nobodyDeclined = ({ parties }: Patrol): boolean => parties.every(({ answer }) => answer !== 'declined');

/** What the parties were asked about: another of these asks them again. */
export const AGREED = [
  'sectorIds',
  'unitIds',
  'fromMs',
  'untilMs',
  'form',
  'type',
  'lead',
  'agreement',
  'powersNeeded',
] as const satisfies readonly (keyof Patrol)[];

export const patrolStates: StateTable<Patrol> = {
  member: 'state',
  first: 'draft',
  rows: [
    {
      event: 'propose',
      from: ['draft', 'declined'],
      to: 'proposed',
      who: 'owner',
      text: 'Everybody who is to take part is asked, those who have answered before too; the lead is asked too where another agency proposes. The checks must find no error.',
      when: ({ parties }) => parties.length > 0,
      condition: 'others take part',
    },
    {
      event: 'propose',
      from: ['draft'],
      to: 'accepted',
      who: 'owner',
      text: 'An own patrol needs nobody else: it is settled. The checks must find no error.',
      when: ({ parties }) => parties.length === 0,
      condition: 'nobody else takes part',
    },
    {
      event: 'accept',
      from: ['proposed', 'declined'],
      to: 'accepted',
      who: 'party',
      text: 'An agency says yes, for itself alone, and is the last who was to be heard.',
      when: everyone,
      condition: 'every party has accepted',
    },
    {
      event: 'accept',
      from: ['proposed', 'declined'],
      to: 'proposed',
      who: 'party',
      text: 'An agency says yes, for itself alone; others have not answered yet.',
      when: nobodyDeclined,
      condition: 'somebody has not answered, and nobody declines',
    },
    {
      event: 'accept',
      from: ['declined'],
      to: 'declined',
      who: 'party',
      text: 'An agency says yes, for itself alone; another one still declines.',
      condition: 'somebody else declines',
    },
    {
      event: 'decline',
      from: ['proposed', 'accepted', 'briefed', 'declined'],
      to: 'declined',
      who: 'party',
      needsReason: true,
      text: 'An agency says no, or takes its yes back before the patrol has begun. It stays declined until that agency accepts after all, or the agencies that are asked are changed.',
    },
    {
      event: 'withdraw',
      from: ['proposed', 'accepted', 'declined'],
      to: 'draft',
      who: 'owner',
      needsReason: true,
      text: 'Whoever proposed it takes it back; all answers are void.',
    },
    {
      event: 'brief',
      from: ['accepted'],
      to: 'briefed',
      who: 'lead',
      text: 'Those who go know where, when, with whom and what they may do there.',
    },
    {
      event: 'start',
      from: ['briefed'],
      to: 'underWay',
      who: 'lead',
      text: 'The patrol has begun.',
    },
    {
      event: 'handOver',
      from: ['underWay'],
      to: 'handedOver',
      who: 'lead',
      text: 'Another patrol, which is accepted, briefed or under way, goes on with the same task; it is named.',
    },
    {
      event: 'complete',
      from: ['underWay'],
      to: 'completed',
      who: 'lead',
      text: 'It has ended; what was done and what was not may be said in words.',
    },
    {
      event: 'abort',
      from: ['proposed', 'accepted', 'declined', 'briefed', 'underWay'],
      to: 'aborted',
      who: 'lead',
      needsReason: true,
      text: 'It is broken off, or will not take place.',
    },
    {
      event: 'lapse',
      from: ['proposed', 'accepted', 'declined', 'briefed'],
      to: 'aborted',
      who: 'system',
      text: 'Its time has passed without a start: it was planned and not done.',
    },
  ],
  onChange: [
    { from: ['draft'], to: 'draft', text: 'A draft may be changed at will.' },
    {
      from: ['proposed', 'accepted', 'declined', 'briefed'],
      to: 'proposed',
      text: 'Other sectors, units, times, form, type, lead, agreement or powers put every answer back to "asked": all parties are asked again. Another party is asked, and the answers of the others stand. Title, notes, meeting points and liaison officers may be changed without asking: the state stays.',
    },
    {
      from: ['proposed', 'accepted', 'declined', 'briefed'],
      to: 'declined',
      text: 'Parties are changed while one that declined is still among them, and nothing else of what was agreed.',
    },
    {
      from: ['proposed', 'accepted', 'declined', 'briefed'],
      to: 'accepted',
      text: 'Nobody is left who has not accepted: an own patrol, or a party that had not accepted is taken out. A briefed own patrol with other sectors, units or times is to be briefed again.',
    },
    {
      from: ['underWay'],
      to: 'underWay',
      text: 'While a joint patrol is under way, what was agreed stands: to change it, hand over to another patrol or break it off. An own patrol may be changed.',
    },
    {
      from: ['handedOver', 'completed', 'aborted'],
      to: 'refused',
      text: 'A patrol that has ended cannot be changed. Only drafts can be removed.',
    },
  ],
};
