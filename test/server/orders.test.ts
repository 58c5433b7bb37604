/** Tasks told to units over the feeds on which they are heard, and their answers written down. */
import { expect, it } from 'vitest';
import { type FeedId, feedId } from '../../proto/domain/ids.ts';
import { Nature, type UnitReplyState } from '../../proto/domain/observation.ts';
import { epochMs } from '../../proto/domain/units.ts';
import type { UnitOrder } from '../../server/decode/decoder.ts';
import { SYSTEM } from '../../server/operations/actor.ts';
import { KINDS } from '../../server/operations/kinds.ts';
import { Plans } from '../../server/operations/plans.ts';
import { Orders } from '../../server/orders.ts';
import { manualClock } from '../manualclock.ts';
import * as border from './operations/border.ts';
import { openRecords, START_MS, value } from './operations/opened.ts';

function room(heard: readonly FeedId[]) {
  const clock = manualClock(START_MS);
  const { records } = openRecords(undefined, clock);
  const plans = new Plans({ records, clock, rules: Object.values(KINDS) });
  const by = { by: SYSTEM };
  value(plans.create('agency', border.agency('XA'), by, border.SOUTH));
  const unit = border.unit({ bound: { cotUid: 'galeb-1' } });
  const unitId = value(plans.create('unit', unit, by)).record.id;
  const told: [string, UnitOrder][] = [];
  const pipeline = (name: string) => ({
    feed: { id: feedId(name) },
    order: (order: UnitOrder): boolean => {
      told.push([name, order]);
      return true;
    },
  });
  const orders = new Orders({
    ...{ records, plans, clock, exercise: false },
    pipelines: [pipeline('partner'), pipeline('own')],
    placeOf: () => undefined,
    heardOn: (uid) => (uid === 'galeb-1' ? heard : []),
  });
  const order = (): string =>
    value(plans.create('task', { unitId, kind: 'return', text: 'home', marking: border.marking() }, by))
      .record.id;
  const answer = (taskId: string, state: UnitReplyState, text?: string): void =>
    orders.answered({
      ...{ type: 'unitReply', feedId: feedId('own'), nature: Nature.real, uid: 'galeb-1', taskId, state },
      ...{ observedMs: epochMs(START_MS), receivedMs: epochMs(START_MS) },
      ...(text !== undefined && { text }),
    });
  const standing = (id: string) => records.get('task', id)!.value;
  return { orders, told, order, answer, standing };
}

it('a unit is told over the feeds on which it is heard, and nobody else', () => {
  const { orders, told, order, standing } = room([feedId('own')]);
  const id = order();
  orders.tick();
  expect(told.map(([feed, { taskId }]) => [feed, taskId])).toEqual([['own', id]]);
  expect(standing(id).state).toBe('delivered');
});

it('a unit that is not heard is told nothing yet', () => {
  const { orders, told, order, standing } = room([]);
  const id = order();
  orders.tick();
  expect([told, standing(id).state]).toEqual([[], 'sent']);
});

it.each([
  ['cannot', 'cannot', undefined],
  ['failed', 'failed', undefined],
  ['failed', 'failed', 'engine'],
] as const)('an answer “%s” is written down, with a reason or without', (state, becomes, text) => {
  const { answer, order, standing } = room([feedId('own')]);
  const id = order();
  answer(id, 'willComply');
  answer(id, state, text);
  expect(standing(id)).toMatchObject({ state: becomes, answer: text ?? 'no reason given' });
});
