/** A person as they are being entered, and what a change would end. Pure. */
import {
  type AgencyId,
  agencyId,
  type Person,
  ROLES,
  type Role,
} from '../../../proto/domain/operations/agency.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { MessageKey } from '../../messages/words.ts';
import { typed, typedMs } from './time.ts';

export interface PersonDraft {
  readonly name: string;
  readonly login: string;
  readonly agency: string;
  readonly roles: readonly Role[];
  readonly position: string;
  readonly from: string;
  readonly until: string;
  readonly room: readonly AgencyId[];
  readonly barred: boolean;
}

export type PersonFaults = {
  readonly [F in 'name' | 'login' | 'agency' | 'roles' | 'room' | 'shift']?: MessageKey;
};
export type CheckedPerson =
  | { readonly ok: true; readonly value: Person }
  | { readonly ok: false; readonly faults: PersonFaults };

const LOGIN = /^[a-z0-9]+([.-][a-z0-9]+)*$/;
const LONGEST_SHIFT_MS = 24 * 3_600_000;

export const emptyPerson = (agency: string): PersonDraft => ({
  name: '',
  login: '',
  agency,
  roles: [],
  position: '',
  from: '',
  until: '',
  room: [],
  barred: false,
});

export const personDraftOf = (person: Person): PersonDraft => ({
  name: person.name,
  login: person.login,
  agency: person.agency,
  roles: person.roles,
  position: person.position ?? '',
  from: typed(person.shift?.fromMs),
  until: typed(person.shift?.untilMs),
  room: person.room ?? [],
  barred: person.barred ?? false,
});

/** `mira.dushi` of `Mira Dushi`; empty where nothing of the name can be typed. */
export const loginOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9\s.-]/g, '')
    .trim()
    .replace(/[\s.-]+/g, '.')
    .slice(0, 40);

export function checkPerson(draft: PersonDraft, nowMs: number): CheckedPerson {
  const faults: { -readonly [F in keyof PersonFaults]: PersonFaults[F] } = {};
  const name = draft.name.trim();
  const login = draft.login.trim();
  const position = draft.position.trim();
  const isWall = draft.roles.includes('wall');
  if (name === '') faults.name = 'person.wrong.name';
  if (login.length < 2 || login.length > 40 || !LOGIN.test(login)) faults.login = 'person.wrong.login';
  if (draft.agency === '') faults.agency = 'person.wrong.agency';
  if (draft.roles.length === 0) faults.roles = 'person.wrong.roles';
  if (isWall && draft.roles.length > 1) faults.roles = 'person.wrong.wall';
  if (isWall && draft.room.length === 0) faults.room = 'person.wrong.room';
  const shift = shiftOf(draft, nowMs);
  if (shift === 'wrong') faults.shift = 'person.wrong.shift';
  if (shift === 'wrong' || Object.keys(faults).length > 0) return { ok: false, faults };
  return {
    ok: true,
    value: {
      name,
      login,
      agency: agencyId(draft.agency),
      roles: draft.roles,
      ...(position !== '' && { position }),
      ...(shift && { shift }),
      ...(isWall && { room: draft.room }),
      ...(draft.barred && { barred: true }),
    },
  };
}

function shiftOf({ from, until }: PersonDraft, nowMs: number): Person['shift'] | 'wrong' {
  if (from.trim() === '' && until.trim() === '') return undefined;
  const fromMs = typedMs(from, nowMs);
  const untilMs = fromMs === undefined ? undefined : typedMs(until, fromMs);
  const sound = fromMs !== undefined && untilMs !== undefined && untilMs > fromMs;
  return sound && untilMs - fromMs <= LONGEST_SHIFT_MS
    ? { fromMs: epochMs(fromMs), untilMs: epochMs(untilMs) }
    : 'wrong';
}

/** What a change takes from somebody at once. */
export interface Ends {
  readonly roles: readonly Role[];
  /** They are signed out. */
  readonly sessions: boolean;
  /** Tokens lose roles, or end. */
  readonly tokens: boolean;
  /** They belong to another agency. */
  readonly agency: boolean;
}

export function endsOf(before: Person, after: Person): Ends | undefined {
  const roles = ROLES.filter((role) => before.roles.includes(role) && !after.roles.includes(role));
  const agency = before.agency !== after.agency;
  const barred = after.barred === true && before.barred !== true;
  if (roles.length === 0 && !agency && !barred) return undefined;
  return { roles, sessions: true, tokens: true, agency };
}
