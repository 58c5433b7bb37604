import { describe, expect, test } from 'vitest';
import { ACTION_OF, actsOffered, isDistress } from '../../../../client/panels/alerts/acts.ts';
import { ALERT_ACTS, ALERT_STATES } from '../../../../proto/domain/alert/alert.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { ALERT_ROWS } from '../../../../server/operations/alerts/states.table.ts';
import { ACT_ACTION } from '../../../../server/publish/alertacts.table.ts';
import { alert, condition, T0 } from './alerts.ts';

const all = { id: 'me', may: () => true };
const nobody = { id: 'me', may: () => false };
const mine = { id: 'me', name: 'Me', atMs: epochMs(T0) };
const shelf = { time: 'hour', reason: 'r', by: 'p', byName: 'P', atMs: epochMs(T0) } as const;

describe('what is offered', () => {
  test('is nothing to whom nothing is allowed, and each act as its action is', () => {
    expect([...actsOffered(alert(), nobody, 2)]).toEqual([]);
    const judge = { id: 'me', may: (act: string) => act === 'judge' };
    expect([...actsOffered(alert(), judge, 2)]).toEqual(['judge']);
    expect(ACTION_OF).toEqual(ACT_ACTION);
  });

  test('is to claim what nobody answers for, and to hand back what is mine', () => {
    expect(actsOffered(alert(), all, 0).has('claim')).toBe(true);
    const own = actsOffered(alert({ owner: mine }), all, 0);
    expect(own.has('claim')).toBe(false);
    expect(own.has('handBack')).toBe(true);
    const theirs = actsOffered(alert({ owner: { ...mine, id: 'another', name: '' } }), all, 0);
    expect(theirs.has('claim') || theirs.has('handBack')).toBe(false);
  });

  test('never puts distress aside, also where it came to another alert', () => {
    const sos = alert({ lead: condition({ kind: 'distress' }) });
    const among = alert({ parts: [condition({ kind: 'distress', priority: 'warning' })] });
    for (const one of [sos, among]) {
      expect(isDistress(one)).toBe(true);
      expect(actsOffered(one, all, 0).has('shelve')).toBe(false);
    }
    expect(actsOffered(sos, all, 0).has('sendToRescue')).toBe(true);
    expect(actsOffered(alert(), all, 0).has('sendToRescue')).toBe(false);
    expect(actsOffered(alert(), all, 0).has('shelve')).toBe(true);
  });

  test('is to group only what is marked', () => {
    expect(actsOffered(alert(), all, 0).has('join')).toBe(false);
    expect(actsOffered(alert(), all, 1).has('join')).toBe(true);
  });

  test('is nothing that the server’s table of states has no row for', () => {
    const cases = ALERT_STATES.flatMap((state) => [
      alert({ state }),
      alert({ state, lead: condition({ kind: 'distress' }) }),
      alert({ state, shelf }),
      alert({ state, owner: mine }),
      alert({ state, partOf: 'x' }),
    ]);
    for (const one of cases)
      for (const act of actsOffered(one, all, 1)) {
        // To group is an act upon the marked ones.
        if (act === 'join') continue;
        const row = ALERT_ROWS.find(
          ({ event, from, when }) => event === act && from.includes(one.state) && (when?.(one) ?? true),
        );
        expect(row, `${act} of ${one.state}`).toBeDefined();
      }
    const offered = new Set(cases.flatMap((one) => [...actsOffered(one, all, 1)]));
    expect([...ALERT_ACTS].filter((act) => !offered.has(act))).toEqual([]);
  });
});
