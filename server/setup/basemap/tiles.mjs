/** Cuts layers of GeoJSON into vector tiles on disk: every tile of a range is written, an empty one as no bytes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import GeoJSONVT from 'geojson-vt';
import vtpbf from 'vt-pbf';
import { collection } from './geojson.mjs';

const { fromGeojsonVt } = vtpbf;
/** Tile units of geometry kept past the tile's edge, of 4096: lines and outlines then meet without a seam. */
const BUFFER_OF_4096 = 80;
/** Pixels of 4096ths by which a line may be simplified below the deepest zoom. */
const TOLERANCE = 3;

/**
 * Writes `folder/z/x/y.pbf` for every tile that touches `bounds`, from `zoom.min` to `zoom.max`. `layersAt(z)` gives
 * the features of each layer by name; a layer that is the same array at each zoom is indexed once.
 * Returns how many files and bytes were written.
 */
export function writeTiles({ folder, bounds, zoom, extent, layersAt, progress = () => {} }) {
  const indexes = new Map();
  const indexOf = (features) => {
    const known = indexes.get(features);
    if (known) return known;
    const index = new GeoJSONVT(collection(features), {
      maxZoom: zoom.max,
      indexMaxZoom: zoom.max,
      indexMaxPoints: 0,
      tolerance: (TOLERANCE * extent) / 4096,
      extent,
      buffer: (BUFFER_OF_4096 * extent) / 4096,
    });
    indexes.set(features, index);
    return index;
  };

  let files = 0;
  let bytes = 0;
  for (let z = zoom.min; z <= zoom.max; z++) {
    const layers = Object.entries(layersAt(z)).map(([name, features]) => [name, indexOf(features)]);
    const range = tileRange(bounds, z);
    for (let x = range.west; x <= range.east; x++) {
      mkdirSync(path.join(folder, `${z}/${x}`), { recursive: true });
      for (let y = range.north; y <= range.south; y++) {
        const filled = layers.flatMap(([name, index]) => {
          const tile = index.getTile(z, x, y);
          return tile && tile.features.length > 0 ? [[name, tile]] : [];
        });
        const tile = fromGeojsonVt(Object.fromEntries(filled), { version: 2, extent });
        writeFileSync(path.join(folder, `${z}/${x}/${y}.pbf`), tile);
        files++;
        bytes += tile.length;
      }
    }
    progress(z);
  }
  return { files, bytes };
}

/** The tiles that a box touches at a zoom (Web Mercator, EPSG:3857), inclusive. */
export function tileRange({ west, south, east, north }, z) {
  const size = 2 ** z;
  const clamp = (tile) => Math.min(size - 1, Math.max(0, Math.floor(tile)));
  const column = (lon) => clamp(((lon + 180) / 360) * size);
  const row = (lat) => clamp((0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * size);
  return { west: column(west), east: column(east), north: row(north), south: row(south) };
}
