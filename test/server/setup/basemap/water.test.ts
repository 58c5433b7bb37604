import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWater, readWaterGrid, type WaterGrid } from '../../../../server/setup/basemap/water.ts';

const scratch = mkdtempSync(path.join(os.tmpdir(), 'water-'));
let grid: WaterGrid;
beforeAll(() => {
  execFileSync(process.execPath, ['server/setup/basemap/build.mjs']);
  grid = readWaterGrid();
}, 120_000);
afterAll(() => rmSync(scratch, { recursive: true }));

test.each([
  ['the middle of the Strait of Otranto', 40.3, 18.95, 'sea'],
  ['the Bay of Durrës', 41.265, 19.435, 'sea'],
  ['the Corfu Channel', 39.76, 19.96, 'sea'],
  ['the Bay of Kotor', 42.435, 18.66, 'sea'],
  ['the hills east of Tirana', 41.33, 19.95, 'land'],
  ['the Salento', 40.3, 18.1, 'land'],
  ['Corfu', 39.6, 19.82, 'land'],
  ['Lake Shkodër, the Montenegrin part', 42.22, 19.2, 'lake'],
  ['Lake Shkodër, off Shirokë', 42.09, 19.44, 'lake'],
  ['Lake Ohrid', 41.03, 20.72, 'lake'],
  ['Great Prespa', 40.92, 21.02, 'lake'],
] as const)('%s', (_, lat, lon, ground) => {
  expect(grid.groundAt(lat, lon)).toBe(ground);
  expect(isWater(lat, lon)).toBe(ground !== 'land');
});

test('every named place lies on what it is', () => {
  const { places } = JSON.parse(readFileSync('fixtures/geo/places.json', 'utf8')) as {
    places: { name: string; kind: string; lat: number; lon: number }[];
  };
  const expected: Record<string, string> = {
    city: 'land',
    town: 'land',
    village: 'land',
    sea: 'sea',
    strait: 'sea',
    bay: 'sea',
    lake: 'lake',
  };
  const wrong = places.filter(({ kind, lat, lon }) => {
    const ground = grid.groundAt(lat, lon);
    return ground !== undefined && expected[kind] !== undefined && ground !== expected[kind];
  });
  expect(wrong).toEqual([]);
});

test('outside the area nothing is known', () => {
  expect(grid.bounds.west).toBeCloseTo(15.5, 9);
  expect(grid.bounds.north).toBeCloseTo(43.2, 9);
  expect(grid.groundAt(45, 19)).toBeUndefined();
  expect(grid.groundAt(41, 15.4)).toBeUndefined();
  expect(grid.isWater(Number.NaN, 19)).toBeUndefined();
});

test('a missing file and one that is no grid are named with their remedy', () => {
  expect(() => readWaterGrid(path.join(scratch, 'none.bin'))).toThrow(/none\.bin is missing; run `node/);
  writeFileSync(path.join(scratch, 'other.bin'), 'not a grid at all, though it is long enough for one');
  expect(() => readWaterGrid(path.join(scratch, 'other.bin'))).toThrow(/is not a water grid/);
});
