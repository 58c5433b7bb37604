import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ALL_ALERTS,
  type AlertFilter,
  activeAlertFilters,
  passesAlert,
  toggled,
} from '../../../client/store/alertview.ts';
import { ALERT_STATES, type Alert, PRIORITIES } from '../../../proto/domain/alert/alert.ts';
import { ALERT_KINDS, FAMILIES } from '../../../proto/domain/alert/kinds.table.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { alert, condition, T0 } from '../panels/alerts/alerts.ts';

const shelf = { time: 'hour', reason: 'r', by: 'p', byName: 'P', atMs: epochMs(T0) } as const;
const passes = (filter: Partial<AlertFilter>, one: Alert, sectors: readonly string[] = []): boolean =>
  passesAlert({ ...ALL_ALERTS, ...filter }, one, 'me', () => sectors);

describe('the filter', () => {
  test('shows all that is open and not shelved where nothing is chosen', () => {
    expect(passes({}, alert())).toBe(true);
    expect(passes({}, alert({ state: 'rectified' }))).toBe(true);
    expect(passes({}, alert({ state: 'closed' }))).toBe(false);
    expect(passes({}, alert({ shelf }))).toBe(false);
    expect(activeAlertFilters(ALL_ALERTS)).toBe(0);
  });

  test('shows by priority, state, family, kind, owner, sector and shelf', () => {
    const mine = { id: 'me', name: 'Me', atMs: epochMs(T0) };
    expect(passes({ priorities: new Set(['alarm']) }, alert({ priority: 'warning' }))).toBe(false);
    expect(passes({ states: new Set(['closed']) }, alert({ state: 'closed' }))).toBe(true);
    expect(passes({ families: new Set(['meeting']) }, alert())).toBe(false);
    expect(passes({ kinds: new Set(['silence']) }, alert())).toBe(true);
    expect(passes({ mine: true }, alert())).toBe(false);
    expect(passes({ mine: true }, alert({ owner: mine }))).toBe(true);
    expect(passes({ sectors: new Set(['north']) }, alert(), ['north', 'south'])).toBe(true);
    expect(passes({ sectors: new Set(['north']) }, alert(), ['south'])).toBe(false);
    expect(passes({ shelved: 'with' }, alert({ shelf }))).toBe(true);
    expect(passes({ shelved: 'only' }, alert())).toBe(false);
    expect(activeAlertFilters({ ...ALL_ALERTS, mine: true, kinds: new Set(['silence']) })).toBe(2);
  });

  test('never hides somebody in distress, whatever is chosen', () => {
    const subset = <T>(all: readonly T[]) => fc.subarray([...all]).map((some) => new Set(some));
    const filter = fc.record({
      priorities: subset(PRIORITIES),
      states: subset(ALERT_STATES),
      families: subset(FAMILIES),
      kinds: subset(ALERT_KINDS),
      mine: fc.boolean(),
      sectors: subset(['north', 'south']),
      shelved: fc.constantFrom('without' as const, 'with' as const, 'only' as const),
    });
    const state = fc.constantFrom(...ALERT_STATES.filter((each) => each !== 'closed'));
    fc.assert(
      fc.property(filter, state, (chosen, now) => {
        const sos = alert({ lead: condition({ kind: 'distress' }), state: now, shelf });
        expect(passes(chosen, sos)).toBe(true);
      }),
    );
  });
});

test('a choice goes in and out in the order of its table', () => {
  const both = toggled(PRIORITIES, toggled(PRIORITIES, new Set(), 'caution'), 'alarm');
  expect([...both]).toEqual(['alarm', 'caution']);
  expect([...toggled(PRIORITIES, both, 'alarm')]).toEqual(['caution']);
});
