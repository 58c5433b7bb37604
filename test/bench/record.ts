/**
 * What it costs to keep everything: observations that last, a second; how long until they are acknowledged; and the share
 * of a core at 5,000 a second, of both sides: the main process (numbering, encoding, the picture's changes) and the
 * recorder's own. A frame an observation, as datagrams bring them, and a row of the picture for each.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { between, seeded } from '../../proto/domain/random.ts';
import { systemClock } from '../../server/clock.ts';
import { systemTimers } from '../../server/feeds/timers.ts';
import { processEntry } from '../../server/places.ts';
import { Child } from '../../server/record/child.ts';
import { readSegment, segments } from '../../server/record/log/segments.ts';
import { Latency } from '../../server/record/recorder/latency.ts';
import { RecorderLink } from '../../server/record/recorder/link.ts';
import type { RecordedPicture } from '../../server/record/taps/picturerecorded.ts';
import { PictureTap } from '../../server/record/taps/picturetap.ts';
import { compare, type Figures, ranAsSide, report } from './harness.ts';

const SECONDS = Number(process.env.WATCHFLOOR_BENCH_SECONDS ?? 10);
const TRACKS = 20_000;
/** A disk whose own syncs take longer has others at it. */
const QUIET_DISK_MS = 20;
/** Linux counts a process's time in hundredths of a second. */
const JIFFY_S = 0.01;

const sentence = Buffer.from('!AIVDM,1,1,,B,15MgK45P3@G?fl0E`JbR0OwT0@MS,0*4E\r\n');

/** CPU seconds of a process. */
function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * JIFFY_S;
}

/** A picture of vessels, so many of which are heard in a tick. */
function moving() {
  const random = seeded(5);
  const float = (low: number, high: number) =>
    Float64Array.from({ length: TRACKS }, () => between(random, low, high));
  const columns = {
    ...{ lat: float(40, 43), lon: float(17, 20), observedMs: float(0, 0) },
    ...{ sogKn: Float32Array.from(float(0, 20)), cogDeg: Float32Array.from(float(0, 359)) },
    ...{ headingDeg: Float32Array.from(float(0, 359)), state: new Uint8Array(TRACKS) },
    ...{
      kind: new Uint8Array(TRACKS).fill(1),
      nature: new Uint8Array(TRACKS),
      navStatus: new Uint8Array(TRACKS),
    },
    ...{ contact: new Uint8Array(TRACKS), sources: new Uint16Array(TRACKS).fill(1) },
    ...{ mmsi: Uint32Array.from({ length: TRACKS }, (_, i) => 200_000_000 + i) },
    ...{
      ellipse: new Uint8Array(TRACKS * 3),
      counter: Uint32Array.from({ length: TRACKS }, (_, i) => i + 1),
    },
    ...{ changedTick: new Uint32Array(TRACKS).fill(1), staticVersion: new Uint32Array(TRACKS).fill(1) },
  };
  const feeds = { feeds: ['north-mast'] };
  const picture: RecordedPicture = {
    ...{ columns, slotCount: TRACKS, alive: () => true, feedsOf: () => feeds, removedSince: () => [] },
    static: (slot) => ({
      id: `1-${slot + 1}`,
      mmsi: columns.mmsi[slot]!,
      name: `VESSEL ${slot}`,
      shipType: 70,
    }),
  };
  let slot = 0;
  return {
    picture,
    hear(count: number, tick: number, nowMs: number) {
      for (let i = 0; i < count; i += 1) {
        slot = (slot + 1) % TRACKS;
        columns.lat[slot]! += 1e-5;
        columns.observedMs[slot] = nowMs - 500;
        columns.changedTick[slot] = tick;
      }
    },
  };
}

