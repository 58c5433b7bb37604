import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Finding, RecordValues } from '../../../proto/domain/operations/record.ts';
import type { KindRules } from '../../../server/operations/kind.ts';
import { type FindingsOf, Plans } from '../../../server/operations/plans.ts';
import { manualClock } from '../../manualclock.ts';
import { ANNA, at, faultOf, folder, openRecords, START_MS, value, zone } from './opened.ts';

type Zone = RecordValues['zone'];

/** Rules small enough to be seen whole; the real ones have tests of their own. */
const zoneRules: KindRules<'zone'> = {
  kind: 'zone',
  schema: z.looseObject({
    name: z.string().min(1).max(20),
    life: z.enum(['draft', 'validated', 'active', 'expired']),
    note: z.string().max(10).optional(),
  }) as unknown as z.ZodType<Zone>,
  states: {
    member: 'life',
    first: 'draft',
    rows: [
      { event: 'validate', from: ['draft'], to: 'validated', who: 'owner', text: '' },
      {
        event: 'recall',
        from: ['validated', 'active'],
        to: 'draft',
        who: 'owner',
        needsReason: true,
        text: '',
      },
      { event: 'activate', from: ['validated'], to: 'active', who: 'system', text: '' },
    ],
  },
  check: (next, others, _nowMs, before) =>
    others.list('zone').some(({ id, value: { name } }) => name === next.name && id !== before?.id)
      ? { kind: 'invalid', what: 'there is one of that name', where: 'name', remedy: 'choose another' }
      : undefined,
  after: (next, { event, reason }) =>
    event === 'recall' && reason !== undefined ? { ...next, note: reason } : next,
  inUse: ({ value: { life } }) =>
    life === 'draft'
      ? undefined
      : { kind: 'refused', what: 'only a draft', where: 'life', remedy: 'recall it' },
  due: ({ value: { life } }, nowMs) => (life === 'validated' && nowMs >= at(1000) ? 'activate' : undefined),
};
const agencyRules: KindRules<'agency'> = {
  kind: 'agency',
  schema: z.strictObject({ name: z.string(), country: z.string(), service: z.literal('other') }),
  idForm: /^[a-z]{2,8}$/,
};

function open(findings?: FindingsOf) {
  const clock = manualClock(START_MS);
  const opened = openRecords(folder(), clock);
  const rules = [zoneRules, agencyRules];
  const plans = new Plans({ records: opened.records, clock, rules, ...(findings && { findings }) });
  return { ...opened, clock, plans };
}
const by = { by: ANNA };

it('enters a thing in its first state, whatever was said of it', () => {
  const { plans } = open();
  const made = value(plans.create('zone', { ...zone('Bay'), life: 'active' }, by));
  expect(made).toMatchObject({
    record: { version: 1, event: 'created', value: { life: 'draft' } },
    findings: [],
  });
  expect(faultOf(plans.create('zone', { ...zone('') }, by))).toMatchObject({
    kind: 'invalid',
    where: 'name',
  });
  expect(faultOf(plans.create('zone', 'nonsense', by)).kind).toBe('invalid');
  expect(faultOf(plans.create('zone', zone('Bay'), by)).what).toBe('there is one of that name');
  expect(faultOf(plans.create('unit', {}, by)).kind).toBe('unknown');
});

it('changes it and leaves its state as it was', () => {
  const { plans } = open();
  const { record } = value(plans.create('zone', zone('Bay'), by));
  value(plans.event('zone', record.id, 'validate', 1, by));
  const changed = value(
    plans.change('zone', record.id, 2, { ...zone('Bay'), note: 'wide', life: 'draft' }, by),
  );
  expect(changed.record).toMatchObject({
    version: 3,
    event: 'changed',
    value: { life: 'validated', note: 'wide' },
  });
  const late = faultOf(plans.change('zone', record.id, 2, zone('Cape'), by));
  expect(late).toMatchObject({ kind: 'conflict', current: { version: 3 } });
});

