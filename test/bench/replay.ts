/**
 * Replays: how long a seek takes over a day of 11 million points, whether 600 × keeps up, and what three people who
 * replay cost the process that watches. The query process is a real one; this is `main`.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TABLES } from '../../proto/domain/record/tables.table.ts';
import { epochMs } from '../../proto/domain/units.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import { systemClock } from '../../server/clock.ts';
import { systemTimers } from '../../server/feeds/timers.ts';
import { processEntry } from '../../server/places.ts';
import { Replays } from '../../server/publish/replay/sessions.ts';
import { openDuck } from '../../server/record/archive/duck.ts';
import { ManifestWriter } from '../../server/record/archive/manifestwriter.ts';
import { writeParquet } from '../../server/record/archive/parquet.ts';
import { QueryLink } from '../../server/record/query/link.ts';
import { readerOf } from '../../server/replays.ts';
import { person, TestAccess } from '../server/publish/testaccess.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = Date.UTC(2026, 4, 12);
/** Tracks, each told of every so many seconds: 5,000 × 86,400 / 40 and the hours' beginnings are 10.9 million rows. */
const TRACKS = Number(process.env.WATCHFLOOR_BENCH_TRACKS ?? 5000);
const EVERY_S = 40;
const SEEKS = 12;
const PLAYED_S = 12;
const FLOORS = { seekMs: 1000, behind: 0.02, mainShare: 0.05 } as const;

/** One hour's points, said anew at its beginning. */
const pointsOf = (hourMs: number): string => `
  WITH said AS (
    SELECT t AS track, ${hourMs} + (s * ${EVERY_S} + t % ${EVERY_S}) * 1000 AS known_ms, false AS restated
    FROM range(1, ${TRACKS + 1}) r(t), range(0, ${3600 / EVERY_S}) q(s)
    UNION ALL SELECT t, ${hourMs}, true FROM range(1, ${TRACKS + 1}) r(t)),
  placed AS (SELECT *, 40 + (track % 100) * 0.02 + (known_ms - ${DAY_MS}) / 86400000.0 * (track % 7 - 3) * 0.5 AS lat,
      17 + (track // 100) * 0.05 + (known_ms - ${DAY_MS}) / 86400000.0 * (track % 11 - 5) * 0.5 AS lon FROM said)
  SELECT (floor(lat * 4 + 360) * 1440 + floor(lon * 4 + 720))::INTEGER AS cell, 1::INTEGER AS epoch,
    track::UINTEGER AS track, known_ms::BIGINT AS known_ms, (known_ms - 700)::BIGINT AS observed_ms,
    (200000000 + track)::UINTEGER AS mmsi, round(lat * 1e6)::INTEGER AS lat_e6, round(lon * 1e6)::INTEGER AS lon_e6,
    (100 + track % 80)::SMALLINT AS sog_dkn, ((track * 7 + known_ms // 100000) % 3600)::SMALLINT AS cog_ddeg,
    (track * 7 % 3600)::SMALLINT AS heading_ddeg, 0::UTINYINT AS nav_status, 64::UTINYINT AS state,
    1::UTINYINT AS kind, 0::UTINYINT AS nature, 0::UTINYINT AS contact, 1::USMALLINT AS sources,
    NULL::UINTEGER AS ellipse, CASE WHEN track % 3 = 0 THEN 'ais-a ais-b' ELSE 'ais-a' END AS feeds, restated FROM placed`;

async function makeDay(record: string): Promise<number> {
  const duck = await openDuck(path.join(record, 'archive/work/bench'));
  const writer = ManifestWriter.open(record);
  let rows = 0;
  for (let hour = 0; hour < 24; hour += 1) {
    const atMs = DAY_MS + hour * HOUR_MS;
    const of = { record, class: 'sea', span: 'hour', atMs, writtenMs: atMs, number: 1 } as const;
    const points = await writeParquet(duck.connection, { ...of, table: 'points', from: pointsOf(atMs) });
    const names = Object.entries(TABLES.identities.columns).map(([name, { type }]) => {
      if (name === 'static') return `encode('')::BLOB AS static`;
      const given: Record<string, string> = {
        ...{ epoch: '1', track: 't', known_ms: String(atMs), kind: '1', nature: '0', mmsi: '200000000 + t' },
        ...{ name: `'SHIP ' || t`, restated: 'true' },
      };
      return `${given[name] ?? 'NULL'}::${type} AS ${name}`;
    });
    const from = `SELECT ${names.join(', ')} FROM range(1, ${TRACKS + 1}) r(t)`;
    const identities = await writeParquet(duck.connection, { ...of, table: 'identities', from });
    writer.commit({ what: 'imported', atMs, add: [points!, identities!] });
    rows += points!.rows;
  }
  duck.close();
  return rows;
}

