/** Where AIS is received, and how well: learned from what transmitters owe and what of it was heard. */
import type { Position } from '../../../proto/domain/geo.ts';
import type { Nature } from '../../../proto/domain/observation.ts';

/** A cell, degrees: about 5 km. */
const CELL_DEG = 0.05;
/** Cells kept; the one that was heard from longest ago goes. */
export const CELLS_KEPT = 16_384;
/** Owed reports before a cell says anything, and beyond which older ones count half. */
const ENOUGH = 20;
const MEMORY = 400;
/** A longer gap is an absence, not missed reports. */
const LONGEST_GAP = 12;
/** What a transmitter that nobody knows is taken to owe: Class B under way (ITU-R M.1371-5 annex 1 table 2). */
const UNKNOWN_OWED_MS = 30_000;
/** Longer than this nobody looks back. */
const WINDOW_MS = 10 * 60_000;

interface Cell {
  heard: number;
  owed: number;
}

export class ReceptionMap {
  /** The one heard from longest ago first. */
  readonly #cells = new Map<string, Cell>();

  /** A report came so long after the one before, where another was owed each `owedMs`. */
  hear(at: Position, nature: Nature, gapMs: number, owedMs: number): void {
    const owed = Math.max(1, gapMs / owedMs);
    if (owed > LONGEST_GAP) return;
    const key = keyOf(at.lat, at.lon, nature);
    const cell = this.#cells.get(key) ?? { heard: 0, owed: 0 };
    cell.heard += 1;
    cell.owed += owed;
    if (cell.owed > MEMORY) {
      cell.heard /= 2;
      cell.owed /= 2;
    }
    this.#cells.delete(key);
    this.#cells.set(key, cell);
    if (this.#cells.size > CELLS_KEPT) this.#cells.delete(this.#cells.keys().next().value!);
  }

  /** Share of owed reports that are heard about a place, 0…1; undefined where too few were owed to say. */
  share(at: Position, nature: Nature): number | undefined {
    let [heard, owed] = [0, 0];
    for (const north of [-1, 0, 1]) {
      for (const east of [-1, 0, 1]) {
        const cell = this.#cells.get(keyOf(at.lat + north * CELL_DEG, at.lon + east * CELL_DEG, nature));
        heard += cell?.heard ?? 0;
        owed += cell?.owed ?? 0;
      }
    }
    return owed < ENOUGH ? undefined : heard / owed;
  }

  /** Chance that a transmitter there would have been heard at least once in a time; 0 where nobody knows. */
  chance(at: Position, nature: Nature, forMs: number): number {
    const share = this.share(at, nature) ?? 0;
    return 1 - (1 - share) ** (Math.min(forMs, WINDOW_MS) / UNKNOWN_OWED_MS);
  }
}

const keyOf = (lat: number, lon: number, nature: Nature): string =>
  `${Math.floor(lat / CELL_DEG)} ${Math.floor(lon / CELL_DEG)} ${nature}`;
