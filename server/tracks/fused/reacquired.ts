/** A contact that the fusion gave up and soon saw again is one thing: its row and its id go on. */
import { distanceM, type Position } from '../../../proto/domain/geo.ts';
import { deadReckon } from '../../../proto/domain/motion.ts';
import type { Nature } from '../../../proto/domain/observation.ts';
import { degrees, knotsToMetresPerSecond } from '../../../proto/domain/units.ts';
import { present } from '../columns.ts';
import type { TrackRegistry } from '../registry.ts';
import type { Votes } from './votes.ts';

/** Longer than this, and it may be anybody. */
const GAP_MS = 60_000;
/** How far it may be from where it was expected: a radar set right moves everything, and it may have turned. */
const NEAR_M = 200;
const TURNING_MPS = 5;
const ALIKE_MPS = 6;
/** Of a fast one, a new track's first velocity is off by a share of its speed besides. */
const ALIKE_SHARE = 0.2;
/** A second one must be so much further away. */
const MARGIN = 2;

export interface Found {
  readonly slot: number;
  readonly votes: Votes;
  readonly apartM: number;
}

/** What is seen now, and how it moves along the axes. */
export interface Sighting {
  readonly at: Position;
  readonly nature: Nature;
  readonly timeMs: number;
  readonly vxMps: number;
  readonly vyMps: number;
}

export class Reacquired {
  readonly #tracks: TrackRegistry;
  readonly #lost = new Map<number, Votes>();

  constructor(tracks: TrackRegistry) {
    this.#tracks = tracks;
    tracks.leaving.push((slot) => this.#lost.delete(slot));
  }

  lose(slot: number, votes: Votes): void {
    this.#lost.set(slot, votes);
  }

  /** The lost row that this is, taken from the lost; undefined where none fits, or two do. */
  take(sighting: Sighting): Found | undefined {
    let best: Found | undefined;
    let secondM = Number.POSITIVE_INFINITY;
    for (const [slot, votes] of this.#lost) {
      const apartM = this.#apartM(slot, sighting);
      if (apartM === undefined) continue;
      if (best && apartM >= best.apartM) {
        secondM = Math.min(secondM, apartM);
        continue;
      }
      secondM = best?.apartM ?? secondM;
      best = { slot, votes, apartM };
    }
    if (!best || secondM < MARGIN * best.apartM) return undefined;
    this.#lost.delete(best.slot);
    return best;
  }

  #apartM(slot: number, { at, nature, timeMs, vxMps, vyMps }: Sighting): number | undefined {
    const { columns } = this.#tracks;
    const gapMs = timeMs - columns.observedMs[slot]!;
    if (columns.natureOf(slot) !== nature || gapMs < 0 || gapMs > GAP_MS) return undefined;
    const [sogKn, cogDeg] = [present(columns.sogKn[slot]!), present(columns.cogDeg[slot]!)];
    const from = { lat: degrees(columns.lat[slot]!), lon: degrees(columns.lon[slot]!) };
    const speed = knotsToMetresPerSecond(sogKn ?? 0);
    const course = ((cogDeg ?? 0) * Math.PI) / 180;
    const unlike = Math.hypot(vxMps - speed * Math.sin(course), vyMps - speed * Math.cos(course));
    if (unlike > ALIKE_MPS + ALIKE_SHARE * speed) return undefined;
    const apartM = distanceM(deadReckon(from, sogKn, cogDeg, gapMs / 1000), at);
    return apartM <= NEAR_M + (TURNING_MPS * gapMs) / 1000 ? apartM : undefined;
  }
}
