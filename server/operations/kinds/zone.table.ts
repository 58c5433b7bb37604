/** How a zone goes from drawing to end, and who decides each step. */
import type { Zone } from '../../../proto/domain/operations/zone.ts';
import type { StateTable } from '../kind.ts';

export const zoneStates: StateTable<Zone> = {
  member: 'life',
  first: 'draft',
  rows: [
    {
      event: 'validate',
      from: ['draft'],
      to: 'validated',
      who: 'owner',
      text: 'Somebody with the right to says that it is as it should be. Its time must not be over.',
    },
    {
      event: 'activate',
      from: ['validated'],
      to: 'active',
      who: 'owner',
      text: 'It counts from now on. One with a time to come begins by itself.',
    },
    {
      event: 'begin',
      from: ['validated'],
      to: 'active',
      who: 'system',
      text: 'The time has come from which it counts.',
    },
    {
      event: 'withdraw',
      from: ['validated', 'active'],
      to: 'draft',
      who: 'owner',
      needsReason: true,
      text: 'It counts no longer and can be drawn anew.',
    },
    {
      event: 'expire',
      from: ['validated', 'active'],
      to: 'expired',
      who: 'owner',
      needsReason: true,
      text: 'Somebody ends it before its time.',
    },
    {
      event: 'lapse',
      from: ['validated', 'active'],
      to: 'expired',
      who: 'system',
      text: 'Its time is over.',
    },
    {
      event: 'reopen',
      from: ['expired'],
      to: 'draft',
      who: 'owner',
      text: 'It is used again: changed where needed, and validated anew.',
    },
  ],
  onChange: [
    { from: ['draft'], to: 'draft', text: 'A draft is changed freely.' },
    {
      from: ['validated'],
      to: 'draft',
      text: 'Another shape, purpose, height or time is another zone: it has to be validated anew. A name, a note, a critical period, what is watched for there or a marking changes nothing.',
    },
    {
      from: ['active', 'expired'],
      to: 'refused',
      text: 'Shape, purpose, height and time stay as they were validated: what counts must not move under those who watch it. Take it back to draft, or draw another that takes its place. A name, a note, a critical period, what is watched for there or a marking can be changed.',
    },
  ],
};
