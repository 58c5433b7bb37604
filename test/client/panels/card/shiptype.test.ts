import { expect, test } from 'vitest';
import { en } from '../../../../client/messages/en.table.ts';
import type { Words } from '../../../../client/messages/words.ts';
import { countryName } from '../../../../client/panels/card/country.ts';
import { shipTypeWords } from '../../../../client/panels/card/shiptype.ts';
import { TrackKind } from '../../../../proto/domain/observation.ts';

const words: Words = (key, values = {}) =>
  ((en as Record<string, string>)[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
    String(values[name]),
  );
const type = (shipType: number, kind: number = TrackKind.classA): string | undefined =>
  shipTypeWords(words, kind, shipType);

// ITU-R M.1371-5 table 53
test('the type of ship is said in words', () => {
  expect(type(70)).toBe('Cargo');
  expect(type(79)).toBe('Cargo');
  expect(type(81)).toBe('Tanker, hazard X');
  expect(type(84)).toBe('Tanker, hazard OS');
  expect(type(40)).toBe('High-speed craft');
  expect(type(52)).toBe('Tug');
  expect(type(20)).toBe('Wing in ground');
  expect(type(38)).toBe('Type 38');
});

test('what is no type of ship is not said', () => {
  expect(type(0)).toBeUndefined();
  expect(type(70, TrackKind.atonPhysical)).toBeUndefined();
  expect(type(120)).toBeUndefined();
});

test('a country is named with its code', () => {
  expect(countryName('AL')).toBe('Albania (AL)');
  expect(countryName('??')).toBe('??');
});
