/** The recorder as a process of its own, killed at random while batches flow, and on a disk that is full. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seeded } from '../../../../proto/domain/random.ts';
import { RETENTION_CLASSES } from '../../../../proto/domain/record/retention.table.ts';
import { systemClock } from '../../../../server/clock.ts';
import { systemTimers } from '../../../../server/feeds/timers.ts';
import { processEntry } from '../../../../server/places.ts';
import { Child, END_WITHIN_MS } from '../../../../server/record/child.ts';
import { RecorderLink } from '../../../../server/record/recorder/link.ts';
import type { RecorderState } from '../../../../server/record/recorder/recorderstate.ts';
import { range } from '../log/segment.ts';
import { logged, numbers } from '../logged.ts';

const LONG = process.env.WATCHFLOOR_LONG === '1';
const KILLS = LONG ? 200 : 6;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'watchfloor-kill-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** The link and its child as the server has them; `down` is told before the child is started again. */
function begun(record: string, reserve: number, down: () => Promise<void> = async () => {}) {
  let child: Child | undefined;
  const states: RecorderState[] = [];
  const lines: string[] = [];
  const link = new RecorderLink({
    ...{ epoch: 1, machineMs: systemClock.nowMs, pictureMs: systemClock.nowMs },
    ...{ monotonicMs: systemClock.monotonicMs, after: systemTimers.after },
    onState: (state) => states.push(state),
    open({ onMessage, onDown, onRoom }) {
      let looking: Promise<void> = Promise.resolve();
      child = new Child({
        ...{ name: 'recorder', entry: processEntry('recorder'), args: [record, String(reserve)] },
        ...{ onMessage, onRoom, random: () => 0 },
        // A start that waits comes after what is looked at meanwhile; its delays are not what is tried here.
        after: (delayMs, task) =>
          systemTimers.after(
            delayMs === END_WITHIN_MS ? delayMs : Math.min(delayMs, 50),
            () => void looking.then(task),
          ),
        onLine: (line) => lines.push(line),
        onDown(why) {
          onDown(why);
          looking = down();
        },
      });
      return child;
    },
  });
  return { link, states, lines, pid: () => child?.pid };
}

const turn = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** Waits for what must come; the test's own time limit ends it where it does not. */
async function until(is: () => boolean): Promise<void> {
  while (!is()) await turn(5);
}

describe('a recorder that is killed', () => {
  test(`${KILLS} times at random loses nothing that was acknowledged, doubles nothing and leaves no hole`, async () => {
    const random = seeded(200);
    let kept = 0;
    const missing: string[] = [];
    let looked = 0;
    const { link, pid, lines } = begun(dir, 0, async () => {
      const { acknowledged } = link.counts;
      const found = numbers(await logged(dir));
      looked += 1;
      // In the order of their numbers they were acknowledged: the first so many are on the disk now.
      const have = new Set(found);
      for (const seq of range(1, acknowledged + 1))
        if (!have.has(seq)) missing.push(`${seq} of ${acknowledged}`);
      if (have.size !== found.length) missing.push('one is there twice');
    });
    link.start();
    const keep = (): void => {
      // What goes beyond what may wait is lost, as it should be, and no loss by a kill.
      if (!link.hasRoom()) return;
      for (let i = 0; i < 40; i += 1) {
        kept += 1;
        const bytes = Buffer.alloc(Math.floor(random() * 900), kept & 0xff);
        const of = RETENTION_CLASSES[Math.floor(random() * RETENTION_CLASSES.length)]!;
        link.keep(of, { frame: { feed: 'one', connection: 1, bytes } }, systemClock.nowMs(), 'one');
      }
    };
    for (let kills = 0; kills < KILLS; kills += 1) {
      const before = link.counts.acknowledged;
      // It lives, and something was acknowledged since the last kill.
      await until(() => {
        keep();
        return pid() !== undefined && link.counts.acknowledged > before;
      });
      for (let i = Math.floor(random() * 12); i > 0; i -= 1) {
        keep();
        await turn(random() * 8);
      }
      const victim = pid();
      if (victim !== undefined) process.kill(victim, 'SIGKILL');
      await until(() => looked > kills);
    }
    await until(() => link.isReady);
    await link.flush();
    expect(link.counts).toMatchObject({ entries: kept, acknowledged: kept, lost: 0, restarts: KILLS });
    await link.stop();
    expect(missing).toEqual([]);
    expect(lines).toEqual([]);
    const read = await logged(dir);
    expect(numbers(read)).toEqual(range(1, kept + 1));
    expect(read.damages).toEqual([]);
  });
});

/** A file system so small that it fills at once; false: this machine does not let us mount one. */
function mounted(folder: string, size: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('a disk that is full', () => {
  const small = (): string => path.join(dir, 'small');
  const canMount = (() => {
    const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-mount-'));
    const can = mounted(folder, '1m');
    if (can) execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true });
    if (!can)
      console.warn('SKIPPED: no tmpfs can be mounted here; recorder.test.ts fills a disk by injected faults');
    return can;
  })();
  afterEach(() => {
    if (canMount) execFileSync('umount', [small()]);
  });

  test.skipIf(!canMount)(
    'loses nothing acknowledged, says so within 5 s, and is well again by itself',
    async () => {
      mkdirSync(small());
      expect(mounted(small(), '3m')).toBe(true);
      // Half of it is somebody else's.
      writeFileSync(path.join(small(), 'other'), Buffer.alloc(3 << 19));
      const { link, states } = begun(path.join(small(), 'record'), 0);
      link.start();
      let kept = 0;
      await until(() => {
        kept += 1;
        link.keep(
          'sea',
          { frame: { feed: 'one', bytes: Buffer.alloc(4000, 1) } },
          systemClock.nowMs(),
          'one',
        );
        return kept > 600;
      });
      const beganMs = systemClock.monotonicMs();
      await until(() => states.at(-1)?.disk === 'full');
      expect(systemClock.monotonicMs() - beganMs).toBeLessThan(5000);
      const { acknowledged } = link.counts;
      expect(acknowledged).toBeLessThan(kept);
      const have = new Set(numbers(await logged(path.join(small(), 'record'))));
      for (const seq of range(1, acknowledged + 1)) expect(have.has(seq)).toBe(true);
      rmSync(path.join(small(), 'other'));
      await until(() => states.at(-1)?.disk === 'ok' && link.counts.acknowledged === kept);
      expect(link.counts).toMatchObject({ lost: 0, restarts: 0 });
      await link.stop();
      const read = await logged(path.join(small(), 'record'));
      expect(numbers(read)).toEqual(range(1, kept + 1));
      expect(read.damages).toEqual([]);
    },
  );
});
