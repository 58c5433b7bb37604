/**
 * What tiles said of rows that show the record of another tile: a chosen ship is in a tile of its own as well, and while
 * the map goes to another level, every ship is in two. The server leaves unsaid what follows from the last record of the
 * same tile, so that no tile's record may be carried on by what another says, and none is thrown away that may be needed.
 */
import type { TrackRows } from '../../proto/codec/columns.ts';
import type { HeardRows } from '../../proto/codec/heard.ts';
import type { TileId } from '../../proto/domain/tiles.ts';
import { MotionRecords } from './motion.ts';
import { rankOf } from './tileholds.ts';

export class Asides {
  /** By rank; made when they are needed. */
  #of: MotionRecords[] = [];
  #rows: number;

  constructor(rows: number) {
    this.#rows = rows;
  }

  clear(): void {
    this.#of = [];
  }

  grow(rows: number): void {
    this.#rows = rows;
    this.#of.forEach((records) => void records.grow(rows));
  }

  move(from: number, to: number): void {
    this.#of.forEach((records) => void records.move(from, to));
  }

  /** Keeps what a row shows, by the tile that said it. */
  keep(shown: MotionRecords, row: number, tile: TileId): void {
    this.of(tile).adopt(row, shown);
  }

  /** Takes what a tile says: its row i is `into[i]`, or `NO_ROW` where it is shown. */
  take(tile: TileId, rows: TrackRows, into: Int32Array): void {
    this.of(tile).take(rows, into);
  }

  hear(tile: TileId, heard: HeardRows, into: Int32Array): void {
    this.of(tile).hear(heard, into);
  }

  /** What that tile said last of rows that it holds and that do not show it. */
  of(tile: TileId): MotionRecords {
    const rank = rankOf(tile);
    const records = this.#of[rank] ?? new MotionRecords(this.#rows);
    this.#of[rank] = records;
    return records;
  }
}
