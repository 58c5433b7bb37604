import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { feedId } from '../../proto/domain/ids.ts';
import { readConfig } from '../../server/config.ts';
import { classOfFeed } from '../../server/recordedfeeds.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'configrecord-'));
afterAll(() => rmSync(dir, { recursive: true }));

function read(file: object, ...args: string[]) {
  const at = path.join(dir, 'site.json');
  writeFileSync(at, JSON.stringify(file));
  return readConfig(['--config', at, ...args], {});
}

function config(file: object, ...args: string[]) {
  const said = read(file, ...args);
  if ('faults' in said) throw new Error(said.text);
  return said.config;
}

describe('the record’s settings', () => {
  it('record by default, and not where the file or the option says so', () => {
    expect(config({}).record).toEqual({ keepDays: {}, classes: new Map() });
    expect(config({ record: { off: true } }).record).toBeUndefined();
    expect(config({}, '--no-record').record).toBeUndefined();
    expect(read({}, '--no-record=1')).toMatchObject({
      text: expect.stringContaining('Write --no-record alone'),
    });
  });

  it('name feeds that there are', () => {
    const feeds = [{ url: 'tcp://a:1', name: 'North mast' }];
    const query = { queryMemoryMb: 512, queryThreads: 2 };
    const record = { classes: { 'North mast': 'own' }, keepDays: { land: 3 }, maxBytes: 2 ** 40, ...query };
    expect(config({ feeds, record }).record).toEqual({
      ...{ keepDays: { land: 3 }, maxBytes: 2 ** 40, ...query },
      classes: new Map([['North mast', 'own']]),
    });
    expect(read({ feeds, record: { classes: { 'North mats': 'own' } } })).toMatchObject({
      text: expect.stringMatching(/record\.classes\.North mats: no feed is called “North mats”.*North mast/),
    });
  });

  it('put a feed’s bytes in a class by what the site says of it, else by its format', () => {
    const feeds = [
      { url: 'udp://0.0.0.0:1', name: 'ais', format: 'ais' },
      { url: 'tcp://b:1', name: 'nodes', format: 'sapient' },
      { url: 'tcp://c:1', name: 'units', format: 'cot' },
      { url: 'tcp://d:1', name: 'radar', format: 'asterix' },
      { url: 'tcp://e:1', name: 'lidar', format: 'sapient', retention: 'sensors' },
      { url: 'tcp://f:1', name: 'buoys', format: 'ais' },
    ] as const;
    const site = config({ feeds, record: { classes: { buoys: 'own' } } });
    const of = feeds.map(({ name, format }) => classOfFeed({ id: feedId(name), format }, site));
    expect(of).toEqual(['sea', 'land', 'own', 'sea', 'sea', 'own']);
  });
});
