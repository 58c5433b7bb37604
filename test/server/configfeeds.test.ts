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
  [
    { url: 'wss://a/v0?format=aisstream&box=0,0,1,1' },
    'the service wants a key. Name the environment variable',
  ],
  [{ url: 'wss://a/v0?keyEnv=K', format: 'aisstream' }, 'nothing says of which areas. Add box='],
  [{ url: 'wss://a/v0?box=0,0,1,1' }, 'are of the format aisstream, not auto'],
  [
    { url: 'ws://a/v0?format=ais', keyEnv: 'K' },
    'without TLS the key could be read on its way. Write wss://',
  ],
  [{ url: 'http://a/x?keyEnv=K' }, 'without TLS the key could be read on its way. Write https://'],
  [{ url: 'https://a/x?keyEnv=K', keyEnv: 'K' }, '“keyEnv” is said twice'],
  [{ url: 'tcp://a:1', keyEnv: 'K' }, 'a tcp feed has no key'],
  [{ url: 'https://a/x', boxes: [[0, 0, 1, 1]] }, 'a http feed has no areas'],
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
  { url: 'wss://a/v0', format: 'aisstream', keyEnv: 'K', boxes: [[39, 18, 43, 21]] },
  { url: 'https://a/aircraft.json?every=1s&ca=ca.pem', format: 'adsb', keyEnv: 'K' },
  { url: 'http://127.0.0.1:1/x?keyEnv=K' },
  { url: 'serial:/dev/ttyUSB0?baud=4800', format: 'nmea', sensor: RADAR },
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
