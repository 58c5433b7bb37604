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

test('others have their turn between one time and the next; what changed too often is refused', async () => {
  let turns = 0;
  let isOver = false;
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await pastSights(then(1000), asked(300_000));
  isOver = true;
  expect(turns).toBeGreaterThan(300);
  expect(await pastSights(then(1000), asked(500_000))).toBeUndefined();
});
