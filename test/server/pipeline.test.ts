import { pino } from 'pino';
import { expect, it } from 'vitest';
import { feedId, sensorId } from '../../proto/domain/ids.ts';
import { Nature } from '../../proto/domain/observation.ts';
import { epochMs } from '../../proto/domain/units.ts';
import type { Decoder } from '../../server/decode/decoder.ts';
import type { Feed, FeedListener } from '../../server/feeds/feed.ts';
import { FeedHealth } from '../../server/feeds/health.ts';
import { openPipeline } from '../../server/pipeline.ts';
import { manualClock } from '../manualclock.ts';

const NOW_MS = epochMs(1_767_225_600_000);
const FEED = feedId('nodes');
const FRAME = {
  feedId: FEED,
  nature: Nature.recorded,
  connection: 1,
  receivedMs: NOW_MS,
  timeShiftMs: 0,
  bytes: new Uint8Array(1),
};
const LOOK = { taskId: 't', sensorId: sensorId('nodes/camera'), lat: 41, lon: 19 };

/** Answers whatever it hears, and takes every task. */
const answering: Decoder = {
  push: (frame, sink) => sink.reply(frame.connection, new Uint8Array(4)),
  close: () => undefined,
  lookAt: () => true,
};

function opened(send?: Feed['send']) {
  const health = new FeedHealth(
    { id: FEED, name: 'nodes', url: '', format: 'sapient', nature: Nature.recorded },
    manualClock(NOW_MS),
  );
  let listener: FeedListener | undefined;
  const pipeline = openPipeline(
    answering,
    (ears) => {
      listener = ears;
      return {
        id: FEED,
        health,
        start: () => undefined,
        stop: async () => undefined,
        state: () => health.snapshot(),
        ...(send && { send }),
      };
    },
    () => undefined,
    pino({ level: 'silent' }),
  );
  listener?.frame(FRAME);
  return { pipeline, faults: health.snapshot().faults };
}

it('an answer that a peer does not take is a fault', () => {
  const { pipeline, faults } = opened(() => false);
  expect(faults).toMatchObject([{ kind: 'unsent', count: 1 }]);
  expect(pipeline.lookAt(LOOK, NOW_MS)).toBe(true);
});

it('of a recording nobody waits for answers, and no sensor takes tasks', () => {
  const { pipeline, faults } = opened();
  expect(faults).toEqual([]);
  expect(pipeline.lookAt(LOOK, NOW_MS)).toBe(false);
});
