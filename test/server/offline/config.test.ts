import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import type { SettingFault } from '../../../server/feeds/settings.ts';
import { readDetectConfig } from '../../../server/offline/config.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-offline-'));
afterAll(() => rmSync(folder, { recursive: true }));
const CIRCLE = { kind: 'circle', centre: { lat: 41, lon: 19 }, radiusM: 1000 };

function read(json: unknown) {
  const file = path.join(folder, 'detect.json');
  writeFileSync(file, typeof json === 'string' ? json : JSON.stringify(json));
  const faults: SettingFault[] = [];
  const config = readDetectConfig(file, faults);
  return { config, faults: faults.map(({ where, what }) => `${where.slice(file.length)} ${what}`) };
}

it('reads zones, lists, settings, sensors and receivers, and fills in what need not be said', () => {
  const { config, faults } = read({
    agency: 'coast-guard',
    feeds: {
      radar: { format: 'nmea', sensor: { kind: 'radar', position: [41, 19], coverage: { rangeM: 40_000 } } },
    },
    receivers: [{ feed: 'ais', position: [41.2, 19.1], rangeM: 60_000 }],
    zones: [{ id: 'bay', name: 'Bay', shape: CIRCLE, rules: [{ kind: 'entry' }] }],
    watchLists: [
      { id: 'w', name: 'W', reason: 'r', untilMs: 1_800_000_000_000, vessels: [{ mmsi: '201000001' }] },
    ],
    detection: { thresholds: { 'rendezvous.afterS': 1800 } },
  });
  expect(faults).toEqual([]);
  expect(config.feeds.get(feedId('radar'))?.decoding.sensor).toMatchObject({ kind: 1, lat: 41 });
  expect(config.receivers).toMatchObject([{ feedId: 'ais', lat: 41.2, coverage: { rangeM: 60_000 } }]);
  expect(config.records.list('zone')).toMatchObject([
    { id: 'bay', value: { life: 'active', purpose: 'vigilance', marking: { owner: 'coast-guard' } } },
  ]);
  expect(config.records.get('watchList', 'w')?.value.areas).toEqual([]);
  expect(config.records.list('detection')[0]?.value).toMatchObject({
    off: [],
    thresholds: { 'rendezvous.afterS': 1800 },
  });
});

it('names what it does not know, wherever it stands', () => {
  expect(read({ zonse: [] }).faults).toEqual([' unknown key “zonse”']);
  expect(read({ feeds: { a: { sensr: {} } } }).faults).toEqual([': feeds.a unknown key “sensr”']);
  expect(read({ zones: [{ id: 'a', name: 'A', shape: CIRCLE, colour: 'red' }] }).faults).toEqual([
    ': zones[0] unknown key “colour”',
  ]);
});

it('names what is given twice: the first does not silently go', () => {
  const bay = { id: 'bay', name: 'Bay', shape: CIRCLE };
  expect(read({ zones: [bay, { ...bay, name: 'Port' }] }).faults).toEqual([
    ': zones[1].id “bay” is given twice',
  ]);
  const own = { id: 'site', name: 'Coast guard', country: 'XA', service: 'other' };
  expect(read({ agencies: [own] }).faults).toEqual([]);
  expect(read({ agencies: [own, own] }).faults).toEqual([': agencies[1].id “site” is given twice']);
});

it('applies the rules of what people enter: shapes, settings, ids', () => {
  const crossed = [0, 1, 2, 3].map((i) => ({
    lat: 41 + (i % 2),
    lon: 19 + (i < 2 ? 0 : 1) * ((i % 2) * 2 - 1),
  }));
  expect(read({ zones: [{ name: 'A', shape: CIRCLE }] }).faults).toEqual([
    ': zones[0].id expected an id of letters, digits, . : _ -',
  ]);
  expect(
    read({ zones: [{ id: 'a', name: 'A', shape: { kind: 'polygon', rings: [crossed] } }] }).faults,
  ).toHaveLength(1);
  expect(read({ detection: { off: ['distress'] } }).faults[0]).toContain('a distress is always an emergency');
});

it('says where a file is no JSON', () => {
  expect(read('{"zones": [}').faults).toEqual([':1:12 not JSON: “}” is not expected here']);
});
