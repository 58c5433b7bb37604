/** The recording as the server joins it: a real recorder beside it, and what stands in the log afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Frame } from '../../proto/domain/frame.ts';
import { feedId } from '../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../proto/domain/observation.ts';
import { epochMs } from '../../proto/domain/units.ts';
import { type Config, readConfig } from '../../server/config.ts';
import { SYSTEM } from '../../server/operations/actor.ts';
import { AlertBook } from '../../server/operations/alerts/book.ts';
import { AuditLog } from '../../server/operations/audit/log.ts';
import { Database } from '../../server/operations/database.ts';
import { done } from '../../server/operations/outcome.ts';
import { entryOf, readSegment, segments } from '../../server/record/log/segments.ts';
import { openRecording } from '../../server/recording.ts';
import { Picture } from '../../server/tracks/picture.ts';
import { manualClock } from '../manualclock.ts';
import { condition, found } from './operations/alerts/found.ts';
import { report } from './publish/ships.ts';

const NOON_MS = Date.UTC(2026, 4, 1, 12);
const log = pino({ level: 'silent' });
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-recording-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function configOf(...args: string[]): Config {
  const read = readConfig(['--data', folder, ...args], {});
  if ('faults' in read) throw new Error(read.text);
  return read.config;
}

/** Everything in the log, in the order of seq: the class and what it says. */
async function kept(dir: string) {
  const all: { seq: number; of: string; entry: ReturnType<typeof entryOf> }[] = [];
  for (const segment of await segments(dir))
    for await (const { entries } of readSegment(segment.path))
      for (const one of entries) all.push({ seq: one.seq, of: segment.class, entry: entryOf(one) });
  return all.sort((a, b) => a.seq - b.seq);
}

test('switched off, there is none', () => {
  const clock = manualClock(NOON_MS);
  const config = configOf('--demo', '--no-record');
  expect(openRecording({ config, clock, epoch: 1, version: 'x', log })).toBeUndefined();
});

