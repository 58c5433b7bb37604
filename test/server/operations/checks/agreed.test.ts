/** What agencies may do together, and where: one case for each thing that can be wrong with an agreement. */
import { describe, expect, it } from 'vitest';
import { agencyId } from '../../../../proto/domain/operations/agency.ts';
import type { Agreement } from '../../../../proto/domain/operations/agreement.ts';
import type { Patrol } from '../../../../proto/domain/operations/patrol.ts';
import { findings } from '../../../../server/operations/checks/findings.ts';
import {
  agency,
  at,
  BORDER,
  box,
  joint,
  marking,
  NORTH,
  PACT,
  pact,
  patrol,
  SOUTH,
  sector,
  unit,
  view,
} from '../border.ts';

const found = (value: Patrol, ...more: Parameters<typeof view>) =>
  findings('patrol', value, view(...BORDER, ...more), at(0));
const agreement = (changes: Partial<Agreement>) => ['agreement', PACT, pact(changes)] as const;
const uncited = ({ agreement: _, ...rest }: Patrol): Patrol => rest;

describe('an agreement', () => {
  it('covers a joint patrol that it was made for', () => expect(found(joint())).toEqual([]));
  it('must be cited, and is proposed', () => {
    const finding = {
      severity: 'error',
      code: 'noAgreement',
      about: { agency: NORTH },
      remedy: { code: 'citeAgreement', id: PACT },
    };
    expect(found(uncited(joint()))).toEqual([finding]);
    expect(found(uncited(joint({ state: 'draft' })))).toEqual([{ ...finding, severity: 'warning' }]);
  });
  it('must be in force at the beginning', () => {
    const [first] = found(joint(), agreement({ untilMs: at(9) }));
    expect(first).toMatchObject({ severity: 'error', code: 'noAgreement', about: { agreement: PACT } });
  });
  it('must cover the ground: a twentieth beside it is forgiven', () => {
    // Its southern edge, a geodesic of 2° at 41.5° N, bends 0.0037° north there: L² tan φ / 8 R.
    const on = (south: number) =>
      found(joint(), ['sector', 'south', sector(box(south, 19, south + 0.2, 19.2))]);
    expect(on(41.496)).toEqual([]);
    expect(on(41.49)).toMatchObject([
      { severity: 'error', code: 'noAgreement', about: { agreement: PACT, sector: 'south' } },
    ]);
  });
  it('must have everybody as its party, and another that has is proposed', () => {
    const old = ['agreement', 'old', pact({ parties: [SOUTH, 'xb-customs' as typeof SOUTH] })] as const;
    const citesOld = joint({ agreement: 'old' as typeof PACT });
    expect(found(citesOld, old)).toEqual([
      {
        severity: 'error',
        code: 'noAgreement',
        about: { agreement: 'old', agency: NORTH },
        remedy: { code: 'citeAgreement', id: PACT },
      },
    ]);
  });
  it('ends during the patrol', () => {
    expect(found(joint(), agreement({ untilMs: at(12) }))).toEqual([
      {
        severity: 'warning',
        code: 'agreementEnds',
        about: { agreement: PACT },
        values: { untilMs: at(12) },
        remedy: { code: 'shorten', atMs: at(12) },
      },
    ]);
  });
  it('names forms and types', () => {
    expect(found(joint({ form: 'parallel', type: 'search' }))).toEqual([
      { severity: 'warning', code: 'formNotAgreed', about: { agreement: PACT, form: 'parallel' } },
      { severity: 'warning', code: 'typeNotAgreed', about: { agreement: PACT, type: 'search' } },
    ]);
  });
  it('gives a guest powers', () => {
    expect(found(joint({ powersNeeded: ['stop'] }))).toEqual([]);
    expect(found(joint({ powersNeeded: ['arrest'] }))).toEqual([
      {
        severity: 'error',
        code: 'powersMissing',
        about: { agreement: PACT, agency: NORTH, power: 'arrest' },
        remedy: { code: 'askPowers' },
      },
    ]);
    // Nobody is a guest where both are at home.
    expect(found(joint({ powersNeeded: ['arrest'], sectorIds: ['south', 'north'] }))).toEqual([]);
  });
  it('lets the host lead, or whom it names', () => {
    const north = joint({ sectorIds: ['north'] });
    const finding = {
      severity: 'warning',
      code: 'commandNotAgreed',
      about: { agreement: PACT, agency: NORTH },
    };
    expect(found(north)).toEqual([finding]);
    expect(found(north, agreement({ command: SOUTH }))).toEqual([]);
    expect(found(joint(), agreement({ command: NORTH }))).toEqual([finding]);
  });
});