const access = new TestAccess();
let isOver = false;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const cpuS = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-bench-replay-'));
const record = path.join(folder, 'record');
mkdirSync(record);
const rows = await makeDay(record);
const link = new QueryLink({
  ...{ entry: processEntry('query'), settings: { record }, after: systemTimers.after, random: () => 0.5 },
});
link.start();
const sessions = new Replays({
  ...{ reader: readerOf(link), machine: systemClock, after: systemTimers.after, epoch: 1 },
  past: { at: () => access, longestDelayMs: () => 0 },
  range: () => ({ fromMs: epochMs(DAY_MS), untilMs: epochMs(DAY_MS + 24 * HOUR_MS - 1) }),
  records: () => ({ get: () => undefined, list: () => [], versions: () => [] }),
  published: { serverVersion: 'bench', site: 'Bench', demonstration: false },
});

/** A page that looks at a sea's tiles, and is done with each frame at once; tells of each. */
async function viewer(name: string, atMs: number) {
  const outcome = await sessions.begin(person(name), { mode: 'known', atMs: epochMs(atMs) });
  if (!outcome.ok) throw new Error(outcome.fault.what);
  const session = outcome.value;
  let frames = 0;
  let bytes = 0;
  const seat = session.enter(
    person(name),
    {
      hello: () => {},
      picture(frame, applied) {
        frames += 1;
        bytes += frame.length;
        setImmediate(applied);
      },
      cut: (reason) => {
        if (!isOver) throw new Error(reason);
      },
    },
    () => {},
  )!;
  const tiles = [...Array(16).keys()].map((i) => ({
    tile: (1 << 20) | ((68 + (i >> 2)) << 10) | (46 + (i & 3)),
    version: 0,
  }));
  seat.handle.watch(watchfloor.v1.WatchRequest.encode({ number: 1, tiles }).finish());
  return { session, seen: () => ({ frames, bytes }) };
}

const first = await viewer('anna', DAY_MS + 30 * 60_000);
const seeks: number[] = [];
for (let i = 0; i < SEEKS; i += 1) {
  // All over the day, no hour twice: nothing is in memory yet.
  const atMs = DAY_MS + ((i * 7 + 2) % 24) * HOUR_MS + 37 * 60_000 + i * 1000;
  const begun = performance.now();
  await first.session.move({ atMs: epochMs(atMs) });
  seeks.push(performance.now() - begun);
  if (first.session.picture.size !== TRACKS) throw new Error(`${first.session.picture.size} tracks`);
}
seeks.sort((a, b) => a - b);

async function played(all: readonly Awaited<ReturnType<typeof viewer>>[], rate: number) {
  for (const { session } of all) await session.move({ rate, isPlaying: true });
  await wait(3000);
  const before = all.map(({ session, seen }) => ({ atMs: session.atMs, ...seen() }));
  const [begun, cpu] = [performance.now(), cpuS()];
  await wait(PLAYED_S * 1000);
  const seconds = (performance.now() - begun) / 1000;
  const share = (cpuS() - cpu) / seconds;
  const behind = all.map(({ session }, i) => 1 - (session.atMs - before[i]!.atMs) / (seconds * 1000 * rate));
  const kib = all.map(({ seen }, i) => (seen().bytes - before[i]!.bytes) / 1024 / seconds);
  for (const { session } of all) await session.move({ isPlaying: false });
  return { rate, people: all.length, mainShare: share, behind: Math.max(...behind), kibPerS: kib[0]! };
}

await first.session.move({ atMs: epochMs(DAY_MS + 5 * HOUR_MS) });
const alone = await played([first], 600);
const others = [await viewer('boris', DAY_MS + 9 * HOUR_MS), await viewer('clara', DAY_MS + 12 * HOUR_MS)];
const three = [];
for (const rate of [1, 10, 60, 600]) {
  await first.session.move({ atMs: epochMs(DAY_MS + 5 * HOUR_MS) });
  three.push(await played([first, ...others], rate));
}
isOver = true;
sessions.close();
await link.close();
rmSync(folder, { recursive: true, force: true });

const median = seeks[Math.floor(seeks.length / 2)]!;
const result = {
  bench: 'replay',
  rows,
  tracks: TRACKS,
  seekMs: { median: Math.round(median), most: Math.round(seeks.at(-1)!) },
  alone,
  three,
};
process.stderr.write(
  [
    `replay: ${rows.toLocaleString('en')} points of ${TRACKS} tracks in a day`,
    `seek                     median ${Math.round(median)} ms, at most ${Math.round(seeks.at(-1)!)} ms (floor ${FLOORS.seekMs})`,
    ...[alone, ...three].map(
      ({ people, rate, mainShare, behind, kibPerS }) =>
        `${people} at ${String(rate).padStart(4)} ×           main ${(mainShare * 100).toFixed(1)} % of a core, behind ${(behind * 100).toFixed(1)} %, ${kibPerS.toFixed(0)} KiB/s each`,
    ),
    '',
  ].join('\n'),
);
process.stdout.write(`${JSON.stringify(result)}\n`);
const isMet =
  median <= FLOORS.seekMs && alone.behind <= FLOORS.behind && three[0]!.mainShare <= FLOORS.mainShare;
process.exit(isMet ? 0 : 1);
