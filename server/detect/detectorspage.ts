/** `docs/detectors.md`: every kind of alert and every threshold, in words that need no program to be read. */
import { PRIORITIES } from '../../proto/domain/alert/alert.ts';
import { ALERT_KINDS, FAMILIES, kindRow } from '../../proto/domain/alert/kinds.table.ts';
import { THRESHOLD_TABLES } from '../../proto/domain/alert/thresholds/alltables.ts';
import type { Threshold } from '../../proto/domain/alert/thresholds/threshold.ts';

/** `darkContact` → dark contact */
const plain = (word: string): string => word.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const table = (heads: readonly string[], rows: readonly string[]): string[] => [
  row(...heads),
  `|${'---|'.repeat(heads.length)}`,
  ...rows,
];

const UNITS: Readonly<Record<Threshold['unit'], string>> = {
  m: 'm',
  s: 's',
  kn: 'kn',
  deg: '°',
  count: '',
  ratio: '',
  degPerMin: '°/min',
  none: '',
};

const withUnit = (value: number, unit: Threshold['unit']): string => `${value} ${UNITS[unit]}`.trim();

function thresholdRow(path: string, { value, unit, from, to, ofClass, text, source }: Threshold): string {
  const classes = Object.entries(ofClass ?? {}).map(([of, its]) => `${plain(of)} ${withUnit(its, unit)}`);
  return row(
    `\`${path}\``,
    [withUnit(value, unit), ...classes].join('; '),
    `${from} … ${withUnit(to, unit)}`,
    text,
    source,
  );
}

export const detectorsPage = (): string =>
  [
    '# Detectors',
    '',
    'Made of the tables in `proto/domain/alert`; `docs/alerts.md` says what becomes of an alert, `docs/alerts-evaluation.md`',
    'how often each is right. A site changes thresholds and priorities on screen, for everything, for a class or in a zone.',
    '',
    '## Kinds of alert',
    '',
    `Priorities, the most urgent first: ${PRIORITIES.join(', ')}. Conditions of one family about the same thing, near in`,
    'time, are one alert with its parts.',
    '',
    ...FAMILIES.flatMap((family) => [
      `### ${plain(family)}`,
      '',
      ...table(
        ['kind', 'priority', 'means'],
        ALERT_KINDS.map((kind) => ({ kind, ...kindRow(kind) }))
          .filter((one) => one.family === family)
          .map(({ kind, priority, text }) => row(`\`${kind}\``, priority, text)),
      ),
      '',
    ]),
    '## Thresholds',
    '',
    ...table(
      ['threshold', 'value', 'a site may set', 'means', 'source'],
      [...THRESHOLD_TABLES.values()].flatMap(({ name, rows }) =>
        Object.entries(rows).map(([member, threshold]) => thresholdRow(`${name}.${member}`, threshold)),
      ),
    ),
    '',
  ].join('\n');
