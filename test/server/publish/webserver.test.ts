/** What is reached over HTTP: routes, files, headers, refusals. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchFeedHistory, fetchTrackDetail, fetchTrails, searchTracks } from '../../../client/link/rest.ts';
import type { TrackId } from '../../../proto/domain/ids.ts';
import { feedId } from '../../../proto/domain/ids.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { START_MS, type TestServer, testServer } from './testserver.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-web-'));
let server: TestServer;

beforeAll(async () => {
  mkdirSync(path.join(folder, 'client/assets'), { recursive: true });
  mkdirSync(path.join(folder, 'basemap/tiles'), { recursive: true });
  writeFileSync(path.join(folder, 'client/index.html'), '<!doctype html><title>page</title>');
  writeFileSync(path.join(folder, 'client/assets/main-1a2b.js'), 'export {};');
  writeFileSync(path.join(folder, 'basemap/tiles/0.pbf'), 'tile');
  server = await testServer({
    clientDir: path.join(folder, 'client'),
    basemapDir: path.join(folder, 'basemap'),
    feeds: () => [
      {
        snapshot: {
          id: feedId('coast'),
          name: 'Coast',
          url: 'tcp://coast:4001',
          format: 'ais',
          nature: 0,
          life: 'live',
          reason: '',
          sinceMs: epochMs(START_MS),
          bytesPerS: 0,
          messagesPerS: 0,
          bytes: 0,
          messages: 0,
          faults: [],
          connections: 1,
        },
        history: { stepMs: 5000, bytesPerS: [10, 20], messagesPerS: [1, 2], faultsPerS: [0, 0] },
      },
    ],
  });
  server.hear(
    { mmsi: 201_000_001, lat: 41, lon: 18.9, name: 'ALBA' },
    { mmsi: 247_000_002, lat: 0, lon: 179.9, name: 'BRUNA' },
  );
});

afterAll(async () => {
  await server.web.close();
  rmSync(folder, { recursive: true });
});

const get = (where: string): Promise<Response> => fetch(`${server.url}${where}`);
const json = async (where: string): Promise<Record<string, unknown>> =>
  (await get(where)).json() as Promise<Record<string, unknown>>;

describe('the routes', () => {
  it('give live tracks as GeoJSON, their nature marked', async () => {
    const all = await json('/api/tracks');
    expect(all).toMatchObject({ type: 'FeatureCollection', numberMatched: 2, numberReturned: 2 });
    const some = await json('/api/tracks?bbox=18,40,19,42');
    expect(some.features).toMatchObject([
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [18.9, 41] },
        properties: {
          nature: 'real',
          kind: 'classA',
          life: 'live',
          mmsi: '201000001',
          flag: 'AL',
          name: 'ALBA',
          sogKn: 10,
        },
      },
    ]);
    expect(await json('/api/tracks?bbox=170,-1,-170,1')).toMatchObject({ numberMatched: 1 });
    expect(await json('/api/tracks?limit=1')).toMatchObject({ numberMatched: 2, numberReturned: 1 });
  });

  it.each([
    ['/api/tracks?bbox=1,2,3', 'bbox'],
    ['/api/tracks?bbox=1,2,3,north', 'bbox'],
    ['/api/tracks?bbox=0,10,1,5', 'bbox'],
    ['/api/tracks?limit=0', 'limit'],
    ['/api/tracks?limit=1e9', 'limit'],
    ['/api/tracks?limit=1&limit=2', 'limit'],
    ['/api/tracks?box=1,2,3,4', 'query'],
    ['/api/trails', 'ids'],
    ['/api/search', 'q'],
  ])('refuse %s and name what is wrong', async (where, at) => {
    const response = await get(where);
    expect(response.status).toBe(400);
    const { error } = (await response.json()) as { error: { what: string; where: string; remedy: string } };
    expect(error.where).toBe(at);
    expect(error.what.length).toBeGreaterThan(5);
    expect(error.remedy).toContain('openapi');
  });

  it.each(['/api/tracks/1-999', '/api/nothing', '/api/feeds?id=none', '/api/tracks/%E0%A4%A'])(
    'refuse %s',
    async (where) => {
      const response = await get(where);
      expect([400, 404]).toContain(response.status);
      expect(await response.json()).toMatchObject({
        error: { what: expect.any(String), remedy: expect.any(String) },
      });
      expect(server.bugs).toEqual([]);
    },
  );

  it('say how the server is', async () => {
    const health = await json('/healthz');
    expect(health).toMatchObject({ status: 'ok', epoch: 1 });
    expect(health.stages).toMatchObject([
      { name: 'tracks', counts: { tracks: 2 } },
      { name: 'publish', counts: { tracks: 2 } },
    ]);
    const metrics = await (await get('/metrics')).text();
    expect(metrics).toContain('watchfloor_stage_count{stage="tracks",what="tracks"} 2');
    expect(metrics).toMatch(/watchfloor_publish_ticks_total \d/);
  });

  it('describe themselves', async () => {
    const { openapi, paths } = (await json('/api/openapi.json')) as {
      openapi: string;
      paths: Record<string, { get: { parameters: { name: string; required: boolean }[] } }>;
    };
    expect(openapi).toBe('3.1.0');
    expect(paths['/api/search']!.get.parameters).toMatchObject([
      { name: 'q', required: true },
      { name: 'limit', required: false },
      { name: 'reason', required: false },
    ]);
    for (const route of Object.keys(paths))
      expect((await get(route.replace('{id}', 'x'))).status).not.toBe(500);
  });
});

describe("the page's questions", () => {
  it('are answered by value', async () => {
    const found = await searchTracks('alba', server.url);
    if (!found.ok) throw new Error(found.fault);
    expect(found.value).toEqual([
      { id: expect.any(String), name: 'ALBA', mmsi: '201000001', flag: 'AL', kind: 1, lat: 41, lon: 18.9 },
    ]);
    const { id } = found.value[0]!;
    expect(await fetchTrackDetail(id, server.url)).toMatchObject({
      ok: true,
      value: { id, mmsi: '201000001' },
    });
    expect(await fetchTrails([id], server.url)).toMatchObject({ ok: true, value: [{ id, count: 1 }] });
    expect(await fetchFeedHistory('coast', server.url)).toEqual({
      ok: true,
      value: [
        { atMs: server.clock.nowMs() - 5000, messagesPerS: 1, bytesPerS: 10 },
        { atMs: server.clock.nowMs(), messagesPerS: 2, bytesPerS: 20 },
      ],
    });
  });

  it('are faults, not exceptions, when there is no answer', async () => {
    expect(await fetchTrackDetail('1-999' as TrackId, server.url)).toEqual({
      ok: false,
      status: 404,
      fault: 'no such track now: 1-999',
    });
    const nowhere = await fetchTrackDetail('1-1' as TrackId, 'http://127.0.0.1:1');
    expect(nowhere.ok).toBe(false);
  });
});

describe('the files', () => {
  it('are served with their types, and kept by the browser only where their name says their content', async () => {
    const page = await get('/feeds/anything');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const script = await get('/assets/main-1a2b.js');
    expect(script.headers.get('content-type')).toContain('javascript');
    expect(script.headers.get('cache-control')).toContain('immutable');
    const tile = await get('/basemap/tiles/0.pbf');
    expect(tile.headers.get('content-type')).toBe('application/x-protobuf');
    expect((await get('/basemap/tiles/9.pbf')).status).toBe(204);
    expect((await get('/assets/none.js')).status).toBe(404);
    expect((await get('/../../../etc/passwd')).headers.get('content-type')).toContain('text/html');
  });

  it('forbid what they do not need', async () => {
    const { headers } = await get('/');
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe-eval');
    expect(policy).toContain("frame-ancestors 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('the socket', () => {
  const outcome = (socket: Socket): Promise<string> =>
    new Promise((resolve) => {
      socket.on('connect', () => resolve('connected'));
      socket.on('connect_error', () => resolve('refused'));
    });

  it.each([
    [undefined, 'connected'],
    ['http://evil.example', 'refused'],
    ['http://localhost:5173', 'connected'],
  ])('asked from %s is %s', async (origin, expected) => {
    const headers = origin === undefined ? {} : { origin };
    const socket = io(server.url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: headers,
    });
    expect(await outcome(socket)).toBe(expected);
    socket.disconnect();
  });

  it('closes on a message that is far too large, and on one that is no request, with the reason', async () => {
    const socket = io(server.url, { transports: ['websocket'], reconnection: false, forceNew: true });
    const cut = new Promise<string>((resolve) => socket.on('cut', resolve));
    await outcome(socket);
    socket.emit('watch', 'not bytes');
    expect(await cut).toBe('watch: expected the bytes of a WatchRequest');
    const large = io(server.url, { transports: ['websocket'], reconnection: false, forceNew: true });
    await outcome(large);
    const closed = new Promise<string>((resolve) => large.on('disconnect', resolve));
    large.emit('watch', new Uint8Array(1 << 20));
    expect(await closed).toBe('transport close');
  });
});