/** Hands over `perS` observations a second, in turns of 5 ms as sockets bring them; answers what it cost. */
async function paced(perS: number): Promise<Figures> {
  const dir = mkdtempSync(path.join(process.env.WATCHFLOOR_BENCH_DIR ?? tmpdir(), 'watchfloor-bench-'));
  let child: Child | undefined;
  const link = new RecorderLink({
    ...{ epoch: 1, machineMs: systemClock.nowMs, pictureMs: systemClock.nowMs },
    ...{ monotonicMs: systemClock.monotonicMs, after: systemTimers.after },
    open({ onMessage, onDown, onRoom }) {
      child = new Child({
        ...{ name: 'recorder', entry: processEntry('recorder'), args: [dir, '0'] },
        ...{ onMessage, onDown, onRoom, after: systemTimers.after, random: seeded(1) },
      });
      return child;
    },
  });
  const { picture, hear } = moving();
  const tap = new PictureTap({ picture, keep: (of, what, knownMs) => link.keep(of, what, knownMs) });
  link.start();
  const turn = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
  while (!link.isReady) await turn(10);
  // The restating at the start is not what a second costs, and the code is warm after two.
  let isKept = true;
  const run = async (seconds: number): Promise<number> => {
    const beganMs = systemClock.monotonicMs();
    let heard = 0;
    let ticks = 0;
    for (let elapsedMs = 0; elapsedMs < seconds * 1000; elapsedMs = systemClock.monotonicMs() - beganMs) {
      const nowMs = systemClock.nowMs();
      for (const due = Math.floor((elapsedMs / 1000) * perS); heard < due; heard += 1) {
        if (!isKept) continue;
        link.keepFrame(
          'sea',
          { feed: 'north-mast', connection: heard & 7, datagram: true, bytes: sentence },
          nowMs,
        );
      }
      if (elapsedMs >= (ticks + 1) * 1000) {
        ticks += 1;
        tick += 1;
        hear(perS, tick, nowMs);
        if (isKept) tap.ticked(tick, nowMs);
      }
      await turn(5);
    }
    return heard;
  };
  let tick = 1;
  tap.ticked(tick, systemClock.nowMs());
  await run(2);
  await link.flush();
  // What the measuring itself costs, its timers and its ships, is no cost of the recording.
  isKept = false;
  const before = process.cpuUsage();
  await run(SECONDS / 2);
  const bare = process.cpuUsage(before);
  const bareShare = (bare.user + bare.system) / 1e6 / (SECONDS / 2);
  isKept = true;
  tap.ticked(tick, systemClock.nowMs());
  await link.flush();
  const childS = cpuOf(child!.pid!);
  const own = process.cpuUsage();
  const beganMs = systemClock.monotonicMs();
  const heard = await run(SECONDS);
  await link.flush();
  const tookS = (systemClock.monotonicMs() - beganMs) / 1000;
  const used = process.cpuUsage(own);
  const mainS = (used.user + used.system) / 1e6;
  const recorderS = cpuOf(child!.pid!) - childS;
  const { ackP50Ms = 0, ackP99Ms = 0, ackMaxMs, lost } = link.counts;
  await link.stop();
  let frames = 0;
  for (const segment of await segments(dir)) {
    for await (const { entries, damages } of readSegment(segment.path)) {
      frames += entries.length;
      if (damages.length > 0) throw new Error(`a damage in ${segment.path}`);
    }
  }
  if (frames !== link.counts.entries)
    throw new Error(`${link.counts.entries} entries were kept, ${frames} are there`);
  rmSync(dir, { recursive: true });
  return {
    perS: heard / tookS,
    ...{ ackP50Ms, ackP99Ms, ackMaxMs, lost },
    mainShare: mainS / tookS - bareShare,
    recorderShare: recorderS / tookS,
    share: (mainS + recorderS) / tookS - bareShare,
  };
}

/** What the disk alone takes for a batch of 50,000 a second: append it, sync it, as often as batches come. */
async function diskAlone(): Promise<Figures> {
  const dir = mkdtempSync(path.join(process.env.WATCHFLOOR_BENCH_DIR ?? tmpdir(), 'watchfloor-bench-'));
  const file = await open(path.join(dir, 'plain'), 'w');
  const batch = Buffer.alloc(150_000, 1);
  const latency = new Latency();
  for (let i = 0; i < SECONDS * 50; i += 1) {
    const beganMs = systemClock.monotonicMs();
    await file.write(batch);
    await file.datasync();
    const tookMs = systemClock.monotonicMs() - beganMs;
    latency.took(tookMs);
    await new Promise<void>((resolve) => void setTimeout(resolve, Math.max(0, 20 - tookMs)));
  }
  await file.close();
  rmSync(dir, { recursive: true });
  return {
    ackP50Ms: latency.quantileMs(0.5) ?? 0,
    ackP99Ms: latency.quantileMs(0.99) ?? 0,
    ackMaxMs: latency.maxMs,
  };
}

const sides = [
  { name: 'the disk alone', run: diskAlone },
  { name: '5,000 a second', run: () => paced(5_000) },
  { name: '51,000 a second', run: () => paced(51_000) },
];

if (!(await ranAsSide(sides))) {
  const figures = await compare({ benchUrl: import.meta.url, sides, rounds: 3 });
  const usual = figures.get('5,000 a second')!;
  const many = figures.get('51,000 a second')!;
  const diskMs = figures.get('the disk alone')?.ackP99Ms ?? 0;
  const isJudged = diskMs <= QUIET_DISK_MS;
  if (!isJudged)
    console.error(
      `The disk alone takes ${diskMs.toFixed(0)} ms (p99): it is busy, and how soon is acknowledged is not judged.`,
    );
  report('record: everything received and shown, on the disk', figures, [
    { what: 'durable observations a second', ratio: many.perS ?? 0, floor: 50_000 },
    {
      what: '50 ms over the p99 of acknowledgement at 51,000',
      ratio: 50 / (many.ackP99Ms ?? 0),
      floor: isJudged ? 1 : 0,
    },
    { what: '10 % over the share of a core at 5,000', ratio: 0.1 / (usual.share ?? 1), floor: 1 },
    { what: 'none lost', ratio: (many.lost ?? 1) + (usual.lost ?? 1) === 0 ? 1 : 0, floor: 1 },
  ]);
}
