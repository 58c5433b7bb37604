/** Agencies, people, units, sectors and tasks: what they must say, and what keeps them from being removed. */
import { describe, expect, it } from 'vitest';
import type { Person } from '../../../proto/domain/operations/agency.ts';
import type { Task, Unit } from '../../../proto/domain/operations/patrol.ts';
import type { EventGiven } from '../../../server/operations/kind.ts';
import { agencyRules } from '../../../server/operations/kinds/agency.ts';
import { personRules } from '../../../server/operations/kinds/person.ts';
import { sectorRules } from '../../../server/operations/kinds/sector.ts';
import { taskRules } from '../../../server/operations/kinds/task.ts';
import { unitRules } from '../../../server/operations/kinds/unit.ts';
import { isFault } from '../../../server/operations/outcome.ts';
import { transit } from '../../../server/operations/transition.ts';
import { agency, at, BORDER, marking, NORTH, patrol, SOUTH, unit, version, view } from './border.ts';

const others = view(...BORDER);
const person = (changes: Partial<Person> = {}): Person => ({
  name: 'Ana',
  login: 'ana',
  agency: SOUTH,
  roles: ['operator'],
  ...changes,
});

describe('an agency', () => {
  it('has a short id', () => {
    for (const good of ['xa', 'xa-coast-guard', 'a1-b2']) expect(agencyRules.idForm!.test(good)).toBe(true);
    for (const bad of ['', 'XA', '-a', 'a-', 'a--b', 'a b', '1a', 'a/b'])
      expect(agencyRules.idForm!.test(bad)).toBe(false);
  });
  it('is not removed while anything names it', () => {
    const inUse = (seen = others) => agencyRules.inUse!(version('agency', SOUTH, agency('XA')), seen, at(0));
    expect(inUse()?.what).toBe('it is used by agreement "Pact" and 2 more');
    expect(inUse(view(['person', 'p', person()]))?.what).toBe('it is used by person "Ana"');
    expect(inUse(view(['person', 'p', person({ agency: NORTH })]))).toBeUndefined();
  });
});

describe('a person', () => {
  const check = (changes: Partial<Person>, seen = others) =>
    personRules.check!(person(changes), seen, at(0), undefined);

  it('of a wall display has a room and no other role', () => {
    expect(check({})).toBeUndefined();
    expect(check({ roles: ['wall'], room: [SOUTH, NORTH] })).toBeUndefined();
    expect(check({ roles: ['wall'] })).toMatchObject({ where: 'room' });
    expect(check({ room: [SOUTH] })).toMatchObject({ where: 'room' });
    expect(check({ roles: ['wall', 'operator'], room: [SOUTH] })).toMatchObject({ where: 'roles' });
  });
  it('signs in under a name of their own', () => {
    const seen = view(...BORDER, ['person', 'other', person()]);
    expect(check({}, seen)).toMatchObject({ kind: 'refused', where: 'login' });
    expect(personRules.check!(person(), seen, at(0), version('person', 'other', person()))).toBeUndefined();
  });
  it('does not stop being the last administrator', () => {
    const boss = person({ roles: ['administrator'] });
    const before = version('person', 'boss', boss);
    const alone = view(...BORDER, ['person', 'boss', boss]);
    const two = view(...BORDER, ['person', 'boss', boss], ['person', 'second', { ...boss, login: 'second' }]);
    expect(personRules.check!(person(), alone, at(0), before)).toMatchObject({
      kind: 'refused',
      where: 'roles',
    });
    expect(personRules.check!({ ...boss, barred: true }, alone, at(0), before)).toMatchObject({
      where: 'roles',
    });
    expect(personRules.check!(person(), two, at(0), before)).toBeUndefined();
    expect(personRules.inUse!(before, alone, at(0))).toMatchObject({ kind: 'refused' });
    expect(personRules.inUse!(before, two, at(0))).toBeUndefined();
  });
  it('keeps its bounds', () => {
    const reads = (changes: object) => personRules.schema.safeParse({ ...person(), ...changes }).success;
    expect(reads({ shift: { fromMs: at(6), untilMs: at(18) } })).toBe(true);
    for (const bad of [
      { roles: [] },
      { roles: ['operator', 'operator'] },
      { login: 'Ana' },
      { login: 'a..b' },
      { name: 'a\u0000b' },
      { shift: { fromMs: at(6), untilMs: at(31) } },
    ])
      expect(reads(bad)).toBe(false);
  });
});

