/**
 * A feed or receiver is out: one alert for all that it brought. By the data themselves, or as the site's own wiring says of
 * its connections.
 */
import type { Clue } from '../../../proto/domain/alert/alert.ts';
import { FEED_OUTAGE } from '../../../proto/domain/alert/thresholds/outage.table.ts';
import type { WatchedFeed } from '../../../proto/domain/detecting.ts';
import type { FeedId } from '../../../proto/domain/ids.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { Detector, Watch } from '../detector.ts';

/** Feeds followed; beyond it the first is let go of. */
const MAX_FEEDS = 256;
/** Who it brought is counted over this. */
const WINDOW_MS = 10 * 60_000;
/** Different transmitters counted. */
const MAX_COUNTED = 1000;
/** Shorter gaps are not looked at closely. */
const LONG_MS = 10_000;
/** A gap counts half so long after. */
const GAP_HALF_LIFE_MS = 6 * 3_600_000;
/** Of connections that stand, or came to their end: whether they should bring anything, the data say. */
const QUIET: ReadonlySet<WatchedFeed['life']> = new Set(['live', 'silent', 'ended']);
/** A connection that could not be made for so long is out. */
const CONNECTING_MS = 120_000;

class Feed {
  lastMs: number;
  /** Back since then, while it is said to be out. */
  backMs: number | undefined;
  #gapMs = 0;
  #gapAtMs = 0;
  #now = new Set<number>();
  #before = 0;
  #windowMs: number;

  constructor(atMs: number) {
    this.lastMs = atMs;
    this.#windowMs = atMs;
  }

  /** How many transmitters it brought lately. */
  get vessels(): number {
    return Math.max(this.#before, this.#now.size);
  }

  gapMs(nowMs: number): number {
    return this.#gapMs * 0.5 ** (Math.max(0, nowMs - this.#gapAtMs) / GAP_HALF_LIFE_MS);
  }

  /** `wasOut`: the gap before is told of, and is no habit. */
  took(mmsi: number | undefined, atMs: number, wasOut: boolean): void {
    const gap = atMs - this.lastMs;
    if (gap > this.gapMs(atMs) && !wasOut) {
      this.#gapMs = gap;
      this.#gapAtMs = atMs;
    }
    this.lastMs = Math.max(this.lastMs, atMs);
    if (atMs - this.#windowMs >= WINDOW_MS) {
      this.#before = this.#now.size;
      this.#now = new Set();
      this.#windowMs = atMs;
    }
    if (mmsi !== undefined && this.#now.size < MAX_COUNTED) this.#now.add(mmsi);
  }

  stepBack(nowMs: number): void {
    this.lastMs = Math.min(this.lastMs, nowMs);
    this.#windowMs = Math.min(this.#windowMs, nowMs);
  }
}

class FeedOutages implements Detector {
  readonly name = 'outage/feeds';
  readonly #watch: Watch;
  readonly #feeds = new Map<FeedId, Feed>();

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  heard(said: Observation): void {
    const { feedId, receivedMs } = said;
    let feed = this.#feeds.get(feedId);
    if (!feed) {
      feed = new Feed(receivedMs);
      this.#feeds.set(feedId, feed);
      if (this.#feeds.size > MAX_FEEDS) this.#forget(this.#feeds.keys().next().value!);
    }
    const wasOut = receivedMs - feed.lastMs > LONG_MS && this.#watch.isRaised('feedOutage', feedId);
    feed.took(said.type === 'position' ? said.mmsi : undefined, receivedMs, wasOut);
  }

  tick(nowMs: number): void {
    const states = this.#watch.system.feeds();
    const known = new Set<FeedId>();
    for (const state of states) {
      known.add(state.id);
      if (!this.#isBroken(state, nowMs)) this.#byData(state.id, nowMs, state.name);
      else this.#raise(state.id, state.sinceMs, nowMs, state.name, state);
    }
    for (const id of this.#feeds.keys()) if (!known.has(id)) this.#byData(id, nowMs, id);
  }

  stepBack(nowMs: number): void {
    for (const feed of this.#feeds.values()) feed.stepBack(nowMs);
  }

  #isBroken({ life, sinceMs }: WatchedFeed, nowMs: number): boolean {
    const forMs = nowMs - sinceMs;
    if (life === 'connecting') return forMs >= CONNECTING_MS;
    return !QUIET.has(life) && forMs >= this.#watch.values(FEED_OUTAGE).stateS * 1000;
  }

  #byData(id: FeedId, nowMs: number, name: string): void {
    const feed = this.#feeds.get(id);
    const { vessels, afterS, ownGaps, backS } = this.#watch.values(FEED_OUTAGE);
    const silentMs = feed ? nowMs - feed.lastMs : 0;
    const leastMs = Math.max(afterS * 1000, feed ? ownGaps * feed.gapMs(nowMs) : 0);
    if (feed && feed.vessels >= vessels && silentMs >= leastMs) {
      feed.backMs = undefined;
      this.#raise(id, feed.lastMs, nowMs, name, undefined, leastMs / 1000);
      return;
    }
    if (!this.#watch.isRaised('feedOutage', id)) return;
    if (!feed || silentMs >= afterS * 1000) return;
    feed.backMs ??= feed.lastMs;
    if (nowMs - feed.backMs >= backS * 1000) this.#clear(id, feed);
  }

  #raise(
    id: FeedId,
    sinceMs: number,
    nowMs: number,
    name: string,
    state?: WatchedFeed,
    leastS?: number,
  ): void {
    if (this.#watch.isRaised('feedOutage', id)) return;
    const feed = this.#feeds.get(id);
    const evidence: Clue[] = [
      { what: 'feedName', text: name },
      { what: 'lastReceived', atMs: epochMs(feed?.lastMs ?? sinceMs) },
    ];
    if (feed) evidence.push({ what: 'vesselsBrought', measure: { value: feed.vessels, unit: 'count' } });
    if (state) evidence.push({ what: `feed.${state.life}`, text: state.reason, atMs: state.sinceMs });
    const others = this.#othersHeard(id, feed?.lastMs ?? sinceMs);
    evidence.push({ what: 'otherFeedsHeard', measure: { value: others, unit: 'count' } });
    this.#watch.raise({
      name: id,
      kind: 'feedOutage',
      things: [],
      about: { feedId: id },
      onsetMs: sinceMs,
      rule: state ? 'feedOutage.stateS' : 'feedOutage.afterS',
      measured: { value: Math.round((nowMs - sinceMs) / 1000), unit: 's' },
      threshold: {
        value: Math.round(leastS ?? this.#watch.values(FEED_OUTAGE).stateS),
        unit: 's',
      },
      evidence,
    });
  }

  #othersHeard(id: FeedId, sinceMs: number): number {
    let heard = 0;
    for (const [other, { lastMs }] of this.#feeds) if (other !== id && lastMs > sinceMs) heard++;
    return heard;
  }

  #clear(id: FeedId, feed: Feed): void {
    feed.backMs = undefined;
    this.#watch.clear('feedOutage', id);
  }

  #forget(id: FeedId): void {
    this.#feeds.delete(id);
    this.#watch.clear('feedOutage', id);
  }
}

export const feeds = (watch: Watch): Detector => new FeedOutages(watch);
