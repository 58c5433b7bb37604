/** Our tracks to those who asked for them: Cursor on Target events over a feed that can send. */
import type { TrackDetail } from '../proto/domain/track.ts';
import type { EpochMs } from '../proto/domain/units.ts';
import { encodeCotXml } from './decode/cot/encodexml.ts';
import { type Receiver, trackEvent } from './decode/cot/outgoing.ts';
import type { Feed } from './feeds/feed.ts';

/** What a site says of what goes out over a feed. */
export interface SendSettings extends Receiver {
  /** Each track is said again after this, machine ms. */
  readonly everyMs: number;
}

/** Tracks said in one turn; a larger picture takes several. */
const TRACKS_A_TURN = 500;

/** What is sent needs of the picture. */
interface Tracks {
  readonly slotCount: number;
  alive(slot: number): boolean;
  detail(slot: number): TrackDetail;
}

/**
 * Says every track of a picture to one feed, again and again. What may not be sent to this receiver (what is not real,
 * people on land) is left out by `trackEvent`; a unit of
 * which this feed alone told is not told back to it.
 */
export class Outgoing {
  /** Events handed to the feed, and those that it could not take. */
  sent = 0;
  unsent = 0;
  readonly #feed: Pick<Feed, 'id' | 'send'>;
  readonly #tracks: Tracks;
  readonly #settings: SendSettings;
  #slot = 0;
  #roundMs = Number.NEGATIVE_INFINITY;
  #inRound = false;

  constructor(feed: Pick<Feed, 'id' | 'send'>, tracks: Tracks, settings: SendSettings) {
    this.#feed = feed;
    this.#tracks = tracks;
    this.#settings = settings;
  }

  /** Called about once a second. @param nowMs the picture's time @param machineMs a clock that never goes back */
  tick(nowMs: EpochMs, machineMs: number): void {
    if (!this.#inRound) {
      if (machineMs - this.#roundMs < this.#settings.everyMs) return;
      this.#roundMs = machineMs;
      this.#inRound = true;
      this.#slot = 0;
    }
    for (let said = 0; said < TRACKS_A_TURN && this.#slot < this.#tracks.slotCount; this.#slot++) {
      if (!this.#tracks.alive(this.#slot)) continue;
      said++;
      const track = this.#tracks.detail(this.#slot);
      if (this.#isTheirs(track)) continue;
      const event = trackEvent(track, this.#settings, nowMs);
      if ('refused' in event) continue;
      if (this.#feed.send?.(Buffer.from(encodeCotXml(event)))) this.sent++;
      else this.unsent++;
    }
    this.#inRound = this.#slot < this.#tracks.slotCount;
  }

  #isTheirs({ remarks, contributions }: TrackDetail): boolean {
    return remarks.uid !== undefined && contributions.every(({ feedId }) => feedId === this.#feed.id);
  }
}
