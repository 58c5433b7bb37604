import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  heldOrder,
  newAbove,
  type QueueRow,
  rowBeside,
  rowsOf,
  unansweredBeside,
} from '../../../../client/panels/alerts/queue.ts';
import { compareAlerts, mostUrgent } from '../../../../client/panels/alerts/standing.ts';
import type { Alert } from '../../../../proto/domain/alert/alert.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { alert, condition, T0 } from './alerts.ts';

const CALM = { flood: false, opened: new Set<never>() };
const ids = (rows: readonly QueueRow[]): readonly string[] => rows.map(({ id }) => id);
const shelf = { time: 'hour', reason: 'known', by: 'p', byName: 'P', atMs: epochMs(T0) } as const;

describe('the order', () => {
  test('is emergency, then unanswered by priority, then answered by priority, the newest first', () => {
    const caution = alert({ id: 'caution', priority: 'caution' });
    const answeredAlarm = alert({ id: 'answeredAlarm', priority: 'alarm', state: 'acknowledged' });
    const warning = alert({ id: 'warning', priority: 'warning' });
    const overWarning = alert({ id: 'overWarning', priority: 'warning', state: 'rectified' });
    const alarm = alert({ id: 'alarm', priority: 'alarm', state: 'silenced' });
    const emergency = alert({ id: 'emergency', priority: 'emergency', state: 'acknowledged' });
    const closed = alert({ id: 'closed', priority: 'emergency', state: 'closed' });
    const all = [closed, caution, answeredAlarm, warning, overWarning, alarm, emergency];
    expect(all.toSorted(compareAlerts).map(({ id }) => id)).toEqual([
      'emergency',
      'alarm',
      'overWarning',
      'warning',
      'caution',
      'answeredAlarm',
      'closed',
    ]);
    expect(mostUrgent([caution, answeredAlarm, warning, alarm])?.id).toBe('alarm');
  });

  test('names nothing that is answered, shelved or part of another as the most urgent', () => {
    expect(
      mostUrgent([
        alert({ state: 'acknowledged' }),
        alert({ shelf }),
        alert({ partOf: '1-a1' }),
        alert({ state: 'closed' }),
      ]),
    ).toBeUndefined();
  });
});

describe('rows', () => {
  test('keep what is grouped under its lead, with its number', () => {
    const lead = alert({ id: 'lead', parts: [condition({ kind: 'drifting' })] });
    const part = alert({ id: 'part', partOf: 'lead' });
    const orphan = alert({ id: 'orphan', partOf: 'elsewhere' });
    const rows = rowsOf([part, lead, orphan], CALM);
    expect(ids(rows)).toEqual(['orphan', 'lead']);
    expect(rows[1]).toMatchObject({ parts: 2 });
  });

  test('of a flood share a row by kind where they are cautions, and nothing else does', () => {
    const drifting = [1, 2, 3].map((i) => alert({ id: `d${i}`, lead: condition({ kind: 'drifting' }) }));
    const single = alert({ id: 'turn', lead: condition({ kind: 'uTurn' }) });
    const warnings = [1, 2].map((i) => alert({ id: `w${i}`, lead: condition({ kind: 'rendezvous' }) }));
    const all = [...drifting, single, ...warnings];
    const rows = rowsOf(all, { flood: true, opened: new Set() });
    expect(ids(rows)).toEqual(['w2', 'w1', 'turn', 'kind:drifting']);
    expect(rows[3]).toMatchObject({ type: 'kind', ids: ['d3', 'd2', 'd1'], unanswered: 3 });
    const opened = rowsOf(all, { flood: true, opened: new Set(['drifting']) });
    expect(ids(opened)).toEqual(['w2', 'w1', 'turn', 'kind:drifting', 'd3', 'd2', 'd1']);
    expect(ids(rowsOf(all, CALM))).toEqual(['w2', 'w1', 'turn', 'd3', 'd2', 'd1']);
  });

  test('never put somebody in distress under another', () => {
    const sos = alert({ id: 'sos', priority: 'emergency', partOf: 'lead' });
    expect(ids(rowsOf([alert({ id: 'lead' }), sos], CALM))).toContain('sos');
  });
});

