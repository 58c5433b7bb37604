import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Hosts, isLoopbackHost, knownHostsOnly } from '../../../server/publish/hosts.ts';

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

describe('knownHostsOnly', () => {
  const app = express().use(
    knownHostsOnly(new Hosts(['https://watch.example'])),
    (_request, response) => void response.send('picture'),
  );
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
    expect(await ask('watch.example')).toEqual({ status: 200, body: 'picture' });
    expect((await ask('watch.example:8080')).status).toBe(421);
  });
});

describe('Hosts', () => {
  const hosts = new Hosts(['https://watch.example', 'http://10.0.0.5:8080']);

  test.each([
    [undefined, 'watch.example', true],
    ['https://watch.example', 'watch.example', true],
    ['http://watch.example', 'watch.example', false],
    ['https://watch.example', '10.0.0.5:8080', false],
    ['http://10.0.0.5:8080', '10.0.0.5:8080', true],
    ['http://localhost:5173', 'watch.example', false],
    ['http://localhost:5173', '127.0.0.1:8080', true],
    ['https://evil.example', 'localhost', false],
    ['null', 'localhost', false],
    ['https://watch.example', undefined, false],
  ])('a page of %s at %s: %s', (origin, host, may) => {
    expect(hosts.admits(origin, host)).toBe(may);
  });

  test('cookies are for TLS alone where TLS ends before us', () => {
    expect(hosts.isSecure('watch.example')).toBe(true);
    expect(hosts.isSecure('localhost:8080')).toBe(false);
    expect(hosts.isSecure('10.0.0.5:8080')).toBe(false);
  });
});
