/** Where a vessel lies or lay last, and from how far it came: lying about a place is one, drifting and shifting included. */
import { distanceM, type Position } from '../../../proto/domain/geo.ts';
import { degrees } from '../../../proto/domain/units.ts';
import type { Thing } from '../thing.ts';

/** Shifting within so far is still the same place. */
const ABOUT_M = 1000;

export interface Whereabouts {
  /** Where it lies, or lay last; undefined: it has been under way ever since it was first seen. */
  place: Position | undefined;
  /** How far it came from where it lay before; 0: it lay there when it was first seen; Infinity: came from out of sight. */
  cameM: number;
  /** It was slow in its newest report. */
  slow: boolean;
  /** Not slow, and fast, in so many reports running. */
  notSlow: number;
  fast: number;
  /** Navigational status (ITU-R M.1371-5 table 45) that it said under way; it is set by hand, and often left standing. */
  underWayStatus: number | undefined;
}

export class WhereaboutsOf {
  readonly #of = new Map<Thing, Whereabouts>();

  /** Its newest report, with a speed. */
  moved(thing: Thing, slowKn: number, fastKn: number): Whereabouts {
    const known = this.#of.get(thing) ?? this.#first(thing);
    const slow = thing.sogKn <= slowKn;
    if (slow) {
      const here = { lat: degrees(thing.lat), lon: degrees(thing.lon) };
      const fromM = known.place ? distanceM(known.place, here) : Number.POSITIVE_INFINITY;
      if (fromM > ABOUT_M) {
        // What drifts on takes its place along; what was never seen under way has come from nowhere.
        if (known.place ? !known.slow : known.notSlow > 0) known.cameM = fromM;
        known.place = here;
      }
    }
    known.slow = slow;
    known.notSlow = slow ? 0 : known.notSlow + 1;
    known.fast = thing.sogKn > fastKn ? known.fast + 1 : 0;
    if (known.fast > 0) known.underWayStatus = thing.navStatus;
    return known;
  }

  of(thing: Thing): Whereabouts | undefined {
    return this.#of.get(thing);
  }

  forget(thing: Thing): void {
    this.#of.delete(thing);
  }

  #first(thing: Thing): Whereabouts {
    const first: Whereabouts = {
      place: undefined,
      cameM: 0,
      slow: false,
      notSlow: 0,
      fast: 0,
      underWayStatus: undefined,
    };
    this.#of.set(thing, first);
    return first;
  }
}
