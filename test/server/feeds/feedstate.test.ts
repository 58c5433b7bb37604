import { expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import { Nature } from '../../../proto/domain/observation.ts';
import { watchfloor } from '../../../proto/generated/watchfloor.js';
import { feedState } from '../../../server/feeds/feedstate.ts';
import { FeedHealth } from '../../../server/feeds/health.ts';
import { manualClock } from '../../manualclock.ts';
import { NEW_YEAR_MS } from './heard.ts';

const { FeedState, FeedLife, FeedTiming } = watchfloor.v1;

it('goes over the wire and comes back with everything it said, and nothing it did not', () => {
  const identity = { id: feedId('n'), name: 'North', url: 'tcp://a:1', format: 'ais', nature: Nature.real };
  const clock = manualClock(NEW_YEAR_MS);
  const health = new FeedHealth(identity, clock);
  const through = () => FeedState.decode(FeedState.encode(feedState(health.snapshot())).finish());
  expect(Object.hasOwn(through(), 'lastByteMs')).toBe(false);
  expect(Object.hasOwn(through(), 'retryMs')).toBe(false);
  expect(Object.hasOwn(through(), 'lagMs')).toBe(false);

  health.open('open');
  health.bytes(100);
  health.fault({ kind: 'checksum', sample: 'bad' });
  health.connections(2);
  health.down('cut', 1000);
  for (let i = 0; i < 10; i += 1) health.timed(NEW_YEAR_MS - 90_000, NEW_YEAR_MS);
  health.comparedBy(() => ({ feed: feedId('m'), share: 0.95 }));
  expect(through()).toMatchObject({
    id: 'n',
    name: 'North',
    url: 'tcp://a:1',
    format: 'ais',
    life: FeedLife.DOWN,
    reason: 'cut',
    bytes: 100,
    connections: 2,
    lastByteMs: NEW_YEAR_MS,
    retryMs: NEW_YEAR_MS + 1000,
    ...{ lagMs: 90_000, timing: FeedTiming.LATE, sameAs: 'm', sameShare: 0.95 },
    faults: [{ kind: 'checksum', count: 1, sample: 'bad', lastMs: NEW_YEAR_MS }],
  });
});
