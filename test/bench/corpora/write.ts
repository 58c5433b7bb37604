/**
 * `npx tsx test/bench/corpora/write.ts DIR`: the real traffic as sentences with the times of their receipt, to be run
 * through detectors: `virginia-beach.nmea`, `new-york.nmea`, `dma-loop.nmea`, `dma-continued.nmea`, and an hour of the
 * calm demonstration, a file a feed, by day and by night.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { epochMs } from '../../../proto/domain/units.ts';
import { configOf, writeCalm } from './demonstration.ts';
import { continued, looped } from './loop.ts';
import { newYork, virginiaBeach } from './tracktable.ts';
import { corpusFile, readTraffic, writeTraffic } from './traffic.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('a folder is needed');
mkdirSync(folder, { recursive: true });

const ROUNDS = 6;
const PERIOD_MS = 300_000;
const HOUR_MS = 3_600_000;

const write = (name: string, text: string): void => {
  writeFileSync(path.join(folder, name), text, 'latin1');
  console.error(`${name}: ${text.length} bytes`);
};

const virginia = corpusFile('traffic/tracktable/VirginiaBeach_2020_06_04_to_06_filtered.traj');
if (virginia !== undefined)
  write('virginia-beach.nmea', writeTraffic(virginiaBeach(readFileSync(virginia, 'utf8')), 'virginia-beach'));
const harbour = corpusFile('traffic/tracktable/NYHarbor_2020_06_30_first_hour.csv');
if (harbour !== undefined)
  write('new-york.nmea', writeTraffic(newYork(readFileSync(harbour, 'utf8')), 'new-york'));
const denmark = corpusFile('traffic/dma/ais-sample.txt.gz');
if (denmark !== undefined) {
  const traffic = await readTraffic(denmark);
  write('dma.nmea', writeTraffic(traffic, 'dma'));
  write('dma-loop.nmea', writeTraffic(looped(traffic, ROUNDS, PERIOD_MS), 'dma'));
  write('dma-continued.nmea', writeTraffic(continued(traffic, ROUNDS, PERIOD_MS), 'dma'));
}
for (const [name, startMs] of [
  ['demonstration-day', Date.UTC(2026, 5, 15, 9)],
  ['demonstration-night', Date.UTC(2026, 5, 15, 23)],
] as const) {
  const feeds = await writeCalm(path.join(folder, name), 1, epochMs(startMs), HOUR_MS);
  write(`${name}/detect.json`, `${JSON.stringify(configOf(feeds), undefined, 1)}\n`);
}
