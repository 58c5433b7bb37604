/**
 * Builds the base map that works with no network, into `build/basemap/`:
 *   tiles/world/{z}/{x}/{y}.pbf  z0–5, the world; tiles/area/{z}/{x}/{y}.pbf  z5–11, the operating area
 *   water.bin                    sea, land or lake in cells of 0.001° (see water.ts)
 *   manifest.json                what it was made from; a second run with the same inputs returns at once
 * Run as `node server/setup/basemap/build.mjs [FOLDER]`.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AREA, AREA_ZOOM, WORLD_ZOOM } from './area.mjs';
import { fingerprint, root } from './sources.mjs';

/** All that Web Mercator shows. */
const WORLD = { west: -180, south: -85.05, east: 180, north: 85.05 };
const WORLD_EXTENT = 8192;
const AREA_EXTENT = 4096;

/**
 * Builds the base map where its inputs changed. `log` is told what is being done, a line each; `folder` is where it
 * goes. Returns the manifest and whether anything was built. Throws an Error that names the remedy where a package is
 * missing. What stood there before stays until the new one is whole.
 */
export async function buildBasemap({ log = () => {}, folder = path.join(root, 'build/basemap') } = {}) {
  const inputs = fingerprint();
  const present = readManifest(folder);
  if (present?.inputs === inputs) return { manifest: present, built: false };

  const scratch = `${folder}.building-${process.pid}`;
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  try {
    const manifest = { inputs, ...(await write(scratch, log)) };
    // The manifest comes last: a folder without one is not whole.
    writeFileSync(path.join(scratch, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    replace(folder, scratch);
    return { manifest, built: true };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function write(folder, log) {
  // Loaded only when there is something to build: they take longer than the check that nothing changed.
  const { gatherLayers } = await import('./layers.mjs');
  const { writeTiles } = await import('./tiles.mjs');
  const { waterGrid } = await import('./watergrid.mjs');

  const { landPolygons, lakePolygons, worldAt, areaAt } = gatherLayers(log);
  log('marking sea, land and lakes');
  writeFileSync(path.join(folder, 'water.bin'), waterGrid(AREA, landPolygons, lakePolygons));
  const cut = (name, range) => {
    const written = writeTiles({
      ...range,
      folder: path.join(folder, 'tiles', name),
      progress: (z) => log(`cutting tiles: ${name} z${z} of ${range.zoom.max}`),
    });
    return { bounds: range.bounds, zoom: range.zoom, ...written };
  };
  return {
    world: cut('world', { bounds: WORLD, zoom: WORLD_ZOOM, extent: WORLD_EXTENT, layersAt: worldAt }),
    area: cut('area', { bounds: AREA, zoom: AREA_ZOOM, extent: AREA_EXTENT, layersAt: areaAt }),
  };
}

function readManifest(folder) {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Puts `fresh` in the place of `folder`; a server that reads tiles meanwhile finds the old ones or the new. */
function replace(folder, fresh) {
  const old = `${folder}.old-${process.pid}`;
  mkdirSync(path.dirname(folder), { recursive: true });
  try {
    renameSync(folder, old);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  renameSync(fresh, folder);
  rmSync(old, { recursive: true, force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let lastLine = 0;
  const log = (line) => {
    if (!process.stdout.isTTY) return console.log(`base map: ${line}`);
    process.stdout.write(`\rbase map: ${line}`.padEnd(lastLine));
    lastLine = line.length + 12;
  };
  try {
    const [, , folder] = process.argv;
    const { manifest, built } = await buildBasemap({
      log,
      ...(folder ? { folder: path.resolve(folder) } : {}),
    });
    const files = manifest.world.files + manifest.area.files;
    const megabytes = ((manifest.world.bytes + manifest.area.bytes) / 1e6).toFixed(1);
    if (process.stdout.isTTY && built) process.stdout.write('\n');
    console.log(`base map: ${built ? 'built' : 'up to date'} (${files} tiles, ${megabytes} MB)`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
