/** A feed's state as it goes over the wire. */
import { watchfloor } from '../../proto/generated/watchfloor.js';
import type { FeedLife, FeedSnapshot } from './health.ts';

const { FeedLife: Wire } = watchfloor.v1;

const WIRE_LIFE: Record<FeedLife, watchfloor.v1.FeedLife> = {
  connecting: Wire.CONNECTING,
  live: Wire.FEED_LIVE,
  silent: Wire.SILENT,
  faulty: Wire.FAULTY,
  down: Wire.DOWN,
  ended: Wire.ENDED,
};

/** The snapshot as `watchfloor.v1.FeedState`; absent stays absent. */
export function feedState(snapshot: FeedSnapshot): watchfloor.v1.IFeedState {
  return { ...snapshot, life: WIRE_LIFE[snapshot.life], faults: [...snapshot.faults] };
}