it('takes an event where its table has one, with a reason where that is needed', () => {
  const { plans, audit } = open();
  const { id } = value(plans.create('zone', zone('Bay'), by)).record;
  expect(faultOf(plans.event('zone', id, 'recall', 1, by)).kind).toBe('refused');
  value(plans.event('zone', id, 'validate', 1, by));
  expect(faultOf(plans.event('zone', id, 'recall', 2, by))).toMatchObject({
    kind: 'invalid',
    where: 'reason',
  });
  expect(faultOf(plans.event('zone', id, 'recall', 2, { ...by, reason: '  ' })).where).toBe('reason');
  const long = { ...by, reason: 'much too long' };
  expect(faultOf(plans.event('zone', id, 'recall', 2, long))).toMatchObject({
    kind: 'invalid',
    where: 'note',
  });
  const huge = { ...by, reason: 'x'.repeat(1001) };
  expect(faultOf(plans.remove('zone', id, 2, huge))).toMatchObject({ kind: 'invalid', where: 'reason' });
  const back = value(plans.event('zone', id, 'recall', 2, { ...by, reason: 'wrong' }));
  expect(back.record).toMatchObject({
    event: 'recall',
    reason: 'wrong',
    value: { life: 'draft', note: 'wrong' },
  });
  expect(audit.find({ limit: 1 })).toMatchObject([
    { action: 'recall', reason: 'wrong', actor: 'p-anna', id },
  ]);
  expect(faultOf(plans.event('zone', 'nobody', 'recall', 1, by)).kind).toBe('unknown');
});

it('removes what is not used', () => {
  const { plans, records } = open();
  const { id } = value(plans.create('zone', zone('Bay'), by)).record;
  value(plans.event('zone', id, 'validate', 1, by));
  expect(faultOf(plans.remove('zone', id, 2, by)).what).toBe('only a draft');
  value(plans.event('zone', id, 'recall', 2, { ...by, reason: 'wrong' }));
  expect(value(plans.remove('zone', id, 3, by)).record).toMatchObject({ removed: true, event: 'removed' });
  expect(records.list('zone')).toEqual([]);
});

it('lets nobody leave a draft while an error is found, and tells warnings', () => {
  const finding = (severity: Finding['severity']): Finding => ({ severity, code: 'unitEngaged', about: {} });
  const found = new Map<string, Finding[]>();
  const { plans } = open((_kind, next) => found.get((next as Zone).name) ?? []);
  found.set('Bay', [finding('error'), finding('warning')]);
  const made = value(plans.create('zone', zone('Bay'), by));
  expect(made.findings).toHaveLength(2);
  const { id } = made.record;
  expect(faultOf(plans.event('zone', id, 'validate', 1, by))).toMatchObject({
    kind: 'refused',
    findings: [{ severity: 'error' }, { severity: 'warning' }],
  });
  expect(value(plans.check('zone', zone('Bay'), id))).toHaveLength(2);
  expect(faultOf(plans.check('zone', zone(''))).kind).toBe('invalid');
  found.set('Bay', [finding('warning')]);
  expect(value(plans.event('zone', id, 'validate', 1, by)).findings).toHaveLength(1);
  found.set('Bay', [finding('error')]);
  expect(faultOf(plans.change('zone', id, 2, zone('Bay'), by)).findings).toHaveLength(1);
  expect(value(plans.event('zone', id, 'recall', 2, { ...by, reason: 'wrong' })).findings).toHaveLength(1);
});

it('does what is due by time, as the system, and lets nobody else do it', () => {
  const { plans, records, clock, audit } = open();
  const { id } = value(plans.create('zone', zone('Bay'), by)).record;
  value(plans.event('zone', id, 'validate', 1, by));
  expect(faultOf(plans.event('zone', id, 'activate', 2, by)).what).toContain('happens by itself');
  clock.advance(999);
  expect(value(plans.tick(clock.nowMs()))).toBe(0);
  clock.advance(1);
  expect(value(plans.tick(clock.nowMs()))).toBe(1);
  expect(records.get('zone', id)).toMatchObject({
    event: 'activate',
    by: 'system',
    value: { life: 'active' },
  });
  expect(audit.find({ actor: 'system' })).toMatchObject([{ action: 'activate', how: 'system' }]);
  expect(value(plans.tick(clock.nowMs()))).toBe(0);
});

it('does not do too much in one tick, and all of it in the end', () => {
  const { plans, records, clock } = open();
  value(
    records.together(() => {
      for (let i = 0; i < 250; i += 1)
        value(records.create('zone', { ...zone(`z ${i}`), life: 'validated' }, by));
      return { ok: true, value: undefined };
    }),
  );
  clock.advance(5000);
  const ticks = Array.from({ length: 5 }, () => value(plans.tick(clock.nowMs())));
  expect(ticks).toEqual([100, 100, 50, 0, 0]);
});

it('asks for the ids that people choose', () => {
  const { plans } = open();
  const agency = { name: 'Coast guard', country: 'XA', service: 'other' };
  expect(faultOf(plans.create('agency', agency, by))).toMatchObject({ kind: 'invalid', where: 'id' });
  expect(faultOf(plans.create('agency', agency, by, 'toolongforit')).where).toBe('id');
  expect(value(plans.create('agency', agency, by, 'coast')).record.id).toBe('coast');
});
