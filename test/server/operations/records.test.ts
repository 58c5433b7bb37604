import { expect, it } from 'vitest';
import type { AnyVersion } from '../../../proto/domain/operations/record.ts';
import { checkDatabase } from '../../../server/operations/audit/check.ts';
import { done, notDone } from '../../../server/operations/outcome.ts';
import { RECORD_LIMITS } from '../../../server/operations/records.ts';
import { manualClock } from '../../manualclock.ts';
import { ANNA, BOJAN, faultOf, folder, openRecords, START_MS, value, zone } from './opened.ts';

it('keeps every version, who made it and why, over a restart', () => {
  const dir = folder();
  const clock = manualClock(START_MS);
  const first = openRecords(dir, clock);
  const { records } = first;
  const made = value(records.create('zone', zone('Bay'), { by: ANNA }));
  clock.advance(1000);
  const changed = value(
    records.change('zone', made.id, 1, zone('Wide bay'), { by: BOJAN, reason: 'more room' }, 'validate'),
  );
  expect(changed).toEqual({
    kind: 'zone',
    id: made.id,
    version: 2,
    value: zone('Wide bay'),
    event: 'validate',
    reason: 'more room',
    atMs: START_MS + 1000,
    by: 'p-bojan',
    byName: 'Bojan',
    revision: 2,
  });
  const other = value(records.create('zone', zone('Cape'), { by: ANNA }));
  value(records.remove('zone', other.id, 1, { by: ANNA, reason: 'wrong' }));
  first.close();

  const again = openRecords(dir, clock).records;
  expect(again.revision).toBe(4);
  expect(again.get('zone', made.id)).toEqual(changed);
  expect(again.list('zone')).toEqual([changed]);
  expect(again.versions('zone', made.id)).toEqual([made, changed]);
  expect(again.versions('zone', other.id).map(({ event, removed }) => [event, removed])).toEqual([
    ['created', undefined],
    ['removed', true],
  ]);
  expect(again.versionAt('zone', made.id, 1)).toEqual(made);
  expect(again.versionAt('zone', made.id, 2)).toEqual(changed);
  expect(again.versionAt('zone', other.id, 2)).toBeUndefined();
  expect(again.versionAt('zone', other.id, 3)?.value.name).toBe('Cape');
  expect(again.versionAt('zone', other.id, 4)).toBeUndefined();
});

it('shows both versions to whoever comes second', () => {
  const { records } = openRecords();
  const made = value(records.create('zone', zone('Bay'), { by: ANNA }));
  const annas = value(records.change('zone', made.id, 1, zone('Bay of Anna'), { by: ANNA }));
  const bojans = faultOf(records.change('zone', made.id, 1, zone('Bay of Bojan'), { by: BOJAN }));
  expect(bojans).toMatchObject({ kind: 'conflict', where: `zone/${made.id}`, current: annas });
  expect(bojans.what).toContain('Anna changed it meanwhile');
  expect(faultOf(records.remove('zone', made.id, 1, { by: BOJAN }))).toMatchObject({ kind: 'conflict' });
  expect(records.list('zone')).toEqual([annas]);
  value(records.remove('zone', made.id, 2, { by: BOJAN }));
  expect(faultOf(records.change('zone', made.id, 2, zone('x'), { by: ANNA })).kind).toBe('unknown');
});

it('tells what changed since a revision, the newest of each, removals too', () => {
  const { records } = openRecords();
  const heard: AnyVersion[] = [];
  const stop = records.onChange((version) => heard.push(version));
  const a = value(records.create('zone', zone('A'), { by: ANNA }));
  const b = value(records.create('zone', zone('B'), { by: ANNA }));
  const a2 = value(records.change('zone', a.id, 1, zone('A2'), { by: ANNA }));
  const gone = value(records.remove('zone', b.id, 1, { by: ANNA }));
  expect(records.changedSince(0)).toEqual([a2, gone]);
  expect(records.changedSince(3)).toEqual([gone]);
  expect(records.changedSince(4)).toEqual([]);
  expect(records.changedSince(5)).toBeUndefined();
  expect(heard).toEqual([a, b, a2, gone]);
  stop();
  value(records.create('zone', zone('C'), { by: ANNA }));
  expect(heard).toHaveLength(4);
});

