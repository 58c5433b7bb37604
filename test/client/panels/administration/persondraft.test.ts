/** A person as they are entered, and what a change takes from them. */
import { describe, expect, it } from 'vitest';
import {
  checkPerson,
  emptyPerson,
  endsOf,
  loginOf,
  type PersonDraft,
  personDraftOf,
} from '../../../../client/panels/administration/persondraft.ts';
import { agencyId, type Person } from '../../../../proto/domain/operations/agency.ts';
import { epochMs } from '../../../../proto/domain/units.ts';

const NOW = Date.UTC(2026, 10, 22, 12, 0);
const COAST = agencyId('xa-coast-guard');
const PERSON: Person = {
  name: 'Mira Dushi',
  login: 'mira.dushi',
  agency: COAST,
  roles: ['coordinator', 'operator'],
};
const draft = (part: Partial<PersonDraft>): PersonDraft => ({ ...personDraftOf(PERSON), ...part });
const faults = (part: Partial<PersonDraft>) => {
  const checked = checkPerson(draft(part), NOW);
  return checked.ok ? {} : checked.faults;
};

describe('a person’s form', () => {
  it('gives back what it was made of', () => {
    const whole: Person = {
      ...PERSON,
      position: 'desk 4',
      shift: { fromMs: epochMs(NOW), untilMs: epochMs(NOW + 12 * 3_600_000) },
      barred: true,
    };
    expect(checkPerson(personDraftOf(whole), NOW)).toEqual({ ok: true, value: whole });
  });

  it('names each field that is wrong', () => {
    expect(checkPerson(emptyPerson(''), NOW)).toEqual({
      ok: false,
      faults: {
        name: 'person.wrong.name',
        login: 'person.wrong.login',
        agency: 'person.wrong.agency',
        roles: 'person.wrong.roles',
      },
    });
    expect(faults({ login: 'Mira' })).toEqual({ login: 'person.wrong.login' });
    expect(faults({ roles: ['wall', 'operator'] })).toMatchObject({ roles: 'person.wrong.wall' });
    expect(faults({ roles: ['wall'] })).toEqual({ room: 'person.wrong.room' });
    expect(faults({ from: '2026-11-22 08:00' })).toEqual({ shift: 'person.wrong.shift' });
    expect(faults({ from: '2026-11-22 08:00', until: '+25h' })).toEqual({ shift: 'person.wrong.shift' });
    expect(faults({ from: '2026-11-22 20:00', until: '08:00' })).toEqual({});
  });

  it('leaves the room out where it is no wall', () => {
    const checked = checkPerson(draft({ room: [COAST] }), NOW);
    expect(checked.ok && 'room' in checked.value).toBe(false);
  });

  it('suggests what one signs in with', () => {
    expect(loginOf('Mira Dushi')).toBe('mira.dushi');
    expect(loginOf('  Željko  Ćosić-Hoxha ')).toBe('zeljko.cosic.hoxha');
  });
});

describe('what a change ends', () => {
  it('is nothing where nothing is taken away', () => {
    expect(endsOf(PERSON, { ...PERSON, roles: ['operator', 'coordinator', 'analyst'] })).toBeUndefined();
  });

  it('is the roles that are gone, the agency, the sessions of who is barred', () => {
    expect(endsOf(PERSON, { ...PERSON, roles: ['operator'] })).toMatchObject({ roles: ['coordinator'] });
    expect(endsOf(PERSON, { ...PERSON, agency: agencyId('xa-customs') })).toMatchObject({ agency: true });
    expect(endsOf(PERSON, { ...PERSON, barred: true })).toMatchObject({ roles: [], sessions: true });
  });
});
