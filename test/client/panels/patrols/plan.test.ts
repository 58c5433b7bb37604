import { describe, expect, test } from 'vitest';
import { differences, merged } from '../../../../client/panels/patrols/compare.ts';
import {
  newPatrol,
  remedied,
  withLead,
  withoutParty,
  withParty,
} from '../../../../client/panels/patrols/drafts.ts';
import { offeredEvents } from '../../../../client/panels/patrols/events.ts';
import { parseWhen } from '../../../../client/panels/patrols/when.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { BORDER, COAST, HOUR, patrol, T0 } from './plans.ts';

describe('a typed time', () => {
  test.each([
    ['2026-11-23 04:10', Date.UTC(2026, 10, 23, 4, 10)],
    ['2026-11-23T04:10Z', Date.UTC(2026, 10, 23, 4, 10)],
    ['22:15', Date.UTC(2026, 10, 22, 22, 15)],
    ['0410', Date.UTC(2026, 10, 23, 4, 10)],
    ['+8h', T0 + 8 * HOUR],
    ['+1d 2h 30min', T0 + 26.5 * HOUR],
  ])('%s', (text, atMs) => {
    expect(parseWhen(text, T0)).toBe(atMs);
  });

  test.each(['', 'soon', '25:00', '12:60', '2026-02-30 10:00', '+', '-3h'])('%j is none', (text) => {
    expect(parseWhen(text, T0)).toBeUndefined();
  });
});

describe('a draft', () => {
  test('is an own patrol of whoever begins it', () => {
    const draft = newPatrol({ agency: COAST, title: 'x', fromMs: epochMs(T0), untilMs: epochMs(T0 + HOUR) });
    expect(draft).toMatchObject({ state: 'draft', form: 'own', lead: COAST, marking: { owner: COAST } });
  });

  test('becomes joint with its first party, and own again without one', () => {
    const joint = withParty(patrol(), BORDER);
    expect(joint).toMatchObject({ form: 'coordinated', parties: [{ agency: BORDER, answer: 'asked' }] });
    expect(withoutParty(joint, BORDER)).toMatchObject({ form: 'own', parties: [] });
    expect(withParty(joint, COAST)).toBe(joint);
  });

  test('may be led by a party; who led is then one', () => {
    const led = withLead(withParty(patrol(), BORDER), BORDER);
    expect(led.lead).toBe(BORDER);
    expect(led.parties).toEqual([{ agency: COAST, answer: 'asked' }]);
  });
});

describe('a remedy', () => {
  const found = { severity: 'warning', code: 'unitEngaged', about: { unit: 'galeb-1' } } as const;

  test('puts another unit in the place of the one that cannot', () => {
    const plan = patrol({ unitIds: ['korbi-1', 'galeb-1'] });
    const better = remedied(plan, { ...found, remedy: { code: 'useUnit', id: 'galeb-2' } });
    expect(better?.unitIds).toEqual(['korbi-1', 'galeb-2']);
  });

  test('starts later and ends as planned, or is moved where nothing would be left', () => {
    const start = (atMs: number) =>
      remedied(patrol(), { ...found, remedy: { code: 'startAt', atMs: epochMs(atMs) } });
    expect(start(T0 + HOUR)).toMatchObject({ fromMs: T0 + HOUR, untilMs: T0 + 4 * HOUR });
    expect(start(T0 + 5 * HOUR)).toMatchObject({ fromMs: T0 + 5 * HOUR, untilMs: T0 + 9 * HOUR });
  });

  test('cites an agreement; joining another patrol is no change of this one', () => {
    const cite = remedied(patrol(), { ...found, remedy: { code: 'citeAgreement', id: 'xa-xc' } });
    expect(cite?.agreement).toBe('xa-xc');
    expect(remedied(patrol(), { ...found, remedy: { code: 'joinPatrol', id: 'b' } })).toBeUndefined();
  });
});

describe('two versions', () => {
  const was = patrol();
  const theirs = patrol({ title: 'Theirs', unitIds: ['korbi-1'] });
  const yours = patrol({ title: 'Yours', note: 'no lights' });

  test('what one side changed alone is taken from it; what both changed is theirs until chosen', () => {
    expect(differences(was, theirs, yours)).toEqual([
      { member: 'title', usual: 'theirs' },
      { member: 'unitIds', usual: 'theirs' },
      { member: 'note', usual: 'yours' },
    ]);
  });

  test('are one as chosen, and what was taken away stays away', () => {
    const one = merged(theirs, yours, new Set(['note'] as const));
    expect(one).toMatchObject({ title: 'Theirs', unitIds: ['korbi-1'], note: 'no lights' });
    expect(merged({ ...theirs, note: 'x' }, was, new Set(['note'] as const))).not.toHaveProperty('note');
  });
});

describe('events', () => {
  const asker = (agency: typeof COAST, ...actions: string[]) => ({
    agency,
    may: (action: string) => actions.includes(action),
  });
  const names = (...given: Parameters<typeof offeredEvents>) =>
    offeredEvents(...given).map(({ event }) => event);
  const joint = withParty(patrol({ state: 'proposed' }), BORDER);

  test('whoever planned it proposes', () => {
    expect(names(patrol(), asker(COAST, 'plan', 'approve'))).toEqual(['propose']);
    expect(names(patrol(), asker(BORDER, 'plan', 'approve'))).toEqual([]);
  });

  test('who is asked answers, and nobody else', () => {
    expect(names(joint, asker(BORDER, 'answer', 'plan'))).toEqual(['accept', 'decline']);
    expect(names(joint, asker(COAST, 'answer'))).toEqual([]);
  });

  test('the lead starts what was briefed and ends what runs', () => {
    expect(names(patrol({ state: 'briefed' }), asker(COAST, 'approve'))).toEqual(['start', 'abort']);
    const running = names(patrol({ state: 'underWay' }), asker(COAST, 'approve'));
    expect(running).toEqual(['handOver', 'complete', 'abort']);
    expect(names(patrol({ state: 'completed' }), asker(COAST, 'approve', 'plan'))).toEqual([]);
  });
});