describe('a unit', () => {
  const reads = (changes: object) => unitRules.schema.safeParse({ ...unit(), ...changes }).success;
  it('keeps its bounds', () => {
    expect(reads({ bound: { mmsi: '201000001', icao: '50AB01' } })).toBe(true);
    for (const bad of [
      { crew: [] },
      { bound: { mmsi: '12345678' } },
      { bound: { icao: 'xyz' } },
      { base: { lat: 91, lon: 0, name: 'x' } },
      { capabilities: { ...unit().capabilities, speedKn: 0 } },
      { duty: { timeZone: 'Mars/Base', hours: [{ days: [1], from: '08:00', until: '16:00' }] } },
      { duty: { timeZone: 'UTC', hours: [{ days: [1, 1], from: '08:00', until: '16:00' }] } },
      { duty: { timeZone: 'UTC', hours: [{ days: [8], from: '08:00', until: '16:00' }] } },
      { duty: { timeZone: 'UTC', hours: [{ days: [1], from: '24:00', until: '16:00' }] } },
      { maxHoursADay: 25 },
    ])
      expect(reads(bad)).toBe(false);
  });
  it('has its call sign and its track for itself', () => {
    const check = (changes: Partial<Unit>, seen = others) =>
      unitRules.check!(unit(changes), seen, at(0), undefined);
    expect(check({})).toMatchObject({ kind: 'refused', where: 'callSign' });
    expect(check({ callSign: 'Orao' })).toBeUndefined();
    const bound = { mmsi: '201000001' };
    const seen = view(...BORDER, ['unit', 'n', unit({ bound, marking: marking(NORTH) })]);
    expect(check({ callSign: 'Orao', bound }, seen)).toMatchObject({ where: 'bound.mmsi' });
    expect(
      check({ callSign: 'Orao', crew: [{ ...unit().crew[0]!, agency: 'x' as typeof SOUTH }] }),
    ).toMatchObject({
      where: 'crew.0.agency',
    });
  });
  it('is not removed while a patrol counts on it', () => {
    const inUse = (state: 'accepted' | 'completed') =>
      unitRules.inUse!(
        version('unit', 'galeb', unit()),
        view(...BORDER, ['patrol', 'p', patrol({ title: 'Night', state })]),
        at(0),
      );
    expect(inUse('accepted')?.what).toBe('it is used by patrol "Night"');
    expect(inUse('completed')).toBeUndefined();
  });
});

describe('a sector', () => {
  it('is an area without faults, of an agency that is there', () => {
    const { value } = others.get('sector', 'south')!;
    const check = (changes: object) => sectorRules.check!({ ...value, ...changes }, others, at(0), undefined);
    expect(check({})).toBeUndefined();
    expect(check({ zoneId: 'none' })).toMatchObject({ where: 'zoneId' });
    expect(check({ marking: marking('x' as typeof SOUTH) })).toMatchObject({ where: 'marking.owner' });
    expect(sectorRules.schema.safeParse({ ...value, coveredForMin: 0 }).success).toBe(false);
    const corner = { lat: 42, lon: 19 };
    const huge = { kind: 'polygon', rings: [Array.from({ length: 1_000_000 }, () => corner)] };
    expect(sectorRules.schema.safeParse({ ...value, area: huge }).success).toBe(false);
  });
});

describe('a task', () => {
  const task = (changes: Partial<Task> = {}): Task => ({
    unitId: 'galeb',
    kind: 'goTo',
    place: { lat: 41.9, lon: 19.1 },
    text: 'Look at the pier.',
    state: 'sent',
    marking: marking(),
    ...changes,
  });
  const told = (value: Task, event: string, reason?: string) => {
    const given: EventGiven = {
      event,
      by: { id: 'u', name: 'U' },
      atMs: at(1),
      ...(reason !== undefined && { reason }),
    };
    const next = transit(taskRules, value, given, others);
    return isFault(next) ? next : next.value;
  };
  it('says where to', () => {
    const check = (changes: Partial<Task>) => taskRules.check!(task(changes), others, at(0), undefined);
    const { place: _, ...nowhere } = task();
    expect(check({})).toBeUndefined();
    expect(taskRules.check!(nowhere, others, at(0), undefined)).toMatchObject({ where: 'place' });
    expect(taskRules.check!({ ...nowhere, kind: 'return' }, others, at(0), undefined)).toBeUndefined();
    expect(check({ unitId: 'nobody' })).toMatchObject({ where: 'unitId' });
  });
  it('is answered by the unit, with reasons, and is not changed', () => {
    const complies = ['deliver', 'acknowledge', 'willComply'].reduce(
      (now, event) => told(now, event) as Task,
      task(),
    );
    expect(complies.state).toBe('willComply');
    expect(told(complies, 'done')).toMatchObject({ state: 'done' });
    expect(told(complies, 'cannot')).toMatchObject({ kind: 'invalid', where: 'reason' });
    expect(told(complies, 'cannot', 'fog')).toMatchObject({ state: 'cannot', answer: 'fog' });
    expect(told(task(), 'willComply')).toMatchObject({ state: 'willComply' });
    expect(told(task(), 'fail', 'fog')).toMatchObject({ kind: 'refused' });
    expect(told(told(complies, 'done') as Task, 'cancel', 'late')).toMatchObject({ kind: 'refused' });
    expect(taskRules.settle!(task(), version('task', 't', task()), at(0))).toMatchObject({ kind: 'refused' });
    expect(taskRules.settle!(task({ state: 'done', answer: 'forged' }), undefined, at(0))).toEqual(task());
  });
});
