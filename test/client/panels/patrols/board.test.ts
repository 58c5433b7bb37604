import { describe, expect, test } from 'vitest';
import { inLanes, overlapsOf } from '../../../../client/panels/patrols/bars.ts';
import { lengthened, nudged, stepped } from '../../../../client/panels/patrols/boardkeys.ts';
import {
  type BoardSources,
  keptRows,
  NO_ROW,
  rowAt,
  sectorRows,
  topsOf,
  unitRows,
} from '../../../../client/panels/patrols/boardrows.ts';
import { dragged, drawnPeriod, reassigned, withEnd } from '../../../../client/panels/patrols/drag.ts';
import { hitAt } from '../../../../client/panels/patrols/hit.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { HOUR, patrol, sector, T0, unit, version } from './plans.ts';

const late = patrol({ title: 'Late', fromMs: epochMs(T0 + 3 * HOUR), untilMs: epochMs(T0 + 6 * HOUR) });
const sources = (change: Partial<BoardSources> = {}): BoardSources => ({
  units: [version('unit', 'galeb-1', unit('Galeb 1')), version('unit', 'korbi-1', unit('Korbi 1'))],
  sectors: [version('sector', 'north', sector('North'))],
  patrols: [version('patrol', 'a', patrol()), version('patrol', 'b', late)],
  tasks: [],
  findings: [],
  edited: undefined,
  filter: '',
  busyOnly: false,
  unitRank: () => 0,
  unitWords: () => 'XA CG',
  sectorWords: () => 'XA CG',
  ...change,
});

describe('rows', () => {
  test('two patrols of one unit lie beneath each other and clash where both run', () => {
    const [galeb, korbi] = unitRows(sources(), 'none');
    expect(galeb?.lanes).toBe(2);
    expect(galeb?.clashes).toEqual([{ fromMs: T0 + 3 * HOUR, untilMs: T0 + 4 * HOUR }]);
    expect(korbi?.bars).toEqual([]);
  });

  test('an aborted patrol clashes with nothing', () => {
    const patrols = [version('patrol', 'a', patrol()), version('patrol', 'b', { ...late, state: 'aborted' })];
    expect(unitRows(sources({ patrols }), 'none')[0]?.clashes).toEqual([]);
  });

  test('the plan that is being changed stands in place of the saved one', () => {
    const edited = { id: 'b', value: { ...late, unitIds: ['korbi-1'] } };
    const [galeb, korbi] = unitRows(sources({ edited }), 'none');
    expect(galeb?.bars.map(({ bar }) => bar.id)).toEqual(['a']);
    expect(korbi?.bars.map(({ bar }) => [bar.id, bar.edited])).toEqual([['b', true]]);
  });

  test('a patrol without a unit has a row of its own at the top', () => {
    const patrols = [version('patrol', 'a', patrol({ unitIds: [] }))];
    expect(unitRows(sources({ patrols }), 'Without')[0]).toMatchObject({ id: NO_ROW, title: 'Without' });
  });

  test('a sector shows when nobody is there', () => {
    const findings = [
      {
        severity: 'warning',
        code: 'sectorVoid',
        about: { sector: 'north' },
        values: { fromMs: T0, untilMs: T0 + HOUR },
      } as const,
    ];
    expect(sectorRows(sources({ findings }), 'none')[0]?.voids).toEqual([{ fromMs: T0, untilMs: T0 + HOUR }]);
  });

  test('only rows whose names have all the words, or that have plans', () => {
    expect(unitRows(sources({ filter: 'xa korbi' }), '').map(({ id }) => id)).toEqual(['korbi-1']);
    expect(unitRows(sources({ busyOnly: true }), '').map(({ id }) => id)).toEqual(['galeb-1']);
  });

  test('rows that did not change stay the same objects', () => {
    const same = sources();
    const before = unitRows(same, '');
    const now = keptRows(
      before,
      unitRows({ ...same, edited: { id: 'b', value: { ...late, unitIds: [] } } }, ''),
    );
    expect(now.find(({ id }) => id === 'korbi-1')).toBe(before[1]);
    expect(now.find(({ id }) => id === 'galeb-1')).not.toBe(before[0]);
  });

  test('a height in lanes finds its row', () => {
    const tops = topsOf(unitRows(sources(), ''));
    expect([...tops]).toEqual([0, 2, 3]);
    expect([-1, 0, 1.9, 2, 2.9, 3].map((at) => rowAt(tops, at))).toEqual([-1, 0, 0, 1, 1, -1]);
  });
});