test('frames, tracks, alerts, decisions and what happened are there afterwards, each in its class', async () => {
  const clock = manualClock(NOON_MS);
  let jumpMs = 0;
  const machine = { ...clock, nowMs: () => epochMs(clock.nowMs() + jumpMs) };
  const recording = openRecording({
    config: configOf('--demo'),
    clock,
    machine,
    epoch: 4,
    version: 'x',
    log,
  })!;
  expect(recording.dir).toBe(path.join(folder, 'demonstration-record'));

  const heard: string[] = [];
  const listen = (id: string, format: 'ais' | 'sapient') =>
    recording.tapped(
      { id: feedId(id), format },
      {
        frame: ({ feedId: from }) => heard.push(from),
        closed: (connection) => heard.push(`${id} closed ${connection}`),
      },
    );
  const frame = (id: string, text: string): Frame => ({
    ...{ feedId: feedId(id), nature: Nature.synthetic, connection: 2, receivedMs: epochMs(NOON_MS + 5) },
    ...{ timeShiftMs: 60_000, datagram: true, bytes: Buffer.from(text) },
  });
  const mast = listen('mast', 'ais');
  const border = listen('border', 'sapient');
  recording.start();
  mast.frame(frame('mast', '!AIVDM'));
  border.frame(frame('border', 'people'));
  border.closed(2);
  expect(heard).toEqual(['mast', 'border', 'border closed 2']);

  const picture = new Picture({ epoch: 4 });
  picture.apply(report({ mmsi: 205_000_001, lat: 41, lon: 19 }, NOON_MS));
  clock.advance(1000);
  recording.ticked(picture, picture.tick(clock.nowMs()), clock.nowMs());

  const database = Database.open(path.join(folder, 'operations.sqlite'));
  const audit = AuditLog.open({ database, clock });
  audit.onDecided = recording.decided;
  const book = AlertBook.open({ database, audit, clock, rescueCentres: () => [] });
  recording.joinAlerts(book);
  const people = [
    { trackId: '4-9', kind: TrackKind.person, nature: Nature.synthetic, feeds: [], distress: false },
  ] as never;
  const happenings = [found('a'), found('b', condition('b', { parties: people }))];
  book.tick(happenings, clock.nowMs());
  audit.audited({ by: SYSTEM, action: 'created', outcome: 'yes' }, () => done(undefined));
  const read = audit.record({ by: SYSTEM, action: 'see', outcome: 'yes' });
  audit.flush();
  await read;

  const life = (to: string) => [{ id: feedId('mast'), life: to, reason: 'because' }];
  recording.tick(life('live'));
  recording.tick(life('live'));
  jumpMs = 3_600_000;
  recording.tick(life('silent'));
  jumpMs -= 10 * 365 * 86_400_000;
  recording.tick(life('silent'));
  expect(recording.troubles()).toEqual([]);
  await recording.link.flush();
  await recording.stop();
  audit.close();
  database.close();

  const all = await kept(recording.dir);
  expect(all.map(({ seq }) => seq)).toEqual(all.map((_, i) => i + 1));
  const frames = all.filter(({ entry }) => entry.frame);
  expect(
    frames.map(({ of, entry: { frame: said, epoch, knownMs } }) => [of, said?.feed, epoch, knownMs]),
  ).toEqual([
    ['sea', 'mast', 4, NOON_MS + 5],
    ['land', 'border', 4, NOON_MS + 5],
    ['land', 'border', 4, NOON_MS],
  ]);
  expect(frames[0]?.entry.frame).toMatchObject({
    ...{ connection: 2, nature: Nature.synthetic, timeShiftMs: 60_000, datagram: true, closed: false },
  });
  expect(Buffer.from(frames[0]!.entry.frame!.bytes!).toString()).toBe('!AIVDM');
  expect(frames[2]?.entry.frame).toMatchObject({ closed: true, connection: 2 });
  expect(all.filter(({ entry }) => entry.points).map(({ of }) => of)).toEqual(['sea', 'sea']);

  const told = all.flatMap(({ of, entry: { told: said } }) => (said ? [[of, said.kind, said.land]] : []));
  expect(told).toEqual([
    ['decisions', 'alert', false],
    ['land', 'alert', true],
    ['decisions', 'decision', false],
  ]);
  const decided = all.find(({ entry }) => entry.told?.kind === 'decision')!;
  expect(JSON.parse(decided.entry.told!.json!)).toMatchObject({ action: 'created', outcome: 'yes' });

  const happened = all.flatMap(({ entry: { happened: said, machineMs } }) =>
    said ? [{ ...said, machineMs, json: JSON.parse(said.json!) }] : [],
  );
  expect(happened.map(({ kind, about = '' }) => [kind, about])).toEqual([
    ...[
      ['start', ''],
      ['feed', 'mast'],
      ['clock', ''],
      ['feed', 'mast'],
      ['clock', ''],
      ['stop', ''],
    ],
  ]);
  expect(happened[0]?.json).toMatchObject({
    version: 'x',
    epoch: 4,
    classes: { mast: 'sea', border: 'land' },
  });
  expect(happened[3]?.json).toEqual({ from: 'live', to: 'silent', reason: 'because' });
  // The order is that of the numbers, whatever the machine's clock says.
  expect(happened.flatMap(({ kind, json }) => (kind === 'clock' ? [json.steppedMs] : []))).toEqual([
    3_600_000,
    -10 * 365 * 86_400_000,
  ]);
  expect(happened.at(-1)!.machineMs).toBeLessThan(NOON_MS);
});

test('a site says in which class the bytes of a feed are', () => {
  const clock = manualClock(NOON_MS);
  const config = configOf('--feed', 'udp://127.0.0.1:0?name=radar&format=sapient');
  const of = (classes: [string, 'sea' | 'own'][]) => {
    const record = { keepDays: {}, classes: new Map(classes.map(([id, one]) => [feedId(id), one])) };
    const recording = openRecording({ config: { ...config, record }, clock, epoch: 1, version: 'x', log })!;
    recording.tapped({ id: feedId('radar'), format: 'sapient' }, { frame() {}, closed() {} });
    return recording.classes.get(feedId('radar'));
  };
  expect(of([])).toBe('land');
  expect(of([['radar', 'sea']])).toBe('sea');
});
