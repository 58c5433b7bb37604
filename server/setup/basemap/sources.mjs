/** Where the base map comes from: files of npm packages, our own fixtures, and the fingerprint of all of them. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(here, '../../..');
const require = createRequire(import.meta.url);

const PACKAGES = {
  'world-atlas': ['land-10m.json', 'countries-10m.json'],
  '@geo-maps/earth-lands-250m': ['map.geo.json'],
  '@osm_borders/maritime_1000m': ['borders.geo.json'],
  'sea-ports': ['lib/ports.json'],
};
/** Packages whose code shapes the tiles. */
const TOOLS = ['geojson-vt', 'vt-pbf', 'topojson-client'];
const FIXTURES = ['fixtures/geo/lakes.geojson', 'fixtures/geo/places.json'];

/** The folder of an installed package; an Error that names the remedy where it is missing. */
function packageFolder(name) {
  for (const folder of require.resolve.paths(name) ?? []) {
    const candidate = path.join(folder, name);
    if (statSync(path.join(candidate, 'package.json'), { throwIfNoEntry: false })) return candidate;
  }
  throw new Error(`base map: the package ${name} is not installed; run \`npm ci --include=dev\``);
}

/** The path of a package's data file; an Error that names the remedy where it is missing. */
export function packageFile(name, file) {
  const found = path.join(packageFolder(name), file);
  if (statSync(found, { throwIfNoEntry: false })) return found;
  throw new Error(`base map: ${name} has no ${file}; remove node_modules/${name} and run \`npm ci\``);
}

export const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
export const fixtureFile = (name) => path.join(root, 'fixtures/geo', name);

/**
 * A SHA-256 over all that the base map is made from: the versions and sizes of the packages (hashing 90 MB at each
 * start would take longer than a second build is worth), our fixtures and the code of this folder.
 */
export function fingerprint() {
  const hash = createHash('sha256');
  for (const [name, files] of Object.entries(PACKAGES)) {
    const sizes = files.map((file) => `${file}:${statSync(packageFile(name, file)).size}`);
    hash.update(`${name}@${readJson(path.join(packageFolder(name), 'package.json')).version} ${sizes}\n`);
  }
  for (const name of TOOLS)
    hash.update(`${name}@${readJson(path.join(packageFolder(name), 'package.json')).version}\n`);
  for (const file of FIXTURES) hash.update(readFileSync(path.join(root, file)));
  for (const file of readdirSync(here).sort())
    if (file.endsWith('.mjs')) hash.update(file).update(readFileSync(path.join(here, file)));
  return hash.digest('hex');
}
