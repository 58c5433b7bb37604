/** Which edition of which category is read: stated here, and another where a site's sensors need it. */
import { CAT010 } from './cat010.table.ts';
import { CAT021 } from './cat021.table.ts';
import { CAT021_0_26 } from './cat021ed026.table.ts';
import { CAT034 } from './cat034.table.ts';
import { CAT048 } from './cat048.table.ts';
import { CAT062 } from './cat062.table.ts';
import { CAT063 } from './cat063.table.ts';
import { CAT065 } from './cat065.table.ts';
import type { CategoryTable } from './layout.ts';
import { OLDER } from './older.table.ts';

/** `{ '048': '1.15' }`: by category of three digits; a category that is not named is read in its default edition. */
export type AsterixEditions = Readonly<Record<string, string>>;

/** Every edition that there is a table for; the first of a category is its default. */
const TABLES: readonly CategoryTable[] = [
  CAT010,
  CAT021,
  CAT034,
  CAT048,
  CAT062,
  CAT063,
  CAT065,
  ...OLDER,
  CAT021_0_26,
];

/**
 * The tables by category number.
 * @throws RangeError for an edition that there is no table for: a mistake in the settings.
 */
export function tablesOf(editions: AsterixEditions = {}): ReadonlyMap<number, CategoryTable> {
  const chosen = new Map<number, CategoryTable>();
  for (const table of TABLES) if (!chosen.has(table.category)) chosen.set(table.category, table);
  for (const [name, edition] of Object.entries(editions)) {
    const category = Number(name);
    const table = TABLES.find((one) => one.category === category && one.edition === edition);
    if (table === undefined)
      throw new RangeError(`ASTERIX category ${name} edition ${edition}: ${offered(category)}`);
    chosen.set(category, table);
  }
  return chosen;
}

/** Every category and edition that there is a table for; the first of a category is its default. */
export const offeredEditions = (): { category: number; edition: string }[] =>
  TABLES.map(({ category, edition }) => ({ category, edition }));

function offered(category: number): string {
  const editions = TABLES.filter((table) => table.category === category).map(({ edition }) => edition);
  return editions.length === 0 ? 'not a category that is decoded' : `there are ${editions.join(', ')}`;
}
