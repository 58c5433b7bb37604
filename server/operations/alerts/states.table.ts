/** How an alert goes on: by what the detectors find, by time, and by people. `docs/alerts.md` is made of it. */
import {
  type Alert,
  type AlertAct,
  type AlertState,
  type Priority,
  rankOf,
} from '../../../proto/domain/alert/alert.ts';

/** What happens to an alert without a person. `soundsAgain`: the time of silence is over. `madeRoom`: too many were open. */
export type AlertHappens =
  | 'raised'
  | 'worsened'
  | 'returned'
  | 'cleared'
  | 'retracted'
  | 'soundsAgain'
  | 'escalated'
  | 'offShelf'
  | 'madeRoom';

export interface AlertRow {
  readonly event: AlertHappens | AlertAct;
  readonly from: readonly AlertState[];
  /** `same`: it stays in its state. */
  readonly to: AlertState | 'same';
  readonly by: 'data' | 'time' | 'person';
  readonly text: string;
  /** Of several rows with one event and state the first whose condition holds is taken. */
  when?(alert: Alert): boolean;
  /** `when` in words. */
  readonly condition?: string;
}

const ACTIVE = ['unacknowledged', 'silenced', 'acknowledged'] as const;
const OPEN = [...ACTIVE, 'rectified'] as const;
const ANY = [...OPEN, 'closed'] as const;

/** IEC 62923-1 asks nobody to acknowledge a caution; who shelved it has looked at it. */
const isSettled = ({ priority, shelf }: Alert): boolean => priority === 'caution' || shelf !== undefined;
const isEmergency = ({ priority }: Alert): boolean => priority === 'emergency';
const settled = 'a caution, or on the shelf';

