/** The memory of one client's frames. */
import { expect, it } from 'vitest';
import { PictureReceiver } from '../../../client/link/frame.ts';
import { TrackStore } from '../../../client/store/tracks.ts';
import { localAudience } from '../../../server/access/audience.ts';
import { KEPT_FRAME_BYTES } from '../../../server/publish/viewer.ts';
import { at, recorder, room, START_MS } from './room.ts';
import { track } from './testpicture.ts';

function watching(ships: number, name = 'ALBA') {
  const { picture, publisher, tick } = room();
  const moveAll = (lat: number): void => {
    for (let slot = 0; slot < ships; slot += 1) picture.move(slot, { lat, observedMs: START_MS });
  };
  for (let slot = 0; slot < ships; slot += 1) picture.appear(slot, track({}), name);
  tick();
  const slow = recorder();
  const request = new PictureReceiver(new TrackStore()).request(at(41, 18.9));
  publisher.connect(slow.link, localAudience())!.watch(request);
  return { tick, moveAll, frames: slow.frames };
}

it('leaves a frame as it is until it is acknowledged, and writes the next over it', () => {
  const { tick, moveAll, frames } = watching(3);
  const first = frames[0]!;
  const asSent = Buffer.from(first.bytes);
  for (const lat of [41.1, 41.2, 41.3]) {
    moveAll(lat);
    tick();
  }
  expect(asSent.equals(first.bytes)).toBe(true);
  first.applied();
  expect(frames).toHaveLength(2);
  expect(frames[1]!.bytes.buffer).toBe(first.bytes.buffer);
});

it('keeps nothing of a long frame', () => {
  const { tick, moveAll, frames } = watching(200, 'A'.repeat(400));
  expect(frames[0]!.bytes.length).toBeGreaterThan(KEPT_FRAME_BYTES);
  frames[0]!.applied();
  moveAll(41.1);
  tick();
  expect(frames[1]!.bytes.buffer).not.toBe(frames[0]!.bytes.buffer);
  expect(frames[1]!.bytes.buffer.byteLength).toBeLessThanOrEqual(KEPT_FRAME_BYTES);
});
