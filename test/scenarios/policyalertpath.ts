/** Alerts by every path there is: the list, the card, the load. */
import { expect } from 'vitest';
import type { Alert, Condition } from '../../proto/domain/alert/alert.ts';
import { expectedAlerts } from './policyalerts.ts';
import { type Ask, sorted } from './policyasking.ts';
import type { PolicyServer, Someone } from './policyserver.ts';

/** Answers how many are shown. */
export async function alertsOverRest(server: PolicyServer, person: Someone, ask: Ask): Promise<number> {
  const expected = expectedAlerts(server, person.asker);
  const list = (await ask.json('/api/alerts')).alerts as Alert[];
  expect(sorted(list.map(({ id }) => id))).toEqual(sorted(expected.map(({ id }) => id)));
  const byId = new Map(expected.map((one) => [one.id, one]));
  const cards = server.alerts.map(async ({ id }) => {
    const left = byId.get(id);
    const where = `/api/alerts/${id}`;
    if (left === undefined) return expect([where, await ask.status(where)]).toEqual([where, 404]);
    const { alert } = await ask.json(where);
    expect([where, alert]).toEqual([where, list.find((one) => one.id === id)]);
    const conditions = [alert.lead, ...alert.parts] as Condition[];
    expect([where, conditions.map(({ rule }) => rule).sort()]).toEqual([where, left.rules]);
    const names = conditions.flatMap(({ parties }) => parties.flatMap(({ name }) => name ?? []));
    expect([where, names.sort()]).toEqual([where, left.names]);
    const feeds = conditions.flatMap(({ parties }) => parties.flatMap((party) => party.feeds));
    for (const feedId of feeds)
      expect(server.access.decide(person.asker, 'see', { kind: 'feed', feedId }).verdict).toBe('yes');
    // What is told of other tracks, is told of those that are seen whole.
    for (const { evidence, parties } of conditions)
      for (const { trackId } of evidence)
        if (trackId !== undefined && !parties.some((party) => party.trackId === trackId))
          expect(await ask.status(`/api/tracks/${trackId}`)).toBe(200);
  });
  await Promise.all(cards);
  const { positions, kinds } = await ask.json('/api/alerts/load');
  const raised = Object.values(positions[0].lastTenMin as Record<string, number>);
  expect(raised.reduce((sum, count) => sum + count, 0)).toBe(expected.length);
  const open = (kinds as { open: number }[]).reduce((sum, kind) => sum + kind.open, 0);
  expect(open).toBe(expected.length);
  return expected.length;
}
