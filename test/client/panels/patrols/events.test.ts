import { describe, expect, test } from 'vitest';
import { OFFERS } from '../../../../client/panels/patrols/events.ts';
import { patrolStates } from '../../../../server/operations/kinds/patrol.table.ts';
import { eventAction } from '../../../../server/publish/recordactions.table.ts';

describe('the events of a patrol', () => {
  const told = patrolStates.rows.filter(({ who }) => who !== 'system');
  const rowsOf = (event: string) => told.filter((row) => row.event === event);

  test('are those of the table of states that people may tell', () => {
    expect(new Set(OFFERS.map(({ event }) => event))).toEqual(new Set(told.map(({ event }) => event)));
  });

  test.each(OFFERS)('$event: from the same states, by the same people, under the same right', (offer) => {
    const rows = rowsOf(offer.event);
    expect(new Set(offer.from)).toEqual(new Set(rows.flatMap(({ from }) => from)));
    for (const { who, event, needsReason } of rows) {
      expect(who).toBe(offer.who);
      expect(offer.action).toBe(eventAction('patrol', event, who === 'party'));
      expect(offer.asks === 'reason').toBe(needsReason === true);
    }
  });
});
