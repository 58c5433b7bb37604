/** Thresholds of what is watched in the plans: patrols, tasks, units, crossing points. */
import { thresholds } from './threshold.ts';

const OURS = 'Ours: what a coordinator waits before calling by radio.';

export const PATROL_NOT_STARTED = thresholds('patrolNotStarted', {
  graceS: {
    value: 600,
    unit: 's',
    from: 60,
    to: 7200,
    text: 'A settled patrol should have begun so long ago.',
    source: OURS,
  },
});

export const UNIT_OVERDUE = thresholds('unitOverdue', {
  graceS: {
    value: 1800,
    unit: 's',
    from: 60,
    to: 14_400,
    text: 'Its patrol should have ended so long ago, and nobody ended it.',
    source: OURS,
  },
  silentS: {
    value: 900,
    unit: 's',
    from: 120,
    to: 7200,
    text: 'A unit under way was last heard of so long ago.',
    source:
      'Ours: a unit that reports by Cursor on Target is stale after minutes; a call by voice is due each quarter of an hour.',
  },
});

export const TASK_UNANSWERED = thresholds('taskUnanswered', {
  afterS: {
    value: 300,
    unit: 's',
    from: 30,
    to: 7200,
    text: 'It was told what to do so long ago, and nobody aboard has acknowledged it.',
    source: OURS,
  },
});

export const CROSSING_CLOSED = thresholds('crossingClosed', {
  holdsS: {
    value: 3600,
    unit: 's',
    from: 60,
    to: 86_400,
    text: 'A closure is news for so long.',
    source: 'Ours: a shift’s first hour; afterwards the closure stands on the map.',
  },
});

export const UNCOVERED = thresholds('uncovered', {
  afterS: {
    value: 300,
    unit: 's',
    from: 0,
    to: 7200,
    text: 'A sector or crossing point has been without a suitable unit for so long.',
    source: 'Ours: the time in which one patrol relieves another.',
  },
});
