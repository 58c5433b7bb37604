/** The publications there are, one for each audience that somebody is of; forgotten when nobody is any more. */
import type { Audience } from '../access/audience.ts';
import { Publication } from './publication.ts';
import type { Alarms } from './shown.ts';
import type { PictureSource } from './source.ts';
import type { Tick } from './tilelevel.ts';

/** Each costs memory and a look at every changed track at each tick. There is about one an agency and role. */
export const MAX_PUBLICATIONS = 64;
/** Kept for so many ticks after its last client went: a page that is loaded anew comes back to it. */
export const PUBLICATION_SLEEPS_AFTER_TICKS = 60;

interface Kept {
  readonly publication: Publication;
  usedSeq: number;
}

export class Publications {
  readonly #source: PictureSource;
  readonly #suppressing: boolean;
  readonly #alarms: Alarms | undefined;
  readonly #byKey = new Map<string, Kept>();
  #past = { published: 0, suppressed: 0, encodedTiles: 0 };
  #tick: Tick = { seq: 0, baseMs: 0 };

  constructor(source: PictureSource, suppressing: boolean, alarms?: Alarms) {
    this.#source = source;
    this.#suppressing = suppressing;
    this.#alarms = alarms;
  }

  get size(): number {
    return this.#byKey.size;
  }

  *all(): Generator<Publication> {
    for (const { publication } of this.#byKey.values()) yield publication;
  }

  /** Sums since the start, of those that are gone too. */
  get counts(): { readonly published: number; readonly suppressed: number; readonly encodedTiles: number } {
    const sum = { ...this.#past };
    for (const one of this.all()) add(sum, one);
    return sum;
  }

  /** What an audience is shown, begun with the whole picture where nobody was of it; undefined: too many already. */
  of(audience: Audience): Publication | undefined {
    const known = this.#byKey.get(audience.key);
    if (known) {
      known.usedSeq = this.#tick.seq;
      return known.publication;
    }
    if (this.#byKey.size >= MAX_PUBLICATIONS) return undefined;
    const publication = new Publication(
      this.#source,
      audience,
      this.#suppressing,
      this.#tick.seq,
      this.#alarms,
    );
    this.#byKey.set(audience.key, { publication, usedSeq: this.#tick.seq });
    // Before the first tick nothing was taken from the picture: that brings all of it.
    if (this.#tick.seq === 0) return publication;
    publication.begin(this.#tick);
    for (let slot = 0; slot < this.#source.slotCount; slot += 1)
      if (this.#source.alive(slot)) publication.update(slot);
    return publication;
  }

  /** Begins a tick; `used`: the publications that clients have now. */
  begin(tick: Tick, used: ReadonlySet<Publication>): void {
    this.#tick = tick;
    for (const [key, kept] of this.#byKey) {
      if (used.has(kept.publication)) kept.usedSeq = tick.seq;
      if (tick.seq - kept.usedSeq < PUBLICATION_SLEEPS_AFTER_TICKS) kept.publication.begin(tick);
      else {
        this.#byKey.delete(key);
        add(this.#past, kept.publication);
      }
    }
  }
}

function add(
  sum: { published: number; suppressed: number; encodedTiles: number },
  { published, suppressed, encodedTiles }: Publication,
): void {
  sum.published += published;
  sum.suppressed += suppressed;
  sum.encodedTiles += encodedTiles;
}
