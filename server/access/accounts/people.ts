/** The people who may sign in, as the records have them. */
import {
  type AgencyId,
  type Person,
  type PersonId,
  personId,
  type Role,
} from '../../../proto/domain/operations/agency.ts';
import type { AnyVersion } from '../../../proto/domain/operations/record.ts';
import type { Actor } from '../../operations/actor.ts';
import type { RecordsView } from '../../operations/kind.ts';

/** What the rooms of operations keep, as far as access needs it. */
export interface PolicyRecords extends RecordsView {
  /** Told of every change once it is kept. */
  onChange(listener: (version: AnyVersion) => void): () => void;
}

export interface KnownPerson {
  readonly id: PersonId;
  readonly person: Person;
}

/** Undefined: nobody, or somebody who no longer signs in. */
export function personById(records: RecordsView, id: string): KnownPerson | undefined {
  const version = records.get('person', id);
  if (version === undefined || version.removed || version.value.barred) return undefined;
  return { id: personId(id), person: version.value };
}

export function personByLogin(records: RecordsView, login: string): KnownPerson | undefined {
  const version = records.list('person').find(({ value }) => value.login === login && !value.barred);
  return version && { id: personId(version.id), person: version.value };
}

export const actorOf = ({ id, person }: KnownPerson, how: Actor['how'] = 'session'): Actor => ({
  id,
  name: person.name,
  agency: person.agency,
  how,
});

export const isWall = (roles: readonly Role[]): boolean => roles.includes('wall');

/** What somebody must not lose without being signed out. */
export interface Standing {
  readonly agency: AgencyId;
  readonly roles: readonly Role[];
  readonly room: string;
}

export const standingOf = ({ agency, roles, room = [] }: Person): Standing => ({
  agency,
  roles,
  room: room.join(' '),
});

/** Somebody may do less than before, or belongs elsewhere. */
export const isCut = (before: Standing, now: Standing): boolean =>
  before.agency !== now.agency ||
  before.room !== now.room ||
  before.roles.some((role) => !now.roles.includes(role));
