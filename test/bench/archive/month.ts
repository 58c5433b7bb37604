/** A simulated month in the archive's own files, a day at a time. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { cellOf } from '../../../proto/domain/record/tables.table.ts';
import { openDuck } from '../../../server/record/archive/duck.ts';
import { ManifestWriter } from '../../../server/record/archive/manifestwriter.ts';
import { writeParquet } from '../../../server/record/archive/parquet.ts';
import { DAY_MS } from '../../../server/record/archive/places.ts';
import { FeedSets, POINT_STAGE, stagedColumns } from '../../../server/record/archive/pointrows.ts';
import { Stage } from '../../../server/record/archive/stage.ts';
import { type Report, Traffic } from './traffic.ts';

export const SEED = 6;
export const FROM_MS = Date.UTC(2026, 6, 1);
export const EPOCH = 7;
const HOURS = 24;
const ABSENT_16 = 0xffff;
const ABSENT_8 = 0xff;
const MICRO = 1e6;
const FEEDS = ['ais-brindisi', 'ais-brindisi ais-vlore', 'ais-vlore'];

/** By place, as POINT_STAGE has them. */
function stageReport(stage: Stage, report: Report): void {
  const { latE6, lonE6 } = report;
  const cells = [
    ...[cellOf(latE6 / MICRO, lonE6 / MICRO), EPOCH, report.vessel, report.knownMs, report.observedMs],
    ...[report.mmsi, latE6, lonE6, report.sogDkn, report.cogDdeg, report.headingDdeg ?? ABSENT_16],
    ...[report.navStatus ?? ABSENT_8, 0, 0, 1, 0, 1, 0, report.vessel % FEEDS.length],
  ];
  for (let i = 0; i < cells.length; i += 1) stage.set(i, cells[i]);
  stage.set(cells.length, report.restated);
  stage.next();
}

export interface Made {
  readonly rows: number;
  readonly bytes: number;
}

/** `days` of `vessels` under the folder `record`, which is emptied first. */
export async function makeArchive(record: string, vessels: number, days: number): Promise<Made> {
  rmSync(record, { recursive: true, force: true });
  const writer = ManifestWriter.open(record);
  const traffic = new Traffic(vessels, SEED, FROM_MS);
  let [rows, bytes] = [0, 0];
  for (let day = 0; day < days; day += 1) {
    const atMs = FROM_MS + day * DAY_MS;
    const duck = await openDuck(path.join(record, 'work'));
    const stage = await Stage.open(duck.connection, 'stage', POINT_STAGE);
    const sets = new FeedSets();
    for (const feeds of FEEDS) sets.numberOf(feeds);
    for (let hour = 0; hour < HOURS; hour += 1)
      traffic.hour(atMs + (hour * DAY_MS) / HOURS, (report) => stageReport(stage, report));
    stage.close();
    await sets.write(duck.connection, 'feed_sets');
    const file = await writeParquet(duck.connection, {
      ...{ record, table: 'points', class: 'sea', span: 'day', atMs, writtenMs: atMs, number: day },
      from: `SELECT ${stagedColumns('points', 'feed_sets')} FROM stage t`,
    });
    duck.close();
    writer.commit({ what: 'imported', atMs, add: file ? [file] : [] });
    rows += file?.rows ?? 0;
    bytes += file?.bytes ?? 0;
    process.stderr.write(`\r${day + 1} of ${days} days, ${rows.toLocaleString('en')} observations `);
  }
  process.stderr.write('\n');
  return { rows, bytes };
}

/** Every report of the same days, as they were known. */
export function tellAll(vessels: number, days: number, tell: (report: Report) => void): void {
  const traffic = new Traffic(vessels, SEED, FROM_MS);
  for (let hour = 0; hour < days * HOURS; hour += 1) {
    const reports: Report[] = [];
    traffic.hour(FROM_MS + (hour * DAY_MS) / HOURS, (report) => reports.push(report));
    for (const report of reports.sort((a, b) => a.knownMs - b.knownMs)) tell(report);
  }
}
