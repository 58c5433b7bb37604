/** What people look at is in the log before they see it; what a life may hang on is seen whether the log can be written or not. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import { TrackStateBits } from '../../../proto/domain/track.ts';
import { type Browser, settledRoom } from './decisionsroom.ts';
import { track } from './testpicture.ts';

let room: Awaited<ReturnType<typeof settledRoom>>;
let watch: Browser;

beforeAll(async () => {
  room = await settledRoom();
  const { picture } = room;
  watch = room.coordinator;
  for (const slot of [0, 1, 2, 3]) {
    picture.appear(slot, track({ state: slot < 3 ? TrackStateBits.distress : 0 }));
    picture.feeds.set(slot, { feeds: [feedId('mast')] });
  }
});
afterAll(() => room.close());

const fillDisk = (): void => {
  const { database } = room;
  database.get(`PRAGMA max_page_count = ${Number(database.get('PRAGMA page_count')?.page_count)}`);
};
const makeRoom = (): void => {
  room.database.get('PRAGMA max_page_count = 1000000');
};
const card = (slot: number) => watch.get(`/api/tracks/${room.picture.id(slot)}`);
const looks = () =>
  room.audit.find({ action: 'see', kind: 'track' }).map(({ id, details }) => [id, JSON.parse(details ?? '')]);

it('a track in distress is shown although the log is full, and the log is told of it when there is room', async () => {
  const { picture, clock } = room;
  expect((await card(0)).status).toBe(200);
  const first = [picture.id(0), { distress: true }];
  expect(looks()).toEqual([first]);

  fillDisk();
  // What is left of the last page is filled by searches, until there is no room for a row.
  let status = 200;
  for (let i = 0; i < 500 && status === 200; i += 1)
    ({ status } = await watch.get(`/api/search?q=${i}-${'x'.repeat(80)}`));
  expect(status).toBe(507);
  const seenMs = clock.nowMs();
  expect((await card(1)).json).toMatchObject({ id: picture.id(1), distress: true });
  expect((await card(1)).status).toBe(200);
  expect((await card(3)).status).toBe(200);
  expect(looks()).toEqual([first]);
  expect((await watch.get('/api/search?q=alba')).status).toBe(507);

  clock.advance(5000);
  makeRoom();
  expect((await card(2)).status).toBe(200);
  expect(looks()).toEqual([
    [picture.id(2), { distress: true }],
    [picture.id(1), { distress: true, seenMs }],
    first,
  ]);
  expect(room.bugs).toEqual([]);
});
