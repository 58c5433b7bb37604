/** One at a time writes the archive: a file that names the process, and is touched while it works. */
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from './durable.ts';

const FILE = 'archive.lock';
const TOUCH_MS = 10_000;
/**
 * Not touched for so long: whoever made it is gone, even where a process has its number by now. A large file is hashed
 * meanwhile, without a turn for the touch.
 */
const STALE_MS = 15 * 60_000;

export interface Lock {
  release(): void;
}

/** Undefined: another process has it. `nowMs`: the machine's time, UTC epoch milliseconds. Throws as the file system does. */
export function takeLock(record: string, nowMs: () => number): Lock | undefined {
  makeFolder(record);
  const file = path.join(record, FILE);
  if (!make(file)) {
    if (isHeld(file, nowMs()) || !clear(file, nowMs()) || !make(file)) return undefined;
  }
  const touch = (): void => {
    const seconds = nowMs() / 1000;
    try {
      utimesSync(file, seconds, seconds);
    } catch {
      // Gone: nobody else starts within the hour.
    }
  };
  touch();
  const timer = setInterval(touch, TOUCH_MS);
  timer.unref();
  return {
    release() {
      clearInterval(timer);
      // Taken for gone meanwhile: then it is another's.
      if (pidIn(file) === process.pid) rmSync(file, { force: true });
    },
  };
}

/** The name comes with its content: whoever is killed on the way leaves no lock that names nobody. */
function make(file: string): boolean {
  const own = `${file}.${process.pid}`;
  // Left by one that was killed, it may be the lock itself by another name.
  rmSync(own, { force: true });
  writeFileSync(own, String(process.pid), { mode: 0o600 });
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Takes away what nobody holds. False: somebody else did, and made another in its place. */
function clear(file: string, nowMs: number): boolean {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (!isHeld(aside, nowMs)) return true;
    linkSync(aside, file);
    return false;
  } catch {
    return false;
  } finally {
    rmSync(aside, { force: true });
  }
}

function pidIn(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isHeld(file: string, nowMs: number): boolean {
  try {
    if (Math.abs(nowMs - statSync(file).mtimeMs) > STALE_MS) return false;
    const pid = Number(readFileSync(file, 'utf8'));
    // Signals to 0 reach the own group, which is always there.
    if (!(pid > 0)) return false;
    if (pid === process.pid) return true;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // There, but another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
