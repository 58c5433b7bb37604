import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isLoopbackHost, loopbackOnly } from '../../../server/publish/hosts.ts';

describe('isLoopbackHost', () => {
  test.each(['localhost', 'localhost:8080', '127.0.0.1:8080', '127.0.0.5', '[::1]:8080', 'LOCALHOST'])(
    '%s is',
    (host) => {
      expect(isLoopbackHost(host)).toBe(true);
    },
  );
  test.each([
    undefined,
    '',
    'evil.example',
    'localhost.evil.example:8080',
    '127.0.0.1.evil.example',
    '192.0.2.1',
    'a b',
    '127.0.0.1@evil.example',
  ])('%s is not', (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });
});

describe('loopbackOnly', () => {
  const app = express().use(loopbackOnly, (_request, response) => void response.send('picture'));
  const server = createServer(app);
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const ask = (host: string): Promise<{ status: number | undefined; body: string }> =>
    new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      get({ host: '127.0.0.1', port, headers: { host } }, (response: IncomingMessage) => {
        let body = '';
        response.on('data', (part) => {
          body += part;
        });
        response.on('end', () => resolve({ status: response.statusCode, body }));
      }).on('error', reject);
    });

  test('a page whose name was made to point here gets no picture', async () => {
    const { status, body } = await ask('rebound.example:8080');
    expect(status).toBe(421);
    expect(JSON.parse(body)).toMatchObject({ error: { where: 'rebound.example:8080' } });
    expect(await ask('localhost:8080')).toEqual({ status: 200, body: 'picture' });
  });
});
