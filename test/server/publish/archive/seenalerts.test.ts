import { expect, test } from 'vitest';
import type { Alert } from '../../../../proto/domain/alert/alert.ts';
import type { Asker } from '../../../../server/access/asker.ts';
import { jsonWithRows, seenAlerts } from '../../../../server/publish/archive/seenalerts.ts';

const ASKER = {} as Asker;
const lead = { kind: 'loitering', rule: 'r', about: {}, evidence: [], parties: [{ feeds: ['ais'] }] };
const alerts = Array.from({ length: 500 }, (_, i) => ({
  ...{ id: `a${i}`, raisedMs: i, text: 'Ünïcode \n "', lead, parts: [], history: [] },
}));
const told = alerts.map((alert) => Buffer.from(JSON.stringify(alert)));

/** Turns of the event loop while something is worked out. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await work;
  isOver = true;
  return turns;
}

test('those that are seen, as they are shown, in their order, and others have their turn meanwhile', async () => {
  const viewsAt = (atMs: number) =>
    atMs >= 250
      ? { shown: (_: Asker, alert: Alert) => (alert.raisedMs % 2 === 0 ? alert : undefined) }
      : undefined;
  const work = seenAlerts(ASKER, told, viewsAt);
  expect(await turnsDuring(work)).toBeGreaterThan(20);
  expect(await work).toEqual(alerts.filter(({ raisedMs }) => raisedMs >= 250 && raisedMs % 2 === 0));
});

test('what is no alert, or one of another program’s, is passed over', async () => {
  const viewsAt = () => ({ shown: (_: Asker, alert: Alert) => alert });
  const [whole] = alerts;
  const odd = [
    ...['', 'null', '7', '{}', '{"id":"a1","raisedMs":1}'],
    JSON.stringify({ ...whole, parts: undefined }),
    JSON.stringify({ ...whole, lead: { ...lead, parties: [{}] } }),
    JSON.stringify({ ...whole, parts: [null] }),
  ];
  const all = [...odd, JSON.stringify(whole)].map((json) => Buffer.from(json));
  expect(await seenAlerts(ASKER, all, viewsAt)).toEqual([whole]);
});

test('a list written some at a time is the same JSON', async () => {
  for (const rows of [[], alerts.slice(0, 1), alerts.slice(0, 20), alerts]) {
    const work = jsonWithRows({ isCut: false, columns: ['a'] }, 'rows', rows);
    if (rows.length === 500) expect(await turnsDuring(work)).toBeGreaterThan(20);
    expect(await work).toBe(JSON.stringify({ isCut: false, columns: ['a'], rows }));
    expect(JSON.parse(await jsonWithRows({}, 'rows', rows))).toEqual({ rows });
  }
});
