import { expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import type { Audience } from '../../../server/access/audience.ts';
import { localAudience } from '../../../server/access/audience.ts';
import { detailFor, viewOf } from '../../../server/publish/trackview.ts';
import { fed, identity, position, timeAt } from '../tracks/observations.ts';

it('tells who and what is on board as far as the feeds that heard it may tell, beside a name that all may know', () => {
  const picture = fed(
    position({ feed: 'ours' }),
    position({ feed: 'theirs', at: 1 }),
    identity({ name: 'LUNA', aboard: { personsOnBoard: 22 } }, { feed: 'ours', at: 2 }),
    identity({ aboard: { crew: 9 } }, { feed: 'theirs', at: 3 }),
  );
  const told = (audience: Audience): readonly string[] => {
    const view = viewOf(picture, 0, audience)!;
    return Object.keys(detailFor(picture, view, audience, timeAt(10))!.identity);
  };
  const whole: Audience = { key: 'whole', sight: () => 'whole', seesFeed: () => true };
  expect(told(whole)).toEqual(['name']);
  const ours: Audience = { ...whole, seesAboard: ({ feeds }) => feeds.feeds.includes(feedId('ours')) };
  expect(told(ours)).toEqual(['name', 'personsOnBoard']);
  expect(told(localAudience())).toEqual(['name', 'personsOnBoard', 'crew']);
});
