/** A feed's state as it goes over the wire. */
import { watchfloor } from '../../proto/generated/watchfloor.js';
import type { FeedLife, FeedSnapshot } from './health.ts';
import type { FeedTiming } from './timing.ts';

const { FeedLife: Wire, FeedTiming: WireTiming } = watchfloor.v1;

const WIRE_LIFE: Record<FeedLife, watchfloor.v1.FeedLife> = {
  connecting: Wire.CONNECTING,
  live: Wire.FEED_LIVE,
  silent: Wire.SILENT,
  faulty: Wire.FAULTY,
  down: Wire.DOWN,
  ended: Wire.ENDED,
};

const WIRE_TIMING: Record<FeedTiming, watchfloor.v1.FeedTiming> = {
  late: WireTiming.LATE,
  behind: WireTiming.BEHIND,
  ahead: WireTiming.AHEAD,
};

/** The snapshot as `watchfloor.v1.FeedState`; absent stays absent. */
export function feedState({ timing, twin, ...snapshot }: FeedSnapshot): watchfloor.v1.IFeedState {
  return {
    ...snapshot,
    life: WIRE_LIFE[snapshot.life],
    faults: [...snapshot.faults],
    ...(timing && { timing: WIRE_TIMING[timing] }),
    ...(twin && { sameAs: twin.feed, sameShare: twin.share }),
  };
}
