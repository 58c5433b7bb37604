import { describe, expect, test } from 'vitest';
import {
  besideChosen,
  columnsOf,
  rowRem,
  rowValue,
  sorted,
  templateOf,
  writeCell,
} from '../../../../../client/panels/replay/find/rows.ts';
import { trackId } from '../../../../../proto/domain/ids.ts';
import type { Answer, FoundRow } from '../../../../../proto/domain/record/questions.ts';
import { epochMs } from '../../../../../proto/domain/units.ts';

const row = (name: string | undefined, fromMs: number, values: FoundRow['values'] = {}): FoundRow => ({
  track: trackId(1, 7),
  fromMs: epochMs(fromMs),
  untilMs: epochMs(fromMs + 60_000),
  values,
  ...(name !== undefined && { name }),
});
const answer = (rows: readonly FoundRow[], rest: Partial<Answer> = {}): Answer => ({
  columns: ['fastestKn'],
  rows,
  isCut: false,
  missing: [],
  tookMs: 1,
  ...rest,
});
const words = ((key: string) => key) as never;

describe('the table of an answer', () => {
  test('has the columns that it needs', () => {
    expect(columnsOf(answer([row('A', 1)]))).toEqual(['who', 'from', 'lasted', 'fastestKn']);
    expect(columnsOf(answer([row('A', 1)], { columns: ['minutes'] }))).toEqual(['who', 'from', 'minutes']);
    const met = { ...row('A', 1), other: { track: trackId(1, 8), name: 'B' } };
    expect(columnsOf(answer([met]))).toContain('other');
    const cell = { south: 1, west: 2, points: 3, tracks: 1 };
    expect(columnsOf(answer([], { cells: [cell] }))).toEqual(['south', 'west', 'points', 'tracks']);
    expect(columnsOf(answer([], { cells: [{ ...cell, of: '05' }] }))[0]).toBe('of');
  });

  test('has rows that are all as wide', () => {
    expect(templateOf(['who', 'from', 'fastestKn'])).toBe('minmax(9rem, 1fr) 8.5rem 5rem');
    // Widths, two gaps of 0.75 and 0.875 at either end.
    expect(rowRem(['who', 'from', 'fastestKn'])).toBeCloseTo(9 + 8.5 + 5 + 1.5 + 1.75);
  });

  test('is sorted by any of them, either way; what is not known comes last', () => {
    const rows = [row('B', 1, { fastestKn: 5 }), row('A', 2), row('C', 3, { fastestKn: 9 })];
    expect(sorted(rows, { column: 'who', way: 1 }, rowValue)).toEqual([1, 0, 2]);
    expect(sorted(rows, { column: 'fastestKn', way: 1 }, rowValue)).toEqual([0, 2, 1]);
    expect(sorted(rows, { column: 'fastestKn', way: -1 }, rowValue)).toEqual([2, 0, 1]);
  });

  test('writes values by the names of their columns', () => {
    expect(writeCell(words, 'fastestKn', 12.34)).toBe('12.3 kn');
    expect(writeCell(words, 'apartM', 1852)).toBe('1.00 NM');
    expect(writeCell(words, 'lasted', 60_000)).toBe('60 s');
    expect(writeCell(words, 'minutes', 90)).toBe('1 h 30 min');
    expect(writeCell(words, 'points', 12_480)).toBe('12 480');
    expect(writeCell(words, 'callSign', 'ZADB7')).toBe('ZADB7');
    expect(writeCell(words, 'imo', undefined)).toBe('');
    // Imports are of other years.
    expect(writeCell(words, 'from', Date.UTC(2020, 5, 30, 0, 38))).toBe('2020-06-30 00:38');
    expect(writeCell(words, 'south', 41.25)).toBe('41°15.000′N');
  });

  test('is gone through by keys, held at its ends', () => {
    const order = [2, 0, 1];
    expect(besideChosen(order, undefined, 1)).toBe(2);
    expect(besideChosen(order, 2, 1)).toBe(0);
    expect(besideChosen(order, 1, 1)).toBe(1);
    expect(besideChosen(order, 0, -12)).toBe(2);
    expect(besideChosen([], undefined, 1)).toBeUndefined();
  });
});
