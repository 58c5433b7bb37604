/** A range run again into an archive of its own: the same as the command gives, and compared with what was shown. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import type { Alert } from '../../../proto/domain/alert/alert.ts';
import { watchfloor } from '../../../proto/generated/record.js';
import { detect } from '../../../server/commands/detect.ts';
import { alertLine } from '../../../server/offline/alertline.ts';
import { rerun } from '../../../server/offline/rerunjob.ts';
import { ReplayPicture } from '../../../server/publish/replay/picture.ts';
import { Manifest } from '../../../server/record/archive/manifest.ts';
import { writeTable } from '../../../server/record/archive/writetable.ts';
import { againFolder } from '../../../server/record/query/againfolder.ts';
import { Engine } from '../../../server/record/query/engine.ts';
import { answerReplayChanges, answerReplayPicture } from '../../../server/record/query/replayanswers.ts';
import { Past, Sources } from '../../../server/record/query/sources.ts';
import { MINUTE_MS, recordedSea, SEA_MS } from './recordedsea.ts';

const RANGE = { fromMs: SEA_MS + 2 * MINUTE_MS, untilMs: SEA_MS + 4 * MINUTE_MS };

/** What the command writes. */
async function detected(record: string): Promise<string> {
  const written: string[] = [];
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text, done) => {
    written.push(String(text));
    if (typeof done === 'function') (done as () => void)();
    return true;
  });
  const error = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const times = ['--from', String(RANGE.fromMs), '--until', String(RANGE.untilMs)];
    expect(await detect.run(['--from-record', record, ...times, '--tracks'])).toBe(0);
  } finally {
    out.mockRestore();
    error.mockRestore();
  }
  return written.join('');
}

interface Point {
  readonly track: number;
  readonly known: number;
  readonly observed: number;
  readonly mmsi: number | null;
  readonly lat: number;
  readonly lon: number;
  readonly sog: number | null;
  readonly cog: number | null;
  readonly heading: number | null;
  readonly [told: string]: number | string | null;
}

const tenth = (value: number | null): number | undefined => (value === null ? undefined : value / 10);

/** Everything that the archive has, as the command writes it. */
async function archived(record: string, id: string): Promise<{ tracks: string[]; alerts: string[] }> {
  const engine = await Engine.open({ record, name: 'test', lines: 1 });
  const folder = againFolder(record, id);
  const past = new Past(folder, Manifest.read(folder), [], new Map());
  const always = { fromMs: 0, untilMs: Number.POSITIVE_INFINITY };
  const [line] = engine.lines;
  const points = await line!.rows<Point>(
    `SELECT track, known_ms::DOUBLE AS known, observed_ms::DOUBLE AS observed, mmsi, lat_e6 / 1e6 AS lat, lon_e6 / 1e6 AS lon,
       state, kind, sog_dkn AS sog, cog_ddeg AS cog, heading_ddeg AS heading, contact, sources, feeds
     FROM ${past.rowsOf('points', always)}`,
  );
  const ends = await line!.rows<Pick<Point, 'track' | 'known'>>(
    `SELECT track, known_ms::DOUBLE AS known FROM ${past.rowsOf('ends', always)}`,
  );
  const told = await line!.rows<{ json: string }>(
    `SELECT arg_max(json, seq) AS json FROM ${past.rowsOf('told', always)} GROUP BY id ORDER BY min(seq)`,
  );
  engine.close();
  const tracks = [
    ...points.map(({ track, known, observed, mmsi, lat, lon, state, kind, sog, cog, heading, ...last }) => ({
      ...{ track: `1-${track}`, knownMs: known, observedMs: observed, mmsi: mmsi ?? undefined },
      ...{ lat, lon, state, kind, sogKn: tenth(sog), cogDeg: tenth(cog), headingDeg: tenth(heading) },
      ...last,
    })),
    ...ends.map(({ track, known }) => ({ track: `1-${track}`, knownMs: known, ended: true })),
  ];
  return {
    tracks: tracks.map((one) => JSON.stringify(one)).sort(),
    alerts: told.map(({ json }) => JSON.stringify(alertLine(JSON.parse(json) as Alert))),
  };
}

