/** The table of zones: a row a corner. */
export const CSV_COLUMNS = [
  'zone',
  'name',
  'kind',
  'purpose',
  'ring',
  'corner',
  'lat',
  'lon',
  'radiusM',
  'widthM',
  'crossing',
  'floorM',
  'ceilingM',
  'source',
  'note',
] as const;
export type CsvColumn = (typeof CSV_COLUMNS)[number];

/** What spreadsheets take for a formula (OWASP, "CSV injection"); apostrophes before it count, so that one can be taken off. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** A text that no spreadsheet runs. */
export const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
export const unguarded = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
