/** That alerts changed is told on the live socket: an emergency or alarm at once, the rest a few times a second. */
import { io } from 'socket.io-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { condition, found } from '../operations/alerts/found.ts';
import { type SettledRoom, settledRoom } from './decisionsroom.ts';
import { type Client, heard, outcome } from './socketclient.ts';

let room: SettledRoom;
let client: Client;
beforeEach(async () => {
  room = await settledRoom();
  client = io(room.url, {
    ...{ transports: ['websocket'], reconnection: false, forceNew: true },
    extraHeaders: { Cookie: `watchfloor_session=${room.coordinator.cookie}` },
  });
  expect(await outcome(client)).toBe('in');
});
afterEach(async () => {
  client.disconnect();
  await room.close();
});

const tick = (id: string, priority: 'alarm' | 'caution') => {
  room.clock.advance(1000);
  room.book.tick([found(id, condition(id, { priority }))], room.clock.nowMs());
};

it('is told of the revision up to which there is news', async () => {
  const news = heard(client, 'alerts');
  tick('1', 'caution');
  expect(await news).toEqual([1]);
});

it('does not wait for its turn with an alarm', async () => {
  const told: number[] = [];
  client.on('alerts', (revision) => told.push(revision));
  // The first takes the turn; cautions after it wait for the next, alarms do not.
  tick('1', 'caution');
  tick('2', 'caution');
  tick('3', 'alarm');
  tick('4', 'caution');
  tick('5', 'alarm');
  while (!told.includes(5)) await heard(client, 'alerts');
  expect(told).toEqual([1, 3, 5]);
});
