/** How a task to a unit goes on. */
import type { Task } from '../../../proto/domain/operations/patrol.ts';
import type { StateTable } from '../kind.ts';

const OPEN = ['sent', 'delivered', 'acknowledged', 'willComply'] as const;

/** Neither answered for good nor cancelled. */
export const isUnderWay = ({ state }: Task): boolean => OPEN.some((one) => one === state);

/** A radio loses words: an answer stands for those that had to come before it. */
export const taskStates: StateTable<Task> = {
  member: 'state',
  first: 'sent',
  rows: [
    {
      event: 'deliver',
      from: ['sent'],
      to: 'delivered',
      who: 'unit',
      text: "The unit's equipment has it.",
    },
    {
      event: 'acknowledge',
      from: ['sent', 'delivered'],
      to: 'acknowledged',
      who: 'unit',
      text: 'Somebody in the unit has read or heard it.',
    },
    {
      event: 'willComply',
      from: ['sent', 'delivered', 'acknowledged'],
      to: 'willComply',
      who: 'unit',
      text: 'The unit does it.',
    },
    {
      event: 'cannot',
      from: [...OPEN],
      to: 'cannot',
      who: 'unit',
      needsReason: true,
      text: 'The unit cannot do it, and says why.',
    },
    {
      event: 'done',
      from: [...OPEN],
      to: 'done',
      who: 'unit',
      text: 'The unit did it.',
    },
    {
      event: 'fail',
      from: ['acknowledged', 'willComply'],
      to: 'failed',
      who: 'unit',
      needsReason: true,
      text: 'The unit tried and could not finish it, and says why.',
    },
    {
      event: 'cancel',
      from: [...OPEN],
      to: 'cancelled',
      who: 'owner',
      needsReason: true,
      text: 'Whoever gave the task takes it back, and says why; the unit is told.',
    },
  ],
  onChange: [
    {
      from: ['sent', 'delivered', 'acknowledged', 'willComply', 'cannot', 'done', 'failed', 'cancelled'],
      to: 'refused',
      text: 'A task cannot be changed or removed: cancel it, and send another.',
    },
  ],
};
