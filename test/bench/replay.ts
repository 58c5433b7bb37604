/**
 * Replays: how long a seek takes over a day of 11 million points, in hours' files and compacted, whether 600 × keeps up,
 * and what three people who replay cost a server that watches. The query process is a real one; this is `main`, but for
 * the last, where a real server is.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { epochMs } from '../../proto/domain/units.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import { systemClock } from '../../server/clock.ts';
import { systemTimers } from '../../server/feeds/timers.ts';
import { processEntry } from '../../server/places.ts';
import { Replays } from '../../server/publish/replay/sessions.ts';
import { QueryLink } from '../../server/record/query/link.ts';
import { readerOf } from '../../server/replays.ts';
import { person, TestAccess } from '../server/publish/testaccess.ts';
import { compactDay, DAY_MS, HOUR_MS, makeDay } from './replaying/day.ts';
import { measureWatch } from './replaying/watched.ts';

const TRACKS = Number(process.env.WATCHFLOOR_BENCH_TRACKS ?? 5000);
const SEEKS = 12;
const PLAYED_S = 12;
const FLOORS = { seekMs: 1000, behind: 0.02, watchShare: 0.05 } as const;

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
const rows = await makeDay(record, TRACKS);
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

/** All over the day, no hour twice. */
async function sought(): Promise<{ median: number; most: number }> {
  const seeks: number[] = [];
  for (let i = 0; i < SEEKS; i += 1) {
    const atMs = DAY_MS + ((i * 7 + 2) % 24) * HOUR_MS + 37 * 60_000 + i * 1000;
    const begun = performance.now();
    await first.session.move({ atMs: epochMs(atMs) });
    seeks.push(performance.now() - begun);
    if (first.session.picture.size !== TRACKS) throw new Error(`${first.session.picture.size} tracks`);
  }
  seeks.sort((a, b) => a - b);
  return { median: seeks[Math.floor(seeks.length / 2)]!, most: seeks.at(-1)! };
}

const seekHours = await sought();
const filesOfDay = await compactDay(record);
const seekDay = await sought();

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
const watched = await measureWatch(TRACKS, [1, 60]);

const result = {
  ...{ bench: 'replay', rows, tracks: TRACKS, filesOfDay },
  ...{ seekHoursMs: seekHours, seekDayMs: seekDay, alone, three, watched },
};
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const seekLine = (what: string, { median, most }: typeof seekDay): string =>
  `seek, ${what.padEnd(21)}median ${Math.round(median)} ms, at most ${Math.round(most)} ms (floor ${FLOORS.seekMs})`;
process.stderr.write(
  [
    `replay: ${rows.toLocaleString('en')} points of ${TRACKS} tracks in a day`,
    seekLine('hours’ files', seekHours),
    seekLine(`compacted to ${filesOfDay}`, seekDay),
    ...[alone, ...three].map(
      ({ people, rate, mainShare, behind, kibPerS }) =>
        `${people} at ${String(rate).padStart(4)} ×           main ${percent(mainShare)} of a core, behind ${percent(behind)}, ${kibPerS.toFixed(0)} KiB/s each`,
    ),
    ...watched.map(
      (one) =>
        `a watch of 2,000 ships     ${percent(one.without)} of a core, ${percent(one.with)} while three replay at ${one.rate} × (floor +${percent(FLOORS.watchShare)})`,
    ),
    '',
  ].join('\n'),
);
process.stdout.write(`${JSON.stringify(result)}\n`);
const isMet =
  Math.max(seekHours.median, seekDay.median) <= FLOORS.seekMs &&
  alone.behind <= FLOORS.behind &&
  watched[0]!.with - watched[0]!.without <= FLOORS.watchShare;
process.exit(isMet ? 0 : 1);
