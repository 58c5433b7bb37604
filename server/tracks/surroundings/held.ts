/** What was said on the air, by who heard it and what it speaks of: bounded as a whole and for each sender. */
import type { FeedId, Mmsi } from '../../../proto/domain/ids.ts';
import type { Nature } from '../../../proto/domain/observation.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';

interface Said {
  readonly id: string;
  readonly feedId: FeedId;
  readonly nature: Nature;
  readonly mmsi: Mmsi;
  readonly lastMs: EpochMs;
}

export interface Bounds {
  /** As one feed hears them. */
  readonly perSender: number;
  readonly all: number;
}

export class Held<T extends Said> {
  /** What made room for others. */
  dropped = 0;
  readonly #bounds: Bounds;
  readonly #isPrecious: (said: T) => boolean;
  readonly #byKey = new Map<string, T>();

  /** @param isPrecious what makes room only where there is nothing else */
  constructor(bounds: Bounds, isPrecious: (said: T) => boolean = () => false) {
    this.#bounds = bounds;
    this.#isPrecious = isPrecious;
  }

  get(id: string, feedId: FeedId): T | undefined {
    return this.#byKey.get(keyOf({ id, feedId }));
  }

  /** As any feed heard it. */
  has(id: string): boolean {
    for (const said of this.#byKey.values()) if (said.id === id) return true;
    return false;
  }

  /** Beyond a bound what was said longest ago makes room, of the same sender where it is the sender's bound. */
  set(said: T): void {
    const key = keyOf(said);
    if (!this.#byKey.has(key)) {
      const siblings = [...this.#byKey.values()].filter((other) => isOfSender(other, said));
      if (siblings.length >= this.#bounds.perSender) this.#drop(siblings);
      else if (this.#byKey.size >= this.#bounds.all) this.#drop([...this.#byKey.values()]);
    }
    this.#byKey.set(key, said);
  }

  /** Keeps what `change` leaves of each; true where that is not all as it was. */
  revise(change: (said: T) => T | undefined): boolean {
    let changed = false;
    for (const [key, said] of this.#byKey) {
      const left = change(said);
      if (left === said) continue;
      changed = true;
      if (left === undefined) this.#byKey.delete(key);
      else this.#byKey.set(key, left);
    }
    return changed;
  }

  /** In the order in which they were first heard. */
  all(): readonly T[] {
    return [...this.#byKey.values()];
  }

  #drop(among: readonly T[]): void {
    const plain = among.filter((said) => !this.#isPrecious(said));
    const oldest = (plain.length > 0 ? plain : among).reduce((a, b) => (b.lastMs < a.lastMs ? b : a));
    this.#byKey.delete(keyOf(oldest));
    this.dropped += 1;
  }
}

const keyOf = ({ id, feedId }: Pick<Said, 'id' | 'feedId'>): string => `${id} ${feedId}`;

const isOfSender = (one: Said, other: Said): boolean =>
  one.mmsi === other.mmsi && one.nature === other.nature && one.feedId === other.feedId;
