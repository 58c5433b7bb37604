/** People by their agencies, as the list shows them. Pure. */
import type { AgencyId } from '../../../proto/domain/operations/agency.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import type { Tables } from '../../store/records.ts';
import { foldText } from '../../store/text.ts';

export interface AgencyRows {
  readonly id: string;
  /** Undefined: an agency that may not be seen here. */
  readonly agency: Version<'agency'> | undefined;
  readonly people: readonly Version<'person'>[];
}

/**
 * The own agency first, then by country and name; people by name, the barred last. A filter leaves the people whose
 * name, sign-in name, position or agency has it, and no agency without any.
 */
export function peopleRows(
  tables: Pick<Tables, 'agency' | 'person'>,
  own: AgencyId | undefined,
  filter: string,
) {
  const needle = foldText(filter);
  const rows = new Map<string, Version<'person'>[]>();
  for (const id of tables.agency.keys()) rows.set(id, []);
  for (const person of tables.person.values()) {
    const { agency } = person.value;
    rows.set(agency, [...(rows.get(agency) ?? []), person]);
  }
  const key = (id: string): string => {
    const agency = tables.agency.get(id)?.value;
    return `${id === own ? 0 : 1} ${agency?.country ?? 'ZZ'} ${agency?.name ?? id}`;
  };
  return [...rows]
    .map(([id, people]): AgencyRows => {
      const agency = tables.agency.get(id);
      const named = foldText(agency?.value.name ?? id).includes(needle);
      const shown = people
        .filter(({ value: { name, login, position = '' } }) =>
          named ? true : foldText(`${name} ${login} ${position}`).includes(needle),
        )
        .sort(
          (a, b) =>
            Number(a.value.barred ?? false) - Number(b.value.barred ?? false) ||
            a.value.name.localeCompare(b.value.name),
        );
      return { id, agency, people: shown };
    })
    .filter(
      ({ people, agency }) =>
        needle === '' || people.length > 0 || foldText(agency?.value.name ?? '').includes(needle),
    )
    .sort((a, b) => key(a.id).localeCompare(key(b.id)));
}
