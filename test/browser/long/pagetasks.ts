/** What the page's thread does, task by task, by its own processor time: what else the machine does is not in it. */
import type { CDPSession, Page } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
}

export interface PageTasks {
  /** Tasks that were looked at. */
  readonly tasks: number;
  /** The longest without what was drawn in it: processor and wall time, ms. */
  readonly longestMs: number;
  readonly longestWallMs: number;
  /** The longest drawing, processor time, ms. */
  readonly longestDrawingMs: number;
}

const TASK = /RunTask$/;
/** Everything that the map draws is drawn for a frame. */
const DRAWING = 'FireAnimationFrame';

/** Traces for so many ms. */
export async function tracedTasks(page: Page, forMs: number): Promise<PageTasks> {
  const devtools = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  devtools.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as TraceEvent[])
      if (event.ph === 'X' && (TASK.test(event.name) || event.name === DRAWING)) events.push(event);
  });
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'devtools.timeline'], excludedCategories: ['*'] },
  });
  await new Promise((resolve) => setTimeout(resolve, forMs));
  await ended(devtools);
  await devtools.detach();
  return judged(events);
}

function ended(devtools: CDPSession): Promise<void> {
  const complete = new Promise<void>((resolve) => devtools.once('Tracing.tracingComplete', () => resolve()));
  return devtools.send('Tracing.end').then(() => complete);
}

function judged(events: readonly TraceEvent[]): PageTasks {
  const drawings = events.filter(({ name }) => name === DRAWING);
  const threads = new Set(drawings.map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = events.filter(({ name, pid, tid }) => TASK.test(name) && threads.has(`${pid} ${tid}`));
  let [longestMs, longestWallMs, longestDrawingMs] = [0, 0, 0];
  for (const task of tasks) {
    const end = task.ts + (task.dur ?? 0);
    const drawn = drawings.filter(
      ({ pid, tid, ts }) => pid === task.pid && tid === task.tid && ts >= task.ts && ts < end,
    );
    const sum = (of: 'dur' | 'tdur'): number => drawn.reduce((all, one) => all + (one[of] ?? 0), 0);
    longestMs = Math.max(longestMs, ((task.tdur ?? task.dur ?? 0) - sum('tdur')) / 1000);
    longestWallMs = Math.max(longestWallMs, ((task.dur ?? 0) - sum('dur')) / 1000);
    longestDrawingMs = Math.max(longestDrawingMs, sum('tdur') / 1000);
  }
  return { tasks: tasks.length, longestMs, longestWallMs, longestDrawingMs };
}
