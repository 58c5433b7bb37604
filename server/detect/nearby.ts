/** Which things are near a place: a hash of cells, kept as things move. */
import { distanceM } from '../../proto/domain/geo.ts';
import { degrees } from '../../proto/domain/units.ts';
import type { Thing } from './thing.ts';

/** Degrees of latitude; about 5.5 km. */
const CELL_DEG = 0.05;
const COLUMNS = Math.round(360 / CELL_DEG);
const METRES_PER_DEGREE = 111_195;
/** Farther is not asked: a cell more in every direction costs more than all things are worth. */
const MAX_RANGE_M = 200_000;

export class Nearby {
  readonly #cells = new Map<number, Set<Thing>>();
  readonly #cellOf = new Map<Thing, number>();

  moved(thing: Thing): void {
    const cell = rowOf(thing.lat) * COLUMNS + columnOf(thing.lon);
    const before = this.#cellOf.get(thing);
    if (before === cell) return;
    if (before !== undefined) this.#leave(before, thing);
    this.#cellOf.set(thing, cell);
    const there = this.#cells.get(cell);
    if (there) there.add(thing);
    else this.#cells.set(cell, new Set([thing]));
  }

  forget(thing: Thing): void {
    const cell = this.#cellOf.get(thing);
    if (cell === undefined) return;
    this.#cellOf.delete(thing);
    this.#leave(cell, thing);
  }

  /** In the order of cells, and within a cell of arrival: the same calls give the same order. */
  near(lat: number, lon: number, rangeM: number): readonly Thing[] {
    const within = Math.min(rangeM, MAX_RANGE_M);
    const rows = Math.ceil(within / METRES_PER_DEGREE / CELL_DEG);
    const shrink = Math.max(0.05, Math.cos((Math.min(89, Math.abs(lat) + rows * CELL_DEG) * Math.PI) / 180));
    const columns = Math.ceil(within / METRES_PER_DEGREE / shrink / CELL_DEG);
    const place = { lat: degrees(lat), lon: degrees(lon) };
    const found: Thing[] = [];
    const [row, column] = [rowOf(lat), columnOf(lon)];
    for (let y = row - rows; y <= row + rows; y++)
      for (let x = column - columns; x <= column + columns; x++) {
        const there = this.#cells.get(y * COLUMNS + (((x % COLUMNS) + COLUMNS) % COLUMNS));
        if (!there) continue;
        for (const thing of there)
          if (distanceM(place, { lat: degrees(thing.lat), lon: degrees(thing.lon) }) <= within)
            found.push(thing);
      }
    return found;
  }

  #leave(cell: number, thing: Thing): void {
    const there = this.#cells.get(cell);
    there?.delete(thing);
    if (there?.size === 0) this.#cells.delete(cell);
  }
}

const rowOf = (lat: number): number => Math.floor((lat + 90) / CELL_DEG);
const columnOf = (lon: number): number => Math.min(COLUMNS - 1, Math.floor((lon + 180) / CELL_DEG));
