/** Trails as the graphics card takes them: a record a leg, coloured as its ship. */
import type { TrackId } from '../../../proto/domain/ids.ts';
import { RowFlag, type TrackRows } from '../tracklayer/rows.ts';
import type { TrailView } from './trailview.ts';

/** Four-byte words of a record: both ends high and low, their times, the ship's row, the colour. */
export const SEGMENT_WORDS = 12;
/** Legs beyond this are left out; 12 MB at most. */
export const MOST_SEGMENTS = 250_000;
/** A gap this long is no way that was seen: the trail is interrupted. */
const LONGEST_LEG_MS = 10 * 60_000;

export class TrailSegments {
  #words = new Float32Array(4096 * SEGMENT_WORDS);
  #whole = new Uint32Array(this.#words.buffer);
  count = 0;
  generation = 0;
  /** The picture's time that the legs' times count from. */
  baseMs = 0;

  get words(): Float32Array {
    return this.#words.subarray(0, this.count * SEGMENT_WORDS);
  }

  /** Takes over the trails of all visible rows, none that ended before `oldestMs`. */
  fill(
    trails: TrailView,
    rows: TrackRows,
    rowOf: (id: TrackId) => number | undefined,
    oldestMs: number,
    nowMs: number,
  ): void {
    this.count = 0;
    this.baseMs = nowMs;
    trails.forEach((id, lonLat, observedMs, count) => {
      const row = rowOf(id);
      if (row === undefined || !rows.has(row, RowFlag.visible)) return;
      const colour = rows.colour(row);
      for (let i = 1; i < count && this.count < MOST_SEGMENTS; i++) {
        const from = observedMs[i - 1]!;
        const to = observedMs[i]!;
        // One that began before is faded out there.
        if (to >= oldestMs && to - from <= LONGEST_LEG_MS) this.#add(lonLat, i, from, to, row, colour);
      }
    });
    this.generation++;
  }

  #add(lonLat: Float64Array, i: number, fromMs: number, toMs: number, row: number, colour: number): void {
    if ((this.count + 1) * SEGMENT_WORDS > this.#words.length) {
      const grown = new Float32Array(this.#words.length * 2);
      grown.set(this.#words);
      this.#words = grown;
      this.#whole = new Uint32Array(grown.buffer);
    }
    const words = this.#words;
    const at = this.count++ * SEGMENT_WORDS;
    for (let k = 0; k < 4; k++) {
      const value = lonLat[2 * i - 2 + k]!;
      // Ends as (lon, lat) high of the first, low of the first, high of the second, low of the second.
      const word = at + (k < 2 ? k : k + 2);
      words[word] = value;
      words[word + 2] = value - Math.fround(value);
    }
    words[at + 8] = (fromMs - this.baseMs) / 1000;
    words[at + 9] = (toMs - this.baseMs) / 1000;
    words[at + 10] = row;
    // Not as a number with a fraction: some colours are none, and would come out as others.
    this.#whole[at + 11] = colour;
  }
}
