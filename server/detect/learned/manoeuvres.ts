/** Where vessels turn back and where they stop under way, and how often one vessel does: what is no news there, or of it. */
import { gridDisk, latLngToCell } from 'h3-js';
import { type LearnedManoeuvres, MANOEUVRES, type Manoeuvre } from './learned.ts';

/** H3 cells of about 5 km² (edge about 1.4 km); a cell and its neighbours reach some three kilometres. */
const RESOLUTION = 7;
const NEIGHBOURS = 1;
/** Different vessels remembered in a cell; beyond it the one that did so longest ago is forgotten. */
const MAX_VESSELS = 16;
/** Times remembered of a vessel; beyond it the oldest is forgotten. */
const MAX_TIMES = 12;
/** Beyond them the cell, or the vessel, of which nothing was learned for longest is forgotten: about 40 MB at the most. */
const MAX_CELLS = 60_000;
const MAX_MOVERS = 100_000;
/** What was done so long ago says nothing any more: seasons change where vessels work. */
const REMEMBERED_MS = 90 * 86_400_000;
const VERSION = 1;

export class ManoeuvreMap implements LearnedManoeuvres {
  /** By what and cell: MMSI and the time of its newest, by turns, the oldest first. */
  readonly #cells = new Map<string, number[]>();
  /** By what and MMSI: times, the oldest first. */
  readonly #movers = new Map<string, number[]>();
  #newestMs = 0;

  made(what: Manoeuvre, mmsi: number, lat: number, lon: number, ms: number): void {
    this.#newestMs = Math.max(this.#newestMs, ms);
    const cell = `${what}|${latLngToCell(lat, lon, RESOLUTION)}`;
    const there = this.#cells.get(cell) ?? [];
    const known = there.findIndex((value, at) => at % 2 === 0 && value === mmsi);
    if (known >= 0) there.splice(known, 2);
    there.push(mmsi, ms);
    if (there.length > 2 * MAX_VESSELS) there.splice(0, 2);
    keepNewest(this.#cells, cell, there, MAX_CELLS);
    const mover = `${what}|${mmsi}`;
    const times = this.#movers.get(mover) ?? [];
    times.push(ms);
    if (times.length > MAX_TIMES) times.shift();
    keepNewest(this.#movers, mover, times, MAX_MOVERS);
  }

  othersAt(what: Manoeuvre, lat: number, lon: number, mmsi: number | undefined): number {
    const since = this.#newestMs - REMEMBERED_MS;
    const vessels = new Set<number>();
    for (const cell of gridDisk(latLngToCell(lat, lon, RESOLUTION), NEIGHBOURS)) {
      const there = this.#cells.get(`${what}|${cell}`);
      if (!there) continue;
      for (let i = 0; i < there.length; i += 2)
        if (there[i] !== mmsi && there[i + 1]! >= since) vessels.add(there[i]!);
    }
    return vessels.size;
  }

  timesOf(what: Manoeuvre, mmsi: number, fromMs: number, untilMs: number): number {
    let times = 0;
    for (const ms of this.#movers.get(`${what}|${mmsi}`) ?? []) if (ms >= fromMs && ms < untilMs) times++;
    return times;
  }

  /** For the checkpoint: the same manoeuvres in the same order give the same text. */
  save(): string {
    return JSON.stringify({
      version: VERSION,
      newestMs: this.#newestMs,
      cells: [...this.#cells],
      movers: [...this.#movers],
    });
  }

  /** From {@link save}; undefined: the text is none of ours, or of another version. */
  static load(text: string): ManoeuvreMap | undefined {
    const said = parsed(text);
    if (typeof said !== 'object' || said === null) return undefined;
    const { version, newestMs, cells, movers } = said as Readonly<Record<string, unknown>>;
    if (version !== VERSION || typeof newestMs !== 'number') return undefined;
    if (!areRows(cells, MAX_CELLS, 2 * MAX_VESSELS) || !areRows(movers, MAX_MOVERS, MAX_TIMES))
      return undefined;
    if (cells.some(([, there]) => there.length % 2 !== 0)) return undefined;
    const map = new ManoeuvreMap();
    map.#newestMs = newestMs;
    for (const [key, there] of cells) map.#cells.set(key, [...there]);
    for (const [key, times] of movers) map.#movers.set(key, [...times]);
    return map;
  }
}

/** Sets it as the newest; the oldest makes room. */
function keepNewest(map: Map<string, number[]>, key: string, value: number[], most: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > most) map.delete(map.keys().next().value!);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const areRows = (said: unknown, most: number, longest: number): said is [string, number[]][] =>
  Array.isArray(said) &&
  said.length <= most &&
  said.every(
    (row) =>
      Array.isArray(row) &&
      typeof row[0] === 'string' &&
      MANOEUVRES.some((what) => (row[0] as string).startsWith(`${what}|`)) &&
      Array.isArray(row[1]) &&
      row[1].length <= longest &&
      row[1].every((value) => typeof value === 'number'),
  );
