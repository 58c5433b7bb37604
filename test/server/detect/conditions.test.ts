/** What holds for a time, and a clock that is set back. */
import { expect, it } from 'vitest';
import { Conditions } from '../../../server/detect/conditions.ts';
import { condition } from '../operations/alerts/found.ts';

it('what holds for a time is over in its time although the clock was set back meanwhile', () => {
  const ended: string[] = [];
  const conditions = new Conditions({
    raised() {},
    updated() {},
    ended: ({ key }) => ended.push(key),
  });
  conditions.raise(condition('1'), 60_000, false, 7_200_000);
  conditions.raise(condition('2'), undefined, false, 7_200_000);
  conditions.tick(7_210_000);
  conditions.stepBack(3_600_000);
  conditions.tick(3_659_999);
  expect(ended).toEqual([]);
  conditions.tick(3_660_000);
  expect(ended).toEqual(['loitering|1']);
});
