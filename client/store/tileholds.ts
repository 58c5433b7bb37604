/**
 * Which held tiles have a row: one of each level (a track is in one place), and a bit for each of the two tiles
 * that hold no area. A row that none has is loose.
 */
import { ALWAYS_TILE, levelOfTile, type TileId, WORLD_LEVEL } from '../../proto/domain/tiles.ts';

const LEVELS = 3;
const NONE = -1;
const ALWAYS_BIT = 1;
const CHOSEN_BIT = 2;
/** With more than these all rows are looked at. */
const MOST_LEFT = 10_000;

const bitOf = (tile: TileId): number => (tile === ALWAYS_TILE ? ALWAYS_BIT : CHOSEN_BIT);

export class TileHolds {
  /** Rows that something has left: only they can be loose. Undefined: any can. */
  #left: number[] | undefined = [];
  #tile: Int32Array;
  #world: Uint8Array;

  constructor(rows: number) {
    this.#tile = new Int32Array(rows * LEVELS);
    this.#world = new Uint8Array(rows);
  }

  grow(rows: number): void {
    const tile = new Int32Array(rows * LEVELS);
    const world = new Uint8Array(rows);
    tile.set(this.#tile);
    world.set(this.#world);
    this.#tile = tile;
    this.#world = world;
  }

  /** A row begins, held by nothing yet. */
  open(row: number): void {
    this.#tile.fill(NONE, row * LEVELS, (row + 1) * LEVELS);
    this.#world[row] = 0;
  }

  enter(row: number, tile: TileId): void {
    const level = levelOfTile(tile);
    if (level === WORLD_LEVEL) this.#world[row] = this.#world[row]! | bitOf(tile);
    else this.#tile[row * LEVELS + level] = tile;
  }

  /** Takes a row out of a tile; nothing when another tile of the level has it by now. */
  leave(row: number, tile: TileId): void {
    const level = levelOfTile(tile);
    if (level === WORLD_LEVEL) this.#world[row] = this.#world[row]! & ~bitOf(tile);
    else if (this.#tile[row * LEVELS + level] === tile) this.#tile[row * LEVELS + level] = NONE;
    this.#left?.push(row);
    if (this.#left && this.#left.length > MOST_LEFT) this.#left = undefined;
  }

  /** Takes the first `rows` rows out of all of `tiles`. */
  release(tiles: ReadonlySet<TileId>, rows: number): void {
    let bits = 0;
    for (const tile of tiles) if (levelOfTile(tile) === WORLD_LEVEL) bits |= bitOf(tile);
    for (let i = 0; i < rows * LEVELS; i += 1) if (tiles.has(this.#tile[i]!)) this.#tile[i] = NONE;
    for (let row = 0; row < rows; row += 1) this.#world[row] = this.#world[row]! & ~bits;
    this.#left = undefined;
  }

  /** The loose ones of the first `rows` rows, from the last to the first, each once; from now on they count as seen. */
  takeLoose(rows: number): readonly number[] {
    const left = this.#left ?? Array.from({ length: rows }, (_, row) => row);
    this.#left = [];
    const loose = left.filter((row) => row < rows && this.isLoose(row));
    return [...new Set(loose)].sort((a, b) => b - a);
  }

  isLoose(row: number): boolean {
    const at = row * LEVELS;
    const tile = this.#tile;
    return tile[at] === NONE && tile[at + 1] === NONE && tile[at + 2] === NONE && this.#world[row] === 0;
  }

  move(from: number, to: number): void {
    this.#tile.copyWithin(to * LEVELS, from * LEVELS, (from + 1) * LEVELS);
    this.#world[to] = this.#world[from]!;
  }
}
