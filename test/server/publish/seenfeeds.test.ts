import { expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import { seenSnapshot, seenStates } from '../../../server/publish/seenfeeds.ts';

const sees = (...names: string[]) => ({ seesFeed: (feed: string) => names.includes(feed) });
const STATES = [
  { id: 'ours', sameAs: 'secret', sameShare: 0.95, bytes: 7 },
  { id: 'secret', sameAs: 'ours', sameShare: 1 },
  { id: 'partner', sameAs: '' },
];

it('no feed says that it brings what one that is not seen brings', () => {
  expect(seenStates(STATES, sees('ours', 'partner'))).toEqual([
    { id: 'ours', bytes: 7 },
    { id: 'partner', sameAs: '' },
  ]);
  expect(seenStates(STATES, sees('ours', 'secret', 'partner'))).toEqual(STATES);
  const snapshot = { id: feedId('ours'), twin: { feed: feedId('secret'), share: 1 } } as never;
  expect(seenSnapshot(snapshot, sees('ours'))).toEqual({ id: 'ours' });
  expect(seenSnapshot(snapshot, sees('ours', 'secret'))).toBe(snapshot);
});
