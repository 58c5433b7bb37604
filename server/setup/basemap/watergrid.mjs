/**
 * Writes `water.bin`: sea, land or lake in cells of 0.001° over the operating area; `water.ts` reads it.
 * Layout, little-endian: magic `WFW1`, then west, south, cell size (float64 degrees), columns, rows (uint32), then the
 * cells row by row from the south-west, four to a byte, the first in the lowest two bits.
 */

export const CELL_DEG = 0.001;
const SEA = 0;
const LAND = 1;
const LAKE = 2;
const HEADER_BYTES = 36;

/** The bytes of the grid. A cell is what its centre lies in; a lake wins over the land around it. */
export function waterGrid(bounds, landPolygons, lakePolygons) {
  const columns = Math.round((bounds.east - bounds.west) / CELL_DEG);
  const rows = Math.round((bounds.north - bounds.south) / CELL_DEG);
  const cells = new Uint8Array(columns * rows).fill(SEA);
  fill(cells, columns, rows, bounds, landPolygons.flat(), LAND);
  // One by one: where two outlines of a lake overlap, even-odd over both would leave land.
  for (const lake of lakePolygons) fill(cells, columns, rows, bounds, lake, LAKE);

  const bytes = Buffer.alloc(HEADER_BYTES + Math.ceil(cells.length / 4));
  bytes.write('WFW1', 'latin1');
  bytes.writeDoubleLE(bounds.west, 4);
  bytes.writeDoubleLE(bounds.south, 12);
  bytes.writeDoubleLE(CELL_DEG, 20);
  bytes.writeUInt32LE(columns, 28);
  bytes.writeUInt32LE(rows, 32);
  for (let i = 0; i < cells.length; i++) bytes[HEADER_BYTES + (i >> 2)] |= cells[i] << ((i & 3) * 2);
  return bytes;
}

/** Even-odd scanline fill along the cells' centres. */
function fill(cells, columns, rows, bounds, rings, kind) {
  const crossings = Array.from({ length: rows }, () => []);
  const rowOf = (lat) => (lat - bounds.south) / CELL_DEG - 0.5;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [x1, y1] = ring[i - 1];
      const [x2, y2] = ring[i];
      const first = Math.max(0, Math.ceil(rowOf(Math.min(y1, y2))));
      // Half open: a centre on the upper end belongs to the next edge.
      const end = Math.min(rows, Math.ceil(rowOf(Math.max(y1, y2))));
      for (let row = first; row < end; row++) {
        const lat = bounds.south + (row + 0.5) * CELL_DEG;
        crossings[row].push(x1 + ((x2 - x1) * (lat - y1)) / (y2 - y1));
      }
    }
  }
  const columnOf = (lon) => Math.min(columns, Math.max(0, Math.ceil((lon - bounds.west) / CELL_DEG - 0.5)));
  crossings.forEach((lons, row) => {
    lons.sort((a, b) => a - b);
    for (let i = 1; i < lons.length; i += 2)
      cells.fill(kind, row * columns + columnOf(lons[i - 1]), row * columns + columnOf(lons[i]));
  });
}
