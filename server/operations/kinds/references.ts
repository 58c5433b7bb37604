/** What records say of each other: that it is there, and what still uses it. */
import type { AgencyId, Marking } from '../../../proto/domain/operations/agency.ts';
import {
  type AnyVersion,
  RECORD_KINDS,
  type RecordKind,
  type RecordValues,
  type Version,
} from '../../../proto/domain/operations/record.ts';
import type { RecordsView } from '../kind.ts';
import type { OperationFault } from '../outcome.ts';

/** How people call the kinds. */
const NAMES: Readonly<Record<RecordKind, string>> = {
  agency: 'agency',
  person: 'person',
  agreement: 'agreement',
  release: 'release',
  zone: 'zone',
  crossingPoint: 'crossing point',
  unit: 'unit',
  sector: 'sector',
  patrol: 'patrol',
  task: 'task',
  watchList: 'watch list',
  detection: 'settings',
};

export const invalid = (what: string, where: string, remedy: string): OperationFault => ({
  kind: 'invalid',
  what,
  where,
  remedy,
});
export const refused = (what: string, where: string, remedy: string): OperationFault => ({
  kind: 'refused',
  what,
  where,
  remedy,
});

/** The first that is not there. `where`: the member that names it. */
export function firstMissing(
  others: RecordsView,
  references: readonly (readonly [kind: RecordKind, id: string | undefined, where: string])[],
): OperationFault | undefined {
  for (const [kind, id, where] of references) {
    if (id === undefined) continue;
    const known = others.get(kind, id);
    if (known === undefined || known.removed)
      return invalid(`there is no ${NAMES[kind]} "${id}"`, where, `name a ${NAMES[kind]} that is there`);
  }
  return undefined;
}

/** Its owner is there, and stays who it is. */
export function ownerFault(
  { owner }: Marking,
  before: Marking | undefined,
  others: RecordsView,
): OperationFault | undefined {
  if (before !== undefined && before.owner !== owner)
    return refused(
      'it cannot be given to another agency',
      'marking.owner',
      'let that agency enter one of its own',
    );
  return firstMissing(others, [['agency', owner, 'marking.owner']]);
}

type Uses = { readonly [K in RecordKind]?: (value: RecordValues[K], id: string) => boolean };

/** Why something cannot be removed: the first record that uses it, by name, and how many more. */
export function usedBy(others: RecordsView, where: string, uses: Uses): OperationFault | undefined {
  const users: AnyVersion[] = [];
  for (const kind of RECORD_KINDS) {
    const test = uses[kind] as ((value: AnyVersion['value'], id: string) => boolean) | undefined;
    if (test === undefined) continue;
    for (const record of others.list(kind) as readonly AnyVersion[])
      if (test(record.value, record.id)) users.push(record);
  }
  const [first] = users;
  if (first === undefined) return undefined;
  const more = users.length > 1 ? ` and ${users.length - 1} more` : '';
  return refused(
    `it is used by ${NAMES[first.kind]} "${titleOf(first)}"${more}`,
    where,
    'take it out of there first',
  );
}

/** What people call a record. */
export function titleOf({ id, value }: AnyVersion): string {
  if ('title' in value) return value.title;
  if ('name' in value && value.name !== undefined) return value.name;
  if ('callSign' in value) return value.callSign;
  return id;
}

export const ownedBy =
  (agency: string) =>
  ({ marking }: { readonly marking: Marking }): boolean =>
    marking.owner === agency;

/** All who take part in a patrol. */
export const participants = ({ lead, parties, marking }: RecordValues['patrol']): ReadonlySet<AgencyId> =>
  new Set([marking.owner, lead, ...parties.map(({ agency }) => agency)]);

/** A patrol that may still happen or happens. */
export const isOpen = ({ state }: RecordValues['patrol']): boolean =>
  state !== 'handedOver' && state !== 'completed' && state !== 'aborted';

export const isInForce = ({ fromMs, untilMs, endedMs }: RecordValues['release'], nowMs: number): boolean =>
  endedMs === undefined && fromMs <= nowMs && nowMs < untilMs;

/** Of records that can only be made and ended. */
export const unchangeable = <K extends RecordKind>(
  before: Version<K> | undefined,
  remedy: string,
): OperationFault | undefined =>
  before && refused(`a ${NAMES[before.kind]} cannot be changed`, before.id, remedy);
