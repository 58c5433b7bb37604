import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { actOn, actOnMany } from '../../../client/link/alerts.ts';
import { keepAlerts } from '../../../client/link/keepalerts.ts';
import type { Keeper } from '../../../client/link/keeper.ts';
import { forgetAlerts, useAlerts } from '../../../client/store/alerts.ts';
import type { AlertsAnswer } from '../../../proto/domain/alert/alert.ts';
import { alert } from '../panels/alerts/alerts.ts';

let server: Server;
let base: string;
let keeper: Keeper | undefined;
let asked: string[];
let answers: (path: string, body: string) => unknown;

beforeEach(async () => {
  forgetAlerts();
  asked = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      asked.push(`${request.method} ${request.url}`);
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(answers(request.url ?? '', body)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  keeper?.stop();
  keeper = undefined;
  await new Promise((resolve) => server.close(resolve));
});

const whole = (revision: number, said: Partial<AlertsAnswer> = {}): AlertsAnswer => ({
  revision,
  access: 'a',
  whole: true,
  alerts: [],
  gone: [],
  ...said,
});

/** Resolves when the store has this revision. */
const until = (revision: number): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (useAlerts.getState().revision !== revision) return;
      stop();
      resolve();
    };
    const stop = useAlerts.subscribe(look);
    look();
  });

test('asks whole once, then from where it stands, and what is told meanwhile in one question', async () => {
  let revision = 3;
  answers = () => whole(revision, { whole: revision === 3, alerts: [alert({ id: 'one', revision })] });
  keeper = keepAlerts(base);
  keeper.refresh();
  await until(3);
  revision = 9;
  for (const told of [4, 5, 6, 7, 8, 9]) keeper.told(told);
  await until(9);
  keeper.told(9);
  expect(asked.slice(0, 2)).toEqual(['GET /api/alerts?since=0&access=', 'GET /api/alerts?since=3&access=a']);
  expect(asked.length).toBeLessThanOrEqual(3);
  expect(useAlerts.getState().byId.get('one')?.revision).toBe(9);
});

test('an act is in the store when it is done, and says why where it is not', async () => {
  answers = () => ({ alert: alert({ id: 'one', revision: 5, state: 'acknowledged' }) });
  expect((await actOn('one', 'acknowledge', {}, base)).ok).toBe(true);
  expect(useAlerts.getState().byId.get('one')?.state).toBe('acknowledged');
  expect(asked).toEqual(['POST /api/alerts/one/acknowledge']);
});

test('an act upon many goes in parts, and tells all that was refused', async () => {
  const bodies: { act: string; ids: readonly string[]; into: string }[] = [];
  answers = (_, body) => {
    const said = JSON.parse(body) as (typeof bodies)[number];
    bodies.push(said);
    return { alerts: [], refused: [{ id: said.ids[0], what: 'gone' }] };
  };
  const ids = Array.from({ length: 1200 }, (_, i) => `1-a${i}`);
  const answer = await actOnMany('join', ids, { into: 'lead' }, base);
  expect(bodies.map(({ ids }) => ids.length)).toEqual([500, 500, 200]);
  expect(bodies.every(({ act, into }) => act === 'join' && into === 'lead')).toBe(true);
  expect(answer).toMatchObject({
    ok: true,
    value: { refused: [{ id: '1-a0' }, { id: '1-a500' }, { id: '1-a1000' }] },
  });
});
