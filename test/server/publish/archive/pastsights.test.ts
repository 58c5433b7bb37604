/** What of the past may be seen, where it was decided about often. */
import { expect, test } from 'vitest';
import { trackId } from '../../../../proto/domain/ids.ts';
import { pastSights } from '../../../../server/publish/archive/pastsights.ts';
import { person, TestAccess } from '../testaccess.ts';

const FACTS = [{ feeds: 'ais', kind: 1, distress: false }];
const access = new TestAccess();
const then = (everyMs: number) => ({
  at: () => access,
  holds: (atMs: number) => ({ fromMs: atMs, untilMs: (Math.floor(atMs / everyMs) + 1) * everyMs }),
});
const asked = (untilMs: number) => ({
  ...{ asker: person('anna'), facts: FACTS, released: [trackId(1, 7)], fromMs: 0, untilMs, nowMs: untilMs },
});

test('all is seen of what was decided about, and of nothing that comes after', async () => {
  expect(await pastSights(then(1000), asked(5000))).toEqual({
    ...{ whole: FACTS, fromMs: 0, untilMs: 5000, nowMs: 5000 },
  });
});

test('what changes nothing for them counts for nothing; what changes too often is refused', async () => {
  const narrow = new TestAccess();
  narrow.audiences.set('anna', { key: 'nothing', sight: () => 'none', seesFeed: () => false });
  // All until the second minute, then nothing.
  const twice = { ...then(1000), at: (atMs: number) => (atMs < 120_000 ? access : narrow) };
  expect(await pastSights(twice, asked(900_000))).toEqual({
    rows: [{ ...FACTS[0], untilMs: 120_000 }],
    nowMs: 900_000,
  });
  const always = { ...then(1000), at: (atMs: number) => (atMs % 2000 < 1000 ? access : narrow) };
  expect(await pastSights(always, asked(500_000))).toBeUndefined();
});

test('others have their turn between one time and the next', async () => {
  let turns = 0;
  let isOver = false;
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await pastSights(then(1000), asked(300_000));
  isOver = true;
  expect(turns).toBeGreaterThan(290);
});