it('gives the tracks and alerts that the command gives, byte for byte, and replays from it', async () => {
  const record = await recordedSea(5);
  const told: number[] = [];
  const done = await rerun({ record, id: 'one', ...RANGE }, (share) => told.push(share));
  expect(told.length).toBeGreaterThan(10);
  expect(done.summary.startMs).toBe(SEA_MS);
  const lines = (await detected(record)).trimEnd().split('\n');
  const ofTracks = lines.filter((line) => line.startsWith('{"track"'));
  const ofAlerts = lines.filter((line) => !line.startsWith('{"track"'));
  expect(ofTracks.length).toBeGreaterThan(300);
  expect(ofAlerts.length).toBeGreaterThan(0);
  expect(await archived(record, 'one')).toEqual({ tracks: ofTracks.sort(), alerts: ofAlerts });

  // Nothing was shown then: all of it is only in what was run again.
  expect(new Set(done.differences.map(({ difference }) => difference.only))).toEqual(new Set(['again']));

  const engine = await Engine.open({ record, name: 'test', lines: 2 });
  const [line, own] = engine.lines;
  const past = await new Sources(record, own!).past();
  const asked = { line: line!, past, tell: () => {} };
  const picture = new ReplayPicture();
  for (const reply of [
    await answerReplayPicture(asked, { atMs: RANGE.fromMs + 2000, again: 'one' }),
    await answerReplayChanges(asked, {
      ...{ fromMs: RANGE.fromMs + 2000, untilMs: RANGE.untilMs, stepMs: 30_000, again: 'one' },
    }),
  ])
    for (const step of watchfloor.record.v1.ReplaySteps.decode(reply.columns![0]!).steps) picture.apply(step);
  expect(picture.size).toBeGreaterThan(50);
  past.release();
  engine.close();
}, 240_000);

it('tells what is only in one of the two, and what is apart', async () => {
  const record = await recordedSea(4);
  const range = { fromMs: SEA_MS + MINUTE_MS, untilMs: SEA_MS + 3 * MINUTE_MS };
  await rerun({ record, id: 'one', ...range }, () => {});
  // What was shown, had it been this: one ship 0.002° north of where it is now found, one nobody else heard.
  const engine = await Engine.open({ record, name: 'test', lines: 1 });
  const folder = againFolder(record, 'one');
  const past = new Past(folder, Manifest.read(folder), [], new Map());
  const rows = await engine.lines[0]!.rows<Record<string, number | string | boolean>>(
    `SELECT cell, epoch, track, known_ms::DOUBLE AS known_ms, observed_ms::DOUBLE AS observed_ms, mmsi, lat_e6, lon_e6, state, kind, nature, contact, sources, feeds, restated
     FROM ${past.rowsOf('points', { fromMs: 0, untilMs: Number.POSITIVE_INFINITY })} WHERE mmsi IS NOT NULL ORDER BY mmsi, known_ms`,
  );
  engine.close();
  const moved = rows[0]!.mmsi;
  const shown = rows.map((row) => (row.mmsi === moved ? { ...row, lat_e6: Number(row.lat_e6) + 2000 } : row));
  const other = { ...rows[0]!, mmsi: 999_999_999, track: 4_000_000, restated: false };
  await writeTable(record, { table: 'points', class: 'sea', rows: [...shown, other], atMs: SEA_MS });
  // An alert that was raised before the range and changed within it, and one of the range.
  const alerted = [range.fromMs - 10_000, range.fromMs + 10_000].map((raisedMs, at) => ({
    ...{
      seq: 1e9 + at,
      epoch: 1,
      known_ms: range.fromMs + 20_000,
      machine_ms: SEA_MS,
      kind: 'alert',
      id: `a${at}`,
    },
    json: JSON.stringify({
      ...{ id: `a${at}`, priority: 'warning', raisedMs },
      lead: { kind: 'loitering', parties: [{ trackId: '1-4000000', mmsi: '999999999' }] },
    }),
  }));
  await writeTable(record, { table: 'told', class: 'decisions', rows: alerted, atMs: SEA_MS });
  const { differences } = await rerun({ record, id: 'two', ...range }, () => {});
  expect(differences.map(({ difference }) => difference)).toEqual([
    expect.objectContaining({ kind: 'track', only: 'both', mmsi: moved, apartM: 222 }),
    expect.objectContaining({ kind: 'track', only: 'known', mmsi: 999_999_999, track: '1-4000000' }),
    expect.objectContaining({ kind: 'alert', only: 'known', mmsi: 999_999_999, atMs: range.fromMs + 10_000 }),
  ]);
  expect(differences[0]!.parties[0]).toMatchObject({
    kind: rows[0]!.kind,
    feeds: String(rows[0]!.feeds).split(' '),
  });
  expect(existsSync(path.join(folder, 'work'))).toBe(false);
  expect(() => againFolder(record, '../elsewhere')).toThrow(RangeError);
}, 240_000);
