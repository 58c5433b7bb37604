import { beforeEach, describe, expect, test } from 'vitest';
import { forgetAlerts, takeActed, takeAlerts, useAlerts } from '../../../client/store/alerts.ts';
import type { Alert, AlertsAnswer } from '../../../proto/domain/alert/alert.ts';
import { alert } from '../panels/alerts/alerts.ts';

const answer = (said: Partial<AlertsAnswer>): AlertsAnswer => ({
  revision: 1,
  access: 'a',
  whole: false,
  alerts: [],
  gone: [],
  ...said,
});
const at = (id: string, revision: number, said: Partial<Alert> = {}): Alert =>
  alert({ id, revision, ...said });
const known = (): readonly string[] =>
  [...useAlerts.getState().byId.values()].map(({ id, revision }) => `${id} ${revision}`);

beforeEach(forgetAlerts);

describe('what the server tells', () => {
  test('is added, replaced and taken away; what did not change stays the same thing', () => {
    const one = at('one', 1);
    takeAlerts(answer({ whole: true, alerts: [one, at('two', 2)], revision: 2 }));
    takeAlerts(answer({ alerts: [at('two', 3)], revision: 3 }));
    expect(known()).toEqual(['one 1', 'two 3']);
    expect(useAlerts.getState().byId.get('one')).toBe(one);
    takeAlerts(answer({ gone: ['one', 'never'], revision: 4 }));
    expect(known()).toEqual(['two 3']);
    expect(useAlerts.getState()).toMatchObject({ revision: 4, access: 'a', known: true });
  });

  test('whole replaces everything, by an older revision too: the server began anew', () => {
    takeAlerts(answer({ alerts: [at('one', 9), at('two', 8)] }));
    takeAlerts(answer({ whole: true, alerts: [at('one', 1)] }));
    expect(known()).toEqual(['one 1']);
  });

  test('of nothing new changes nothing that is watched', () => {
    takeAlerts(answer({ alerts: [at('one', 1)] }));
    const { byId, changes } = useAlerts.getState();
    takeAlerts(answer({ revision: 7 }));
    expect(useAlerts.getState().byId).toBe(byId);
    expect(useAlerts.getState().changes).toBe(changes);
  });
});

test('one’s own act is there at once, and an answer asked for earlier does not undo it', () => {
  takeAlerts(answer({ alerts: [at('one', 1)] }));
  takeActed([at('one', 5, { state: 'acknowledged' })]);
  takeAlerts(answer({ alerts: [at('one', 3)], revision: 3 }));
  expect(useAlerts.getState().byId.get('one')).toMatchObject({ revision: 5, state: 'acknowledged' });
  takeActed([at('one', 4)]);
  expect(known()).toEqual(['one 5']);
});

test('who sits down next knows nothing of it', () => {
  takeAlerts(answer({ alerts: [at('one', 1)] }));
  forgetAlerts();
  expect(useAlerts.getState()).toMatchObject({ revision: 0, access: '', known: false });
  expect(known()).toEqual([]);
});
