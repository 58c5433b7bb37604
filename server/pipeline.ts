/** A feed with its decoder: bytes become observations in the picture, and the feed's health hears what was found. */
import type { Logger } from 'pino';
import type { FeedId } from '../proto/domain/ids.ts';
import type { Observation } from '../proto/domain/observations.ts';
import type { EpochMs } from '../proto/domain/units.ts';
import type { Decoder, DecodeSink, LookRequest, UnitOrder } from './decode/decoder.ts';
import type { Feed, FeedListener } from './feeds/feed.ts';
import type { Sameness } from './feeds/sameness.ts';

export interface Pipeline {
  readonly feed: Feed;
  /** About once a second: what waits too long is given up. */
  tick(nowMs: EpochMs): void;
  /** Asks a sensor of this feed to look at a place; false: it cannot. */
  lookAt(request: LookRequest, nowMs: EpochMs): boolean;
  /** Tells a unit what to do; false: nobody was there who could hear it. */
  order(order: UnitOrder, nowMs: EpochMs): boolean;
}

/** Observations of where something was at a moment. */
const MEASURED: ReadonlySet<Observation['type']> = new Set(['position', 'plot', 'scan', 'aircraft', 'unit']);

/** The feed is opened, not started. */
export function openPipeline(
  decoder: Decoder,
  open: (listener: FeedListener) => Feed,
  apply: (observation: Observation) => void,
  log: Logger,
  sameness?: Sameness,
): Pipeline {
  /** By what brought it; otherwise what it says itself is all there is to go by. */
  let isTimed = false;
  const sink: DecodeSink = {
    message: () => feed.health.message(),
    observation(said) {
      if (!isTimed && MEASURED.has(said.type)) feed.health.timed(said.observedMs, said.receivedMs);
      apply(said);
    },
    timed(statedMs, receivedMs) {
      isTimed = true;
      feed.health.timed(statedMs, receivedMs);
    },
    fault: (fault) => feed.health.fault(fault),
    reply(connection, bytes) {
      // Of a recording or a broker nobody waits for an answer.
      if (!feed.send || feed.send(bytes, connection)) return;
      feed.health.fault({ kind: 'unsent', sample: `${bytes.length} bytes: the peer takes none now` });
    },
    cutOff(connection, reason) {
      if (feed.cutOff) feed.cutOff(connection, reason);
      else feed.health.fault({ kind: 'cut-off', sample: reason });
    },
  };
  const guarded = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      // Decoders and tracks take any input; whatever comes here is a defect of ours, and must not end the watch.
      log.error({ feed: feed.id satisfies FeedId, err: error }, 'a defect: input was dropped');
      return undefined;
    }
  };
  const feed = open({
    frame(frame) {
      sameness?.heard(feed.id, frame.connection, frame.bytes, frame.datagram === true);
      guarded(() => decoder.push(frame, sink));
    },
    closed(connection) {
      sameness?.closed(feed.id, connection);
      guarded(() => decoder.close(connection, sink));
    },
  });
  feed.health.comparedBy(() => sameness?.twinOf(feed.id));
  return {
    feed,
    tick: (nowMs) => guarded(() => decoder.tick?.(nowMs, sink)),
    lookAt: (request, nowMs) =>
      feed.send !== undefined && (guarded(() => decoder.lookAt?.(request, nowMs, sink)) ?? false),
    order(order, nowMs) {
      const bytes = guarded(() => decoder.order?.(order, nowMs));
      return bytes !== undefined && feed.send?.(bytes) === true;
    },
  };
}
