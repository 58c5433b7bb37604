/** A patrol's life: what each agency decides for itself, what a change asks again, and that nothing leaves the table. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AgencyId, agencyId } from '../../../../proto/domain/operations/agency.ts';
import type { Patrol } from '../../../../proto/domain/operations/patrol.ts';
import type { EventGiven } from '../../../../server/operations/kind.ts';
import { patrolStates } from '../../../../server/operations/kinds/patrol.table.ts';
import { patrolRules } from '../../../../server/operations/kinds/patrol.ts';
import { isFault } from '../../../../server/operations/outcome.ts';
import { transit } from '../../../../server/operations/transition.ts';
import { agency, at, BORDER, joint, marking, NORTH, PACT, patrol, SOUTH, version, view } from '../border.ts';

const EAST = agencyId('xb-customs');
const TAKES_OVER = patrol({ title: 'Next', state: 'accepted' });
const others = view(...BORDER, ['agency', EAST, agency('XB')], ['patrol', 'next', TAKES_OVER]);

const told = (value: Patrol, event: string, by: AgencyId = SOUTH, more: Partial<EventGiven> = {}) => {
  const given = { event, by: { id: 'p', name: 'P', agency: by }, atMs: at(9), reason: 'because', ...more };
  const next = transit(patrolRules, value, given, others);
  return isFault(next) ? next : next.value;
};
const live = (
  value: Patrol,
  ...steps: (readonly [event: string, by?: AgencyId, more?: Partial<EventGiven>])[]
) =>
  steps.reduce<Patrol>((now, step) => {
    const next = told(now, ...step);
    if (isFault(next)) throw new Error(`${step[0]}: ${next.what}`);
    return next;
  }, value);
const settled = (value: Patrol, before?: Patrol) =>
  patrolRules.settle!(value, before && version('patrol', 'p', before), at(9));
const change = (before: Patrol, changes: Partial<Patrol>): Patrol => {
  const next = settled({ ...before, ...changes }, before);
  if (isFault(next)) throw new Error(next.what);
  return next;
};
const answers = ({ parties }: Patrol) => parties.map(({ agency: who, answer }) => [who, answer]);

const three = joint({
  state: 'draft',
  parties: [
    { agency: NORTH, answer: 'asked' },
    { agency: EAST, answer: 'asked' },
  ],
});
const accepted = live(three, ['propose'], ['accept', NORTH], ['accept', EAST]);

describe('a joint patrol', () => {
  it('is accepted when all have accepted, each for itself', () => {
    const one = live(three, ['propose'], ['accept', NORTH]);
    expect([one.state, answers(one)]).toEqual([
      'proposed',
      [
        [NORTH, 'accepted'],
        [EAST, 'asked'],
      ],
    ]);
    expect(one.parties[0]).toEqual({
      agency: NORTH,
      answer: 'accepted',
      by: 'P',
      atMs: at(9),
      reason: 'because',
    });
    expect(live(one, ['accept', EAST]).state).toBe('accepted');
    expect(told(one, 'accept', NORTH)).toMatchObject({ kind: 'refused' });
    expect(told(one, 'accept', SOUTH)).toMatchObject({ kind: 'refused', what: 'that agency is not asked' });
  });
  it('is declined by one, with a reason, until that one accepts or is replaced', () => {
    const proposed = live(three, ['propose']);
    expect(told(proposed, 'decline', EAST, { reason: ' ' })).toMatchObject({
      kind: 'invalid',
      where: 'reason',
    });
    const declined = live(proposed, ['decline', EAST], ['accept', NORTH]);
    expect(declined.state).toBe('declined');
    expect(live(declined, ['accept', EAST]).state).toBe('accepted');
    expect(
      change(declined, { parties: declined.parties.filter((party) => party.agency === NORTH) }).state,
    ).toBe('accepted');
    expect(live(accepted, ['brief'], ['decline', NORTH]).state).toBe('declined');
  });
  it('runs from briefing to its end', () => {
    const underWay = live(accepted, ['brief'], ['start']);
    expect(underWay.state).toBe('underWay');
    const done = live(underWay, ['complete', SOUTH, { details: { outcome: 'All seen.' } }]);
    expect([done.state, done.outcome]).toEqual(['completed', 'All seen.']);
    expect(told(done, 'start')).toMatchObject({ kind: 'refused', remedy: 'nothing follows this state' });
    expect(live(underWay, ['abort']).outcome).toBe('because');
  });
  it('is handed over to another that is settled', () => {
    const underWay = live(accepted, ['brief'], ['start']);
    expect(live(underWay, ['handOver', SOUTH, { details: { to: 'next' } }])).toMatchObject({
      state: 'handedOver',
      handedTo: 'next',
    });
    for (const details of [undefined, {}, { to: 'nobody' }, { to: 7 }])
      expect(told(underWay, 'handOver', SOUTH, { details })).toMatchObject({ kind: 'invalid' });
    const unsettled = view(...BORDER, ['patrol', 'next', patrol()]);
    const given = { event: 'handOver', by: { id: 'p', name: 'P' }, atMs: at(9), details: { to: 'next' } };
    expect(transit(patrolRules, underWay, given, unsettled)).toMatchObject({ kind: 'refused' });
  });
  it('must say where, who and with whom before anybody is asked', () => {
    for (const lacking of [{ sectorIds: [] }, { unitIds: [] }, { form: 'own' }, { parties: [] }] as const)
      expect(told({ ...three, ...lacking }, 'propose')).toMatchObject({ kind: 'invalid' });
  });
  it('lapses when its time passes without a start', () => {
    expect(patrolRules.due!(version('patrol', 'p', accepted), at(14))).toBe('lapse');
    expect(patrolRules.due!(version('patrol', 'p', accepted), at(13.9))).toBeUndefined();
    expect(
      patrolRules.due!(version('patrol', 'p', { ...accepted, state: 'underWay' }), at(20)),
    ).toBeUndefined();
  });
});

describe('an own patrol', () => {
  it('needs nobody', () => {
    const own = live(patrol(), ['propose'], ['brief'], ['start']);
    expect(own.state).toBe('underWay');
    expect(change(own, { unitIds: ['orao'] }).state).toBe('underWay');
    expect(change(live(patrol(), ['propose'], ['brief']), { untilMs: at(15) }).state).toBe('accepted');
  });
});

describe('a change', () => {
  it('of what was agreed asks everybody again', () => {
    for (const changes of [
      { sectorIds: ['north'] },
      { unitIds: [] },
      { fromMs: at(11) },
      { untilMs: at(15) },
      { powersNeeded: ['stop'] },
      { type: 'search' },
    ] as const) {
      const changed = change(accepted, changes);
      expect([changed.state, answers(changed)]).toEqual([
        'proposed',
        [
          [NORTH, 'asked'],
          [EAST, 'asked'],
        ],
      ]);
    }
  });
  it('of the rest asks nobody', () => {
    const briefed = live(accepted, ['brief']);
    const changed = change(briefed, { note: 'bring water', title: 'Night line' });
    expect([changed.state, changed.parties]).toEqual(['briefed', briefed.parties]);
  });
  it('of the circle asks the new one alone', () => {
    const smaller = change(accepted, { parties: [{ agency: NORTH, answer: 'asked' }] });
    expect([smaller.state, answers(smaller)]).toEqual(['accepted', [[NORTH, 'accepted']]]);
    const larger = change(smaller, { parties: three.parties });
    expect([larger.state, answers(larger)]).toEqual([
      'proposed',
      [
        [NORTH, 'accepted'],
        [EAST, 'asked'],
      ],
    ]);
  });
  it('cannot answer for others, end or hand over', () => {
    const forged: Patrol = {
      ...three,
      state: 'accepted',
      parties: three.parties.map((party) => ({ ...party, answer: 'accepted' })),
      handedTo: 'next',
      outcome: 'done',
    };
    expect(settled(forged)).toEqual(three);
    const { agreement: _, ...uncited } = three;
    expect(settled({ ...uncited, agreement: PACT })).toEqual(three);
  });
  it('asks the lead where another agency proposes, and never the owner', () => {
    const foreign = settled(
      patrol({ lead: NORTH, parties: [{ agency: SOUTH, answer: 'asked' }], form: 'coordinated' }),
    );
    expect(isFault(foreign) ? foreign : answers(foreign)).toEqual([[NORTH, 'asked']]);
  });
  it('is refused while a joint patrol is under way, and once it has ended', () => {
    const underWay = live(accepted, ['brief'], ['start']);
    expect(settled({ ...underWay, unitIds: ['orao'] }, underWay)).toMatchObject({ kind: 'refused' });
    expect(settled({ ...underWay, parties: [] }, underWay)).toMatchObject({ kind: 'refused' });
    expect(settled({ ...underWay, note: 'fog' }, underWay)).toMatchObject({ state: 'underWay', note: 'fog' });
    const ended = live(underWay, ['complete']);
    expect(settled({ ...ended, note: 'fog' }, ended)).toMatchObject({ kind: 'refused' });
  });
});

describe('any sequence of events and changes', () => {
  const EVENTS = [...new Set(patrolStates.rows.map(({ event }) => event)), 'nonsense'];
  const step = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ event: fc.constantFrom(...EVENTS), by: fc.constantFrom(SOUTH, NORTH, EAST) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        change: fc.constantFrom<Partial<Patrol>>(
          { unitIds: ['orao'] },
          { unitIds: ['galeb'] },
          { note: 'x' },
          { parties: three.parties, form: 'coordinated' },
          { parties: [{ agency: NORTH, answer: 'accepted' }], form: 'coordinated' },
          { parties: [], form: 'own' },
          { lead: NORTH },
          { lead: SOUTH },
          { state: 'completed' },
        ),
      }),
    },
  );

  const begin = fc.constantFrom(three, patrol(), accepted, live(accepted, ['brief'], ['start']));

  it('stays within the table, and nothing is settled while somebody has not accepted', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), begin, (steps, start) => {
        let now = start;
        for (const one of steps) {
          const next =
            'event' in one
              ? told(now, one.event, one.by, {
                  details: one.event === 'handOver' ? { to: 'next' } : undefined,
                })
              : settled({ ...now, ...one.change }, now);
          if (isFault(next)) continue;
          const rows = [
            ...('event' in one ? patrolStates.rows : []),
            ...(patrolStates.onChange ?? []),
          ].filter((row) => !('event' in one) || ('event' in row && row.event === one.event));
          const isInTable = rows.some(({ from, to }) => from.includes(now.state) && to === next.state);
          expect(isInTable || (!('event' in one) && next.state === now.state)).toBe(true);
          now = next;
          seen.add(now.state);
          if (['accepted', 'briefed', 'underWay', 'handedOver', 'completed'].includes(now.state))
            expect(now.parties.every(({ answer }) => answer === 'accepted')).toBe(true);
          if (now.state === 'declined')
            expect(now.parties.some(({ answer }) => answer === 'declined')).toBe(true);
          expect(now.parties.some((party) => party.agency === now.marking.owner)).toBe(false);
        }
      }),
      { numRuns: 2000 },
    );
    expect(seen.size).toBe(9);
  });
});

describe('its references', () => {
  const fault = (changes: Partial<Patrol>) => patrolRules.check!(joint(changes), others, at(9), undefined);
  it('must be there', () => {
    expect(fault({})).toBeUndefined();
    expect(fault({ sectorIds: ['nowhere'] })).toMatchObject({ where: 'sectorIds' });
    expect(fault({ unitIds: ['nobody'] })).toMatchObject({ where: 'unitIds' });
    expect(fault({ agreement: 'none' as typeof PACT })).toMatchObject({ where: 'agreement' });
    expect(fault({ lead: agencyId('xx') })).toMatchObject({ where: 'lead' });
    expect(fault({ marking: marking(agencyId('xx')) })).toMatchObject({ where: 'marking.owner' });
  });
  it('may be removed as a draft alone, and not while another hands over to it', () => {
    const inUse = (value: Patrol, seen = others) =>
      patrolRules.inUse!(version('patrol', 'next', value), seen, at(9));
    expect(inUse(patrol())).toBeUndefined();
    expect(inUse(accepted)).toMatchObject({ kind: 'refused' });
    const handed = view(...BORDER, [
      'patrol',
      'p',
      patrol({ title: 'Dawn', state: 'handedOver', handedTo: 'next' }),
    ]);
    expect(inUse(patrol(), handed)?.what).toBe('it is used by patrol "Dawn"');
  });
});

describe('its bounds', () => {
  const reads = (changes: object) => patrolRules.schema.safeParse({ ...joint(), ...changes }).success;
  it('are kept', () => {
    expect(reads({})).toBe(true);
    for (const bad of [
      { title: '' },
      { title: 'x'.repeat(121) },
      { untilMs: at(10) },
      { untilMs: at(10 + 31 * 24 + 1) },
      { unitIds: ['a', 'a'] },
      { unitIds: Array.from({ length: 51 }, (_, i) => `u${i}`) },
      { parties: [...joint().parties, ...joint().parties] },
      { more: 1 },
      { lead: 'No Slug' },
      { fromMs: Number.NaN },
    ])
      expect(reads(bad)).toBe(false);
  });
});
