/** A server whose feeds come over the web, by a config file and the command line; its keys stay where they are. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterEach, expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { encodeAis } from '../../server/decode/ais/encode.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { until } from '../server/feeds/heard.ts';
import { socketServer, webServer } from '../server/feeds/webservers.ts';

const VARIABLE = 'WATCHFLOOR_TEST_KEY';
const KEY = 'sup3r-s3cret-k3y';
const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

const POSITION = {
  MessageType: 'PositionReport',
  MetaData: { MMSI: 259000420, time_utc: '' },
  Message: {
    PositionReport: { MessageID: 1, UserID: 259000420, Valid: true, Latitude: 40.5, Longitude: 18.9 },
  },
};

test('feeds over HTTP, WebSocket and a port that is not there: tracks of the two, and no key anywhere', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'watchfloor-web-'));
  ended.push(() => rmSync(dir, { recursive: true, force: true }));
  process.env[VARIABLE] = KEY;
  ended.push(() => delete process.env[VARIABLE]);
  const [sentence] = encodeAis({ type: 1, mmsi: 237_000_001, lat: 40.1, lon: 19.1 });
  const web = await webServer((_, response) => response.end(`${sentence}\r\n`));
  ended.push(() => web.close());
  const stream = await socketServer();
  ended.push(() => stream.close());
  const file = path.join(dir, 'site.json');
  const aisstream = {
    ...{ url: `ws://127.0.0.1:${stream.port}/v0/stream`, name: 'stream', format: 'aisstream' },
    ...{ keyEnv: VARIABLE, boxes: [[39, 18, 43, 21]] },
  };
  writeFileSync(file, JSON.stringify({ feeds: [aisstream, 'serial:/dev/no-such-port?name=port'] }));
  const data = path.join(dir, 'data');
  const poll = `http://127.0.0.1:${web.port}/ais?name=web&every=1s&keyEnv=${VARIABLE}`;
  const args = ['--config', file, '--feed', poll, '--data', data, '--port', '0', '--no-record'];
  const read = readConfig(args, {});
  if ('faults' in read) throw new Error(read.text);
  let logged = '';
  const log = pino(
    { level: 'trace' },
    {
      write: (line: string) => {
        logged += line;
      },
    },
  );
  const server: RunningServer = await startServer(read.config, log);
  ended.push(() => server.stop());

  await until(() => stream.heard.length === 1 && web.requests.length > 0);
  expect(JSON.parse(stream.heard[0]!)).toMatchObject({ APIKey: KEY });
  expect(web.requests[0]!.headers.authorization).toBe(`Bearer ${KEY}`);
  for (const client of stream.clients) client.send(JSON.stringify(POSITION));
  const health = async (): Promise<string> => (await fetch(`${server.url}/healthz`)).text();
  let said = await health();
  while (!said.includes('"tracks":2')) said = await health();
  expect(JSON.parse(said).stages[0]).toMatchObject({ name: 'feeds', counts: { feeds: 3, live: 2 } });
  const kept = readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
  expect([logged, said, ...kept].filter((text) => text.includes(KEY))).toEqual([]);
});
