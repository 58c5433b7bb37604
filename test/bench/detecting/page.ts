/** The figures as they stand in `docs/alerts-evaluation.md`: written there by the bench alone. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { INSTALLATION } from '../../../server/places.ts';

const PAGE = path.join(INSTALLATION, 'docs/alerts-evaluation.md');
const BEGIN = '<!-- figures: written by WATCHFLOOR_BENCH_WRITE=1 npm run -s watchfloor -- bench detect -->';
const END = '<!-- /figures -->';

export type Row = Readonly<Record<string, string | number>>;

export interface Section {
  readonly title: string;
  readonly text?: string;
  readonly rows: readonly Row[];
}

const cell = (value: string | number | undefined): string =>
  typeof value === 'number'
    ? Number.isNaN(value)
      ? ''
      : value.toLocaleString('en', { maximumSignificantDigits: 4 })
    : (value ?? '').replaceAll('|', '\\|');

function markdown({ title, text, rows }: Section): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `### ${title}`,
    '',
    ...(text === undefined ? [] : [text, '']),
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map((name) => cell(row[name])))),
    '',
  ].join('\n');
}

/** Puts the sections in place of those before. Throws where the page has no marks. */
export function writePage(sections: readonly Section[]): void {
  const text = readFileSync(PAGE, 'utf8');
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${PAGE} has no marks for the figures`);
  const before = text.slice(0, begin + BEGIN.length);
  writeFileSync(PAGE, `${before}\n\n${sections.map(markdown).join('\n')}\n${text.slice(end)}`);
}
