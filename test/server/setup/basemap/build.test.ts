import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AREA_BOUNDS, baseSources } from '../../../../client/map/basestyle/sources.ts';
import { buildBasemap } from '../../../../server/setup/basemap/build.mjs';
import { tileRange } from '../../../../server/setup/basemap/tiles.mjs';

const standing = path.resolve('build/basemap');
const scratch = mkdtempSync(path.join(os.tmpdir(), 'basemap-'));
const fresh = path.join(scratch, 'basemap');
let said = '';
// In a process of its own, as it is run: under the test runner's instrumented imports it takes several times as long.
const node = (...args: string[]) => promisify(execFile)(process.execPath, args);

beforeAll(async () => {
  await node('server/setup/basemap/build.mjs');
  ({ stdout: said } = await node('server/setup/basemap/build.mjs', fresh));
}, 120_000);
afterAll(() => rmSync(scratch, { recursive: true }));

function hashOf(folder: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  for (const file of files) hash.update(file).update(readFileSync(path.join(folder, file)));
  return hash.digest('hex');
}

test('the same inputs give the same bytes', () => {
  expect(hashOf(fresh)).toBe(hashOf(standing));
});

test('a second run finds it up to date, and it says what it does the first time', async () => {
  const again = await buildBasemap({ folder: fresh });
  expect(again.built).toBe(false);
  expect(said).toContain('reading the coast of the operating area');
  expect(said).toMatch(/base map: built \(\d+ tiles, [\d.]+ MB\)\n$/);
});

test('nothing is left beside the finished map', () => {
  expect(readdirSync(scratch)).toEqual(['basemap']);
});

test('every tile that the style may ask for is there', async () => {
  const { manifest } = await buildBasemap();
  const sources = baseSources('http://host');
  for (const [name, set] of [['world', manifest.world] as const, ['area', manifest.area] as const]) {
    const source = sources[`base-${name}`];
    expect(source).toMatchObject({ minzoom: set.zoom.min, maxzoom: set.zoom.max });
    for (let z = set.zoom.min; z <= set.zoom.max; z++) {
      const range = tileRange(set.bounds, z);
      for (let x = range.west; x <= range.east; x++) {
        const present = new Set(readdirSync(path.join(fresh, `tiles/${name}/${z}/${x}`)));
        for (let y = range.north; y <= range.south; y++) expect(present).toContain(`${y}.pbf`);
      }
    }
  }
  const { west, south, east, north } = manifest.area.bounds;
  expect(AREA_BOUNDS).toEqual([west, south, east, north]);
});
