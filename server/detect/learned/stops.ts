/** Where vessels lie, learned as they do: ports that no list has, anchorages, pilot stations, fish farms. */
import { gridDisk, latLngToCell } from 'h3-js';
import type { LearnedStops } from './learned.ts';

/** H3 cells of about 0.1 km² (edge about 200 m); a cell and its neighbours reach about half a kilometre. */
const RESOLUTION = 9;
const NEIGHBOURS = 1;
/** Different vessels remembered in a cell; beyond it the one whose stay is the oldest is forgotten. */
const MAX_VESSELS = 8;
/** Beyond it the cell where nobody stayed for longest is forgotten: about 60 MB at the most. */
const MAX_CELLS = 200_000;
/** A stay counts for so long: a season's anchorage fades. */
const REMEMBERED_MS = 180 * 86_400_000;
const VERSION = 1;

/** MMSI and the time of its newest stay, by turns, the oldest stay first. */
type Stays = number[];

export class StopsMap implements LearnedStops {
  readonly #cells = new Map<string, Stays>();
  #newestMs = 0;

  stayed(mmsi: number, lat: number, lon: number, ms: number): void {
    this.#newestMs = Math.max(this.#newestMs, ms);
    const cell = latLngToCell(lat, lon, RESOLUTION);
    const stays = this.#cells.get(cell) ?? [];
    const known = stays.findIndex((value, at) => at % 2 === 0 && value === mmsi);
    if (known >= 0) stays.splice(known, 2);
    stays.push(mmsi, ms);
    if (stays.length > 2 * MAX_VESSELS) stays.splice(0, 2);
    this.#cells.delete(cell);
    this.#cells.set(cell, stays);
    if (this.#cells.size > MAX_CELLS) this.#cells.delete(this.#cells.keys().next().value!);
  }

  vesselsAt(lat: number, lon: number, except: readonly number[] = []): number {
    const since = this.#newestMs - REMEMBERED_MS;
    const vessels = new Set<number>();
    for (const cell of gridDisk(latLngToCell(lat, lon, RESOLUTION), NEIGHBOURS)) {
      const stays = this.#cells.get(cell);
      if (!stays) continue;
      for (let i = 0; i < stays.length; i += 2)
        if (stays[i + 1]! >= since && !except.includes(stays[i]!)) vessels.add(stays[i]!);
    }
    return vessels.size;
  }

  /** For the checkpoint: the same stays in the same order give the same text. */
  save(): string {
    return JSON.stringify({ version: VERSION, newestMs: this.#newestMs, cells: [...this.#cells] });
  }

  /** From {@link save}; undefined: the text is none of ours, or of another version. */
  static load(text: string): StopsMap | undefined {
    const said = parsed(text);
    if (typeof said !== 'object' || said === null) return undefined;
    const { version, newestMs, cells } = said as Readonly<Record<string, unknown>>;
    if (version !== VERSION || typeof newestMs !== 'number' || !Array.isArray(cells)) return undefined;
    const map = new StopsMap();
    map.#newestMs = newestMs;
    for (const [cell, stays] of cells.filter(isCell)) map.#cells.set(cell, stays);
    return map.#cells.size === cells.length && cells.length <= MAX_CELLS ? map : undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isCell = (said: unknown): said is [string, Stays] =>
  Array.isArray(said) &&
  typeof said[0] === 'string' &&
  Array.isArray(said[1]) &&
  said[1].length % 2 === 0 &&
  said[1].length <= 2 * MAX_VESSELS &&
  said[1].every((value) => typeof value === 'number');
