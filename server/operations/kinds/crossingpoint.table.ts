/** How a crossing point's status changes, and who says so. */
import { CROSSING_STATUSES, type CrossingPoint } from '../../../proto/domain/operations/zone.ts';
import type { StateTable } from '../kind.ts';

export const crossingStates: StateTable<CrossingPoint> = {
  member: 'status',
  first: 'open',
  rows: [
    {
      event: 'open',
      from: ['restricted', 'closed'],
      to: 'open',
      who: 'owner',
      text: 'It is open again. Nothing opens by itself: a closure whose end has passed is shown as overdue until somebody who knows says so.',
    },
    {
      event: 'restrict',
      from: ['open', 'restricted', 'closed'],
      to: 'restricted',
      who: 'owner',
      needsReason: true,
      text: 'Not everybody or not everything may cross; an end may be given.',
    },
    {
      event: 'close',
      from: ['open', 'restricted', 'closed'],
      to: 'closed',
      who: 'owner',
      needsReason: true,
      text: 'Nobody crosses; an end may be given.',
    },
    ...CROSSING_STATUSES.map((status) => ({
      event: 'report',
      from: [status],
      to: status,
      who: 'owner' as const,
      text: 'Who waits, for how long, how many cross in an hour, or a note. The status stays.',
    })),
  ],
};