export const ALERT_ROWS: readonly AlertRow[] = [
  {
    event: 'raised',
    from: [],
    to: 'unacknowledged',
    by: 'data',
    text: 'A detector found something. It sounds by its priority. What began while the same thing was shelved arrives on the shelf.',
  },
  {
    event: 'worsened',
    from: [...ACTIVE, 'closed'],
    to: 'unacknowledged',
    by: 'data',
    text: 'It became more urgent: it asks for attention again, off the shelf and out of any group; what had made room for others too. So does what somebody acknowledged before more people came; on the shelf that stays there.',
  },
  {
    event: 'returned',
    from: ['rectified', 'closed'],
    to: 'unacknowledged',
    by: 'data',
    text: 'The same happening began again after it was over.',
  },
  {
    event: 'cleared',
    from: [...ACTIVE],
    to: 'closed',
    by: 'data',
    when: isSettled,
    condition: settled,
    text: 'It is over, and nobody needs to say that they know.',
  },
  {
    event: 'cleared',
    from: ['unacknowledged', 'silenced'],
    to: 'rectified',
    by: 'data',
    text: 'It is over, and nobody has acknowledged it: it stays in the list until somebody does.',
  },
  { event: 'cleared', from: ['acknowledged'], to: 'closed', by: 'data', text: 'It is over.' },
  {
    event: 'retracted',
    from: [...ACTIVE],
    to: 'closed',
    by: 'data',
    when: isSettled,
    condition: settled,
    text: 'Late data showed that it never was so. It is shown as retracted, with the reason.',
  },
  {
    event: 'retracted',
    from: [...ACTIVE],
    to: 'rectified',
    by: 'data',
    text: 'Late data showed that it never was so. It stays in the list with the reason until somebody acknowledges it, even where it was acknowledged before: somebody may have acted upon it.',
  },
  {
    event: 'soundsAgain',
    from: ['silenced'],
    to: 'unacknowledged',
    by: 'time',
    text: 'Silence is not acknowledgement: 30 seconds later it sounds again.',
  },
  {
    event: 'escalated',
    from: ['unacknowledged', 'silenced'],
    to: 'same',
    by: 'time',
    text: 'Nobody acknowledged or claimed it in time: it goes to the supervisor.',
  },
  {
    event: 'offShelf',
    from: [...ACTIVE],
    to: 'unacknowledged',
    by: 'data',
    text: 'Something of it began after the time for which it was put aside.',
  },
  {
    event: 'madeRoom',
    from: [...OPEN],
    to: 'closed',
    by: 'data',
    text: '20,000 are open: the oldest of the least urgent closes and is counted. An emergency never does.',
  },
  {
    event: 'acknowledge',
    from: ['unacknowledged', 'silenced'],
    to: 'acknowledged',
    by: 'person',
    text: 'Somebody has seen it: it is quiet at every station. What is grouped under it is acknowledged too.',
  },
  {
    event: 'acknowledge',
    from: ['rectified'],
    to: 'closed',
    by: 'person',
    text: 'Somebody has seen that it was so and is over.',
  },
  {
    event: 'silence',
    from: ['unacknowledged', 'silenced'],
    to: 'silenced',
    by: 'person',
    text: 'Quiet at every station for 30 seconds.',
  },
  {
    event: 'claim',
    from: [...OPEN],
    to: 'same',
    by: 'person',
    text: 'Somebody answers for it. It is not acknowledged by that.',
  },
  {
    event: 'handBack',
    from: [...OPEN],
    to: 'same',
    by: 'person',
    text: 'Whoever answers for it no longer does: it is anybody’s again.',
  },
  {
    event: 'assign',
    from: [...OPEN],
    to: 'same',
    by: 'person',
    text: 'Another person answers for it, who must be able to see it.',
  },
  { event: 'comment', from: [...ANY], to: 'same', by: 'person', text: 'A line in its history.' },
  {
    event: 'escalate',
    from: [...OPEN],
    to: 'same',
    by: 'person',
    text: 'It goes to the supervisor at once.',
  },
  {
    event: 'shelve',
    from: ['unacknowledged', 'acknowledged'],
    to: 'same',
    by: 'person',
    when: (alert) => !isEmergency(alert),
    condition: 'not an emergency',
    text: 'Put aside with a reason: this occurrence, for 15 minutes, for an hour, to the end of the shift (12 hours at most). Time is the behaviour’s: what began until then stays aside, so that the same event does not come back. Nobody hears it and it does not escalate; the list of what is shelved is reviewed at every hand-over.',
  },
  {
    event: 'shelve',
    from: ['silenced'],
    to: 'unacknowledged',
    by: 'person',
    when: (alert) => !isEmergency(alert),
    condition: 'not an emergency',
    text: 'The same; it is on the shelf instead of silenced.',
  },
  {
    event: 'unshelve',
    from: [...ANY],
    to: 'same',
    by: 'person',
    when: ({ shelf }) => shelf !== undefined,
    condition: 'on the shelf',
    text: 'Back in the list as it was.',
  },
  {
    event: 'join',
    from: [...OPEN],
    to: 'same',
    by: 'person',
    when: (alert) => !isEmergency(alert),
    condition: 'not an emergency',
    text: 'It belongs to another alert, no less urgent and not on the shelf, and is shown under it; what was grouped under it comes along.',
  },
  {
    event: 'leave',
    from: [...ANY],
    to: 'same',
    by: 'person',
    when: ({ partOf }) => partOf !== undefined,
    condition: 'in a group',
    text: 'It stands alone again.',
  },
  {
    event: 'judge',
    from: [...ANY],
    to: 'same',
    by: 'person',
    text: 'True, false, or true and of no use. It may be changed; the detectors are measured by it.',
  },
  {
    event: 'sendToRescue',
    from: [...ANY],
    to: 'same',
    by: 'person',
    when: isEmergency,
    condition: 'an emergency',
    text: 'Told once more to the rescue coordination centres. They are told of every emergency at once, without a person.',
  },
];

/** The row that an event takes from where the alert is; undefined: it cannot happen. */
export const alertRow = (alert: Alert, event: AlertRow['event']): AlertRow | undefined =>
  ALERT_ROWS.find(
    (row) => row.event === event && row.from.includes(alert.state) && (row.when?.(alert) ?? true),
  );

/** As bridge alert management has it: temporarily silenced for 30 s (IMO MSC.302(87), IEC 62923-1). */
export const SILENCE_MS = 30_000;

/**
 * Unanswered for so long, and the supervisor is told. IMO MSC.302(87) and IEC 62923-1 let an unacknowledged alarm be
 * transferred to a backup, and a warning be escalated, within five minutes at most; emergencies and alarms are quicker
 * here, because a control room has somebody to escalate to. A caution asks for nobody's acknowledgement and never does.
 */
export const ESCALATES_AFTER_MS: Readonly<Record<Priority, number | undefined>> = {
  emergency: 60_000,
  alarm: 120_000,
  warning: 300_000,
  caution: undefined,
};

/** Since somebody claimed it or was assigned it: they may have left their desk. */
export const CLAIMED_ESCALATES_AFTER_MS: Readonly<Record<Priority, number | undefined>> = {
  emergency: 180_000,
  alarm: 360_000,
  warning: undefined,
  caution: undefined,
};

export const SHELF_MS = { quarter: 15 * 60_000, hour: 3_600_000 } as const;
/** To the end of the shift, and never longer. */
export const LONGEST_SHELF_MS = 12 * 3_600_000;

export const isMoreUrgent = (one: Priority, other: Priority): boolean => rankOf(one) < rankOf(other);
