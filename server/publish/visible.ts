/** Which tracks of the picture an audience may see: every route asks here. */
import type { Nature, TrackKind } from '../../proto/domain/observation.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';
import type { Audience, FeedSet, Sight, TrackFacts } from '../access/audience.ts';
import type { PictureSource } from './source.ts';

/** What the policy decides by, of one slot after the other: read what you need of it, keep nothing. */
export class SlotFacts implements TrackFacts {
  readonly #source: PictureSource;
  #slot = 0;

  constructor(source: PictureSource) {
    this.#source = source;
  }

  at(slot: number): TrackFacts {
    this.#slot = slot;
    return this;
  }

  get id(): string {
    return this.#source.id(this.#slot);
  }

  get kind(): TrackKind {
    return this.#source.columns.kind[this.#slot] as TrackKind;
  }

  get nature(): Nature {
    return this.#source.columns.nature[this.#slot] as Nature;
  }

  get feeds(): FeedSet {
    return this.#source.feedsOf(this.#slot);
  }

  get distress(): boolean {
    return (this.#source.columns.state[this.#slot]! & TrackStateBits.distress) !== 0;
  }
}

/** How an audience may see a slot's track. */
export const sightOf = (source: PictureSource, slot: number, audience: Audience): Sight =>
  source.alive(slot) ? audience.sight(new SlotFacts(source).at(slot)) : 'none';

export const isVisible = (source: PictureSource, slot: number, audience: Audience): boolean =>
  sightOf(source, slot, audience) !== 'none';

/** The slot of a track that an audience may see. */
export function visibleSlot(source: PictureSource, id: string, audience: Audience): number | undefined {
  const slot = source.slotOf(id);
  return slot !== undefined && isVisible(source, slot, audience) ? slot : undefined;
}
