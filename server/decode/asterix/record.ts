/**
 * A decoded ASTERIX record: its items by the standard's numbers, their fields by the standard's short names in lower
 * case with the unit at the end: `record['040']` of CAT048 is `{ rhoNm: 12.5, thetaDeg: 270 }`. An item that is one
 * value has one field, named by the item's title (`record['140']` is `{ timeOfDayS: 3600 }`).
 * Extended items are one flat object with the fields of the parts that came; compound items have the subitems that
 * came; repetitive items are lists; `RE` and `SP` are hexadecimal bytes without their length. Text is trimmed, and
 * absent when blank.
 */
export type AsterixValue = number | string | AsterixFields | readonly AsterixValue[];

export interface AsterixFields {
  readonly [field: string]: AsterixValue | undefined;
}

export type AsterixRecord = AsterixFields;

/** A number at a path in a record; undefined where the record does not have it. */
export function numberAt(record: AsterixRecord, ...path: readonly string[]): number | undefined {
  const value = at(record, path);
  return typeof value === 'number' ? value : undefined;
}

/** A text at a path in a record; undefined where the record does not have it. */
export function textAt(record: AsterixRecord, ...path: readonly string[]): string | undefined {
  const value = at(record, path);
  return typeof value === 'string' ? value : undefined;
}

function at(record: AsterixRecord, path: readonly string[]): AsterixValue | undefined {
  let value: AsterixValue | undefined = record;
  for (const name of path) {
    if (typeof value !== 'object' || isList(value)) return undefined;
    value = value[name];
  }
  return value;
}

export const isList = (value: AsterixValue): value is readonly AsterixValue[] => Array.isArray(value);
