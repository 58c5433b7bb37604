/** The example in `docs/` is a stranger's client: it must work as it stands, against the real server. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { testServer } from '../server/publish/testserver.ts';

let client: ChildProcessByStdio<null, Readable, null> | undefined;
afterEach(() => void client?.kill());

it('docs/example-client.mjs prints the tracks of its tile', async () => {
  const server = await testServer();
  server.hear(
    { mmsi: 247_000_001, lat: 40.2, lon: 18.9, sogKn: 12.3, name: 'ALBA' },
    { mmsi: 2, lat: 50, lon: 0 },
  );
  const program = fileURLToPath(new URL('../../docs/example-client.mjs', import.meta.url));
  client = spawn(process.execPath, [program, server.url, '40.2', '18.9'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(client.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => JSON.parse((await lines.next()).value ?? '');
  expect(await next()).toMatchObject({
    mmsi: 247_000_001,
    name: 'ALBA',
    sogKn: 12.3,
    lat: expect.closeTo(40.2, 5),
    lon: expect.closeTo(18.9, 5),
    observedMs: server.clock.nowMs(),
  });
  server.hear({ mmsi: 247_000_001, lat: 40.2001, lon: 18.9, sogKn: 15 });
  expect(await next()).toMatchObject({ name: 'ALBA', sogKn: 15, lat: expect.closeTo(40.2001, 5) });
  // A second later where she must be: nothing is said of her but that.
  const lat = 40.2001 + (15 * 1852) / 3600 / 111_195;
  server.hear({ mmsi: 247_000_001, lat, lon: 18.9, sogKn: 15 });
  expect(await next()).toMatchObject({
    name: 'ALBA',
    lat: expect.closeTo(40.2001, 5),
    observedMs: server.clock.nowMs() - 1000,
    heardMs: server.clock.nowMs(),
  });
  await server.web.close();
});
