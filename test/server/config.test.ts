import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../../server/config.ts';

const dir = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => rmSync(dir, { recursive: true }));
const write = (name: string, content: unknown) => {
  const path = join(dir, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

function config(args: string[], env: Record<string, string> = {}): Config {
  const read = readConfig(args, env);
  if ('faults' in read) throw new Error(read.text);
  return read.config;
}

function faults(args: string[], env: Record<string, string> = {}): string {
  const read = readConfig(args, env);
  if ('config' in read) throw new Error(`accepted: ${JSON.stringify(read.config)}`);
  return read.text;
}

describe('the configuration', () => {
  it('is the demonstration on this machine when nothing is said', () => {
    expect(config([])).toEqual({
      host: '127.0.0.1',
      port: 8080,
      dataDir: resolve('data'),
      demonstration: true,
      seed: 1,
      site: '',
      feeds: [],
      decoding: new Map(),
      sending: new Map(),
      markings: new Map(),
      origins: [],
      record: { keepDays: {}, classes: new Map() },
    });
    expect(config(['--demo', '--seed', '7'])).toMatchObject({ demonstration: true, seed: 7 });
  });

  it('takes options, in both ways of writing', () => {
    const read = config(['--host', '::1', '--port=0', '--data', '/d', '--feed', 'tcp://a:1', '--feed=-']);
    expect(read).toMatchObject({ host: '::1', port: 0, dataDir: '/d', demonstration: false });
    expect(read.feeds.map((feed) => feed.transport)).toEqual(['tcp', 'stdin']);
  });

  it('takes a config file, with paths from where it lies', () => {
    const path = write('site.json', {
      host: 'localhost',
      port: 9000,
      data: '/data',
      site: 'Vlorë',
      feeds: ['file:a.log?loop=1', { url: 'tcp://b:1', name: 'North', format: 'ais', intervalS: 10 }],
    });
    expect(config(['--config', path])).toMatchObject({
      host: 'localhost',
      port: 9000,
      dataDir: '/data',
      site: 'Vlorë',
      demonstration: false,
      feeds: [
        { transport: 'file', path: join(dir, 'a.log'), loop: true },
        { transport: 'tcp', id: 'North', name: 'North', format: 'ais', intervalMs: 10_000 },
      ],
    });
  });

  it('lets options stand over environment over file', () => {
    const path = write('order.json', { port: 1, host: 'localhost', data: '/file', feeds: ['tcp://a:1'] });
    const env = { WATCHFLOOR_PORT: '2', WATCHFLOOR_CONFIG: path, WATCHFLOOR_DATA: '/env' };
    expect(config(['--port', '3'], env)).toMatchObject({ port: 3, dataDir: '/env', host: 'localhost' });
    expect(config([], env)).toMatchObject({ port: 2, demonstration: false });
    expect(config(['--feed', 'tcp://b:1'], env).feeds.map((feed) => feed.id)).toEqual([
      'tcp://a:1',
      'tcp://b:1',
    ]);
  });

  it.each([
    [['--demo', '--feed', 'tcp://a:1'], '--demo: the demonstration does not mix with --feed or --config'],
    [['--port', 'http'], '--port: “http” is no port. Give a whole number from 0 to 65535'],
    [['--port', '65536'], '--port: “65536” is no port'],
    [['--port', '1', '--port', '2'], '--port: is given twice'],
    [['--seed', '-1'], '--seed: “-1” is no seed'],
    [['--seed', '1.5'], '--seed: “1.5” is no seed'],
    [['--prot', '1'], '--prot: no such option. Did you mean “--port”?'],
    [['--toString'], '--toString: no such option.'],
    [['--port'], '--port: its value is missing. Write --port VALUE'],
    [['--host', '--port', '1'], '--host: its value is missing'],
    [['--demo=yes'], '--demo: takes no value'],
    [['tcp://a:1'], 'tcp://a:1: stands alone. Feeds are given as --feed tcp://a:1'],
    [['--feed', 'tpc://a:1'], '--feed tpc://a:1: “tpc” is no transport'],
    [['--feed', 'tcp://a:1', '--feed', 'tcp://a:1'], 'two feeds are called “tcp://a:1”'],
    [['--feed', '-', '--feed', '-?name=x'], 'standard input can only be read once'],
    [['--config', '/missing.json'], '--config: /missing.json does not exist. Check the path'],
    [['--config', '/'], '--config: / is a directory'],
    [
      ['--host', '0.0.0.0'],
      '--host: 0.0.0.0 is reachable by others, and the demonstration is for this machine',
    ],
    [['--host', 'example.com'], '--host: example.com is reachable by others'],
    [['--host', '::'], '--host: :: is reachable by others'],
  ])('%j is refused', (args, text) => {
    expect(faults(args)).toContain(text);
  });

  it('names the variable that is wrong', () => {
    expect(faults([], { WATCHFLOOR_PORT: 'x' })).toContain('WATCHFLOOR_PORT: “x” is no port');
    expect(faults([], { WATCHFLOOR_HOST: '10.0.0.1' })).toContain('WATCHFLOOR_HOST: 10.0.0.1 is reachable');
  });

  it('says everything that is wrong at once', () => {
    expect(faults(['--port', 'x', '--feed', 'tcp://a', '--nonsense']).split('\n')).toHaveLength(3);
  });

  it('refuses a host of the file beyond this machine, and says twice-said settings', () => {
    const path = write('twice.json', {
      host: '0.0.0.0',
      feeds: [{ url: 'tcp://a:1?name=x', name: 'y' }, { url: 'tcp://a:99999' }],
    });
    const text = faults(['--config', path]);
    expect(text).toContain(`${path}: host: 0.0.0.0 is reachable by others`);
    expect(text).toContain(`${path}: feeds[0].name: “name” is said twice`);
    expect(text).toContain(`${path}: feeds[1] tcp://a:99999: “99999” is no port`);
  });

  it('takes a host beyond this machine where it is said by which names it answers', () => {
    const site = { host: '0.0.0.0', agency: 'al-coast-guard', origins: ['https://watch.example'] };
    expect(config(['--config', write('open.json', site)])).toMatchObject(site);
    const hidden = faults(['--config', write('hidden.json', { ...site, origins: [] })]);
    expect(hidden).toContain('host: 0.0.0.0 is reachable by others, and no “origins” say');
  });

  it('knows whose each feed is, and how long what it brings is kept', () => {
    const path = write('owners.json', {
      feeds: [
        { url: 'tcp://a:1', name: 'AIS' },
        {
          url: 'tcp-listen://0.0.0.0:2?format=sapient',
          name: 'ridge',
          owner: 'al-border-police',
          tlp: 'amber',
        },
      ],
    });
    expect([...config(['--config', path]).markings]).toEqual([
      ['AIS', { purpose: 'borderSurveillance', retention: 'vessels' }],
      [
        'ridge',
        {
          owner: 'al-border-police',
          purpose: 'borderSurveillance',
          tlp: 'amber',
          retention: 'peopleOnLand',
        },
      ],
    ]);
  });
});
