/** Whatever happens in whatever order: every change of state is a row of the table, and some things never are. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Alert, AlertState, Happening, Priority } from '../../../../proto/domain/alert/alert.ts';
import { ALERT_ACTS, ALERT_STATES, PRIORITIES } from '../../../../proto/domain/alert/alert.ts';
import { acted, type GivenAct } from '../../../../server/operations/alerts/acted.ts';
import { begun, goneOn } from '../../../../server/operations/alerts/changed.ts';
import { ALERT_ROWS } from '../../../../server/operations/alerts/states.table.ts';
import { isFault } from '../../../../server/operations/outcome.ts';
import { ANNA, at, BOJAN, CENTRE, condition, found } from './found.ts';

const given = (act: (typeof ALERT_ACTS)[number]): GivenAct => {
  switch (act) {
    case 'assign':
      return { act, to: { id: 'p-bojan', name: 'Bojan' } };
    case 'comment':
      return { act, text: 'x' };
    case 'shelve':
      return { act, time: 'quarter', reason: 'r' };
    case 'join':
      return { act, into: '1-a9' };
    case 'judge':
      return { act, is: 'true' };
    case 'sendToRescue':
      return { act, to: [CENTRE] };
    default:
      return { act } as GivenAct;
  }
};

const deed = fc.oneof(
  fc.record({ act: fc.constantFrom(...ALERT_ACTS), by: fc.constantFrom(ANNA, BOJAN) }),
  fc.record({ priority: fc.constantFrom(...PRIORITIES), isOver: fc.boolean(), retracted: fc.boolean() }),
);

const allowed = (from: AlertState, to: AlertState): boolean =>
  ALERT_ROWS.some((row) => row.from.includes(from) && (row.to === to || (row.to === 'same' && from === to)));

it('only goes where the table leads', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<Priority>(...PRIORITIES),
      fc.array(deed, { maxLength: 40 }),
      (first, deeds) => {
        const one = found('1', condition('1', { priority: first }));
        let alert: Alert = begun(one, at(0), undefined);
        expect(alert.state).toBe('unacknowledged');
        for (const [i, what] of deeds.entries()) {
          const nowMs = at(i * 60_000);
          const before = alert;
          if ('act' in what) {
            const next = acted(alert, given(what.act), { by: what.by, nowMs, dataNowMs: nowMs });
            if (!isFault(next)) alert = next;
          } else {
            const happening: Happening = {
              ...one,
              lead: condition('1', { priority: what.priority, onsetMs: nowMs }),
              priority: what.priority,
              ...(what.isOver && { endedMs: nowMs, ending: what.retracted ? 'retracted' : 'cleared' }),
            };
            alert = goneOn(alert, happening, nowMs);
          }
          // Several rows may be taken at once: worse and over in one moment.
          const isStep =
            before.state === alert.state ||
            allowed(before.state, alert.state) ||
            ALERT_STATES.some((via) => allowed(before.state, via) && allowed(via, alert.state));
          expect([what, before.state, alert.state, isStep]).toEqual([what, before.state, alert.state, true]);
          // The history only grows, at its end.
          expect(alert.history.slice(0, before.history.length)).toEqual(before.history);
          if (alert.priority === 'emergency')
            expect([alert.shelf, alert.partOf]).toEqual([undefined, undefined]);
          expect(alert.silentUntilMs !== undefined).toBe(alert.state === 'silenced');
          if (alert.state === 'acknowledged') expect(alert.acknowledged).toBeDefined();
          if (alert.state === 'unacknowledged') expect(alert.endedMs).toBeUndefined();
          if (alert.state === 'rectified') expect(alert.endedMs).toBeDefined();
          if (alert.endedMs === undefined) expect(['rectified', 'closed']).not.toContain(alert.state);
        }
      },
    ),
    { numRuns: 500 },
  );
});

it('names every act, and each state is begun and left by something', () => {
  for (const act of ALERT_ACTS)
    expect(ALERT_ROWS.some(({ event, by }) => event === act && by === 'person')).toBe(true);
  for (const state of ALERT_STATES) {
    expect(ALERT_ROWS.some(({ to }) => to === state)).toBe(true);
    expect(ALERT_ROWS.some(({ from, to }) => from.includes(state) && to !== state)).toBe(true);
  }
});
