/** Our tracks to those who asked for them: Cursor on Target events over a feed that can send. */
import type { AgencyId } from '../proto/domain/operations/agency.ts';
import type { TrackDetail } from '../proto/domain/track.ts';
import type { EpochMs } from '../proto/domain/units.ts';
import type { Asker } from './access/asker.ts';
import type { Audience } from './access/audience.ts';
import { encodeCotXml } from './decode/cot/encodexml.ts';
import { type Receiver, trackEvent } from './decode/cot/outgoing.ts';
import type { Feed } from './feeds/feed.ts';
import type { PictureSource } from './publish/source.ts';
import { detailFor, viewOf } from './publish/trackview.ts';

/** What a site says of what goes out over a feed. */
export interface SendSettings extends Receiver {
  /** Each track is said again after this, machine ms. */
  readonly everyMs: number;
  /** Who hears it at the other end; the site's own agency where absent. */
  readonly agency?: AgencyId;
}

/** Tracks said in one turn; a larger picture takes several. */
const TRACKS_A_TURN = 500;

/** Whoever hears a feed sees what an operator of their agency sees. */
export const receiverOf = (agency: AgencyId): Asker => ({
  name: `receiver of ${agency}`,
  agency,
  roles: ['operator'],
  how: 'token',
  credential: `receiver/${agency}`,
});

/**
 * Says every track of a picture to one feed, again and again, as far as the policy lets its receiver see it: reduced ones
 * reduced, others not at all. What may not be sent besides (what is not real, people on land) is left out by
 * `trackEvent`; a unit of which this feed alone told is not told back to it.
 */
export class Outgoing {
  /** Events handed to the feed, and those that it could not take. */
  sent = 0;
  unsent = 0;
  readonly #feed: Pick<Feed, 'id' | 'send'>;
  readonly #source: PictureSource;
  readonly #settings: SendSettings;
  readonly #audience: () => Audience | undefined;
  #slot = 0;
  #roundMs = Number.NEGATIVE_INFINITY;
  #inRound = false;

  /** @param audience of the receiver, as the policy answers now; undefined: nothing is sent */
  constructor(
    feed: Pick<Feed, 'id' | 'send'>,
    source: PictureSource,
    settings: SendSettings,
    audience: () => Audience | undefined,
  ) {
    this.#feed = feed;
    this.#source = source;
    this.#settings = settings;
    this.#audience = audience;
  }

  /** Called about once a second. @param nowMs the picture's time @param machineMs a clock that never goes back */
  tick(nowMs: EpochMs, machineMs: number): void {
    const audience = this.#audience();
    if (audience === undefined) return;
    if (!this.#inRound) {
      if (machineMs - this.#roundMs < this.#settings.everyMs) return;
      this.#roundMs = machineMs;
      this.#inRound = true;
      this.#slot = 0;
    }
    const { slotCount } = this.#source;
    for (let said = 0; said < TRACKS_A_TURN && this.#slot < slotCount; this.#slot++) {
      const view = viewOf(this.#source, this.#slot, audience);
      if (view === undefined) continue;
      said++;
      if (this.#isTheirs(this.#source.detail(this.#slot))) continue;
      const track = detailFor(this.#source, view, audience, nowMs);
      const event = track && trackEvent(track, this.#settings, nowMs);
      if (event === undefined || 'refused' in event) continue;
      if (this.#feed.send?.(Buffer.from(encodeCotXml(event)))) this.sent++;
      else this.unsent++;
    }
    this.#inRound = this.#slot < slotCount;
  }

  #isTheirs({ remarks, contributions }: TrackDetail): boolean {
    return remarks.uid !== undefined && contributions.every(({ feedId }) => feedId === this.#feed.id);
  }
}
