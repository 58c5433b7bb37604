/** What people may say to an alert over REST, and which action of the policy it is. */
import { z } from 'zod';
import { type AlertAct, SHELF_TIMES, VERDICTS } from '../../proto/domain/alert/alert.ts';
import type { Action } from '../access/decision.ts';
import { words as wordsOf } from '../operations/kinds/fields.ts';

const id = z.string().min(1).max(64);
const words = wordsOf(1000, true);

export const ACT_BODIES = {
  acknowledge: z.strictObject({}),
  silence: z.strictObject({}),
  claim: z.strictObject({}),
  handBack: z.strictObject({}),
  assign: z.strictObject({ to: id }),
  comment: z.strictObject({ text: words }),
  escalate: z.strictObject({ reason: words.exactOptional() }),
  shelve: z.strictObject({ time: z.enum(SHELF_TIMES), reason: words }),
  unshelve: z.strictObject({ reason: words.exactOptional() }),
  join: z.strictObject({ into: id }),
  leave: z.strictObject({}),
  judge: z.strictObject({ is: z.enum(VERDICTS) }),
  sendToRescue: z.strictObject({}),
} as const satisfies Readonly<Record<AlertAct, z.ZodType>>;

/** To take what another put aside off the shelf is `assignAlert`. */
export const ACT_ACTION: Readonly<Record<AlertAct, Action>> = {
  acknowledge: 'answerAlert',
  silence: 'answerAlert',
  claim: 'answerAlert',
  handBack: 'answerAlert',
  assign: 'assignAlert',
  comment: 'answerAlert',
  escalate: 'answerAlert',
  shelve: 'shelveAlert',
  unshelve: 'shelveAlert',
  join: 'answerAlert',
  leave: 'answerAlert',
  judge: 'judgeAlert',
  sendToRescue: 'answerAlert',
};
