/** Replays over a made history: DuckDB in this process in place of the query process. */
import { watchfloor } from '../../../../proto/generated/record.js';
import type { AlertRecords } from '../../../../server/publish/alertviews.ts';
import type { ReplayReader, Step, ToldRow } from '../../../../server/publish/replay/reader.ts';
import { Replays, type ReplaysOptions } from '../../../../server/publish/replay/sessions.ts';
import { ReplayReads, replayBytes } from '../../../../server/record/query/replayreads.ts';
import type { ManualClock } from '../../../manualclock.ts';
import { manualClock } from '../../../manualclock.ts';
import { TestAccess } from '../testaccess.ts';
import { duckOf, HISTORY_MS, type History } from './history.ts';

const stepsOf = (steps: watchfloor.record.v1.IReplaySteps): readonly Step[] =>
  watchfloor.record.v1.ReplaySteps.decode(replayBytes(steps)).steps;

export async function readerOf(history: History, told: readonly ToldRow[] = []) {
  const duck = await duckOf(history);
  const reads = new ReplayReads(duck.connection, duck.source);
  /** What was asked, in its order. */
  const asked: string[] = [];
  const pending = new Set<Promise<unknown>>();
  const counted = <T>(work: Promise<T>): Promise<T> => {
    pending.add(work);
    return work.finally(() => pending.delete(work));
  };
  const reader: ReplayReader = {
    async pictureAt(atMs) {
      asked.push(`picture ${atMs - HISTORY_MS}`);
      return { ok: true, value: stepsOf(await counted(reads.pictureAt(atMs))) };
    },
    async changes(fromMs, untilMs, stepMs) {
      asked.push(`changes ${fromMs - HISTORY_MS}…${untilMs - HISTORY_MS} by ${stepMs}`);
      return { ok: true, value: stepsOf(await counted(reads.changes(fromMs, untilMs, stepMs))) };
    },
    async told(atMs, untilMs) {
      const before = new Map(told.filter(({ knownMs }) => knownMs <= atMs).map((row) => [row.id, row]));
      const after = told.filter(({ knownMs }) => knownMs > atMs && knownMs <= untilMs);
      return { ok: true, value: [...before.values(), ...after] };
    },
  };
  /** Resolves when all that was asked is answered and taken. */
  const settled = async (): Promise<void> => {
    do {
      await Promise.all(pending);
      await new Promise((resolve) => setImmediate(resolve));
    } while (pending.size > 0);
  };
  return { reader, asked, settled, close: () => duck.close() };
}

const NO_RECORDS: AlertRecords = { get: () => undefined, list: () => [], versions: () => [] };

export interface RoomOptions extends Partial<ReplaysOptions> {
  readonly clock?: ManualClock;
  readonly access?: TestAccess;
  readonly told?: readonly ToldRow[];
}

export async function replayRoom(history: History, untilMs: number, options: RoomOptions = {}) {
  const { clock = manualClock(untilMs + 86_400_000), access = new TestAccess(), told, ...rest } = options;
  const { reader, asked, settled, close } = await readerOf(history, told);
  const range = { fromMs: HISTORY_MS, untilMs } as ReturnType<NonNullable<ReplaysOptions['range']>>;
  const sessions = new Replays({
    ...{ reader, machine: clock, after: (ms: number, task: () => void) => clock.after(ms, task), epoch: 3 },
    past: { at: () => access, longestDelayMs: () => 0 },
    range: () => range,
    records: () => NO_RECORDS,
    published: { serverVersion: 'test', site: 'Test', demonstration: false },
    ...rest,
  });
  /** Moves machine time on, and lets what was read arrive. */
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 250) {
      clock.advance(Math.min(250, left));
      await settled();
    }
  };
  return {
    ...{ sessions, clock, access, asked, pass },
    async close() {
      sessions.close();
      await settled();
      close();
    },
  };
}