describe('a held order', () => {
  const row = (one: Alert): QueueRow => ({ id: one.id, type: 'alert', alert: one, parts: 0 });

  test('takes new rows before the first that comes after them', () => {
    const now = ['n1', 'b', 'n2', 'a', 'c', 'n3'].map((id) => row(alert({ id })));
    // On the screen a stands before b: it stays there.
    expect(ids(heldOrder(['a', 'b', 'c', 'gone'], now))).toEqual(['n1', 'n2', 'a', 'b', 'c', 'n3']);
  });

  test('never changes the order of what is there, loses nothing and shows nothing twice', () => {
    const name = fc.constantFrom(...'abcdefghijkl');
    fc.assert(
      fc.property(fc.uniqueArray(name), fc.uniqueArray(name), (before, after) => {
        const rows = ids(
          heldOrder(
            before,
            after.map((id) => row(alert({ id }))),
          ),
        );
        expect(rows.toSorted()).toEqual(after.toSorted());
        expect(rows.filter((id) => before.includes(id))).toEqual(before.filter((id) => after.includes(id)));
      }),
    );
  });

  test('says how many came above what is in sight', () => {
    const rows = ['n1', 'n2', 'a', 'n3'].map((id) => row(alert({ id })));
    expect(newAbove(rows, 2, new Set(['n1', 'n2', 'n3']))).toBe(2);
    expect(newAbove(rows, 0, new Set(['n1']))).toBe(0);
  });
});

describe('a step by key', () => {
  const rows = rowsOf(
    [
      alert({ id: 'old', priority: 'warning', raisedMs: epochMs(T0 - 3000) }),
      alert({ id: 'answered', priority: 'alarm', state: 'acknowledged' }),
      alert({ id: 'new', priority: 'warning', raisedMs: epochMs(T0 + 9e6) }),
    ],
    CALM,
  );

  test('goes to the next that waits, round the end', () => {
    expect(ids(rows)).toEqual(['new', 'old', 'answered']);
    expect(unansweredBeside(rows, undefined, 1)?.id).toBe('new');
    expect(unansweredBeside(rows, 'new', 1)?.id).toBe('old');
    expect(unansweredBeside(rows, 'old', 1)?.id).toBe('new');
    expect(unansweredBeside(rows, 'new', -1)?.id).toBe('old');
    expect(unansweredBeside(rows, undefined, -1)?.id).toBe('old');
  });

  test('goes nowhere where nothing else waits', () => {
    expect(unansweredBeside([], undefined, 1)).toBeUndefined();
    expect(unansweredBeside(rowsOf([alert({ id: 'one' })], CALM), 'one', 1)).toBeUndefined();
  });

  test('from row to row ends at the ends', () => {
    expect(rowBeside(rows, 'answered', 1)?.id).toBe('answered');
    expect(rowBeside(rows, 'answered', -1)?.id).toBe('old');
    expect(rowBeside(rows, 'gone', 1)?.id).toBe('new');
  });

  test('goes past a row that stands for several, and never stops before it', () => {
    const cautions = ['c1', 'c2'].map((id) => alert({ id, priority: 'caution' }));
    const flood = rowsOf(
      [
        alert({ id: 'above', priority: 'warning' }),
        ...cautions,
        alert({ id: 'below', priority: 'alarm', state: 'acknowledged' }),
      ],
      { flood: true, opened: new Set() },
    );
    expect(ids(flood)).toEqual(['above', 'kind:silence', 'below']);
    expect(rowBeside(flood, 'above', 1)?.id).toBe('below');
    expect(rowBeside(flood, 'below', -1)?.id).toBe('above');
    expect(rowBeside(flood.slice(1, 2), undefined, 1)).toBeUndefined();
  });
});
