/** Counts by cell, for zooms where a symbol each would be a smear. */

import { xOfTile, yOfTile } from '../../proto/domain/tiles.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';

/** Web-mercator zoom of the cells: 64 pixels at zoom 3. */
export const CELL_ZOOM = 6;
/** From the finest tiles' zoom, 10, to the cells'. */
const FINER_BITS = 10 - CELL_ZOOM;

interface Cell {
  readonly x: number;
  readonly y: number;
  count: number;
  moving: number;
}

function bytesOf(cells: readonly Cell[], width: 2 | 4, value: (cell: Cell) => number): Uint8Array {
  const view = new DataView(new ArrayBuffer(cells.length * width));
  for (const [i, cell] of cells.entries()) {
    if (width === 2) view.setUint16(i * 2, value(cell), true);
    else view.setUint32(i * 4, value(cell), true);
  }
  return new Uint8Array(view.buffer);
}

/** A `PictureFrame` with the counts of the tracks at `finest` tiles, of states `state`, and nothing else. */
export function encodeAggregate(slots: Iterable<number>, finest: Uint32Array, state: Uint8Array): Uint8Array {
  const cells = new Map<number, Cell>();
  for (const slot of slots) {
    const tile = finest[slot]!;
    const x = xOfTile(tile) >> FINER_BITS;
    const y = yOfTile(tile) >> FINER_BITS;
    const key = (x << CELL_ZOOM) | y;
    let cell = cells.get(key);
    if (!cell) {
      cell = { x, y, count: 0, moving: 0 };
      cells.set(key, cell);
    }
    cell.count += 1;
    if ((state[slot]! & TrackStateBits.atRest) === 0) cell.moving += 1;
  }
  const sorted = [...cells.entries()].sort(([a], [b]) => a - b).map(([, cell]) => cell);
  return watchfloor.v1.PictureFrame.encode({
    aggregate: {
      cellZ: CELL_ZOOM,
      x: bytesOf(sorted, 2, (cell) => cell.x),
      y: bytesOf(sorted, 2, (cell) => cell.y),
      count: bytesOf(sorted, 4, (cell) => cell.count),
      moving: bytesOf(sorted, 4, (cell) => cell.moving),
    },
  }).finish();
}
