import { expect, it } from 'vitest';
import type { Observation } from '../../proto/domain/observations.ts';
import { AHEAD, FREE_SPACE, Troubles } from '../../server/troubles.ts';
import { manualClock } from '../manualclock.ts';

const START_MS = Date.UTC(2026, 4, 1, 6);
const GIB = 1 << 30;

function room(free = 100 * GIB, all = 200 * GIB) {
  const clock = manualClock(START_MS);
  const space = { free, all };
  let stepMs = 0;
  const machine = { ...clock, nowMs: () => (clock.nowMs() + stepMs) as ReturnType<typeof clock.nowMs> };
  const troubles = new Troubles({ clock, machine, dataDir: '/data', spaceOf: async () => ({ ...space }) });
  return {
    ...{ clock, troubles, space },
    step(ms: number) {
      stepMs += ms;
    },
    tick(ms = 1000, unsaved = 0) {
      clock.advance(ms);
      troubles.tick(unsaved);
      return troubles.list().map(({ kind, name, priority }) => `${kind}/${name} ${priority}`);
    },
  };
}

it('tells that alerts could not be kept, as long as it is so', () => {
  const { tick, troubles } = room();
  expect(tick()).toEqual([]);
  expect(tick(1000, 3)).toEqual(['storage/alerts alarm']);
  const [{ sinceMs, measured }] = troubles.list() as never as [{ sinceMs: number; measured: object }];
  expect([sinceMs, measured]).toEqual([START_MS + 2000, { value: 3, unit: 'count' }]);
  tick(1000, 7);
  expect(troubles.list()[0]).toMatchObject({ sinceMs, measured: { value: 7 } });
  expect(tick()).toEqual([]);
});

it('tells of a disk that fills: a warning below a gigabyte or a twentieth, an alarm when hardly anything is left', async () => {
  const { tick, troubles, space } = room();
  await troubles.lookAtSpace();
  expect(tick()).toEqual([]);
  space.free = FREE_SPACE.warnBytes - 1;
  await troubles.lookAtSpace();
  expect(tick()).toEqual(['storage/disk warning']);
  space.free = FREE_SPACE.alarmBytes - 1;
  await troubles.lookAtSpace();
  expect(tick()).toEqual(['storage/disk alarm']);
  expect(troubles.list()[0]).toMatchObject({
    evidence: [{ what: 'freeSpace', measure: { unit: 'ratio' } }],
  });
  // Of a small disk a twentieth is enough.
  Object.assign(space, { free: 400 << 20, all: 4 * GIB });
  await troubles.lookAtSpace();
  expect(tick()).toEqual([]);
});

it('tells of a clock that jumped, for ten minutes', () => {
  const { tick, step } = room();
  tick();
  step(1000);
  expect(tick()).toEqual([]);
  step(-3_600_000);
  expect(tick()).toEqual(['clock/machine warning']);
  for (let i = 0; i < 598; i += 1) tick();
  expect(tick()).toEqual(['clock/machine warning']);
  expect(tick()).toEqual([]);
});

it('tells that the picture stood', () => {
  const { tick } = room();
  tick();
  expect(tick(9_999)).toEqual([]);
  expect(tick(12_000)).toEqual(['pictureStale/picture warning']);
  expect(tick(30_000)).toEqual(['pictureStale/picture alarm']);
});

it('tells of a feed whose messages come from the future, while they do', () => {
  const { tick, troubles, clock } = room();
  tick();
  const hear = (aheadMs: number, times: number) => {
    const receivedMs = clock.nowMs();
    for (let i = 0; i < times; i += 1)
      troubles.heard({
        feedId: 'mast',
        receivedMs,
        observedMs: receivedMs + aheadMs,
      } as unknown as Observation);
  };
  hear(AHEAD.byMs, 100);
  hear(AHEAD.byMs + 1, AHEAD.messages - 1);
  expect(tick()).toEqual([]);
  hear(90_000, 1);
  expect(tick()).toEqual(['clock/feed/mast warning']);
  expect(troubles.list()[0]).toMatchObject({ measured: { value: 90, unit: 's' }, threshold: { value: 30 } });
  for (let i = 0; i < 70; i += 1) {
    hear(90_000, 1);
    tick();
  }
  expect(tick()).toEqual(['clock/feed/mast warning']);
  for (let i = 0; i < 130; i += 1) tick();
  expect(tick()).toEqual([]);
});
