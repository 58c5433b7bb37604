import { expect, test } from 'vitest';
import { joined, movedReplay } from '../../../client/link/replays.ts';
import type { Replay } from '../../../proto/domain/record/replay.ts';
import { epochMs } from '../../../proto/domain/units.ts';

const replay: Replay = {
  id: 'r',
  mode: 'known',
  range: { fromMs: epochMs(1000), untilMs: epochMs(9000) },
  atMs: epochMs(5000),
  rate: 10,
  isPlaying: true,
  state: 'ready',
};

test('a replay is on the screen as it will be: within what can be replayed, standing after a step', () => {
  expect(movedReplay(replay, { atMs: epochMs(20_000) })).toMatchObject({ atMs: 9000, isPlaying: true });
  expect(movedReplay(replay, { stepMs: -10_000 })).toMatchObject({ atMs: 1000, isPlaying: false });
  expect(movedReplay(replay, { rate: -60, isPlaying: true })).toMatchObject({ rate: -60, atMs: 5000 });
  const loop = { fromMs: epochMs(2000), untilMs: epochMs(3000) };
  const looped = movedReplay(replay, { loop });
  expect(looped.loop).toEqual(loop);
  expect(movedReplay(looped, { rate: 2 }).loop).toEqual(loop);
  expect(movedReplay(looped, { loop: null })).not.toHaveProperty('loop');
});

test('changes that come while one is under way are made one', () => {
  expect(joined(undefined, { stepMs: 1000 })).toEqual({ stepMs: 1000 });
  expect(joined({ stepMs: 1000, rate: 2 }, { stepMs: 500 })).toEqual({ stepMs: 1500, rate: 2 });
  // Where it goes now is all that counts of where it was to go.
  expect(joined({ stepMs: 1000, isPlaying: true }, { atMs: epochMs(7) })).toEqual({
    atMs: 7,
    isPlaying: true,
  });
  expect(joined({ atMs: epochMs(7) }, { stepMs: 10 })).toEqual({ atMs: 7, stepMs: 10 });
});