describe('bars', () => {
  test('take the first free lane', () => {
    const bar = (fromMs: number, untilMs: number) => ({ fromMs, untilMs });
    const { placed, lanes } = inLanes([bar(0, 10), bar(5, 15), bar(10, 20), bar(16, 18)]);
    expect(placed.map(({ lane }) => lane)).toEqual([0, 1, 0, 1]);
    expect(lanes).toBe(2);
  });

  test('of three, the times of two at once are joined', () => {
    const of = (fromMs: number, untilMs: number) => ({ fromMs, untilMs });
    expect(overlapsOf([of(0, 10), of(4, 12), of(8, 9), of(20, 30)])).toEqual([of(4, 10)]);
    expect(overlapsOf([of(0, 10), of(10, 20)])).toEqual([]);
  });
});

describe('a pointer', () => {
  const rows = unitRows(sources(), '');
  const board = {
    span: { fromMs: T0, spanMs: 8 * HOUR },
    widthPx: 800,
    rows,
    tops: topsOf(rows),
    lanePx: 30,
    handlePx: 8,
  };

  test('means a bar by its body and its ends, and the empty row beside it', () => {
    expect(hitAt(board, 200, 15)).toMatchObject({ row: 0, part: 'body', bar: { id: 'a' } });
    expect(hitAt(board, 2, 15)).toMatchObject({ part: 'start' });
    expect(hitAt(board, 398, 15)).toMatchObject({ part: 'end' });
    expect(hitAt(board, 450, 45)).toMatchObject({ row: 0, part: 'body', bar: { id: 'b' } });
    expect(hitAt(board, 100, 75)).toEqual({ row: 1, atMs: T0 + HOUR });
    expect(hitAt(board, 100, 95)).toBeUndefined();
  });

  test('moves a patrol by the grid, and to another unit', () => {
    const was = patrol({
      meetingPoints: [{ place: { lat: 41, lon: 19 }, atMs: epochMs(T0 + HOUR), note: 'cape' }],
    });
    const drag = { part: 'body', was, atMs: T0 + HOUR, rowId: 'galeb-1' } as const;
    const now = dragged(drag, T0 + 2 * HOUR + 7 * 60_000, 'korbi-1', 'units', 15 * 60_000);
    expect(now.fromMs).toBe(T0 + HOUR);
    expect(now.untilMs).toBe(T0 + 5 * HOUR);
    expect(now.unitIds).toEqual(['korbi-1']);
    expect(now.meetingPoints[0]?.atMs).toBe(T0 + 2 * HOUR);
  });

  test('never makes a patrol shorter than a quarter of an hour', () => {
    expect(withEnd(patrol(), T0 - HOUR).untilMs).toBe(T0 + 15 * 60_000);
    expect(drawnPeriod(T0 + HOUR, T0, HOUR)).toEqual({ fromMs: T0, untilMs: T0 + HOUR });
  });

  test('gives a unit that is in it already no second place', () => {
    const both = patrol({ unitIds: ['galeb-1', 'korbi-1'] });
    expect(reassigned(both, 'unitIds', 'galeb-1', 'korbi-1').unitIds).toEqual(['korbi-1']);
    expect(reassigned(both, 'unitIds', 'galeb-1', NO_ROW).unitIds).toEqual(['korbi-1']);
  });
});

describe('the keyboard', () => {
  const rows = unitRows(sources(), '');

  test('goes along a row and from row to row', () => {
    expect(stepped(rows, undefined, 'ArrowDown', T0)).toEqual({ row: 0, barId: 'a' });
    expect(stepped(rows, { row: 0, barId: 'a' }, 'ArrowRight', T0)).toEqual({ row: 0, barId: 'b' });
    expect(stepped(rows, { row: 0, barId: 'b' }, 'ArrowRight', T0)).toEqual({ row: 0, barId: 'b' });
    expect(stepped(rows, { row: 0, barId: 'b' }, 'ArrowDown', T0)).toEqual({ row: 1 });
    expect(stepped(rows, { row: 1 }, 'ArrowUp', T0 + 5 * HOUR)).toEqual({ row: 0, barId: 'b' });
    expect(stepped(rows, { row: 1 }, 'ArrowDown', T0)).toEqual({ row: 1 });
  });

  test('moves, lengthens and reassigns', () => {
    const grid = HOUR / 4;
    expect(nudged(patrol(), 'ArrowRight', grid, rows, 0, 'units').patrol.fromMs).toBe(T0 + grid);
    const down = nudged(patrol(), 'ArrowDown', grid, rows, 0, 'units');
    expect([down.row, down.patrol.unitIds]).toEqual([1, ['korbi-1']]);
    expect(lengthened(patrol(), 'ArrowRight', grid).untilMs).toBe(T0 + 4 * HOUR + grid);
    expect(lengthened(patrol(), 'ArrowLeft', grid).untilMs).toBe(T0 + 4 * HOUR - grid);
  });
});
