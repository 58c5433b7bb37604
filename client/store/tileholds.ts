/**
 * Which held tiles have a row: one of each rank (a track is in one place), where the two tiles that hold no area have
 * ranks of their own. A row that none has is loose.
 */
import { CHOSEN_TILE, levelOfTile, type TileId } from '../../proto/domain/tiles.ts';

/** The levels from the coarsest, then what everybody gets, then what was chosen: of two, the higher says more exactly. */
export const RANKS = 5;
export const NO_TILE = -1;
/** With more than these all rows are looked at. */
const MOST_LEFT = 10_000;

export const rankOf = (tile: TileId): number => (tile === CHOSEN_TILE ? RANKS - 1 : levelOfTile(tile));

export class TileHolds {
  /** Rows that something has left: only they can be loose. Undefined: any can. */
  #left: number[] | undefined = [];
  #tile: Int32Array;

  constructor(rows: number) {
    this.#tile = new Int32Array(rows * RANKS);
  }

  grow(rows: number): void {
    const tile = new Int32Array(rows * RANKS);
    tile.set(this.#tile);
    this.#tile = tile;
  }

  /** A row begins, held by nothing yet. */
  open(row: number): void {
    this.#tile.fill(NO_TILE, row * RANKS, (row + 1) * RANKS);
  }

  enter(row: number, tile: TileId): void {
    this.#tile[row * RANKS + rankOf(tile)] = tile;
  }

  /** Takes a row out of a tile; nothing when another tile of the rank has it by now. */
  leave(row: number, tile: TileId): void {
    const at = row * RANKS + rankOf(tile);
    if (this.#tile[at] === tile) this.#tile[at] = NO_TILE;
    this.#left?.push(row);
    if (this.#left && this.#left.length > MOST_LEFT) this.#left = undefined;
  }

  /** Takes the first `rows` rows out of all of `tiles`. */
  release(tiles: ReadonlySet<TileId>, rows: number): void {
    for (let at = 0; at < rows * RANKS; at += 1) if (tiles.has(this.#tile[at]!)) this.#tile[at] = NO_TILE;
    this.#left = undefined;
  }

  has(row: number, tile: TileId): boolean {
    return this.#tile[row * RANKS + rankOf(tile)] === tile;
  }

  /** The tile of the highest rank that has the row, one that is fed before any other; or {@link NO_TILE}. */
  highestOf(row: number, isFed: (tile: TileId) => boolean): number {
    let highest = NO_TILE;
    for (let at = (row + 1) * RANKS - 1; at >= row * RANKS; at -= 1) {
      const tile = this.#tile[at]!;
      if (tile === NO_TILE) continue;
      if (isFed(tile)) return tile;
      if (highest === NO_TILE) highest = tile;
    }
    return highest;
  }

  #isLoose(row: number): boolean {
    for (let at = row * RANKS; at < (row + 1) * RANKS; at += 1) if (this.#tile[at] !== NO_TILE) return false;
    return true;
  }

  /** The loose ones of the first `rows` rows, from the last to the first, each once; from now on they count as seen. */
  takeLoose(rows: number): readonly number[] {
    const left = this.#left ?? Array.from({ length: rows }, (_, row) => row);
    this.#left = [];
    const loose = left.filter((row) => row < rows && this.#isLoose(row));
    return [...new Set(loose)].sort((a, b) => b - a);
  }

  move(from: number, to: number): void {
    this.#tile.copyWithin(to * RANKS, from * RANKS, (from + 1) * RANKS);
  }
}
