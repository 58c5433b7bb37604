import { expect, it } from 'vitest';
import { feedId } from '../../proto/domain/ids.ts';
import { readFeeds } from '../../server/configfeeds.ts';
import type { FeedEntry } from '../../server/configfile.ts';
import { describeFault, type SettingFault } from '../../server/feeds/settings.ts';

/** What is wrong with one feed of a file. */
function faultsOf(entry: object): string[] {
  const faults: SettingFault[] = [];
  readFeeds({ config: 'site.json', feed: [] }, { feeds: [{ url: '', ...entry }] }, faults);
  return faults.map(describeFault);
}

const RADAR = { name: 'Sazan' };

it.each([
  [{ url: 'udp://0.0.0.0:8600?format=asterix', sensor: RADAR }, '"SAC-SIC"'],
  [{ url: 'tcp-listen://0.0.0.0:5020?format=sapient', sensor: RADAR }, '"NODE ID"'],
  [{ url: 'tcp://a:1?format=ais', sensors: { one: RADAR } }, 'the format is ais. Leave it out'],
  [{ url: 'tcp://a:1?format=cot', sensor: RADAR }, 'the format is cot. Leave it out'],
  [{ url: 'udp://0.0.0.0:6969?format=cot', send: {} }, '0.0.0.0:6969 is nobody to send to'],
  [{ url: 'udp://239.2.3.1:0?format=cot', send: {} }, '239.2.3.1:0 is nobody to send to'],
  [{ url: 'udp://239.2.3.1:6969?format=ais', send: {} }, 'a udp feed of format ais sends nothing'],
])('%j is refused', (entry, expected) => {
  const faults = faultsOf(entry);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(expected);
});

it.each([
  { url: 'udp://0.0.0.0:8600?format=asterix', sensors: { '8-41': RADAR } },
  { url: 'tcp://a:1?format=nmea', sensor: RADAR },
  { url: 'tcp://a:1', sensor: RADAR, sensors: { AR: RADAR } },
  { url: 'udp://239.2.3.1:6969?format=cot', send: {} },
  { url: 'tcp-listen://0.0.0.0:8087?format=cot', send: { everyS: 5 } },
])('%j is taken', (entry) => {
  expect(faultsOf(entry)).toEqual([]);
});

it.each([
  [{ send: {} }, undefined],
  [{ send: {}, owner: 'xc-coast-guard' }, 'xc-coast-guard'],
  [{ send: { agency: 'xa-customs' }, owner: 'xc-coast-guard' }, 'xa-customs'],
])('what %j sends is for %s', (entry, agency) => {
  const url = 'udp://239.2.3.1:6969?format=cot&name=TAK';
  const feeds = [{ url, ...entry } as FeedEntry];
  const { sending } = readFeeds({ config: 'site.json', feed: [] }, { feeds }, []);
  expect(sending.get(feedId('TAK'))?.agency).toBe(agency);
});
