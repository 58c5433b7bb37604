/**
 * Where people walk and drive on land at which hour, learned by days: a field that is worked every morning, a path home
 * in the evening. Places, hours and days are kept, and nothing of anybody.
 */
import { gridDisk, latLngToCell } from 'h3-js';
import { LAND_WAYS, type LandWay, type LearnedLand } from './learned.ts';

/** H3 cells with an edge of about 75 m; a cell and its neighbours reach about 200 m. */
const RESOLUTION = 10;
const NEIGHBOURS = 1;
/** Different days remembered of a cell's hour; beyond it the oldest is forgotten. */
const MAX_DAYS = 12;
/** Cells' hours; beyond it the one where nobody was for longest is forgotten: about 60 MB at the most. */
const MAX_KEPT = 200_000;
/** A day counts for so long: work on the land changes with the season. */
const REMEMBERED_DAYS = 60;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const VERSION = 1;

/** By UTC: hours of the day are counted from the same moment everywhere. */
const dayOf = (ms: number): number => Math.floor(ms / DAY_MS);
const hourOf = (ms: number): number => Math.floor((ms - dayOf(ms) * DAY_MS) / HOUR_MS);
const keyOf = (way: LandWay, cell: string, hour: number): string =>
  `${cell}/${LAND_WAYS.indexOf(way)}/${(hour + 24) % 24}`;

export class LandMap implements LearnedLand {
  /** Days of each cell's hour, the oldest first. */
  readonly #kept = new Map<string, number[]>();
  #days: number[] = [];
  #newestDay = 0;

  get days(): number {
    return this.#days.filter((day) => day > this.#newestDay - REMEMBERED_DAYS).length;
  }

  passed(way: LandWay, lat: number, lon: number, ms: number): void {
    const day = dayOf(ms);
    this.#newestDay = Math.max(this.#newestDay, day);
    if (!this.#days.includes(day)) this.#days = [...this.#days, day].slice(-REMEMBERED_DAYS);
    const key = keyOf(way, latLngToCell(lat, lon, RESOLUTION), hourOf(ms));
    const days = this.#kept.get(key) ?? [];
    if (!days.includes(day)) days.push(day);
    if (days.length > MAX_DAYS) days.shift();
    this.#kept.delete(key);
    this.#kept.set(key, days);
    if (this.#kept.size > MAX_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
  }

  /** Today does not count: nobody is usual by what they do now. */
  daysOf(way: LandWay, lat: number, lon: number, ms: number): number {
    const today = dayOf(ms);
    const hour = hourOf(ms);
    const days = new Set<number>();
    for (const cell of gridDisk(latLngToCell(lat, lon, RESOLUTION), NEIGHBOURS))
      for (let by = -1; by <= 1; by++)
        for (const day of this.#kept.get(keyOf(way, cell, hour + by)) ?? [])
          if (day < today && day > today - REMEMBERED_DAYS) days.add(day);
    return days.size;
  }

  /** For the checkpoint: the same ways in the same order give the same text. */
  save(): string {
    return JSON.stringify({
      version: VERSION,
      newestDay: this.#newestDay,
      days: this.#days,
      kept: [...this.#kept],
    });
  }

  /** From {@link save}; undefined: the text is none of ours, or of another version. */
  static load(text: string): LandMap | undefined {
    const said = parsed(text);
    if (typeof said !== 'object' || said === null) return undefined;
    const { version, newestDay, days, kept } = said as Readonly<Record<string, unknown>>;
    if (version !== VERSION || typeof newestDay !== 'number' || !areDays(days, REMEMBERED_DAYS))
      return undefined;
    if (!Array.isArray(kept) || kept.length > MAX_KEPT || !kept.every(isKept)) return undefined;
    const map = new LandMap();
    map.#newestDay = newestDay;
    map.#days = [...days];
    for (const [key, of] of kept) map.#kept.set(key, [...of]);
    return map;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const areDays = (said: unknown, most: number): said is number[] =>
  Array.isArray(said) && said.length <= most && said.every((day) => Number.isInteger(day));

const isKept = (said: unknown): said is [string, number[]] =>
  Array.isArray(said) && typeof said[0] === 'string' && areDays(said[1], MAX_DAYS);