describe('without an agreement', () => {
  it('an own patrol stays at home', () => {
    expect(found(patrol({ state: 'proposed' }))).toEqual([]);
    expect(found(patrol({ state: 'proposed', sectorIds: ['north'] }))).toEqual([
      {
        severity: 'warning',
        code: 'noAgreement',
        about: { agency: SOUTH },
        remedy: { code: 'citeAgreement', id: PACT },
      },
    ]);
  });
});

describe('a side', () => {
  const EAST = agencyId('xa-customs');
  const customs = ['agency', EAST, agency('XA')] as const;
  it('is a country between countries: any of its agencies is at home', () => {
    const theirs = joint({ lead: EAST, marking: marking(EAST), unitIds: ['karma'] });
    const karma = unit({ marking: marking(EAST), crew: [{ ...unit().crew[0]!, agency: EAST }] });
    const parties = [SOUTH, NORTH, EAST];
    expect(found(theirs, customs, ['unit', 'karma', karma], agreement({ parties }))).toEqual([]);
  });
  it('is an agency within a country', () => {
    const national = agreement({
      parties: [SOUTH, EAST],
      areas: [{ area: box(41.5, 18.5, 42.1, 20.5), host: SOUTH }],
    });
    const own = joint({ parties: [{ agency: EAST, answer: 'asked' }] });
    expect(found(own, customs, national)).toEqual([]);
    expect(found({ ...own, lead: EAST }, customs, national)).toMatchObject([
      { code: 'commandNotAgreed', about: { agency: SOUTH } },
    ]);
  });
});

describe('who is aboard and at home', () => {
  it('a country where a joint patrol goes, and nobody of it takes part', () => {
    const parties = [SOUTH, NORTH, agencyId('xa-customs')];
    const away = joint({ sectorIds: ['north'], parties: [{ agency: parties[2]!, answer: 'asked' }] });
    const codes = found(away, ['agency', parties[2]!, agency('XA')], agreement({ parties }));
    expect(codes.filter(({ code }) => code === 'partyMissing')).toEqual([
      { severity: 'warning', code: 'partyMissing', about: { agency: NORTH } },
    ]);
  });
  it('a power that nobody aboard has', () => {
    const able = unit({
      callSign: 'Orao',
      crew: [{ agency: SOUTH, people: 2, function: 'dogs', powers: ['search'] }],
    });
    expect(found(patrol({ powersNeeded: ['search'] }), ['unit', 'orao', able])).toEqual([
      {
        severity: 'warning',
        code: 'powersMissing',
        about: { agency: SOUTH, power: 'search' },
        remedy: { code: 'useUnit', id: 'orao' },
      },
    ]);
  });
  it('an agency that sends people and is not asked', () => {
    const mixed = unit({
      crew: [...unit().crew, { agency: NORTH, people: 1, function: 'liaison', powers: [] }],
    });
    expect(found(patrol({ state: 'proposed' }), ['unit', 'galeb', mixed])).toEqual([
      { severity: 'warning', code: 'partyMissing', about: { agency: NORTH, unit: 'galeb' } },
    ]);
  });
});

describe('two centres', () => {
  const theirs = (changes: Partial<Patrol> = {}) =>
    [
      'patrol',
      'theirs',
      patrol({ state: 'accepted', unitIds: ['lasta'], lead: NORTH, marking: marking(NORTH), ...changes }),
    ] as const;

  it('plan the same sector at the same time', () => {
    expect(found(patrol({ state: 'proposed' }), theirs({ fromMs: at(12), untilMs: at(20) }))).toEqual([
      {
        severity: 'warning',
        code: 'plannedTwice',
        about: { patrol: 'theirs', sector: 'south', agency: NORTH },
        values: { fromMs: at(12), untilMs: at(14) },
        remedy: { code: 'joinPatrol', id: 'theirs' },
      },
    ]);
    expect(found(patrol(), theirs({ fromMs: at(14), untilMs: at(20) }))).toEqual([]);
    expect(found(patrol(), theirs({ sectorIds: ['north'] }))).toEqual([]);
  });
  it('plan sectors that share a tenth of the smaller', () => {
    const over = (north: number) =>
      found(patrol(), theirs({ sectorIds: ['third'] }), [
        'sector',
        'third',
        sector(box(41.7, 19, north, 19.2)),
      ]);
    expect(over(41.81)).toEqual([]);
    expect(over(41.85).map(({ code }) => code)).toEqual(['plannedTwice']);
  });
});
