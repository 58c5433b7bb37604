/** Which shapes may be along a way: boxes in a hash of cells. */
import type { Box } from '../../../proto/domain/shapes/path.ts';

/** Degrees; about 5.5 km of latitude. */
const CELL_DEG = 0.05;
const COLUMNS = Math.round(360 / CELL_DEG);
/** A box over more cells is looked at everywhere. */
const MAX_CELLS = 4096;
/** A way over more cells is looked at cell by cell no further: what is beyond is not told. */
const MAX_STEPS = 4096;

export class ZoneGrid<T> {
  readonly #cells = new Map<number, T[]>();
  readonly #everywhere: T[] = [];
  readonly #none: readonly T[] = [];

  get isEmpty(): boolean {
    return this.#cells.size === 0 && this.#everywhere.length === 0;
  }

  /** @param box its longitudes without a jump, beyond ±180 where it crosses the antimeridian */
  add({ west, south, east, north }: Readonly<Box>, item: T): void {
    // Half a cell around: ways are looked at every half cell.
    const [left, right] = [columnOf(west - CELL_DEG / 2), columnOf(east + CELL_DEG / 2)];
    const [below, above] = [rowOf(south - CELL_DEG / 2), rowOf(north + CELL_DEG / 2)];
    if ((right - left + 1) * (above - below + 1) > MAX_CELLS) {
      if (!this.#everywhere.includes(item)) this.#everywhere.push(item);
      for (const there of this.#cells.values()) if (!there.includes(item)) there.push(item);
      return;
    }
    for (let row = below; row <= above; row++)
      for (let column = left; column <= right; column++) {
        const key = keyOf(row, column);
        const there = this.#cells.get(key);
        if (!there) this.#cells.set(key, [...this.#everywhere, item]);
        else if (!there.includes(item)) there.push(item);
      }
  }

  /** What may be along a way (straight on the chart, the shorter way around), each once. */
  along(lat: number, lon: number, toLat: number, eastDeg: number): readonly T[] {
    const first = keyOf(rowOf(lat), columnOf(lon));
    const last = keyOf(rowOf(toLat), columnOf(lon + eastDeg));
    if (first === last) return this.#at(first);
    const steps = Math.min(
      MAX_STEPS,
      Math.ceil(Math.max(Math.abs(toLat - lat), Math.abs(eastDeg)) / (CELL_DEG / 2)),
    );
    let found: T[] | undefined;
    let before = -1;
    for (let i = 0; i <= steps; i++) {
      const part = i / steps;
      const key = keyOf(rowOf(lat + part * (toLat - lat)), columnOf(lon + part * eastDeg));
      if (key === before) continue;
      before = key;
      for (const item of this.#at(key)) {
        if (found?.includes(item)) continue;
        found ??= [];
        found.push(item);
      }
    }
    return found ?? this.#none;
  }

  #at(key: number): readonly T[] {
    return this.#cells.get(key) ?? (this.#everywhere.length > 0 ? this.#everywhere : this.#none);
  }
}

const rowOf = (lat: number): number => Math.floor((lat + 90) / CELL_DEG);
const columnOf = (lon: number): number => Math.floor((lon + 180) / CELL_DEG);
const keyOf = (row: number, column: number): number =>
  row * COLUMNS + (((column % COLUMNS) + COLUMNS) % COLUMNS);
