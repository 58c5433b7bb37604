import { expect, test } from 'vitest';
import type { RecorderLink } from '../../server/record/recorder/link.ts';
import type { RecorderState } from '../../server/record/recorder/recorderstate.ts';
import { RecordTroubles } from '../../server/recordtroubles.ts';
import { manualClock } from '../manualclock.ts';

const NOON_MS = Date.UTC(2026, 4, 1, 12);
const STATE: RecorderState = {
  ...{ disk: 'ok', writtenBytes: 0, entries: 0, syncs: 0, forecastOverMs: 0, segments: 0, logBytes: 0 },
  ...{ damages: [], damageCount: 0, waitingBytes: 0 },
};

type Link = Pick<RecorderLink, 'isReady' | 'state' | 'isLosing' | 'counts'>;

function watched() {
  const clock = manualClock(NOON_MS);
  const counts = { entries: 0, acknowledged: 0, lost: 0, waitingBytes: 0, restarts: 0, ackMaxMs: 0 };
  const link = { isReady: true, isLosing: false, state: STATE, counts } as {
    -readonly [K in keyof Link]: Link[K];
  };
  const troubles = new RecordTroubles(link, clock, clock);
  return {
    link,
    /** So many seconds, one after the other; answers what is told at their end. */
    seconds(n: number) {
      for (let i = 0; i < n; i += 1) {
        clock.advance(1000);
        troubles.tick();
      }
      return troubles.list();
    },
  };
}

test('a recorder that is away is told within five seconds, and not one that comes back at once', () => {
  const { link, seconds } = watched();
  expect(seconds(3)).toEqual([]);
  link.isReady = false;
  expect(seconds(1)).toEqual([]);
  link.isReady = true;
  expect(seconds(1)).toEqual([]);
  link.isReady = false;
  expect(seconds(4)).toMatchObject([
    {
      ...{ kind: 'storage', name: 'recorder', priority: 'alarm', sinceMs: NOON_MS + 7000 },
      ...{ measured: { value: 4, unit: 's' }, threshold: { value: 2, unit: 's' } },
      evidence: [{ what: 'recorderDown' }],
    },
  ]);
  link.isReady = true;
  expect(seconds(1)).toEqual([]);
});

test('a disk that takes nothing is told at once', () => {
  const { link, seconds } = watched();
  link.state = { ...STATE, disk: 'full', waitingBytes: 5000 };
  expect(seconds(1)).toMatchObject([
    { name: 'record-disk', priority: 'alarm', measured: { value: 5000, unit: 'count' } },
  ]);
  link.state = STATE;
  expect(seconds(1)).toEqual([]);
});

test('a disk that will be full is told a day before, once the forecast can be trusted, or when it is soon', () => {
  const { link, seconds } = watched();
  const hour = 3_600_000;
  const told = (hoursUntilFull: number, forecastOverMs: number) => {
    link.state = { ...STATE, hoursUntilFull, forecastOverMs };
    return seconds(1).map(({ name, priority }) => [name, priority]);
  };
  expect(told(25, 6 * hour)).toEqual([]);
  expect(told(23, 6 * hour)).toEqual([['record-space', 'warning']]);
  expect(told(23, hour)).toEqual([]);
  expect(told(1.5, hour / 4)).toEqual([['record-space', 'warning']]);
});

test('a loss is told for ten minutes after the last', () => {
  const { link, seconds } = watched();
  link.counts = { ...link.counts, lost: 12 };
  expect(seconds(1)).toMatchObject([
    { name: 'record-loss', priority: 'alarm', measured: { value: 12 }, evidence: [{ what: 'notRecorded' }] },
  ]);
  expect(seconds(9 * 60)).toHaveLength(1);
  link.isLosing = true;
  seconds(1);
  link.isLosing = false;
  expect(seconds(9 * 60)).toHaveLength(1);
  expect(seconds(61)).toEqual([]);
});