it('takes an id that people chose, once', () => {
  const { records } = openRecords();
  const agency = { name: 'Coast guard', country: 'XA', service: 'coastGuard' } as const;
  expect(value(records.create('agency', agency, { by: ANNA }, 'xa-coast-guard')).id).toBe('xa-coast-guard');
  const again = records.create('agency', agency, { by: ANNA }, 'xa-coast-guard');
  expect(faultOf(again)).toMatchObject({ kind: 'refused', where: 'id' });
  for (const id of ['', '../x', 'A', '-a', 'a'.repeat(65)])
    expect(faultOf(records.create('agency', agency, { by: ANNA }, id)).kind).toBe('invalid');
  value(records.remove('agency', 'xa-coast-guard', 1, { by: ANNA }));
  expect(faultOf(records.create('agency', agency, { by: ANNA }, 'xa-coast-guard')).kind).toBe('refused');
  const ids = Array.from({ length: 50 }, () => value(records.create('zone', zone('z'), { by: ANNA })).id);
  expect(new Set(ids).size).toBe(50);
  for (const id of ids) expect(id).toMatch(/^[0-9a-z]{14}$/);
});

it('has room for so many of a kind, and for so large a value', () => {
  const { records } = openRecords();
  const agency = { name: 'x', country: 'XA', service: 'other' } as const;
  value(
    records.together(() => {
      for (let i = 0; i < RECORD_LIMITS.agency; i += 1)
        value(records.create('agency', agency, { by: ANNA }, `a-${i}`));
      return done(undefined);
    }),
  );
  expect(faultOf(records.create('agency', agency, { by: ANNA }, 'one-more'))).toMatchObject({
    kind: 'refused',
    what: 'there are 500 already',
  });
  expect(faultOf(records.create('zone', zone('x'.repeat(1 << 20)), { by: ANNA })).kind).toBe('invalid');
});

it('does nothing, in memory neither, when the disk is full', () => {
  const { records, database, audit, file, close } = openRecords();
  const made = value(records.create('zone', zone('Bay'), { by: ANNA }));
  const heard: AnyVersion[] = [];
  records.onChange((version) => heard.push(version));
  const pages = Number(database.get('PRAGMA page_count')?.page_count);
  database.get(`PRAGMA max_page_count = ${pages}`);
  const seqBefore = audit.seq;
  const full = faultOf(records.create('zone', zone('x'.repeat(100_000)), { by: ANNA }));
  expect(full).toMatchObject({ kind: 'storage', where: file, remedy: 'make room on the disk and try again' });
  expect(faultOf(records.change('zone', made.id, 1, zone('y'.repeat(100_000)), { by: ANNA })).kind).toBe(
    'storage',
  );
  expect([records.revision, audit.seq, heard.length]).toEqual([1, seqBefore, 0]);
  expect(records.list('zone')).toEqual([made]);
  expect(records.changedSince(0)).toEqual([made]);

  database.get('PRAGMA max_page_count = 1000000');
  expect(value(records.change('zone', made.id, 1, zone('z'), { by: ANNA })).revision).toBe(2);
  close();
  expect(checkDatabase(file).broken).toBeUndefined();
});

it('decides several things together or none of them', () => {
  const { records, audit, file, close } = openRecords();
  const kept = value(records.create('zone', zone('kept'), { by: ANNA }));
  const heard: AnyVersion[] = [];
  records.onChange((version) => heard.push(version));
  const outcome = records.together(() => {
    const made = value(records.create('zone', zone('made'), { by: ANNA }));
    value(records.change('zone', made.id, 1, zone('changed'), { by: ANNA }));
    value(records.remove('zone', kept.id, 1, { by: ANNA }));
    expect(records.list('zone').map(({ value: { name } }) => name)).toEqual(['changed']);
    expect(records.get('zone', kept.id)).toBeUndefined();
    return notDone('refused', 'after all not', 'here', 'none');
  });
  expect(faultOf(outcome).what).toBe('after all not');
  expect(records.list('zone')).toEqual([kept]);
  expect([records.revision, audit.seq, heard]).toEqual([1, 1, []]);
  value(records.remove('zone', kept.id, 1, { by: ANNA }));
  close();
  expect(checkDatabase(file)).toMatchObject({ records: 2 });
  expect(checkDatabase(file).broken).toBeUndefined();
});
